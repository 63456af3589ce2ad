"""What the house relies on: two writers lose nothing, a failure leaves no trace, a bell rings last."""

import asyncio
import math
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from models.engine import Database, ring
from models.outages import is_outage
from models.tables import Chat, Heartbeat, Message
from tests.stage import fresh, sqlite_url

NOW = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A database with our tables and one row to quarrel about."""
    opened = Database(database_url)
    await fresh(opened)
    async with opened.writing() as session:
        session.add(Heartbeat(name="counter", at=NOW, details={"n": 0}))
    yield opened
    await opened.dispose()


async def n(database: Database) -> int:
    """What the counter shows to somebody who only reads."""
    async with database.reading() as session:
        return int((await session.get_one(Heartbeat, "counter")).details["n"])


async def test_no_update_is_lost_between_two_writers(database: Database) -> None:
    async def more() -> None:
        async with database.writing() as session:
            row = await session.get_one(Heartbeat, "counter", with_for_update=True)
            await asyncio.sleep(0)
            row.details = {"n": row.details["n"] + 1}

    await asyncio.gather(*(more() for _ in range(20)))
    assert await n(database) == 20


async def test_a_second_process_waits_for_the_first(tmp_path: Path) -> None:
    ours, theirs = (Database(sqlite_url(tmp_path), busy_seconds=5.0) for _ in range(2))
    await fresh(ours)
    async with ours.writing() as session:
        session.add(Heartbeat(name="counter", at=NOW, details={"n": 0}))

    async def more(database: Database) -> None:
        async with database.writing() as session:
            row = await session.get_one(Heartbeat, "counter")
            await asyncio.sleep(0.01)
            row.details = {"n": row.details["n"] + 1}

    await asyncio.gather(*(more(database) for database in (ours, theirs) * 3))
    assert await n(theirs) == 6
    await ours.dispose()
    await theirs.dispose()


async def test_a_writer_that_never_ends_is_an_outage_and_not_a_fault(tmp_path: Path) -> None:
    ours, theirs = Database(sqlite_url(tmp_path)), Database(sqlite_url(tmp_path), busy_seconds=0.05)
    await fresh(ours)
    async with ours.writing() as session:
        await session.execute(select(1))
        with pytest.raises(OperationalError, match="locked") as locked:
            async with theirs.writing() as session:
                await session.execute(select(1))
        assert is_outage(locked.value)
    await ours.dispose()
    await theirs.dispose()


async def test_readers_do_not_wait_for_a_writer(database: Database) -> None:
    async with database.writing() as session:
        row = await session.get_one(Heartbeat, "counter")
        row.details = {"n": 7}
        await session.flush()
        assert await n(database) == 0
    assert await n(database) == 7


async def test_a_failure_leaves_no_trace_and_rings_nothing(database: Database) -> None:
    rung: list[str] = []
    database.listeners.append(rung.append)
    with pytest.raises(RuntimeError):
        async with database.writing() as session:
            row = await session.get_one(Heartbeat, "counter")
            row.details = {"n": 1}
            ring(session, "inbox")
            raise RuntimeError
    assert await n(database) == 0
    assert rung == []


async def test_a_bell_rings_once_and_after_the_commit(database: Database) -> None:
    rung: list[str] = []
    database.listeners.append(rung.append)
    async with database.writing() as session:
        ring(session, "outbox")
        ring(session, "outbox")
        assert rung == []
    assert rung == ["outbox"]


async def test_a_cancelled_transaction_is_rolled_back_and_frees_the_writer(database: Database) -> None:
    begun = asyncio.Event()

    async def hold() -> None:
        async with database.writing() as session:
            (await session.get_one(Heartbeat, "counter")).details = {"n": 1}
            await session.flush()
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hold())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with asyncio.timeout(5), database.writing() as session:
        assert (await session.get_one(Heartbeat, "counter")).details == {"n": 0}


@pytest.mark.parametrize("number", [math.nan, math.inf])
async def test_what_is_no_number_is_refused_by_both_databases(database: Database, number: float) -> None:
    with pytest.raises(StatementError, match="JSON compliant"):
        async with database.writing() as session:
            (await session.get_one(Heartbeat, "counter")).details = {"n": number}


async def test_kazakh_letters_and_emoji_come_back_as_they_went(database: Database) -> None:
    said = {"text": "Ұйымға грант: қалай аламыз? 👩🏽\u200d⚕️", "n": 1}
    async with database.writing() as session:
        (await session.get_one(Heartbeat, "counter")).details = said
    async with database.reading() as session:
        assert (await session.get_one(Heartbeat, "counter")).details == said


async def test_a_row_needs_the_row_it_points_to(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.writing() as session:
            session.add(Message(chat_id=404, text="", at=NOW))


async def test_a_message_has_one_home(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.writing() as session:
            session.add(Message(draft_id=1, inquiry_id=1, text="", at=NOW))


async def test_telegram_s_numbers_fit(database: Database) -> None:
    async with database.writing() as session:
        session.add(Chat(telegram_id=-1_002_147_483_648_123))
    async with database.reading() as session:
        assert await session.scalar(select(func.min(Chat.telegram_id))) == -1_002_147_483_648_123
