"""A copy of the data in a SQLite database of its own, for whoever wants to try something on it."""

from sqlalchemy import Table, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.engine import Database
from models.tables import Base

PORTION = 1000
"""Rows that are held in memory at a time."""

LEFT_OUT = frozenset({"inbox", "files", "message_versions"})
"""Raw updates and files: nothing that is tried on a copy needs them."""


async def copy(source: Database, target: Database) -> None:
    """Make the tables in an empty database and fill them with one consistent state of another.

    Args:
        source: read in one transaction, never written to.
        target: an empty SQLite database.
    """
    async with target.writer.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with source.reading() as reading:
        if not source.is_sqlite:
            await reading.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        for table in Base.metadata.sorted_tables:
            if table.name not in LEFT_OUT:
                async with target.writing() as writing:
                    await _fill(reading, writing, table)


async def _fill(reading: AsyncSession, writing: AsyncSession, table: Table) -> None:
    rows = await reading.stream(select(table).execution_options(yield_per=PORTION))
    async for portion in rows.mappings().partitions(PORTION):
        await writing.execute(insert(table), [dict(row) for row in portion])
