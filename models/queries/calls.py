"""Grant calls and the versions of their dates."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.tables import Call, CallDates

SHOWN = ("published", "cancelled", "results")
"""States in which a call is no secret any more."""


async def by_id(session: AsyncSession, call_id: int) -> Call | None:
    """A call, a draft too."""
    return await session.get(Call, call_id)


async def locked(session: AsyncSession, call_id: int) -> Call | None:
    """A call nobody else may change until the transaction ends."""
    return await session.scalar(
        select(Call).where(Call.id == call_id).with_for_update().execution_options(populate_existing=True)
    )


async def by_code(session: AsyncSession, code: str) -> Call | None:
    """A call by the code of its links."""
    return await session.scalar(select(Call).where(Call.code == code))


async def not_over(session: AsyncSession, now: datetime) -> Sequence[Call]:
    """Published calls that are not closed yet, those first that close first."""
    wanted = select(Call).where(Call.state == "published", Call.closes_at >= now)
    return (await session.scalars(wanted.order_by(Call.closes_at, Call.id))).all()


async def several(session: AsyncSession, keys: Sequence[int]) -> Sequence[Call]:
    """Several calls, those first that close first."""
    wanted = select(Call).where(Call.id.in_(keys))
    return (await session.scalars(wanted.order_by(Call.closes_at, Call.id))).all()


async def versions(session: AsyncSession, call_id: int) -> Sequence[CallDates]:
    """Every version of a call's dates, the first one first."""
    wanted = select(CallDates).where(CallDates.call_id == call_id)
    return (await session.scalars(wanted.order_by(CallDates.version))).all()


async def dates(session: AsyncSession, call_id: int, version: int) -> CallDates | None:
    """One version of a call's dates."""
    return await session.scalar(
        select(CallDates).where(CallDates.call_id == call_id, CallDates.version == version)
    )
