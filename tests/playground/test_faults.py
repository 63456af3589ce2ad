"""Failures on demand and rate limits."""

import asyncio
import time
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from playground.people import Person, Sim, SimError
from playground.town import Town

HERE = 1001
FAULTS: list[tuple[dict[str, Any], type[Exception], str]] = [
    ({"kind": "429", "retry_after": 30}, TelegramRetryAfter, "Too Many Requests: retry after 30"),
    ({"kind": "403"}, TelegramForbiddenError, "bot was blocked by the user"),
    ({"kind": "403", "description": "Forbidden: user is deactivated"}, TelegramForbiddenError, "deactivated"),
    ({"kind": "400"}, TelegramBadRequest, "chat not found"),
    ({"kind": "401"}, TelegramUnauthorizedError, "Unauthorized"),
    ({"kind": "500"}, TelegramServerError, "Internal Server Error"),
    ({"kind": "502"}, TelegramServerError, "Bad Gateway"),
    ({"kind": "migrate", "group_to": -1001234567890}, TelegramMigrateToChat, "-1001234567890"),
    ({"kind": "hang", "seconds": 0.05}, TelegramNetworkError, "Disconnected"),
]


@pytest.mark.parametrize(("fault", "error", "words"), FAULTS, ids=lambda value: str(value))
async def test_fault_hits_once_and_nothing_is_performed(
    fault: dict[str, Any], error: type[Exception], words: str, bot: Bot, sim: Sim, aigerim: Person
) -> None:
    await sim.fault(**fault)
    with pytest.raises(error, match=words):
        await bot.send_message(HERE, "x")
    assert len(await aigerim.chat()) == 1
    await bot.send_message(HERE, "y")
    assert (await sim.state())["faults"] == []


async def test_lost_answer_is_delivered_all_the_same(bot: Bot, sim: Sim, aigerim: Person) -> None:
    await sim.fault("lost")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(HERE, "жетті")
    assert (await aigerim.last())["text"] == "жетті"


async def test_fault_has_an_aim(bot: Bot, sim: Sim, aigerim: Person, sergei: Person) -> None:
    await sim.fault("500", method="editMessageText")
    await sim.fault("403", chat_id=1002)
    sent = await bot.send_message(HERE, "x")
    with pytest.raises(TelegramServerError):
        await sent.edit_text("y")
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(1002, "x")


async def test_fault_lasts_until_cleared(bot: Bot, sim: Sim, aigerim: Person) -> None:
    lasting = await sim.fault("502", times=-1)
    for _ in range(5):
        with pytest.raises(TelegramServerError):
            await bot.send_message(HERE, "x")
    await sim.clear_faults(lasting)
    await bot.send_message(HERE, "x")


async def test_any_method_spares_polling_and_all_does_not(bot: Bot, sim: Sim) -> None:
    await sim.fault("500", times=-1)
    await bot.get_updates()
    await sim.clear_faults()
    await sim.fault("500", method="all")
    with pytest.raises(TelegramServerError):
        await bot.get_updates()


async def test_times_count_down(bot: Bot, sim: Sim, aigerim: Person) -> None:
    await sim.fault("500", times=2)
    for _ in range(2):
        with pytest.raises(TelegramServerError):
            await bot.send_message(HERE, "x")
    await bot.send_message(HERE, "x")


@pytest.mark.parametrize(
    "wanted", [{"kind": "404"}, {"kind": "429", "colour": "red"}, {"kind": "429", "times": "often"}]
)
async def test_nonsense_faults_are_explained(wanted: dict[str, Any], sim: Sim) -> None:
    with pytest.raises(SimError):
        await sim.post("faults", **wanted)
    with pytest.raises(SimError, match="there is no fault 77"):
        await sim.clear_faults(77)


async def test_limits_are_off_until_switched_on(bot: Bot, sim: Sim, aigerim: Person) -> None:
    for _ in range(5):
        await bot.send_message(HERE, "x")
    await sim.limits()
    for _ in range(3):
        await bot.send_message(HERE, "x")
    with pytest.raises(TelegramRetryAfter) as refusal:
        await bot.send_message(HERE, "x")
    assert refusal.value.retry_after == 1
    await sim.limits(False)
    await bot.send_message(HERE, "x")


async def test_edits_count_too(bot: Bot, sim: Sim, aigerim: Person) -> None:
    sent = await bot.send_message(HERE, "x")
    await sim.limits(chat_burst=2)
    await sent.edit_text("1")
    await sent.edit_text("2")
    with pytest.raises(TelegramRetryAfter):
        await sent.edit_text("3")
    await bot.send_chat_action(HERE, "typing")


async def test_bucket_fills_again(bot: Bot, sim: Sim, aigerim: Person) -> None:
    await sim.limits(per_chat_second=20, chat_burst=1)
    await bot.send_message(HERE, "x")
    with pytest.raises(TelegramRetryAfter):
        await bot.send_message(HERE, "x")
    await asyncio.sleep(0.06)
    await bot.send_message(HERE, "x")


async def test_whole_bot_has_a_limit(bot: Bot, sim: Sim, aigerim: Person, sergei: Person) -> None:
    await sim.limits(per_second=2)
    await bot.send_message(HERE, "x")
    await bot.send_message(1002, "x")
    with pytest.raises(TelegramRetryAfter):
        await bot.send_message(1002, "x")


async def test_groups_have_twenty_a_minute(bot: Bot, sim: Sim, aigerim: Person) -> None:
    group = await sim.group("Кезек", [HERE])
    await sim.limits()
    for _ in range(20):
        await bot.send_message(group["id"], "x")
    with pytest.raises(TelegramRetryAfter) as refusal:
        await bot.send_message(group["id"], "x")
    assert 1 <= refusal.value.retry_after <= 3


async def test_nonsense_limits_are_explained(sim: Sim) -> None:
    with pytest.raises(SimError, match="unknown limit 'per_year'"):
        await sim.limits(per_year=1)
    with pytest.raises(SimError, match="must be a number above 0"):
        await sim.limits(per_second=0)


async def test_hang_holds_the_answer(bot: Bot, sim: Sim, town: Town, aigerim: Person) -> None:
    await sim.fault("hang", seconds=0.3)
    began = time.monotonic()
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(HERE, "x")
    assert time.monotonic() - began >= 0.29
