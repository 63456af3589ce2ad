"""What Telegram says instead of "ok", and what becomes of the message each time."""

import asyncio
import re

import pytest

from locales import label
from playground.people import Person
from services.outbox import notice
from tests.reliability.helpers import (
    QUESTION,
    all_are,
    answered,
    calls,
    handled,
    has,
    pass_machine_time,
    states,
    still,
    texts,
    words,
)
from tests.stage import Stage, ask, eventually, staged

LONG = "\n\n".join(f"Часть {n}. " + "Выплата придёт двадцать пятого ноября. " * 45 for n in range(2))
"""An answer that leaves in two messages."""

SEND = label("ru", "button.send")


async def at_the_send_button(stage: Stage, answer: str) -> tuple[Person, Person]:
    """A citizen with a receipt, and an operator whose answer is written and not sent yet."""
    operator = await stage.staff(1003, "operator")
    citizen = await ask(stage, QUESTION)
    await operator.taps("Открыть первый")
    await operator.taps("Взять себе")
    await operator.sees("Вопрос теперь у вас")
    await citizen.sees("занимается сотрудник")
    await operator.says(answer)
    await eventually(lambda: _may_send(operator))
    return citizen, operator


async def _may_send(operator: Person) -> bool:
    return SEND in await operator.buttons()


async def sends(operator: Person) -> None:
    await operator.taps(SEND)


async def delivery_of(stage: Stage, operator: Person) -> str:
    """The line about delivery on the inquiry's card."""
    number = (await stage.rows("SELECT number FROM inquiries"))[0][0]
    mark = operator.mark()
    await operator.says(f"/queue {number}")
    card = await operator.sees(number, after=mark)
    return next(line for line in card["text"].splitlines() if words("card.delivery") in line)


@pytest.mark.parametrize("seconds", [1, 30, 3600])
async def test_429_waits_exactly_as_long_as_it_says_and_keeps_the_order(stage: Stage, seconds: int) -> None:
    citizen, operator = await at_the_send_button(stage, LONG)
    await stage.sim.fault("429", method="sendMessage", chat_id=citizen.id, retry_after=seconds)
    await sends(operator)
    await eventually(lambda: has(stage, "later"))
    if seconds > 1:
        pass_machine_time(stage, seconds - 5)
        await still(stage, citizen)
    pass_machine_time(stage, 5)
    await citizen.sees("Часть 1.")

    assert parts_of(await texts(citizen)) == ["Часть 0", "Часть 1"]
    await eventually(lambda: all_are(stage, "answer", "sent"))
    rows = await stage.rows("SELECT DISTINCT state, attempts FROM outbox WHERE kind = 'answer'")
    assert rows == [("sent", 0)], "Telegram's own pause costs no attempt"


def parts_of(said: list[str]) -> list[str]:
    """The parts of the long answer in the order in which they came."""
    return [found for text in said for found in re.findall(r"Часть \d", text)]


async def test_429_on_a_screen_stops_this_chat_and_no_other(stage: Stage) -> None:
    waiting, other = await stage.consented("ru"), await stage.consented("ru")
    await stage.sim.fault("429", method="sendMessage", chat_id=waiting.id, retry_after=30)
    await waiting.says("/help")
    await eventually(lambda: has(stage, "later"))
    before = await calls(stage, waiting)
    await waiting.says(QUESTION)
    await handled(stage)
    await other.says("/help")
    await other.sees(words("help.text"))
    assert await calls(stage, waiting) == before, "nothing was tried during the pause"

    pass_machine_time(stage, 31)
    await waiting.sees("1. ")
    assert not any(words("help.text") in text for text in await texts(waiting)), "only the newest screen"


async def test_a_person_who_blocked_the_bot_gets_the_answer_when_they_write_again(stage: Stage) -> None:
    citizen, operator = await at_the_send_button(stage, "Выплата придёт 25 ноября.")
    await citizen.blocks()
    await handled(stage)
    await sends(operator)
    await operator.sees(words("staff.delivery"))
    assert words("delivery.unreachable") in await delivery_of(stage, operator)
    [since] = (await stage.rows("SELECT unreachable_since FROM chats WHERE telegram_id = :t", t=citizen.id))[
        0
    ]
    assert since is not None

    await citizen.unblocks()
    await citizen.says("/help")
    await citizen.sees("Выплата придёт 25 ноября.")
    assert words("delivery.sent") in await delivery_of(stage, operator)
    assert await stage.rows("SELECT id FROM chats WHERE unreachable_since IS NOT NULL") == []


async def test_403_alone_is_enough_to_stop_trying(stage: Stage) -> None:
    """The update about the block may come late or never; the refusal says it as well."""
    citizen, operator = await at_the_send_button(stage, "Выплата придёт 25 ноября.")
    await stage.sim.fault("403", chat_id=citizen.id, times=-1)
    await sends(operator)
    await operator.sees(words("staff.delivery"))
    before = await calls(stage, citizen)
    async with stage.app.unit() as work:
        [chat] = (await stage.rows("SELECT id FROM chats WHERE telegram_id = :t", t=citizen.id))[0]
        notice(work, chat, "apology", {"incident": "AAA"})
    await eventually(lambda: _ended(stage, "apology"))
    assert await calls(stage, citizen) == before, "one refusal is enough"

    await stage.sim.clear_faults()
    await citizen.says("/help")
    await citizen.sees("Выплата придёт 25 ноября.")


async def _ended(stage: Stage, key: str) -> bool:
    return await stage.rows("SELECT state FROM outbox WHERE key = :key", key=key) == [("unreachable",)]


async def test_an_hour_of_502_loses_nothing_and_keeps_the_order(stage: Stage) -> None:
    citizen, operator = await at_the_send_button(stage, LONG)
    await stage.sim.fault("502", times=-1)
    began = await calls(stage, citizen)
    await operator.taps(SEND, answered=False)
    await handled(stage)
    await citizen.says("/help")
    await handled(stage)
    for _ in range(60):
        pass_machine_time(stage, 60)
        await asyncio.sleep(0.02)
    assert await calls(stage, citizen) - began < 60, "the pauses grow"
    [(tried,)] = await stage.rows("SELECT attempts FROM outbox WHERE kind = 'answer' ORDER BY id LIMIT 1")
    assert tried >= 5, "and it goes on trying"

    await stage.sim.clear_faults()
    pass_machine_time(stage, 400)
    await citizen.sees(words("help.text"))
    await operator.sees(words("sent.to_citizen"))
    said = await texts(citizen)
    assert parts_of(said) == ["Часть 0", "Часть 1"]
    assert words("help.text") in said[-1], "what was asked for later comes later"
    assert set(await states(stage, "answer")) == {"sent"}


async def test_who_writes_during_an_outage_is_answered_as_soon_as_it_ends(stage: Stage) -> None:
    """A pause that has grown to minutes is not waited out in front of somebody who is just here."""
    citizen, operator = await at_the_send_button(stage, "Выплата придёт 25 ноября.")
    await stage.sim.fault("502", chat_id=citizen.id, times=-1)
    await sends(operator)
    for _ in range(10):
        pass_machine_time(stage, 300)
        await asyncio.sleep(0.02)
    await stage.sim.clear_faults()
    await citizen.says("/help")
    await citizen.sees(words("help.text"), timeout=2)
    said = await texts(citizen)
    assert "Выплата придёт 25 ноября." in said[-2]


async def test_an_answer_whose_fate_is_unknown_is_left_to_the_operator(stage: Stage) -> None:
    citizen, operator = await at_the_send_button(stage, "Выплата придёт 25 ноября.")
    await stage.sim.fault("lost", method="sendMessage", chat_id=citizen.id)
    await sends(operator)
    await citizen.sees("Выплата придёт 25 ноября.")
    await operator.sees(words("staff.delivery"))
    assert await states(stage, "answer") == ["unknown"]
    assert words("delivery.unknown") in await delivery_of(stage, operator)
    await still(stage, citizen)

    await operator.taps(words("button.resend"))
    await eventually(lambda: all_are(stage, "answer", "sent"))
    assert sum("Выплата придёт 25 ноября." in text for text in await texts(citizen)) == 2
    assert words("delivery.sent") in await delivery_of(stage, operator)


async def test_a_lost_screen_comes_once_more(stage: Stage) -> None:
    citizen = await stage.consented("ru")
    await stage.sim.fault("lost", method="sendMessage", chat_id=citizen.id)
    await citizen.says("/help")
    await citizen.sees(words("help.text"))
    await eventually(lambda: has(stage, "later"))
    pass_machine_time(stage, 3)
    await eventually(lambda: all_are(stage, "screen", "sent"))
    assert sum(words("help.text") in text for text in await texts(citizen)) == 2


async def test_a_request_that_hangs_holds_up_only_its_own_chat(database_url: str) -> None:
    async with staged(database_url) as stage:
        stage.app.bot.session.timeout = 1.0
        citizen, operator = await at_the_send_button(stage, "Выплата придёт 25 ноября.")
        other = await stage.consented("ru")
        await stage.sim.fault("hang", method="sendMessage", chat_id=citizen.id, seconds=30)
        await sends(operator)
        await operator.sees(words("sent.to_citizen"), timeout=0.9)
        await other.says("/help")
        await other.sees(words("help.text"), timeout=0.9)
        await operator.sees(words("staff.delivery"))
        assert await states(stage, "answer") == ["unknown"]


async def test_answers_in_hand_survive_a_restart(stage: Stage) -> None:
    """What could not leave yet is a row, not a memory."""
    operator = await stage.staff(1003, "operator")
    citizen = await ask(stage, QUESTION)
    await stage.sim.fault("429", method="sendMessage", chat_id=citizen.id, retry_after=40)
    await answered(stage, operator)
    await eventually(lambda: has(stage, "later"))
    await stage.restart()
    pass_machine_time(stage, 41)
    await citizen.sees("Выплата придёт 25 ноября.")


async def test_a_notice_nobody_can_put_into_words_does_not_block_its_chat(stage: Stage) -> None:
    admin = await stage.admin("kk")
    citizen = await stage.consented("ru")
    [chat] = (await stage.rows("SELECT id FROM chats WHERE telegram_id = :t", t=citizen.id))[0]
    async with stage.app.unit() as work:
        notice(work, chat, "no such notice")
    for _ in range(3):
        await asyncio.sleep(0.2)
        pass_machine_time(stage, 10)
    await admin.sees(words("alarm.refused", "kk"))
    await citizen.says("/help")
    await citizen.sees(words("help.text"))
