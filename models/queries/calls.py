"""Grant calls and the versions of their dates."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import and_, bindparam, func, or_, select, true, tuple_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from models.columns import Instant, spelled
from models.queries.inquiries import OPEN_STATES
from models.tables import Call, CallDates, CallImport, CallInquiry, CallViews, ClockRun, Inquiry

SHOWN = ("published", "cancelled", "results")
"""States in which a call is no secret any more."""


async def by_id(session: AsyncSession, call_id: int) -> Call | None:
    """A call, a draft too."""
    return await session.get(Call, call_id)


async def locked(session: AsyncSession, call_id: int) -> Call | None:
    """A call nobody else may change until the transaction ends; what was changed here before stays."""
    await session.flush()
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


async def drafts(session: AsyncSession, body: str, region: str) -> int:
    """How many drafts a customer has."""
    mine = (Call.body == body, Call.region == region, Call.state == "draft")
    return await session.scalar(select(func.count()).where(*mine)) or 0


async def of_customers(
    session: AsyncSession, customers: Collection[tuple[str, str]] | None, page: int, size: int
) -> tuple[Sequence[Call], int]:
    """A page of calls of these customers (None: of all), the newest first, and how many there are."""
    mine = true() if customers is None else tuple_(Call.body, Call.region).in_(list(customers))
    total = await session.scalar(select(func.count()).select_from(Call).where(mine)) or 0
    wanted = select(Call).where(mine).order_by(Call.id.desc()).offset(page * size).limit(size)
    return (await session.scalars(wanted)).all(), total


async def alike(session: AsyncSession, body: str, region: str, title_kk: str, closes: datetime) -> bool:
    """Is there a call of this customer with this title and this end already?"""
    same = (Call.body == body, Call.region == region, Call.title_kk == title_kk, Call.closes_at == closes)
    return await session.scalar(select(Call.id).where(*same).limit(1)) is not None


async def wanted_import(session: AsyncSession) -> CallImport | None:
    """The file that waits longest; it is given to one process only."""
    wanted = select(CallImport).where(spelled(CallImport.state, ["wanted"])).order_by(CallImport.id).limit(1)
    return await session.scalar(wanted.with_for_update(skip_locked=True))


async def open_import(session: AsyncSession, import_id: int) -> CallImport | None:
    """A file nobody has told of yet."""
    wanted = select(CallImport).where(CallImport.id == import_id, CallImport.state == "wanted")
    return await session.scalar(wanted.with_for_update())


async def counted_with_later(
    session: AsyncSession, call_id: int, closes: datetime, limit: int
) -> Sequence[tuple[Inquiry, ClockRun]]:
    """Open inquiries about a call whose date was counted with a later closing than this one, or with none.

    Each is locked until the transaction ends.
    """
    rows = await session.execute(
        select(Inquiry, ClockRun)
        .join(CallInquiry, CallInquiry.inquiry_id == Inquiry.id)
        .join(ClockRun, and_(ClockRun.inquiry_id == Inquiry.id, ClockRun.ended_at.is_(None)))
        .where(
            CallInquiry.call_id == call_id,
            Inquiry.state.in_(OPEN_STATES),
            or_(ClockRun.closes_at.is_(None), ClockRun.closes_at > closes),
        )
        .order_by(Inquiry.id)
        .limit(limit)
        .with_for_update(of=Inquiry)
        .execution_options(populate_existing=True)
    )
    return [(row[0], row[1]) for row in rows]


async def of_inquiry(session: AsyncSession, inquiry_id: int) -> Call | None:
    """The call an inquiry is about."""
    wanted = select(Call).join(CallInquiry, CallInquiry.call_id == Call.id)
    return await session.scalar(wanted.where(CallInquiry.inquiry_id == inquiry_id))
