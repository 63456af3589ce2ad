"""What a new life makes of what the old one was sending, and how much can be under way at all."""

import asyncio
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.delivery.pump import UNCONFIRMED
from domain.notices import REPEATED_AFTER_DEATH, Kind
from models.engine import Database
from models.tables import Chat, Outbox
from services import recovery
from services.delivery import REPEATS_AFTER_DEATH
from services.outbox import notice
from tests.reliability.helpers import handled
from tests.stage import TestClock, fresh, sqlite_url, staged, understanding

DEAD = 99


@pytest.mark.parametrize("kind", Kind)
async def test_promises_are_sent_again_and_mass_sendings_are_not(database_url: str, kind: Kind) -> None:
    """A receipt that comes twice harms nobody; a reminder that comes twice annoys a thousand."""
    state, deaths = await after_death(database_url, kind)
    assert (state, deaths) == ("waiting" if kind in REPEATED_AFTER_DEATH else "unknown", 1)


async def test_not_even_a_promise_is_sent_again_for_ever(tmp_path: Path) -> None:
    state, _ = await after_death(sqlite_url(tmp_path), Kind.ANSWER, deaths=REPEATS_AFTER_DEATH)
    assert state == "unknown"


async def after_death(url: str, kind: Kind, deaths: int = 0) -> tuple[str, int]:
    """State and deaths of a row its process was sending when it died."""
    database = Database(url)
    try:
        await fresh(database)
        async with database.writing() as session:
            chat = Chat(telegram_id=1, kind="private")
            session.add(chat)
            await session.flush()
            work = understanding().work(session, TestClock().now(), 0.0)
            held = notice(work, chat.id, "apology", {"incident": "AAA"}, kind=kind)
            held.state, held.owner, held.deaths = "sending", DEAD, deaths
        async with database.writing() as session:
            work = understanding().work(session, TestClock().now(), 0.0)
            assert await recovery.holders(work) == {DEAD}
            await recovery.recover(work, {DEAD})
        async with database.reading() as session:
            row = (await session.execute(select(Outbox.state, Outbox.deaths))).one()
            return row.state, row.deaths
    finally:
        await database.dispose()


async def test_no_more_than_eight_sends_are_unconfirmed_and_one_in_each_chat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many can be repeated after a crash, and never two in one chat."""
    monkeypatch.setattr("bot.app.FINISH_SECONDS", 0.1)  # nobody waits for what hangs when the test is over
    async with staged(sqlite_url(tmp_path)) as stage:
        citizens = [await stage.consented("ru") for _ in range(12)]
        await handled(stage)
        before = max(call["n"] for call in await stage.sim.calls())
        await stage.sim.fault("hang", method="sendMessage", times=-1, seconds=30)
        for citizen in citizens:
            await citizen.says("/help")
            await citizen.says("/lang")
        async with stage.app.unit() as work:
            for [chat] in await stage.rows("SELECT chat_id FROM people"):
                notice(work, chat, "apology", {"incident": "AAA"})
        await handled(stage)
        await asyncio.sleep(0.3)
        hanging = Counter(
            call["chat_id"] for call in await stage.sim.calls(since=before, method="sendMessage")
        )
        assert hanging.total() == UNCONFIRMED
        assert max(hanging.values()) == 1
