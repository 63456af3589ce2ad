"""Which process is alive: every process holds a lock that dies with it."""

import asyncio
import errno
import fcntl
import logging
from pathlib import Path
from secrets import randbelow
from typing import IO

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from models.engine import Database
from models.outages import is_outage

log = logging.getLogger(__name__)

_SPACE = 0x0DA7
"""First half of our advisory locks' keys; the second half is the owner's number."""


class InUse(RuntimeError):  # noqa: N818 - says what is the case
    """Another process uses this SQLite file."""


class Lease:
    """This process's number, and the proof that it lives.

    SQLite allows one process: a lock on a file beside the database. PostgreSQL allows many: an advisory
    lock on a connection of its own, free as soon as the process is gone.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.owner = randbelow(2**31 - 2) + 1
        self._file: IO[str] | None = None
        self._connection: AsyncConnection | None = None

    async def acquire(self) -> None:
        """Take the lock.

        Raises:
            InUse: another process has this SQLite file.
        """
        if self._database.is_sqlite:
            self._lock_file()
        else:
            await self._lock_row()

    async def keep(self, every_seconds: float = 5.0) -> None:
        """Take the lock again whenever its connection was lost; runs until cancelled."""
        while not self._database.is_sqlite:
            await asyncio.sleep(every_seconds)
            try:
                if self._connection is None:
                    await self._lock_row()
                else:
                    await self._connection.execute(text("SELECT 1"))
            except Exception as trouble:
                if not is_outage(trouble):
                    raise
                log.warning("the lock that shows that we live is lost (%s)", type(trouble).__name__)
                await self._let_go()

    async def dead(self, owners: set[int]) -> set[int]:
        """Those of these owners whose process is gone."""
        others = owners - {self.owner}
        if self._database.is_sqlite:
            return others
        return {owner for owner in others if await self._is_free(owner)}

    async def release(self) -> None:
        """Give the lock back."""
        if self._file is not None:
            self._file.close()
        await self._let_go()

    async def _let_go(self) -> None:
        """Close the connection that holds the lock; one that is broken already is only forgotten."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            await connection.invalidate()
            await connection.close()

    def _lock_file(self) -> None:
        name = self._database.url.database
        if not name or name == ":memory:":
            return
        self._file = Path(f"{name}.lock").open("a")  # noqa: SIM115 - held for the life of the process
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as refused:
            self._file.close()
            if refused.errno not in (errno.EAGAIN, errno.EACCES):
                raise
            raise InUse(f"another Dauys is running on {name}; SQLite allows one process") from None

    async def _lock_row(self) -> None:
        self._connection = await self._database.writer.connect()
        await self._connection.execution_options(isolation_level="AUTOCOMMIT")
        await self._connection.execute(
            text("SELECT pg_advisory_lock(:space, :owner)"), {"space": _SPACE, "owner": self.owner}
        )

    async def _is_free(self, owner: int) -> bool:
        async with self._database.writer.connect() as connection:
            keys = {"space": _SPACE, "owner": owner}
            free = await connection.scalar(text("SELECT pg_try_advisory_lock(:space, :owner)"), keys)
            if free:
                await connection.execute(text("SELECT pg_advisory_unlock(:space, :owner)"), keys)
            return bool(free)
