"""Tracked appeals."""

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.tables import Appeal
from models.tables.base import bare

_TRACKED = Appeal.stopped_at.is_(None)
_OF_PERSON = (
    select(Appeal).where(Appeal.person_id == bindparam("person"), _TRACKED).order_by(Appeal.due, Appeal.id)
)


async def by_id(session: AsyncSession, appeal_id: int) -> Appeal | None:
    """One appeal, tracked still or not."""
    return await session.get(Appeal, appeal_id)


async def of_person(session: AsyncSession, person_id: int) -> Sequence[Appeal]:
    """What a person tracks, the earliest date first."""
    return (await session.scalars(_OF_PERSON, {"person": person_id})).all()


async def several(session: AsyncSession, keys: Collection[int]) -> Sequence[Appeal]:
    """Those of these appeals that are tracked still."""
    return (await session.scalars(select(Appeal).where(Appeal.id.in_(list(keys)), _TRACKED))).all()


async def counted_before(session: AsyncSession, version: int, limit: int) -> Sequence[Appeal]:
    """Tracked appeals counted by an older calendar."""
    older = select(Appeal).where(_TRACKED, Appeal.calendar < version).order_by(Appeal.calendar).limit(limit)
    return (await session.scalars(older)).all()


async def forget(session: AsyncSession, person_id: int) -> list[int]:
    """Erase everything a person had us track; returns the keys."""
    found = await session.scalars(select(Appeal.id).where(Appeal.person_id == person_id))
    keys = list(found)
    if keys:
        await session.execute(delete(bare(Appeal)).where(Appeal.id.in_(keys)))
    return keys
