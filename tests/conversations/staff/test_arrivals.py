"""New questions: one counter message per operator, edited, in working hours; an emergency at once."""

from datetime import datetime

from domain.civil import ZONE
from tests.stage import Stage, ask


async def test_many_arrivals_are_one_edited_message(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    await ask(stage, "Не платят пенсию второй месяц")
    await operator.sees("1 новый вопрос")
    await ask(stage, "Не платят пенсию третий месяц")
    await ask(stage, "Не платят пенсию четвёртый месяц")
    stage.clock.forward(seconds=31)
    stage.app.pump.wake()
    await operator.sees("3 новых вопроса")
    counters = [
        m for m in await operator.chat() if "новы" in m.get("text", "") and "В вашей очереди" in m["text"]
    ]
    assert len(counters) == 1


async def test_after_a_look_the_next_arrival_is_a_new_message(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    await ask(stage, "Не платят пенсию второй месяц")
    await operator.sees("1 новый вопрос")
    await operator.says("/queue")
    await operator.sees("Открытые вопросы: 1")
    mark = operator.mark()
    await ask(stage, "Не платят пенсию третий месяц")
    await operator.sees("1 новый вопрос", after=mark)


async def test_a_card_opened_from_the_counter_stays_when_more_arrive(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    await ask(stage, "Не платят пенсию второй месяц")
    await operator.taps("Открыть первый")
    card = await operator.sees("второй месяц")
    mark = operator.mark()
    await ask(stage, "Не платят пенсию третий месяц")
    stage.clock.forward(seconds=31)
    stage.app.pump.wake()
    counter = await operator.sees("1 новый вопрос", after=mark)
    assert counter["message_id"] != card["message_id"]


async def test_nothing_at_night_and_one_message_in_the_morning(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    stage.clock.at = datetime(2026, 11, 20, 21, 0, tzinfo=ZONE)
    await ask(stage, "Не платят пенсию второй месяц")
    await ask(stage, "Не платят пенсию третий месяц")
    assert not [m for m in await operator.chat() if "В вашей очереди" in m.get("text", "")]
    stage.clock.at = datetime(2026, 11, 22, 12, 0, tzinfo=ZONE)
    stage.app.pump.wake()
    await ask(stage, "Не платят пенсию четвёртый месяц")
    assert not [m for m in await operator.chat() if "В вашей очереди" in m.get("text", "")]
    stage.clock.at = datetime(2026, 11, 23, 9, 0, 1, tzinfo=ZONE)
    stage.app.pump.wake()
    await operator.sees("3 новых вопроса")


async def test_an_emergency_is_announced_at_once_to_operators_and_head(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    head = await stage.staff(1004, "head", name="Гүлнәр")
    stage.clock.at = datetime(2026, 11, 20, 23, 0, tzinfo=ZONE)
    await ask(stage, "Помогите, муж избивает меня и детей, боимся за жизнь")
    for person in (operator, head):
        await person.sees("Срочно")
