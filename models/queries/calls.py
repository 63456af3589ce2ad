"""Grant calls and the versions of their dates."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from models.columns import Instant
from models.tables import Call, CallDates, CallViews

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


@dataclass(frozen=True, slots=True)
class Line:
    """What a list of calls shows of one, and what it is chosen by; without its long texts."""

    id: int
    title_kk: str
    title_ru: str
    opens_at: datetime
    closes_at: datetime
    body: str
    region: str
    regions: list[str]
    field: str
    kind: str
    amount: int
    demonstration: bool


_LINES = (
    select(*(getattr(Call, part.name) for part in fields(Line)))
    .where(Call.state == "published", Call.closes_at >= bindparam("now", type_=Instant))
    .order_by(Call.closes_at, Call.id)
)


async def lines(session: AsyncSession, now: datetime) -> list[Line]:
    """Published calls that are not closed yet, those first that close first."""
    return [Line(*row) for row in await session.execute(_LINES, {"now": now})]


async def viewed(session: AsyncSession, call_id: int, region: str) -> None:
    """One more look at a call, from a region or from none."""
    dialect = session.get_bind().dialect.name
    insert = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(CallViews)
    counting = insert.values(call_id=call_id, region=region, views=1)
    await session.execute(
        counting.on_conflict_do_update(
            index_elements=["call_id", "region"], set_={"views": CallViews.views + 1}
        )
    )
