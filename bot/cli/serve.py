"""`dauys run` and `dauys migrate`."""

import asyncio
import logging
import signal

from bot.app import make_app
from bot.logs import configure
from bot.settings import Settings
from models import migrations
from models.engine import Database

log = logging.getLogger(__name__)


async def serve() -> int:
    """Serve until SIGTERM or SIGINT; what is under way is finished first."""
    settings = Settings()
    configure(settings.log_level)
    app = make_app(settings)
    await ready(app.database, settings)
    running = asyncio.create_task(app.run())
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, running.cancel)
    try:
        await running
    except asyncio.CancelledError:
        log.info("stopped")
    finally:
        await app.database.dispose()
    return 0


async def ready(database: Database, settings: Settings) -> None:
    """Bring the schema up to date, or say how.

    Raises:
        ValueError: the schema is old and DAUYS_MIGRATE is off.
    """
    if settings.migrate:
        before, after = await migrations.upgrade(database)
        if before != after:
            log.info("schema migrated from %s to %s", before or "nothing", after)
    elif await migrations.current(database) != migrations.head():
        raise ValueError("the database's schema is not up to date: run `dauys migrate`")


async def migrate() -> int:
    """Bring the schema up to date and say from where to where."""
    settings = Settings()
    database = Database(settings.database_url)
    try:
        before, after = await migrations.upgrade(database)
    finally:
        await database.dispose()
    print(f"schema: {before or 'empty'} -> {after}")
    return 0
