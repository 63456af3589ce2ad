"""What statistics count: the clock runs that began and ended in a queue in a period, each a slim row.

One row of a run costs a few microseconds and a body has some thousands in a month, so they are read as they
are and counted above: no rollup can fall behind, and a median needs every value anyway.
"""

from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, exists, func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.queries.inquiries import OPEN_STATES, RUNNING_STATES
from models.tables import Answer, ClockPause, ClockRun, Inquiry, Membership, Person

PORTION = 2000
"""Rows that are held in memory at a time."""


@dataclass(frozen=True, slots=True)
class Span:
    """Which runs: of a body (or of one region of it), from an instant up to another."""

    body: str
    region: str | None
    since: datetime
    until: datetime


class Traits(NamedTuple):
    """What an inquiry is sorted by."""

    region: str
    kind: str
    language: str
    applicant: str
    channel: str
    topic: str | None


class Came(NamedTuple):
    """A run that began: an inquiry came, was passed on to here, or was opened again."""

    at: datetime
    cause: str
    again: bool
    traits: Traits


class Went(NamedTuple):
    """A run that ended: answered by `author`, passed on, or closed without an answer."""

    run_id: int
    cause: str
    began: datetime
    at: datetime
    due: date
    first_due: date
    author: int | None
    passed_on: bool
    state: str
    rating: int | None
    outcome: str | None
    traits: Traits


@dataclass(frozen=True, slots=True)
class Standing:
    """How a queue stands now."""

    open: int
    late: int
    unclaimed: int


_TRAITS = (
    ClockRun.region,
    Inquiry.kind,
    Inquiry.language,
    Inquiry.applicant,
    Inquiry.channel,
    Inquiry.topic,
)
_EARLIER, _NEXT = aliased(ClockRun), aliased(ClockRun)
_WAS_HERE = exists().where(
    _EARLIER.inquiry_id == ClockRun.inquiry_id,
    _EARLIER.n < ClockRun.n,
    _EARLIER.body == ClockRun.body,
    _EARLIER.region == ClockRun.region,
)
_CAME = select(
    ClockRun.received_at,
    ClockRun.cause,
    case((ClockRun.cause == "transfer", _WAS_HERE), else_=literal(value=False)),
    *_TRAITS,
).join(Inquiry, Inquiry.id == ClockRun.inquiry_id)
_ANSWERED = and_(
    Answer.inquiry_id == ClockRun.inquiry_id, Answer.state == "sent", Answer.sent_at == ClockRun.ended_at
)
_WENT = (
    select(
        ClockRun.id,
        ClockRun.cause,
        ClockRun.received_at,
        ClockRun.ended_at,
        ClockRun.due,
        Inquiry.first_due,
        Answer.author_id,
        _NEXT.cause == "transfer",
        Inquiry.state,
        Inquiry.rating,
        Answer.outcome,
        *_TRAITS,
    )
    .join(Inquiry, Inquiry.id == ClockRun.inquiry_id)
    .outerjoin(Answer, _ANSWERED)
    .outerjoin(_NEXT, and_(_NEXT.inquiry_id == ClockRun.inquiry_id, _NEXT.n == ClockRun.n + 1))
)


async def came(session: AsyncSession, span: Span) -> AsyncIterator[Sequence[Came]]:
    """What came into a queue in a period, a portion at a time."""
    asked = _CAME.where(*_of(span), ClockRun.received_at >= span.since, ClockRun.received_at < span.until)
    rows = await session.stream(asked.execution_options(yield_per=PORTION))
    async for portion in rows.partitions(PORTION):
        plain: Sequence[Sequence[Any]] = portion
        yield [Came(row[0], row[1], bool(row[2]), Traits._make(row[3:])) for row in plain]


async def went(session: AsyncSession, span: Span) -> AsyncIterator[Sequence[Went]]:
    """What left a queue in a period, a portion at a time."""
    rows = await session.stream(_WENT.where(*_ended(span)).execution_options(yield_per=PORTION))
    async for portion in rows.partitions(PORTION):
        plain: Sequence[Sequence[Any]] = portion
        yield [_went(row) for row in plain]


def _went(row: Sequence[Any]) -> Went:
    run, cause, began, at, due, first_due, author, passed_on, state, rating, outcome, *traits = row
    passed = bool(passed_on)
    return Went(
        run, cause, began, at, due, first_due, author, passed, state, rating, outcome, Traits._make(traits)
    )


async def pauses(session: AsyncSession, span: Span) -> dict[int, list[tuple[datetime, datetime]]]:
    """When the clocks of those runs stood, by run."""
    rows = await session.execute(
        select(ClockPause.run_id, ClockPause.started_at, ClockPause.ended_at)
        .join(ClockRun, ClockRun.id == ClockPause.run_id)
        .where(*_ended(span), ClockPause.ended_at.is_not(None))
    )
    found: dict[int, list[tuple[datetime, datetime]]] = {}
    for run_id, started, ended in rows:
        found.setdefault(run_id, []).append((started, ended or span.until))
    return found


async def standing(session: AsyncSession, body: str, region: str | None, today: date) -> Standing:
    """How many inquiries of a queue are open, late and free now."""
    late = and_(Inquiry.due < today, Inquiry.state.in_(RUNNING_STATES))
    row = (
        await session.execute(
            select(
                func.count(),
                func.coalesce(func.sum(case((late, 1), else_=0)), 0),
                func.coalesce(func.sum(case((Inquiry.state == "new", 1), else_=0)), 0),
            ).where(
                Inquiry.body == body,
                *([] if region is None else [Inquiry.region == region]),
                Inquiry.state.in_(OPEN_STATES),
            )
        )
    ).one()
    return Standing(*row)


async def anything(session: AsyncSession, span: Span) -> bool:
    """Did anything come into a queue in a period, or leave it?"""
    began = [*_of(span), ClockRun.received_at >= span.since, ClockRun.received_at < span.until]
    for of_period in (began, _ended(span)):
        if await session.scalar(select(ClockRun.id).where(*of_period).limit(1)) is not None:
            return True
    return False


async def names(session: AsyncSession, membership_ids: Collection[int]) -> dict[int, str]:
    """First names by post, also of those who left."""
    rows = await session.execute(
        select(Membership.id, Person.name)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.id.in_(list(membership_ids)))
    )
    return {row[0]: row[1] for row in rows}


def _of(span: Span) -> list[ColumnElement[bool]]:
    region = [] if span.region is None else [ClockRun.region == span.region]
    return [ClockRun.body == span.body, *region]


def _ended(span: Span) -> list[ColumnElement[bool]]:
    return [*_of(span), ClockRun.ended_at >= span.since, ClockRun.ended_at < span.until]
