"""Occurrences of dated events."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from models.tables import KeyDate
from models.tables.base import bare

Occurrence = tuple[str, str, str, date]
"""Key, body, region and day."""


async def bring(session: AsyncSession, wanted: Collection[Occurrence]) -> None:
    """Note occurrences; those known already are left alone."""
    if not wanted:
        return
    dialect = session.get_bind().dialect.name
    insert = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(bare(KeyDate))
    rows = [{"key": key, "body": body, "region": region, "on": on} for key, body, region, on in wanted]
    await session.execute(insert.on_conflict_do_nothing(), rows)


async def coming(session: AsyncSession, start: date) -> Sequence[KeyDate]:
    """What is not done and not over, in order."""
    wanted = select(KeyDate).where(KeyDate.done_at.is_(None), KeyDate.on >= start)
    return (await session.scalars(wanted.order_by(KeyDate.on, KeyDate.id))).all()


async def several(session: AsyncSession, keys: Collection[int]) -> Sequence[KeyDate]:
    """Several occurrences, the earliest first."""
    wanted = select(KeyDate).where(KeyDate.id.in_(list(keys)))
    return (await session.scalars(wanted.order_by(KeyDate.on, KeyDate.id))).all()


async def by_id(session: AsyncSession, key: int) -> KeyDate | None:
    """One occurrence."""
    return await session.get(KeyDate, key)
