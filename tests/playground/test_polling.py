"""getUpdates: offsets, waiting, allowed kinds, and who may poll."""

import asyncio
import time

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramConflictError, TelegramUnauthorizedError

from playground.people import Person, Sim
from playground.server import Server
from tests.playground.conftest import QuickSession


async def test_me_is_a_bot(bot: Bot) -> None:
    me = await bot.get_me()
    assert me.is_bot
    assert me.id == bot.id
    assert me.can_read_all_group_messages is False


async def test_updates_stay_until_an_offset_confirms_them(bot: Bot, aigerim: Person) -> None:
    for text in ("1", "2", "3"):
        await aigerim.says(text)
    first = await bot.get_updates()
    assert [update.message.text for update in first if update.message] == ["1", "2", "3"]
    assert await bot.get_updates() == first, "nothing was confirmed"
    rest = await bot.get_updates(offset=first[0].update_id + 1)
    assert rest == first[1:]
    assert await bot.get_updates(offset=rest[-1].update_id + 1) == []
    assert await bot.get_updates() == []


async def test_limit_and_negative_offset(bot: Bot, aigerim: Person) -> None:
    for text in "abcde":
        await aigerim.says(text)
    assert len(await bot.get_updates(limit=2)) == 2
    last = await bot.get_updates(offset=-2)
    assert [update.message.text for update in last if update.message] == ["d", "e"]
    assert await bot.get_updates() == last, "a negative offset forgets what came before"


async def test_long_poll_waits_for_its_timeout(bot: Bot) -> None:
    began = time.monotonic()
    assert await bot.get_updates(timeout=1) == []
    assert 0.9 < time.monotonic() - began < 1.6


async def test_long_poll_answers_at_once_when_something_comes(bot: Bot, aigerim: Person) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.05)
    began = time.monotonic()
    await aigerim.says("Сәлем")
    updates = await polling
    assert time.monotonic() - began < 0.5
    assert updates[0].message is not None
    assert updates[0].message.text == "Сәлем"


async def test_second_poller_ends_the_first(bot: Bot, server: Server) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.05)
    await bot.get_updates(timeout=0)
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
        await polling


async def test_no_polling_beside_a_webhook(bot: Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(TelegramConflictError, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == []


async def test_wrong_token_is_unauthorized(server: Server) -> None:
    session = QuickSession(api=TelegramAPIServer.from_base(server.url))
    async with Bot("4200000000:somebody-else", session=session) as stranger:
        with pytest.raises(TelegramUnauthorizedError):
            await stranger.get_me()


async def test_allowed_updates_filter_and_are_remembered(bot: Bot, aigerim: Person) -> None:
    await bot.get_updates(allowed_updates=["callback_query", "message_reaction"])
    said = await aigerim.says("unheard")
    await aigerim.reacts(said["message_id"], "👍")
    updates = await bot.get_updates()
    assert [update.event_type for update in updates] == ["message_reaction"]
    await bot.get_updates(allowed_updates=[])
    await aigerim.says("heard")
    await aigerim.reacts(said["message_id"], "🔥")
    assert [u.event_type for u in await bot.get_updates(offset=-1)] == ["message"], (
        "reactions are asked for only"
    )


async def test_update_ids_rise_by_one_and_message_ids_differ_between_chats(
    bot: Bot, aigerim: Person, sergei: Person, sim: Sim
) -> None:
    one, other = await aigerim.says("1"), await sergei.says("2")
    assert other["update_id"] == one["update_id"] + 1
    assert one["message_id"] != other["message_id"]
