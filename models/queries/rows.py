"""Writing a new row past the session, for rows that do not change any more in their transaction.

The session keeps an account of every row it holds, and writing one through it takes four times as long. What
is changed later on, or read again as the same object, belongs into the session.
"""

from functools import cache
from typing import Any

from sqlalchemy import Insert, insert, inspect
from sqlalchemy.ext.asyncio import AsyncSession

from models.tables.base import Base, bare


async def write(session: AsyncSession, row: Base) -> None:
    """Write a new row at once; it gets its number. What it refers to must be written already."""
    table = bare(type(row))
    told: dict[str, Any] = inspect(row).dict
    values = {column.key: told[column.key] for column in table.columns if column.key in told}
    written = await session.execute(_insert(type(row)), values)
    if "id" in table.columns and "id" not in values:
        told["id"] = written.inserted_primary_key[0]  # type: ignore[attr-defined]


@cache
def _insert(kind: type[Base]) -> Insert:
    return insert(bare(kind))
