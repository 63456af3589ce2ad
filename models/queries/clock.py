"""Pauses and extensions of clock runs."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.tables import ClockExtension, ClockPause, ClockRun


async def pauses(session: AsyncSession, run_id: int) -> Sequence[ClockPause]:
    """Every stretch in which a run stood, in order."""
    wanted = select(ClockPause).where(ClockPause.run_id == run_id).order_by(ClockPause.n)
    return (await session.scalars(wanted)).all()


async def open_pause(session: AsyncSession, run_id: int) -> ClockPause | None:
    """The pause a run stands in."""
    return await session.scalar(
        select(ClockPause).where(ClockPause.run_id == run_id, ClockPause.ended_at.is_(None))
    )


async def count_pauses(session: AsyncSession, inquiry_id: int) -> int:
    """How often the clock of an inquiry was stopped, in all its runs."""
    return await _count(session, inquiry_id, ClockPause)


async def extensions(session: AsyncSession, run_id: int) -> Sequence[ClockExtension]:
    """The extensions of a run, in order."""
    wanted = select(ClockExtension).where(ClockExtension.run_id == run_id).order_by(ClockExtension.n)
    return (await session.scalars(wanted)).all()


async def extension(session: AsyncSession, extension_id: int) -> ClockExtension | None:
    """One extension."""
    return await session.get(ClockExtension, extension_id)


async def count_extensions(session: AsyncSession, inquiry_id: int) -> int:
    """How often an inquiry was given more days, in all its runs."""
    return await _count(session, inquiry_id, ClockExtension)


async def _count(
    session: AsyncSession, inquiry_id: int, table: type[ClockPause] | type[ClockExtension]
) -> int:
    wanted = (
        select(func.count())
        .select_from(table)
        .join(ClockRun, ClockRun.id == table.run_id)
        .where(ClockRun.inquiry_id == inquiry_id)
    )
    return await session.scalar(wanted) or 0
