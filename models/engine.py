"""The database: one way to write, one way to read, bells that ring after a commit.

SQLite has one writer, so writing transactions take a lock and open with BEGIN IMMEDIATE: with the
driver's defaults two of them read the same row and the second change is lost without an error.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from models import sqlite

_ONLY_LOOKS = {"server_settings": {"default_transaction_read_only": "on"}}

BELLS = "bells"
"""Key of `session.info` under which a transaction collects the bells to ring once it is committed."""


class Database:
    """Sessions over one database.

    Args:
        url: an SQLAlchemy URL; `sqlite+aiosqlite:///file` or `postgresql+asyncpg://...`.
        busy_seconds: how long SQLite waits for another process to finish a write.
        connections: at most so many connections of a PostgreSQL pool.
        read_only: the database itself refuses every change, for processes that only look.
    """

    def __init__(
        self, url: str, *, busy_seconds: float = 5.0, connections: int = 12, read_only: bool = False
    ) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.listeners: list[Callable[[str], None]] = []
        self._write_lock = asyncio.Lock()
        if self.is_sqlite:
            self.writer = sqlite.writer(self.url, busy_seconds, json_serializer=_as_json)
            self.reader = sqlite.reader(self.url, busy_seconds, read_only=read_only, json_serializer=_as_json)
        else:
            self.writer = self.reader = create_async_engine(
                self.url,
                pool_size=connections,
                max_overflow=0,
                pool_pre_ping=True,
                pool_timeout=10,
                hide_parameters=True,
                json_serializer=_as_json,
                connect_args=_ONLY_LOOKS if read_only else {},
            )

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A session whose work is committed at the end, or rolled back if anything is raised."""
        if self.is_sqlite:
            async with self._write_lock, self._transaction() as session:
                yield session
        else:
            async with self._transaction() as session:
                yield session
        self.ring(*session.info.get(BELLS, ()))

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session that only reads and never waits for a writer."""
        async with AsyncSession(self.reader, expire_on_commit=False) as session:
            yield session

    def ring(self, *bells: str) -> None:
        """Tell whoever listens in this process that there is work of these kinds."""
        for bell in bells:
            for listener in self.listeners:
                listener(bell)

    async def dispose(self) -> None:
        """Close every connection."""
        await self.writer.dispose()
        if self.reader is not self.writer:
            await self.reader.dispose()

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[AsyncSession]:
        kind = sqlite.Session if self.is_sqlite else AsyncSession
        opened = kind(self.writer, expire_on_commit=False, autoflush=False)
        async with opened as session, session.begin():
            await session.connection()  # here the transaction begins, not at its first statement
            yield session
            if not self.is_sqlite:
                await session.flush()
                await _notify(session)


def ring(session: AsyncSession, bell: str) -> None:
    """Ask for a bell once this session's transaction is committed."""
    session.info.setdefault(BELLS, set()).add(bell)


_as_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
"""Strict JSON: SQLite would keep a NaN that PostgreSQL refuses."""


async def _notify(session: AsyncSession) -> None:
    """Wake the other processes too; PostgreSQL delivers a notification at commit."""
    for bell in session.info.get(BELLS, ()):
        await session.execute(text("SELECT pg_notify('dauys', :bell)"), {"bell": bell})
