"""The schema's history. `upgrade` brings a database up to date; a test walks every step up and down."""

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from models.engine import Database
from models.tables import Base

FOLDER = Path(__file__).parent


def scripts() -> ScriptDirectory:
    """All migrations."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return ScriptDirectory.from_config(config)


def head() -> str:
    """The newest revision."""
    found = scripts().get_current_head()
    assert found is not None, "there is always at least one migration"
    return found


def move(connection: Connection, target: str) -> None:
    """Take the schema to a revision ("head", "base", or one by its name), in the open transaction."""
    directory = scripts()
    environment = EnvironmentContext(Config(), directory)

    def steps(revision: object, context: MigrationContext) -> object:
        current = directory.get_current_head() if target == "head" else target
        down = target == "base" or _is_older(directory, target, revision)
        return (directory._downgrade_revs if down else directory._upgrade_revs)(current, revision)  # type: ignore[arg-type]

    environment.configure(
        connection=connection, target_metadata=Base.metadata, fn=steps, render_as_batch=True
    )
    with environment.begin_transaction():
        environment.run_migrations()


def _is_older(directory: ScriptDirectory, target: str, current: object) -> bool:
    if target in ("head", "base") or not current:
        return False
    names = [script.revision for script in directory.walk_revisions("base", "heads")]
    return names.index(target) > names.index(str(current[0] if isinstance(current, tuple) else current))


def revision(connection: Connection) -> str | None:
    """The revision a database is at; None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


async def upgrade(database: Database, target: str = "head") -> tuple[str | None, str | None]:
    """Migrate a database; returns the revision before and after."""
    async with database.writer.begin() as connection:
        before = await connection.run_sync(revision)
        if before != (head() if target == "head" else target):
            await connection.run_sync(move, target)
        return before, await connection.run_sync(revision)


async def current(database: Database) -> str | None:
    """The revision a database is at."""
    async with database.reader.connect() as connection:
        return await connection.run_sync(revision)
