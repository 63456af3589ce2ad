"""Absences."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.tables import Absence


async def end(session: AsyncSession, membership_id: int, now: datetime) -> None:
    """Whoever was away from this post is so no longer."""
    await session.execute(
        update(Absence)
        .where(Absence.membership_id == membership_id, Absence.ended_at.is_(None))
        .values(ended_at=now)
    )


async def of(session: AsyncSession, membership_id: int) -> Absence | None:
    """The absence from a post that was not ended."""
    return await session.scalar(
        select(Absence).where(Absence.membership_id == membership_id, Absence.ended_at.is_(None))
    )
