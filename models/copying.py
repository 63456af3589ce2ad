"""The data of one database in another: to try something on a copy, to keep a backup, to move house."""

from collections.abc import Collection

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
    await fill(source, target, LEFT_OUT)


async def fill(source: Database, target: Database, left_out: Collection[str] = ()) -> None:
    """Fill the empty tables of a database with one consistent state of another.

    Args:
        source: read in one transaction, never written to; its schema is this programme's.
        target: has the same schema and no rows.
        left_out: names of tables that stay empty.
    """
    async with source.reading() as reading:
        if not source.is_sqlite:
            await reading.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        for table in Base.metadata.sorted_tables:
            if table.name not in left_out:
                async with target.writing() as writing:
                    await _fill(reading, writing, table)


async def _fill(reading: AsyncSession, writing: AsyncSession, table: Table) -> None:
    rows = await reading.stream(select(table).execution_options(yield_per=PORTION))
    async for portion in rows.mappings().partitions(PORTION):
        await writing.execute(insert(table), [dict(row) for row in portion])
