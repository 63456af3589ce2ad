"""Versions of the calendar, and the clock runs that were counted by an older one."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.tables import CalendarVersion, ClockExtension, ClockPause, ClockRun, Inquiry


async def newest_id(session: AsyncSession) -> int | None:
    """The version in force; None in a new database."""
    return await session.scalar(select(func.max(CalendarVersion.id)))


async def counted_before(
    session: AsyncSession, version: int, limit: int, after: int = 0
) -> Sequence[tuple[Inquiry, ClockRun]]:
    """Open runs counted by an older calendar, in order, those with a greater key than `after`."""
    rows = await session.execute(
        select(Inquiry, ClockRun)
        .join(ClockRun, ClockRun.inquiry_id == Inquiry.id)
        .where(
            ClockRun.ended_at.is_(None),
            ClockRun.id > after,
            or_(ClockRun.calendar.is_(None), ClockRun.calendar < version),
        )
        .order_by(ClockRun.id)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in rows]


async def counted_by(session: AsyncSession, run_ids: Collection[int], version: int) -> None:
    """These runs are counted by this version now."""
    await session.execute(
        update(ClockRun).where(ClockRun.id.in_(list(run_ids))).values(calendar=version),
        execution_options={"synchronize_session": False},
    )


async def pauses(session: AsyncSession, run_ids: Collection[int]) -> dict[int, list[ClockPause]]:
    """The pauses of several runs, each in order."""
    rows = await session.scalars(
        select(ClockPause)
        .where(ClockPause.run_id.in_(list(run_ids)))
        .order_by(ClockPause.run_id, ClockPause.n)
    )
    found: dict[int, list[ClockPause]] = {}
    for row in rows:
        found.setdefault(row.run_id, []).append(row)
    return found


async def extensions(session: AsyncSession, run_ids: Collection[int]) -> dict[int, list[ClockExtension]]:
    """The extensions of several runs, each in order."""
    rows = await session.scalars(
        select(ClockExtension)
        .where(ClockExtension.run_id.in_(list(run_ids)))
        .order_by(ClockExtension.run_id, ClockExtension.n)
    )
    found: dict[int, list[ClockExtension]] = {}
    for row in rows:
        found.setdefault(row.run_id, []).append(row)
    return found
