"""SQLite's two engines: one connection that writes, and some that read.

The drivers for asyncio hand each cursor, execution, fetch and close to a thread. A statement that takes ten
microseconds so makes four journeys of fifty, and while the event loop is busy each of them also waits for
Python's lock. The one who writes therefore runs its statements where it is, and awaits only what may take
long: another process that writes, and the disk.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool
from sqlalchemy.util import await_only
from sqlalchemy.util.concurrency import in_greenlet

_AGAIN_SECONDS = 0.01


def writer(url: URL, busy_seconds: float, **options: Any) -> AsyncEngine:
    """One connection, which takes the write lock of the file as it begins.

    Args:
        url: names the file.
        busy_seconds: how long another process that writes is waited for.
        options: of SQLAlchemy's engine.
    """
    here = url.set(drivername="sqlite+here")
    return _engine(here, pool_size=1, connect_args={"timeout": busy_seconds}, **options)


def reader(url: URL, busy_seconds: float, *, read_only: bool = False, **options: Any) -> AsyncEngine:
    """A few connections that read; it may take long, so everything happens in threads.

    Args:
        url: names the file.
        busy_seconds: how long another process that holds the whole file is waited for.
        read_only: SQLite refuses every change.
        options: of SQLAlchemy's engine.
    """
    how = {"isolation_level": None, "timeout": busy_seconds}
    engine = _engine(url, pool_size=4, connect_args=how, **options)

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        for pragma in (*_PRAGMAS, "PRAGMA query_only=ON") if read_only else _PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
)


_CACHE_KIB = 16_000
"""What the writing connection keeps of the file at most: at a million inquiries a card takes 2.5 ms less than
with SQLite's 2 MB (`benchmarks desk`). A small file needs no more memory for it."""


def _engine(url: URL, **options: Any) -> AsyncEngine:
    return create_async_engine(
        url, poolclass=AsyncAdaptedQueuePool, max_overflow=0, hide_parameters=True, **options
    )


class Cursor(sqlite3.Cursor):
    """The standard cursor; its rows need no fetching in advance."""

    async def _async_soft_close(self) -> None:
        """SQLAlchemy asks a driver for asyncio to hold the rows from here on; they are at hand anyway."""


class Connection(sqlite3.Connection):
    """The standard connection, and how long it waits for another process that writes."""

    busy_seconds = 0.0

    def cursor(self, factory: Any = Cursor) -> Any:
        """A cursor that SQLAlchemy takes for one of asyncio."""
        return super().cursor(factory)


class Here(SQLiteDialect_pysqlite):
    """SQLAlchemy's dialect over the standard driver, in the thread of the event loop.

    Inside a greenlet of SQLAlchemy it behaves like every dialect for asyncio. Outside of one a statement may
    run as well, once the transaction has begun: nothing is awaited for it.
    """

    driver = "here"
    is_async = True
    supports_statement_cache = True

    @classmethod
    def get_pool_class(cls, url: URL) -> type[AsyncAdaptedQueuePool]:
        """The pool for asyncio."""
        return AsyncAdaptedQueuePool

    def connect(self, file: str, *, timeout: float, **options: Any) -> Any:
        """Open the file in a thread."""
        return await_only(_in_thread(partial(_opened, file, timeout)))

    def do_begin(self, connection: Any) -> None:
        """Take the write lock; another process may have it."""
        await_only(_begin(connection))

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        """Run a statement."""
        if in_greenlet():
            await_only(_nothing())  # SQLAlchemy takes a driver that never awaits for one not made for asyncio
        cursor.execute(statement, parameters)

    def do_commit(self, connection: Any) -> None:
        """Wait for the disk in a thread."""
        await_only(_in_thread(connection.commit))


registry.register("sqlite.here", __name__, Here.__name__)


def _opened(file: str, busy_seconds: float) -> Connection:
    # Nothing begins a transaction by itself, and two threads use the connection, in turns.
    connection = sqlite3.connect(
        file, busy_seconds, isolation_level=None, check_same_thread=False, factory=Connection
    )
    for pragma in _PRAGMAS:
        connection.execute(pragma)
    connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
    # From here on we wait for other processes ourselves: SQLite would hold up the event loop meanwhile.
    connection.execute("PRAGMA busy_timeout=0")
    connection.busy_seconds = busy_seconds
    return connection


async def _begin(connection: Connection) -> None:
    clock = asyncio.get_running_loop().time
    patience = clock() + connection.busy_seconds
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as refused:
            if not _is_busy(refused) or clock() > patience:
                raise
        else:
            return
        await asyncio.sleep(_AGAIN_SECONDS)


def _is_busy(refused: sqlite3.OperationalError) -> bool:
    """The low byte says what is the case, the others why."""
    return refused.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


async def _nothing() -> None:
    """Be awaited."""


async def _in_thread(step: Callable[[], Any]) -> Any:
    """What a thread has begun cannot be called back: it is waited for even by those who were cancelled."""
    done = asyncio.get_running_loop().run_in_executor(None, step)
    try:
        return await asyncio.shield(done)
    except asyncio.CancelledError:
        await asyncio.wait([done])
        raise


class Session(AsyncSession):
    """A session of the one who writes: once its transaction has begun, statements run at once."""

    async def execute(self, statement: Any, params: Any = None, **options: Any) -> Any:
        """Run a statement."""
        return self.sync_session.execute(statement, params, **options)

    async def scalar(self, statement: Any, params: Any = None, **options: Any) -> Any:
        """Run a statement and return the first column of its first row."""
        return self.sync_session.scalar(statement, params, **options)

    async def scalars(self, statement: Any, params: Any = None, **options: Any) -> Any:
        """Run a statement and return the first column of its rows."""
        return self.sync_session.scalars(statement, params, **options)

    async def get(self, entity: Any, ident: Any, **options: Any) -> Any:
        """An object by its key."""
        return self.sync_session.get(entity, ident, **options)

    async def flush(self, objects: Any = None) -> None:
        """Write down what has changed."""
        self.sync_session.flush(objects)
