"""Answering: preview, files, approval by the head, delivery, the dispatcher's way."""

from tests.stage import Stage, ask


async def taken(stage: Stage, question: str = "Не платят пенсию второй месяц, что делать?"):  # type: ignore[no-untyped-def]
    """An operator who has just taken a citizen's question, and the citizen."""
    operator = await stage.staff(1003, "operator")
    citizen = await ask(stage, question)
    await operator.taps("Открыть первый")
    await operator.taps("Взять себе")
    await operator.sees("Вопрос теперь у вас")
    return operator, citizen


async def test_the_answer_is_signed_and_its_delivery_shown(stage: Stage) -> None:
    operator, citizen = await taken(stage)
    await operator.says("Выплата придёт 25 ноября.")
    await operator.sees("Отвечает: Министерство труда и социальной защиты населения, сотрудник")
    await operator.taps("✅ Отправить гражданину")
    await citizen.sees("Выплата придёт 25 ноября.")
    await citizen.sees("Отвечает: Министерство труда и социальной защиты населения, сотрудник")
    await operator.taps("Открыть карточку")
    await operator.sees("Доставка: доставлено")


async def test_nothing_is_sent_by_typing_alone(stage: Stage) -> None:
    operator, citizen = await taken(stage)
    await operator.says("черновик ответа")
    await operator.sees("Предпросмотр")
    assert not [m for m in await citizen.chat() if "черновик" in m.get("text", "") and m["from"]["is_bot"]]
    assert await stage.rows("SELECT state FROM answers") == [("draft",)]


async def test_several_messages_and_files_make_one_answer(stage: Stage) -> None:
    operator, citizen = await taken(stage)
    await operator.says("Первая часть.")
    await operator.sees("Первая часть.")
    await operator.says("Вторая часть.")
    await operator.sends_document("spravka.pdf", size=1000)
    await operator.sees("Файлов к ответу: 1")
    await operator.taps("✅ Отправить гражданину")
    await citizen.sees("Первая часть.\n\nВторая часть.")
    await citizen.sees("Файл к ответу")


async def test_an_old_preview_cannot_send_what_it_did_not_show(stage: Stage) -> None:
    operator, _ = await taken(stage)
    await operator.says("Первый вариант.")
    first = await operator.sees("Первый вариант.")
    await operator.says("Добавка.")
    await operator.sees("Добавка.")
    data = first["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await operator.taps_forged(data, first["message_id"])
    await operator.sees("Этот экран устарел")
    assert await stage.rows("SELECT state FROM inquiries") == [("taken",)]


async def test_a_double_tap_sends_once(stage: Stage) -> None:
    operator, citizen = await taken(stage)
    await operator.says("Ответ.")
    shown = await operator.sees("Предпросмотр")
    data = shown["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await operator.taps_forged(data, shown["message_id"])
    await operator.taps_forged(data, shown["message_id"])
    await operator.sees("уже отправлен")
    await citizen.sees("Ответ.")
    assert await stage.rows("SELECT count(*) FROM outbox WHERE kind = 'answer'") == [(1,)]


async def test_rewriting_starts_from_nothing(stage: Stage) -> None:
    operator, citizen = await taken(stage)
    await operator.says("Не то.")
    await operator.taps("Написать заново")
    await operator.says("То, что нужно.")
    await operator.sees("То, что нужно.")
    await operator.taps("✅ Отправить гражданину")
    seen = await citizen.sees("То, что нужно.")
    assert "Не то." not in seen["text"]


async def test_a_long_answer_arrives_in_numbered_parts(stage: Stage) -> None:
    operator, citizen = await taken(stage)
    for n in range(3):
        await operator.says(f"Часть {n}. " + "Подробное разъяснение с номерами статей. " * 60)
        await operator.sees(f"Часть {n}.")
    await operator.sees("(3/3)")
    await operator.taps("✅ Отправить гражданину")
    await citizen.sees("(1/3)")
    last = await citizen.sees("(3/3)")
    assert last["reply_markup"]["inline_keyboard"][0][0]["text"] == "1"


async def test_markup_in_an_answer_is_shown_as_typed(stage: Stage) -> None:
    operator, citizen = await taken(stage)
    await operator.says("Пункт <b>5</b> & {number} *важно*")
    await operator.taps("✅ Отправить гражданину")
    await citizen.sees("Пункт <b>5</b> & {number} *важно*")


async def test_a_sticker_is_no_answer(stage: Stage) -> None:
    operator, _ = await taken(stage)
    await operator.sends("sticker")
    await operator.sees("только текст и файлы")


async def test_the_head_approves_or_returns(stage: Stage) -> None:
    admin = await stage.admin()
    head = await stage.staff(1004, "head", name="Гүлнәр")
    operator, citizen = await taken(stage)
    await admin.says("/bodies")
    await admin.taps("Труд и соцзащита")
    await admin.taps("Включить согласование")
    await admin.sees("Ответ согласует руководитель: да")

    await operator.says("Проект ответа.")
    await operator.taps("🖊 На согласование")
    await operator.sees("Гражданин его пока не видит")
    await head.sees("ждёт вашего согласования")
    await head.taps("Посмотреть ответ")
    await head.sees("Проект ответа.")
    await head.taps("Вернуть на доработку")
    await head.says("Укажите дату выплаты.")
    await operator.sees("Замечание: Укажите дату выплаты.")
    await operator.taps("Ответить")
    await operator.taps("Написать заново")
    mark = head.mark()
    await operator.says("Выплата 25 ноября.")
    await operator.sees("Выплата 25 ноября.")
    await operator.taps("🖊 На согласование")
    await head.sees("ждёт вашего согласования", after=mark)
    await head.taps("Посмотреть ответ")
    await head.sees("Выплата 25 ноября.")
    await head.taps("✅ Согласовать и отправить")
    await citizen.sees("Выплата 25 ноября.")
    assert await stage.rows("SELECT state FROM inquiries") == [("answered",)]


async def test_an_operator_cannot_approve(stage: Stage) -> None:
    await stage.staff(1004, "head", name="Гүлнәр")
    operator, _ = await taken(stage)
    async with stage.app.unit() as work:
        from services.bodies import Switch, put

        await put(work, "MLSPP", "", Switch.APPROVAL, True)
    await operator.says("Проект ответа.")
    await operator.taps("🖊 На согласование")
    await operator.sees("Гражданин его пока не видит")
    [(answer,)] = await stage.rows("SELECT id FROM answers")
    await operator.taps_forged(f"a:{answer}:approve:0")
    await operator.sees("только руководитель")
    assert await stage.rows("SELECT state FROM inquiries") == [("approval",)]


async def test_the_dispatcher_hands_on_and_the_citizen_is_told(stage: Stage) -> None:
    dispatcher = await stage.staff(1007, "dispatcher", name="Асель")
    operator = await stage.staff(1003, "operator")
    citizen = await stage.consented("ru")
    await citizen.says("Не платят пенсию второй месяц, что делать?")
    await citizen.taps("Не знаю")
    await citizen.sees("Кому: Дежурный сотрудник")
    await dispatcher.taps("Открыть первый")
    await dispatcher.taps("Передать органу")
    await dispatcher.sees("Какому органу передать вопрос")
    await dispatcher.taps("1 · Труд")
    await dispatcher.sees("Гражданину сообщили")
    await citizen.sees("передан в другой орган")
    await citizen.sees("Теперь отвечает: Министерство труда и социальной защиты населения")
    await operator.taps("Открыть первый")
    await operator.sees("Сколько раз передавали: 1")


async def test_the_dispatcher_may_answer_himself(stage: Stage) -> None:
    dispatcher = await stage.staff(1007, "dispatcher", name="Асель")
    citizen = await stage.consented("kk")
    await citizen.says("Қалай сұрақ қоямын, кімге жазу керек, зейнетақы туралы")
    await citizen.taps("Білмеймін")
    await dispatcher.taps("Открыть первый")
    await dispatcher.taps("Взять себе")
    await dispatcher.says("Осында жаза беріңіз.")
    await dispatcher.taps("✅ Отправить гражданину")
    await citizen.sees("Жауап берген: Кезекші маман, кезекші маман")


async def test_the_operator_opens_files_and_that_is_written_down(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    citizen = await stage.consented("ru")
    await citizen.sends_document(
        "spravka.pdf", size=25 * 1024 * 1024, caption="Не платят пенсию, вот справка"
    )
    await citizen.taps("1 ·")
    await operator.taps("Открыть первый")
    await operator.sees("Файлы: 1")
    await operator.taps("Открыть файлы")
    await operator.sees("spravka.pdf")
    assert await stage.rows("SELECT count(*) FROM events WHERE kind = 'files_opened'") == [(1,)]


async def test_a_withdrawn_question_is_told_to_its_operator(stage: Stage) -> None:
    operator, citizen = await taken(stage)
    await citizen.taps("Больше не нужно")
    await citizen.taps("Да, отозвать")
    await citizen.sees("отозван")
    await operator.sees("Гражданин отозвал вопрос")
    await operator.says("Ответ, который уже не нужен")
    await operator.sees("Этот вопрос отозван")


async def test_an_unreachable_citizen_is_shown_on_the_card(stage: Stage) -> None:
    operator, citizen = await taken(stage)
    await citizen.blocks()
    await operator.says("Ответ.")
    await operator.taps("✅ Отправить гражданину")
    await operator.sees("гражданин заблокировал бота")
    await operator.taps("Открыть карточку")
    await operator.sees("Доставка: гражданин заблокировал бота")
    await citizen.unblocks()
    await citizen.says("/my")
    await citizen.sees("Ответ.")
    await operator.says("/queue")


async def test_steps_to_an_answer_are_three_taps(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    citizen = await ask(stage, "Не платят пенсию второй месяц, что делать?")
    taps = 0
    for button in ("Открыть первый", "Взять себе"):
        await operator.taps(button)
        taps += 1
    await operator.says("Выплата 25 ноября.")
    await operator.taps("✅ Отправить гражданину")
    taps += 1
    await citizen.sees("Выплата 25 ноября.")
    assert taps == 3


async def test_an_edit_while_writing_is_said_not_to_count(stage: Stage) -> None:
    operator, _ = await taken(stage)
    typed = await operator.says("Выплата придёт 15 ноября.")
    await operator.sees("Предпросмотр")
    await operator.edits(typed["message_id"], "Выплата придёт 25 ноября.")
    await operator.sees("Правка сообщения не попадает в текст")
    assert "15 ноября" in (await stage.rows("SELECT text FROM answers"))[0].text


async def test_a_question_of_ones_own_is_edited_in_either_mode(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    await operator.says("/new")
    await operator.taps("Даю согласие")
    asked = await operator.says("Не платят пенсию второй месяц, что делать?")
    await operator.taps("1 ·")
    await operator.sees("Принято")
    await operator.says("/mode")
    await operator.taps("В служебный режим")
    await operator.edits(asked["message_id"], "Не платят пенсию третий месяц, что делать?")
    await operator.sees("исправлен")
    assert "третий" in (await stage.rows("SELECT text FROM messages"))[0].text


async def test_a_mistyped_command_becomes_no_words_for_a_citizen(stage: Stage) -> None:
    operator, _ = await taken(stage)
    await operator.says("/queu")
    await operator.sees("Такой команды нет")
    assert await stage.rows("SELECT 1 FROM answers") == []
    await operator.taps("Уточнить у гражданина")
    await operator.says("/find")
    await operator.sees("Что ищем?")
