"""SQLite's two engines: one connection that writes, and some that read.

aiosqlite hands each cursor, execution, fetch and close to a thread. A statement that takes ten microseconds
so makes four journeys of fifty, and while the event loop is busy each of them also waits for Python's lock.
The one who writes therefore runs plain statements where it is, and has only the disk waited for elsewhere.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

import aiosqlite
from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

_BEGIN = "BEGIN"
_AT_ONCE = (_BEGIN, "SELECT", "INSERT", "UPDATE", "DELETE", "WITH")

_AGAIN_SECONDS = 0.01
_ROWS_OF_A_CHUNK = 64


def writer(url: URL, busy_seconds: float, **options: Any) -> AsyncEngine:
    """One connection, which takes the write lock of the file as it begins.

    Args:
        url: names the file.
        busy_seconds: how long another process that writes is waited for.
        options: of SQLAlchemy's engine.
    """

    async def connected() -> aiosqlite.Connection:
        return await Prompt(str(url.database), busy_seconds)

    # The connection itself waits for other processes; SQLite would hold up the event loop meanwhile.
    return _engine(url, "BEGIN IMMEDIATE", 0.0, async_creator=connected, pool_size=1, **options)


def reader(url: URL, busy_seconds: float, **options: Any) -> AsyncEngine:
    """A few connections that read; it may take long, so everything happens in threads.

    Args:
        url: names the file.
        busy_seconds: how long another process that holds the whole file is waited for.
        options: of SQLAlchemy's engine.
    """
    manual = {"isolation_level": None}
    return _engine(url, "BEGIN", busy_seconds, connect_args=manual, pool_size=4, **options)


def _engine(url: URL, begin: str, busy_seconds: float, **options: Any) -> AsyncEngine:
    engine = create_async_engine(
        url, poolclass=AsyncAdaptedQueuePool, max_overflow=0, hide_parameters=True, **options
    )
    pragmas = (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        f"busy_timeout={busy_seconds * 1000:.0f}",
    )

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


class Prompt(aiosqlite.Connection):
    """A connection whose plain statements run in the thread of the event loop.

    Committing waits for the disk, and a PRAGMA or a change of the schema for who knows what: those stay in
    the thread. Beginning waits for another process that writes, by trying again.
    """

    def __init__(self, file: str, busy_seconds: float) -> None:
        # Nothing begins a transaction by itself, and both threads use the connection, in turns.
        connector = partial(sqlite3.connect, file, isolation_level=None, check_same_thread=False)
        super().__init__(connector, _ROWS_OF_A_CHUNK)
        self._thread.daemon = True
        self._busy_seconds = busy_seconds

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Everything aiosqlite does passes through here: one step of the driver with its arguments."""
        if _waits_for_the_disk(fn, args):
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call] # not annotated
        if args and args[0].startswith(_BEGIN):
            return await self._begin(fn, args[0])
        return fn(*args, **kwargs)

    async def _begin(self, execute: Callable[[str], Any], statement: str) -> Any:
        clock = asyncio.get_running_loop().time
        patience = clock() + self._busy_seconds
        while True:
            try:
                return execute(statement)
            except sqlite3.OperationalError as refused:
                if not _is_busy(refused) or clock() > patience:
                    raise
            await asyncio.sleep(_AGAIN_SECONDS)


def _waits_for_the_disk(step: Any, arguments: tuple[Any, ...]) -> bool:
    if isinstance(step.__self__, sqlite3.Connection):
        return bool(step.__name__ != "cursor")
    return step.__name__ == "execute" and not arguments[0].startswith(_AT_ONCE)


def _is_busy(refused: sqlite3.OperationalError) -> bool:
    """The low byte says what is the case, the others why."""
    return refused.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
