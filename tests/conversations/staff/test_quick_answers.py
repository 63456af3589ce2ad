"""Canned replies, outcomes, one answer to many: what people see, and how many taps it takes."""

from playground.people import Person
from tests.stage import Stage, ask

WAGES = "Зарплату не платят второй месяц, куда обратиться?"
KK = "Жалақы берешегі\nСәлеметсіз бе! № {number} сауал бойынша: еңбек инспекциясына жазыңыз."
RU = "Долг по зарплате\nЗдравствуйте! По вопросу № {number}: напишите в инспекцию труда."


async def plant(stage: Stage) -> None:
    """A reply of the Ministry of Labour, as its head would have written it."""
    async with stage.app.unit() as work:
        from models.tables import CannedReply

        [(post,)] = await stage.rows("SELECT min(id) FROM memberships WHERE body = 'MLSPP'")
        kk, ru = KK.partition("\n"), RU.partition("\n")
        work.session.add(
            CannedReply(
                body="MLSPP", title_kk=kk[0], text_kk=kk[2], title_ru=ru[0], text_ru=ru[2],
                author_id=post, changed_at=work.now,
            )
        )  # fmt: skip


async def heading(stage: Stage, *roles: str) -> Person:
    """Somebody with posts in one queue only."""
    person = stage.citizen("Гүлнар", "ru")
    async with stage.app.unit() as work:
        from domain.permissions import Role
        from services import bodies, people
        from services.bodies import Switch
        from services.people import Guest

        await bodies.put(work, "MLSPP", "", Switch.CONNECTED, True)
        who = await people.meet(work, Guest(person.id, "Гүлнар", "ru"))
        who.person.language = "ru"
        for role in roles:
            await people.join(work, who.person, Role(role), "MLSPP")
    await person.opens()
    await person.sees("Открытые вопросы")
    return person


async def test_from_the_announcement_to_a_canned_answer_in_four_taps(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    await plant(stage)
    citizen = await ask(stage, WAGES)
    taps = ("Открыть первый", "Взять себе", "💬 Долг по зарплате", "✅ Отправить гражданину")
    for button in taps:
        await operator.taps(button)
    await citizen.sees("напишите в инспекцию труда")
    assert len(taps) <= 4


async def test_from_the_announcement_to_a_typed_answer_in_three_taps(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    citizen = await ask(stage, WAGES)
    taps = ("Открыть первый", "Взять себе")
    for button in taps:
        await operator.taps(button)
    await operator.sees("Вопрос теперь у вас")
    await operator.says("Обратитесь в инспекцию труда.")
    await operator.taps("✅ Отправить гражданину")
    await citizen.sees("Обратитесь в инспекцию труда.")
    assert len(taps) + 1 <= 3


async def test_outcome_and_topic_take_a_tap_each(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    await ask(stage, WAGES)
    await operator.taps("Открыть первый")
    await operator.taps("Взять себе")
    await operator.says("Ответ.")
    await operator.taps("✅ Отправить гражданину")
    await operator.sees("Чем закончилось?")
    await operator.taps("Разъяснено")
    await operator.taps("🏷 Долги по зарплате")
    assert "✓ 🏷 Долги по зарплате" in await operator.buttons()
    assert await stage.rows("SELECT outcome FROM answers") == [("explained",)]
    assert await stage.rows("SELECT topic FROM inquiries") == [("wages",)]
    await operator.taps("🏷 Другая тема")
    await operator.taps("Трудовые права")
    await operator.taps("Открыть карточку")
    card = await operator.sees("Итог: Разъяснено")
    assert "Тема: Трудовые права" in card["text"]


async def test_a_head_writes_a_reply_in_both_languages(stage: Stage) -> None:
    head = await heading(stage, "head")
    await head.says("/canned")
    await head.taps("➕ Новая заготовка")
    await head.sees("Заготовка ответа на казахском")
    await head.says("Атауы\n{number}-сауал")
    await head.sees("К вставке приписано окончание")
    await head.says(KK)
    await head.sees("Заготовка ответа на русском")
    await head.says(RU)
    shown = await head.sees("Так прочтёт гражданин")
    assert "По вопросу № 26-K7M4XE-9: напишите" in shown["text"]
    await head.taps("✅ Сохранить")
    await head.sees("Заготовка сохранена")
    await head.taps("Разъяснено")
    await head.taps("Изменить русский текст")
    await head.sees("Сейчас написано так")
    await head.says("Зарплата\nПо вопросу № {number}: звоните 1414.")
    await head.taps("✅ Сохранить")
    await head.taps("К списку")
    await head.sees("1. Зарплата")
    await head.taps("1")
    await head.taps("Убрать из списка")
    await head.sees("Заготовка убрана")
    await head.taps("Вернуть в список")
    assert await stage.rows("SELECT outcome, withdrawn_at FROM canned_replies") == [("explained", None)]


async def test_an_operator_is_told_who_keeps_replies(stage: Stage) -> None:
    operator = await heading(stage, "operator")
    await operator.says("/canned")
    await operator.sees("только руководитель")
    await operator.taps_forged("cn:MLSPP::new:0:0")
    await operator.sees("только руководитель")


async def test_similar_questions_are_answered_together(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    citizens = [await ask(stage, WAGES) for _ in range(3)]
    await operator.taps("Открыть первый")
    await operator.sees("Похожих открытых вопросов: 2")
    await operator.taps("Взять себе")
    await operator.taps("👥 Похожие вопросы")
    await operator.sees("Нажмите номер")
    await operator.taps("1")
    await operator.sees("Вместе получат ответ: 1")
    await operator.taps("✅ Ответить всем сразу")
    await operator.sees("Вместе получат ответ: 2")
    await operator.says("Ответ всем троим.")
    await operator.sees("Этот ответ получат и другие граждане: 2")
    await operator.taps("✅ Отправить гражданину")
    await operator.sees("Тот же ответ отправлен ещё 2 гражданам")
    for citizen in citizens:
        await citizen.sees("Ответ всем троим.")
    await operator.taps("Кому доставлено")
    shown = await operator.sees("Кому ушёл ответ")
    assert shown["text"].count("доставлено") == 3


async def test_an_answer_in_the_other_language_is_warned_of(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    await ask(stage, "Зейнетақым екінші айдан бері түспей жатыр, не істеймін?", language="kk")
    await operator.taps("Открыть первый")
    await operator.taps("Взять себе")
    await operator.says("Выплата придёт 25 ноября, обратитесь в банк.")
    await operator.sees("Вопрос задан на казахском, а ответ, похоже, на русском")


async def test_a_draft_survives_a_restart(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    citizen = await ask(stage, WAGES)
    await operator.taps("Открыть первый")
    await operator.taps("Взять себе")
    await operator.says("Начало ответа.")
    await operator.sees("Начало ответа.")
    await operator.says("/queue")
    await operator.sees("Открытые вопросы")
    await stage.restart()
    await operator.taps("1")
    await operator.taps("Ответить")
    await operator.sees("Начало ответа.")
    await operator.says("Конец ответа.")
    await operator.sees("Конец ответа.")
    await operator.taps("✅ Отправить гражданину")
    await citizen.sees("Начало ответа.\n\nКонец ответа.")


async def test_a_sent_answer_is_corrected_once(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    citizen = await ask(stage, WAGES)
    await operator.taps("Открыть первый")
    await operator.taps("Взять себе")
    await operator.says("Выплата 25 октября.")
    await operator.taps("✅ Отправить гражданину")
    await citizen.sees("Выплата 25 октября.")
    await operator.taps("Открыть карточку")
    await operator.taps("✏️ Исправить ответ")
    await operator.sees("Сейчас написано так")
    await operator.says("Выплата 25 ноября.")
    await operator.sees("Прежний ответ не учитывайте")
    await operator.taps("✅ Отправить гражданину")
    seen = await citizen.sees("Исправленный ответ на вопрос")
    assert "Выплата 25 ноября." in seen["text"]
    await operator.taps("Открыть карточку")
    card = await operator.sees("Прежний вариант: Выплата 25 октября.")
    assert "Исправить" not in str(card["reply_markup"])
    [(answer,)] = await stage.rows("SELECT id FROM answers")
    await operator.taps_forged(f"co:{answer}:begin:0")
    await operator.sees("Второй раз нельзя")
