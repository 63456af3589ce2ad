"""Updates repeated, held back, reordered and injected."""

import pytest
from aiogram import Bot

from playground.people import Person, Sim, SimError


def texts(updates: list[object]) -> list[str]:
    return [update.message.text for update in updates]  # type: ignore[attr-defined]


async def test_repeats_ignore_the_confirmed_offset(bot: Bot, aigerim: Person, sim: Sim) -> None:
    said = await aigerim.says("x")
    number = said["update_id"]
    await bot.get_updates(offset=number + 1)
    await sim.repeat(number, times=3)
    assert [update.update_id for update in await bot.get_updates(offset=number + 1)] == [number] * 3
    assert await bot.get_updates(offset=number + 1) == [], "the next call confirms the batch"


async def test_repeats_one_by_one(bot: Bot, aigerim: Person, sim: Sim) -> None:
    number = (await aigerim.says("x"))["update_id"]
    await sim.repeat(number, times=2, parallel=False)
    for _ in range(3):
        assert len(await bot.get_updates(offset=number + 1 if _ else None)) == 1
    assert await bot.get_updates(offset=number + 1) == []


async def test_unconfirmed_repeat_comes_again_after_a_restart(bot: Bot, aigerim: Person, sim: Sim) -> None:
    number = (await aigerim.says("x"))["update_id"]
    await bot.get_updates(offset=number + 1)
    await sim.repeat(number)
    assert len(await bot.get_updates(offset=number + 1)) == 1
    assert len(await bot.get_updates()) == 1, "a new process asks without an offset"


async def test_held_updates_wait(bot: Bot, aigerim: Person, sim: Sim) -> None:
    await sim.hold()
    for text in "123":
        await aigerim.says(text)
    assert await bot.get_updates() == []
    assert (await sim.state())["held"] == 3
    assert await sim.release() == 3
    assert texts(await bot.get_updates()) == ["1", "2", "3"]
    await aigerim.says("4")
    await sim.hold(False)
    assert texts(await bot.get_updates()) == ["1", "2", "3", "4"]


async def test_reversed_release_survives_small_batches(bot: Bot, aigerim: Person, sim: Sim) -> None:
    await sim.hold()
    for text in "123":
        await aigerim.says(text)
    await sim.release("reversed")
    seen, offset = [], None
    for _ in range(3):
        (update,) = await bot.get_updates(offset=offset, limit=1)
        seen.append(update)
        offset = max(u.update_id for u in seen) + 1
        if len(seen) > 1:
            offset = update.update_id + 1
    assert texts(seen) == ["3", "2", "1"]


async def test_reversed_batch_is_confirmed_as_a_whole(bot: Bot, aigerim: Person, sim: Sim) -> None:
    await sim.hold()
    for text in "123":
        await aigerim.says(text)
    await sim.release("reversed")
    batch = await bot.get_updates()
    assert texts(batch) == ["3", "2", "1"]
    assert await bot.get_updates(offset=max(update.update_id for update in batch) + 1) == []


async def test_shuffle_follows_its_seed(bot: Bot, aigerim: Person, sim: Sim) -> None:
    orders = []
    for _ in range(2):
        await sim.hold()
        for text in "12345":
            await aigerim.says(text)
        await sim.release("shuffled", seed=7)
        batch = await bot.get_updates()
        orders.append(texts(batch))
        await bot.get_updates(offset=max(update.update_id for update in batch) + 1)
    assert orders[0] == orders[1] != ["1", "2", "3", "4", "5"]


async def test_injected_update_arrives_verbatim(bot: Bot, sim: Sim) -> None:
    assert (
        await sim.update(
            {
                "update_id": 5,
                "poll_answer": {"poll_id": "1", "option_ids": [0], "option_persistent_ids": ["0"]},
            }
        )
        == 5
    )
    given = await sim.update({"poll_answer": {"poll_id": "1", "option_ids": [], "option_persistent_ids": []}})
    assert [update.update_id for update in await bot.get_updates()] == [5, given]


async def test_unknown_orders_and_updates_are_refused(sim: Sim) -> None:
    await sim.hold()
    with pytest.raises(SimError, match="order is one of"):
        await sim.release("alphabetical")
    with pytest.raises(SimError, match="is not among the last"):
        await sim.repeat(1)
    with pytest.raises(SimError, match="must be a JSON object"):
        await sim.post("update", update=[])
