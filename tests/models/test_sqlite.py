"""The connection that writes: statements at once; the disk and other processes never hold up the loop."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from models.engine import Database
from models.sqlite import Connection

FIRST = text("INSERT INTO words VALUES ('first')")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    found = Database(f"sqlite+aiosqlite:///{tmp_path / 'words.sqlite3'}", busy_seconds=0.3)
    async with found.writer.begin() as connection:
        await connection.execute(text("CREATE TABLE words (word TEXT)"))
    yield found
    await found.dispose()


async def words(database: Database) -> list[str]:
    async with database.reading() as session:
        return list(await session.scalars(text("SELECT word FROM words")))


async def test_only_what_waits_leaves_the_thread_of_the_loop(database: Database) -> None:
    seen: dict[str, int] = {}

    async with database.writing() as session:
        raw = await (await session.connection()).get_raw_connection()
        driver: Any = raw.driver_connection
        driver.set_trace_callback(lambda said: seen.setdefault(said.split()[0], threading.get_ident()))
        await session.execute(FIRST)

    assert seen["INSERT"] == threading.get_ident()
    assert seen["COMMIT"] != threading.get_ident()
    assert await words(database) == ["first"]


async def test_another_process_that_writes_is_waited_for(database: Database) -> None:
    other = sqlite3.connect(database.url.database or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    asyncio.get_running_loop().call_later(0.1, other.execute, "COMMIT")

    async with database.writing() as session:
        await session.execute(FIRST)

    other.close()
    assert await words(database) == ["first"]


async def test_the_wait_for_another_process_has_an_end(database: Database) -> None:
    other = sqlite3.connect(database.url.database or "", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            ticks += 1
            await asyncio.sleep(0.01)

    ticking = asyncio.create_task(tick())
    with pytest.raises(OperationalError, match="database is locked"):
        async with database.writing() as session:
            await session.execute(FIRST)
    ticking.cancel()
    other.close()

    assert ticks > 5, "the loop went on meanwhile"
    async with database.writing() as session:
        await session.execute(FIRST)
    assert await words(database) == ["first"]


async def test_a_writer_that_is_cancelled_leaves_nothing_half_done(database: Database) -> None:
    began = asyncio.Event()

    async def writes() -> None:
        async with database.writing() as session:
            await session.execute(FIRST)
            began.set()
            await asyncio.sleep(60)

    writing = asyncio.create_task(writes())
    await began.wait()
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing

    assert await words(database) == []
    async with database.writing() as session:
        await session.execute(FIRST)
    assert await words(database) == ["first"]


async def test_a_commit_under_way_cannot_be_called_back(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    committing = asyncio.Event()

    def commit(self: sqlite3.Connection) -> None:
        time.sleep(0.2)  # the disk is slow today
        sqlite3.Connection.commit(self)

    monkeypatch.setattr(Connection, "commit", commit)

    async def writes() -> None:
        async with database.writing() as session:
            await session.execute(FIRST)
            committing.set()

    writing = asyncio.create_task(writes())
    await committing.wait()
    await asyncio.sleep(0.05)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing

    async with database.writing() as session:
        await session.execute(text("INSERT INTO words VALUES ('second')"))
    assert await words(database) == ["first", "second"]


async def test_what_is_refused_is_rolled_back(database: Database) -> None:
    with pytest.raises(OperationalError):
        async with database.writing() as session:
            await session.execute(FIRST)
            await session.execute(text("INSERT INTO nothing VALUES (1)"))
    assert await words(database) == []
