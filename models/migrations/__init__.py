"""The schema's history. `upgrade` brings a database up to date; a test walks every step up and down."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection

from models.engine import Database
from models.tables import Base

FOLDER = Path(__file__).parent

BASE = "base"
"""Before the first migration: no tables at all."""

_LOCK = 0x0DA705C4
"""Key of PostgreSQL's advisory lock on the schema: several processes may start at once, one migrates."""


class UnknownRevisionError(ValueError):
    """The database's schema, or the one asked for, is none this programme knows."""


class BrokenReferenceError(RuntimeError):
    """A migration would leave a row that points to nothing; it is rolled back."""


def scripts() -> ScriptDirectory:
    """All migrations."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return ScriptDirectory.from_config(config)


def revisions() -> list[str]:
    """The names of all migrations, oldest first."""
    return [script.revision for script in scripts().walk_revisions()][::-1]


def head() -> str:
    """The newest revision."""
    return revisions()[-1]


def move(connection: Connection, target: str) -> None:
    """Take the schema to a revision ("base", or one by its name), in the open transaction.

    Raises:
        UnknownRevisionError: the database or the caller names a revision this programme does not have.
    """
    directory, known = scripts(), [BASE, *revisions()]
    now = revision(connection) or BASE
    for name in (now, target):
        if name not in known:
            raise UnknownRevisionError(
                f"The schema {name!r} is unknown to this version of Dauys, whose newest is {known[-1]!r}: "
                "start the version that made it, or take the schema back with that one first."
            )
    down = known.index(target) < known.index(now)

    def steps(at: object, _context: MigrationContext) -> object:
        walk = directory._downgrade_revs if down else directory._upgrade_revs
        return walk(target, at)  # type: ignore[arg-type]

    environment = EnvironmentContext(Config(), directory)
    environment.configure(
        connection=connection, target_metadata=Base.metadata, fn=steps, render_as_batch=True
    )
    with environment.begin_transaction():
        environment.run_migrations()


def revision(connection: Connection) -> str | None:
    """The revision a database is at; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


async def upgrade(database: Database, target: str = "head") -> tuple[str | None, str | None]:
    """Take a database to the newest revision, or to a named one; returns the revision before and after.

    Args:
        database: SQLite or PostgreSQL; whoever comes second waits and then finds nothing to do.
        target: "head", "base" or a revision's name; an older one goes back and drops what came later.

    Raises:
        UnknownRevisionError: the database or the target is at a revision this programme does not have.
    """
    wanted = head() if target == "head" else target
    opened = database.writer.connect()
    async with opened as connection, _unwatched(database, connection), connection.begin():
        if not database.is_sqlite:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        before = await connection.run_sync(revision)
        if (before or BASE) != wanted:
            await connection.run_sync(move, wanted)
            await _check(database, connection)
        return before, await connection.run_sync(revision)


@asynccontextmanager
async def _unwatched(database: Database, connection: AsyncConnection) -> AsyncIterator[None]:
    """Let a table of SQLite be made anew without touching the rows that point to it.

    Dropping the old one would delete its rows first, and with them, or in them, whatever refers to them. The
    switch has no effect inside a transaction, so it is thrown on the driver's connection before it begins.
    """
    if not database.is_sqlite:
        yield
        return
    driver = (await connection.get_raw_connection()).driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


async def _check(database: Database, connection: AsyncConnection) -> None:
    """Look once, before the commit, at what was not watched while the tables changed."""
    if not database.is_sqlite:
        return
    broken = (await connection.execute(text("PRAGMA foreign_key_check"))).first()
    if broken is not None:
        raise BrokenReferenceError(
            f"a row of {broken[0]} would point to a row of {broken[2]} that is not there"
        )


async def current(database: Database) -> str | None:
    """The revision a database is at."""
    async with database.reader.connect() as connection:
        return await connection.run_sync(revision)
