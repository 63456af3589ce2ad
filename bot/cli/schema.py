"""`dauys migrate`, and what every command does with the schema before it works."""

import logging

from bot.settings import Settings, SettingsError
from models import migrations
from models.engine import Database

log = logging.getLogger(__name__)


async def ready(database: Database, settings: Settings) -> None:
    """Bring the schema up to date, or say how.

    Raises:
        SettingsError: the schema is old and DAUYS_MIGRATE is off.
    """
    if settings.migrate:
        before, after = await migrations.upgrade(database)
        if before != after:
            log.info("schema migrated from %s to %s", before or "nothing", after)
    elif await migrations.current(database) != migrations.head():
        raise SettingsError("The database's schema is not up to date: run `dauys migrate`.")


async def migrate(target: str = "head") -> int:
    """Bring the schema up to date, or to a named revision, and say from where to where.

    Raises:
        UnknownRevisionError: this programme does not know the target, or what the database is at.
    """
    database = Database(Settings().database_url)
    try:
        before, after = await migrations.upgrade(database, target)
    finally:
        await database.dispose()
    print(
        f"schema: {before or 'empty'} -> {after or 'empty'}"
        if before != after
        else f"schema: {after}, up to date"
    )
    return 0
