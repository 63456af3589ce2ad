"""PostgreSQL wakes the other processes: a commit's bells ring everywhere."""

import asyncio
import logging

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from models.engine import Database
from models.outages import is_outage

log = logging.getLogger(__name__)

_AGAIN_SECONDS = 2.0
_CHECK_SECONDS = 10.0


async def listen(database: Database) -> None:
    """Listen until cancelled; while the line is down, the pump and the lanes still look every few seconds."""
    while True:
        try:
            await _listen(database)
        except Exception as outage:
            if not is_outage(outage):
                raise
            log.warning("the wake-up line is down (%s)", type(outage).__name__)
            await asyncio.sleep(_AGAIN_SECONDS)


async def _listen(database: Database) -> None:
    async with database.writer.connect() as connection:
        # Inside a transaction PostgreSQL would keep every notification back until its end.
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        await _subscribe(connection, database)
        try:
            while True:
                await asyncio.sleep(_CHECK_SECONDS)
                await connection.execute(text("SELECT 1"))
        finally:
            # A connection with a listener on it must not go back to the pool for others to inherit.
            await connection.invalidate()


async def _subscribe(connection: AsyncConnection, database: Database) -> None:
    """Have PostgreSQL tell us; here the driver itself is asked, so its own errors are put into our words."""
    from asyncpg import InterfaceError, PostgresError

    driver = (await connection.get_raw_connection()).driver_connection
    assert driver is not None
    try:
        await driver.add_listener("dauys", lambda _c, _pid, _channel, bell: database.ring(bell))
    except (InterfaceError, PostgresError) as lost:
        raise ConnectionError("the wake-up line broke while it was laid") from lost
