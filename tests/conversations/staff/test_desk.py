"""What an operator does with an inquiry besides answering it, over the wire: the way through the screens."""

from tests.stage import Person, Stage, ask

WAGES = "Зарплату не платят второй месяц, куда обратиться?"


async def taken(stage: Stage, words: str = WAGES) -> tuple[Person, Person]:
    """An operator of every body with a question in hand, and its citizen."""
    operator = await stage.staff(1003, "operator")
    citizen = await ask(stage, words)
    await operator.taps("Открыть первый")
    await operator.taps("Взять себе")
    await citizen.sees("занимается сотрудник")
    return operator, citizen


async def taps_numbered(person: Person, name: str) -> None:
    """Tap the button of a numbered list that bears this name."""
    await person.sees("1. ")
    await person.taps(next(button for button in await person.buttons() if button.endswith(name)))


async def test_a_transfer_is_previewed_and_told_with_its_reason(stage: Stage) -> None:
    operator, citizen = await taken(stage)
    await operator.taps("Передать в другой орган")
    listed = await operator.sees("Какой орган должен ответить")
    assert "Министерство труда и социальной защиты населения" not in listed["text"], "it is there already"
    await taps_numbered(operator, "Здравоохранение")
    await operator.sees("По какой причине")
    await operator.taps("2")
    shown = await operator.sees("Гражданин увидит это")
    assert "орган был выбран по ошибке" in shown["text"]
    await operator.taps("✅ Передать")
    await operator.sees("Министерство здравоохранения")
    told = await citizen.sees("передан в другой орган")
    assert "орган был выбран по ошибке" in told["text"]


async def test_own_words_of_a_transfer_and_its_old_preview(stage: Stage) -> None:
    operator, citizen = await taken(stage)
    await operator.taps("Передать в другой орган")
    await taps_numbered(operator, "Здравоохранение")
    await operator.taps("Своими словами")
    await operator.says("Это о больничном листе")
    first = await operator.sees("Это о больничном листе")
    await operator.says("Это о выплате по больничному")
    await operator.sees("Это о выплате по больничному")
    data = first["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await operator.taps_forged(data, first["message_id"])
    await operator.sees("Этот экран устарел")
    last = next(m for m in reversed(await operator.chat()) if "о выплате по" in m.get("text", ""))
    await operator.taps_forged(
        last["reply_markup"]["inline_keyboard"][0][0]["callback_data"], last["message_id"]
    )
    await citizen.sees("Это о выплате по больничному")


async def test_co_executors_make_one_answer(stage: Stage) -> None:
    operator, citizen = await taken(stage)
    await operator.taps("Ещё…")
    await operator.taps("Подключить другой орган")
    await taps_numbered(operator, "Здравоохранение")
    await operator.sees("Гражданин узнает, кто участвует")
    await operator.says("Подтвердите больничный лист. " * 20)
    await operator.sees("Текст слишком длинный")
    await operator.says("Подтвердите больничный лист")
    await operator.sees("Вас просят: Подтвердите больничный лист")
    await operator.taps("✅ Подключить")
    await operator.sees("Срок его части")
    told = await citizen.sees("участвует ещё один орган")
    assert "больничный лист" not in told["text"], "what bodies ask each other stays among them"

    await operator.sees("Нужна ваша часть ответа")
    await operator.taps("Открыть часть")
    await operator.sees("Ответ собирает: Министерство труда и социальной защиты населения")
    await operator.taps("Взять себе")
    await operator.says("Больничный лист подтверждаем.")
    await operator.sees("Ваша часть ответа")
    await operator.taps("✅ Сдать часть")
    await operator.sees("готова: Министерство здравоохранения")
    await operator.taps("Открыть карточку")
    await operator.taps("Вставить части в ответ")
    shown = await operator.sees("Предпросмотр")
    assert "В подготовке ответа участвовали: Министерство здравоохранения" in shown["text"]
    await operator.taps("✅ Отправить гражданину")
    answer = await citizen.sees("Больничный лист подтверждаем.")
    assert "В подготовке ответа участвовали: Министерство здравоохранения" in answer["text"]


async def test_closing_is_previewed_and_the_citizen_may_disagree_once(stage: Stage) -> None:
    operator, citizen = await taken(stage)
    head = await stage.staff(1004, "head", name="Гүлнәр")
    await operator.taps("Ещё…")
    await operator.taps("Закрыть без ответа")
    await operator.sees("Почему закрываем вопрос")
    await operator.taps("5")
    await operator.sees("не удалось понять, о чём вопрос")
    await operator.says("Напишите, какое предприятие.")
    await operator.sees("Напишите, какое предприятие.")
    await operator.taps("✅ Закрыть")
    told = await citizen.sees("закрыт без ответа")
    assert "Напишите, какое предприятие." in told["text"]
    await citizen.taps("Прошу посмотреть ещё раз")
    await head.sees("не согласен с закрытием")
    await head.taps("Открыть карточку")
    await head.sees("не удалось понять, о чём вопрос")
    assert await stage.rows("SELECT state, assignee_id FROM inquiries") == [("new", None)]


async def test_a_note_stays_among_colleagues(stage: Stage) -> None:
    operator, citizen = await taken(stage)
    await operator.taps("Ещё…")
    await operator.taps("Внутренняя заметка")
    await operator.sees("гражданин её никогда не увидит")
    await operator.says("Звонил в инспекцию труда")
    await operator.sees("Звонил в инспекцию труда")
    await citizen.says("/my")
    await citizen.taps("№")
    await citizen.sees("Зарплату не платят")
    assert not any("инспекцию" in m.get("text", "") for m in await citizen.chat())


async def test_handing_over_and_being_away(stage: Stage) -> None:
    operator, _ = await taken(stage)
    colleague = await stage.staff(1006, "operator", name="Ольга")
    await operator.says("/away")
    listed = await operator.sees("Отсутствие")
    place = next(line for line in listed["text"].splitlines() if "Министерство труда" in line)
    await operator.taps(f"{place.split('.')[0]} · Буду")
    await operator.sees("Какой день отсутствия последний")
    await operator.says("25.11.2026")
    await operator.taps("Ольга")
    await operator.sees("Замещает: Ольга")
    await colleague.taps("1")
    await colleague.sees("Файлы: 0")
    assert "Ответить" in await colleague.buttons(), "whoever stands in may answer"
    await colleague.taps("Ответить")
    await colleague.sees("Напишите ответ")
