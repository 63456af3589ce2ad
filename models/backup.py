"""Backups: one SQLite file with everything in it, whichever database it was taken from.

A file is never trusted for having been written: it counts once it was restored into a database of its own and
every row was found there again.
"""

import asyncio
import shutil
import sqlite3
import tempfile
from pathlib import Path

from sqlalchemy import func, inspect, select, text

from models import migrations
from models.copying import fill
from models.engine import Database
from models.tables import Base


class BackupError(RuntimeError):
    """A backup cannot be taken, is damaged, or cannot be brought back there; the message says why."""


Counts = dict[str, int]
"""Rows by the name of their table."""


async def take(source: Database, file: Path) -> Counts:
    """Write a backup while the bot goes on working, and prove it by restoring it; returns what it holds.

    Args:
        source: the database; its schema is this programme's.
        file: where the backup goes; it appears there only once it is complete and proven.

    Raises:
        BackupError: the file is there already, there is no room for it, or it could not be restored.
    """
    if file.exists():  # noqa: ASYNC240 - a look at one folder
        raise BackupError(f"{file} is there already.")
    unproven = file.with_suffix(".unproven")
    unproven.unlink(missing_ok=True)
    try:
        await _write(source, unproven)
        counts = await proven(unproven)
        unproven.rename(file)
    finally:
        unproven.unlink(missing_ok=True)
    return counts


async def proven(file: Path) -> Counts:
    """Restore a backup into a database that is thrown away, and compare; returns how much it holds.

    Raises:
        BackupError: it is damaged, or something of it is lost on the way back.
    """
    await asyncio.to_thread(_intact, file)
    with tempfile.TemporaryDirectory(prefix="dauys-backup-") as folder:
        trial = Database(_url(Path(folder) / "restored.sqlite3"))
        try:
            held = await restore(file, trial)
            if await counted(trial) != held:
                raise BackupError(f"{file} does not come back whole.")
        finally:
            await trial.dispose()
    return held


async def restore(file: Path, target: Database) -> Counts:
    """Bring a backup back into an empty database of either kind, in today's schema; returns what it holds.

    Args:
        file: a backup, of this version or an earlier one; it is read only.
        target: a database without tables.

    Raises:
        BackupError: the file is no backup or is damaged, or the database is not empty.
        UnknownRevisionError: the backup was taken by a newer version.
    """
    await asyncio.to_thread(_intact, file)
    if await _tables(target):
        raise BackupError("The database is not empty: restore into a new one, and point the bot to it.")
    with tempfile.TemporaryDirectory(prefix="dauys-restore-") as folder:
        copied = Path(folder) / "backup.sqlite3"
        await asyncio.to_thread(shutil.copyfile, file, copied)
        source = Database(_url(copied))
        try:
            await migrations.upgrade(source)
            await migrations.upgrade(target)
            await fill(source, target)
            await _count_on(source, target)
            return await counted(source)
        finally:
            await source.dispose()


async def counted(database: Database) -> Counts:
    """How many rows each table has."""
    async with database.reading() as session:
        return {
            table.name: await session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


async def _write(source: Database, file: Path) -> None:
    if source.is_sqlite:
        await asyncio.to_thread(_vacuum_into, source.url.database or "", file)
        return
    target = Database(_url(file))
    try:
        await migrations.upgrade(target)
        await fill(source, target)
        await _count_on(source, target)
    finally:
        await target.dispose()
    await asyncio.to_thread(_settle, file)


def _vacuum_into(database: str, file: Path) -> None:
    """One consistent state, without the free pages in which erased words may still be read."""
    connection = sqlite3.connect(database)
    try:
        connection.execute("VACUUM INTO ?", (str(file),))
    except sqlite3.Error as trouble:
        raise BackupError(f"{file} could not be written: {trouble}") from None
    finally:
        connection.close()


def _settle(file: Path) -> None:
    """One file instead of three: what lies in the log beside it is taken in."""
    connection = sqlite3.connect(file)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
    finally:
        connection.close()


def _intact(file: Path) -> None:
    if not file.is_file():
        raise BackupError(f"There is no file {file}.")
    connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        said = connection.execute("PRAGMA integrity_check").fetchone()[0]
        known = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'")
        if said != "ok" or not known.fetchone()[0]:
            raise BackupError(f"{file} is damaged or no backup of Dauys.")
    except sqlite3.DatabaseError:
        raise BackupError(f"{file} is damaged or no backup of Dauys.") from None
    finally:
        connection.close()


async def _tables(database: Database) -> list[str]:
    async with database.writer.connect() as connection:
        return await connection.run_sync(lambda sync: inspect(sync).get_table_names())


async def _count_on(source: Database, target: Database) -> None:
    """Number new rows after every row there ever was, not only after those that are left.

    A draft's number is never used twice, and most drafts are gone by the time somebody takes a backup.
    """
    counters = await _counters(source)
    async with target.writing() as session:
        for name in counters if target.is_sqlite else Base.metadata.tables:
            column = Base.metadata.tables[name].autoincrement_column
            if column is None or column.foreign_keys:
                continue
            newest = max(await session.scalar(select(func.max(column))) or 0, counters.get(name, 0))
            if newest:
                await session.execute(_SET[target.is_sqlite], {"table": name, "newest": newest})


_SET = {
    True: text(
        "INSERT OR REPLACE INTO sqlite_sequence (rowid, name, seq) VALUES "
        "((SELECT rowid FROM sqlite_sequence WHERE name = :table), :table, :newest)"
    ),
    False: text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :newest)"),
}


async def _counters(database: Database) -> Counts:
    """The highest number ever given, for the tables that never give one twice."""
    strict = [t.name for t in Base.metadata.sorted_tables if t.dialect_options["sqlite"]["autoincrement"]]
    async with database.reading() as session:
        if database.is_sqlite:
            rows = await session.execute(text("SELECT name, seq FROM sqlite_sequence"))
            return {name: seq for name, seq in rows if name in strict}
        last = text("SELECT last_value FROM pg_sequences WHERE sequencename = :name")
        found = {name: await session.scalar(last, {"name": f"{name}_id_seq"}) for name in strict}
    return {name: seq for name, seq in found.items() if seq}


def _url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"
