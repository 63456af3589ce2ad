"""The database goes away for a while: while receiving, while handling, while writing down what was sent."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest
from sqlalchemy import text

from bot.delivery.messenger import Messenger
from bot.intake.handling import Handling
from models.engine import Database
from models.leases import Lease
from services import conversation
from tests.postgres import Cluster
from tests.reliability.helpers import QUESTION, handled, texts, words
from tests.reliability.lives import life, town
from tests.stage import Stage, eventually, sqlite_url

AWAY_SECONDS = 1.2
"""Long enough for several attempts; what waits out a second waits out a minute the same way."""


class Breaker(Protocol):
    """Takes the database away and gives it back."""

    async def breaks(self) -> None: ...

    async def mends(self) -> None: ...


class Locked:
    """Another process writes to the SQLite file and does not end."""

    def __init__(self, path: Path) -> None:
        self._other = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5)

    async def breaks(self) -> None:
        await asyncio.to_thread(self._other.execute, "BEGIN IMMEDIATE")

    async def mends(self) -> None:
        await asyncio.to_thread(self._other.execute, "ROLLBACK")

    def close(self) -> None:
        self._other.close()


@dataclass
class Stopped:
    """The PostgreSQL server is shut down."""

    server: Cluster

    async def breaks(self) -> None:
        await asyncio.to_thread(self.server.stop)

    async def mends(self) -> None:
        await asyncio.to_thread(self.server.start)


@pytest.fixture(params=["sqlite", "postgresql"])
async def broken(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[tuple[Stage, Breaker]]:
    """A stage and the means to take its database away."""
    async with AsyncExitStack() as stack:
        server, sim = await stack.enter_async_context(town())
        if request.param == "sqlite":
            url = sqlite_url(tmp_path)
        else:
            cluster: Cluster = request.getfixturevalue("postgres")
            url = cluster.database()
        stage = await stack.enter_async_context(life(server, sim, url, empty=True, busy_seconds=0.05))
        if request.param == "sqlite":
            lock = Locked(tmp_path / "dauys.sqlite3")
            stack.callback(lock.close)
            yield stage, lock
        else:
            yield stage, Stopped(cluster)


class Absence:
    """One time for which the database is away."""

    def __init__(self, breaker: Breaker) -> None:
        self._breaker = breaker
        self._over = asyncio.Event()
        self._returning: asyncio.Task[None] | None = None

    async def begins(self) -> None:
        """Away now, and back later, whatever happens meanwhile; only once."""
        if self._returning is None:
            self._returning = asyncio.create_task(self._return())
            await self._breaker.breaks()

    async def ends(self) -> None:
        """Wait until it has begun and is over."""
        await self._over.wait()

    async def _return(self) -> None:
        await asyncio.sleep(AWAY_SECONDS)
        await self._breaker.mends()
        self._over.set()


async def untroubled(stage: Stage, absence: Absence) -> None:
    """Nothing was counted against an update, nothing went to quarantine, nothing is left."""
    await absence.ends()
    await handled(stage)
    assert await stage.rows("SELECT DISTINCT state, attempts FROM inbox") == [("done", 0)]


async def test_away_while_updates_come_in(broken: tuple[Stage, Breaker]) -> None:
    stage, breaker = broken
    citizen = await stage.consented("ru")
    await handled(stage)
    absence = Absence(breaker)
    await absence.begins()
    await citizen.says(QUESTION)
    await citizen.sees("1. ", timeout=10)
    await untroubled(stage, absence)
    assert await stage.rows("SELECT count(*) FROM messages WHERE author = 'citizen'") == [(1,)]


async def test_away_between_taking_an_update_and_handling_it(
    broken: tuple[Stage, Breaker], monkeypatch: pytest.MonkeyPatch
) -> None:
    stage, breaker = broken
    citizen = await stage.consented("ru")
    await handled(stage)
    absence = Absence(breaker)
    monkeypatch.setattr(Handling, "_attempt", after(absence, Handling._attempt))
    await citizen.says(QUESTION)
    await citizen.sees("1. ", timeout=10)
    await untroubled(stage, absence)
    assert sum("1. " in said for said in await texts(citizen)) == 1


async def test_away_in_the_middle_of_a_handler(postgres: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite nobody can come in between: the transaction holds the only writer's place."""
    async with town() as (server, sim), life(server, sim, postgres.database(), empty=True) as stage:
        citizen = await stage.consented("ru")
        await handled(stage)
        absence = Absence(Stopped(postgres))
        monkeypatch.setattr(conversation, "hear", after(absence, conversation.hear))
        await citizen.says(QUESTION)
        await citizen.sees("1. ", timeout=10)
        await untroubled(stage, absence)
        assert await stage.rows("SELECT count(*) FROM messages WHERE author = 'citizen'") == [(1,)]


async def test_away_when_a_delivery_is_to_be_written_down(
    broken: tuple[Stage, Breaker], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram has it, so it is never sent again; the row learns it as soon as it can."""
    stage, breaker = broken
    citizen = await stage.consented("ru")
    await handled(stage)
    absence = Absence(breaker)
    monkeypatch.setattr(Messenger, "send", before(absence, Messenger.send))
    await citizen.says(QUESTION)
    await citizen.sees("1. ", timeout=10)
    await untroubled(stage, absence)

    async def known() -> bool:
        return not await stage.rows("SELECT id FROM outbox WHERE state IN ('waiting', 'sending', 'later')")

    await eventually(known)
    assert sum("1. " in said for said in await texts(citizen)) == 1
    assert await stage.rows("SELECT id FROM outbox WHERE state IN ('unknown', 'failed')") == []


async def test_connections_cut_again_and_again(postgres: Cluster) -> None:
    async with town() as (server, sim), life(server, sim, postgres.database(), empty=True) as stage:
        await stage.staff(1003, "operator")
        citizens = [await stage.consented("ru") for _ in range(6)]
        other = Database(stage.database.url.render_as_string(hide_password=False))
        cutting = asyncio.create_task(_cut(other))
        for citizen in citizens:
            await citizen.says(QUESTION)
        for citizen in citizens:
            await citizen.taps("1 ·", timeout=10, answered=False)
        for citizen in citizens:
            await citizen.sees(words("receipt.title"), timeout=10)
        await cutting
        await other.dispose()
        await handled(stage)
        assert await stage.rows("SELECT count(*) FROM inquiries") == [(6,)]
        assert await stage.rows("SELECT DISTINCT state, attempts FROM inbox") == [("done", 0)]


async def _cut(database: Database) -> None:
    """Every connection but one's own, six times."""
    for _ in range(6):
        async with database.writer.connect() as connection:
            await connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        await asyncio.sleep(0.25)


async def test_the_lock_of_a_living_process_is_taken_again(
    postgres: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Losing the connection that shows that we live does not make us dead for good."""
    monkeypatch.setattr(Lease.keep, "__defaults__", (0.05,))
    async with town() as (server, sim), life(server, sim, postgres.database(), empty=True) as stage:
        await Stopped(postgres).breaks()
        await asyncio.sleep(0.2)
        await Stopped(postgres).mends()

        async def held() -> bool:
            locks = await stage.rows("SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND granted")
            return (stage.app.lease.owner,) in locks

        await eventually(held, 20)
        citizen = await stage.consented("ru")
        await citizen.says("/help")
        await citizen.sees(words("help.text"))


def after(absence: Absence, work: Callable[..., Any]) -> Callable[..., Any]:
    """The same work, but the first time the database goes away just before it."""

    async def done(*args: Any) -> Any:
        await absence.begins()
        return await work(*args)

    return done


def before(absence: Absence, work: Callable[..., Any]) -> Callable[..., Any]:
    """The same work, but the first time the database goes away just after it."""

    async def done(*args: Any) -> Any:
        result = await work(*args)
        await absence.begins()
        return result

    return done
