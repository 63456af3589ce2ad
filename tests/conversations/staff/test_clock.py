"""The clock over the wire: a question back, its answer, more days, and the date explained to both sides."""

from tests.stage import Stage, ask

LONG_AGO = "Зарплату не платят второй месяц, куда обратиться?"


async def test_a_question_back_stops_the_clock_and_the_answer_starts_it(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    citizen = await ask(stage, LONG_AGO)
    await operator.taps("Открыть первый")
    await operator.taps("Взять себе")
    await operator.taps("Уточнить у гражданина")
    await operator.sees("Что уточнить у гражданина")
    await operator.says("Как называется предприятие?")
    await operator.sees("Гражданин увидит это")
    await operator.taps("✅ Отправить вопрос")
    await operator.sees("Всё это время срок не идёт")

    await citizen.sees("Как называется предприятие?")
    await citizen.says("ТОО «Тұлпар»", reply_to=(await citizen.last())["message_id"])
    await citizen.sees("срок снова идёт")
    await operator.sees("Гражданин дополнил вопрос")
    await operator.taps("Открыть карточку")
    await operator.sees("Тұлпар")
    await operator.taps("Ещё…")
    await operator.taps("Как посчитан срок?")
    await operator.sees("Поступил в орган")
    assert await stage.rows("SELECT state FROM inquiries") == [("taken",)]


async def test_what_follows_a_question_back_answers_it(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    citizen = await ask(stage, LONG_AGO)
    await operator.taps("Открыть первый")
    await operator.taps("Взять себе")
    stage.clock.forward(hours=2)
    await operator.taps("Уточнить у гражданина")
    await operator.says("Как называется предприятие?")
    await operator.taps("✅ Отправить вопрос")
    await citizen.sees("Как называется предприятие?")
    await citizen.says("ТОО «Тұлпар»")
    await citizen.sees("срок снова идёт")


async def test_the_head_gives_more_days_and_the_citizen_reads_why(stage: Stage) -> None:
    head = await stage.staff(1004, "head")
    citizen = await ask(stage, LONG_AGO)
    await head.taps("Открыть первый")
    await head.taps("Ещё…")
    await head.taps("Продлить срок")
    await head.sees("До какого дня продлить срок")
    await head.taps("21 декабря")
    await head.says("Запрошены документы в архиве")
    await head.sees("продлён")
    await citizen.sees("Запрошены документы в архиве")
    await citizen.taps("Как посчитан срок?")
    await citizen.sees("срок продлён, новая дата: 21 декабря")
    assert await stage.rows("SELECT due, first_due FROM inquiries") == [("2026-12-21", "2026-12-11")]
