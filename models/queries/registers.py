"""Inquiries as rows of a register: no words of citizens, streamed, so that any number fits."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.queries.inquiries import OPEN_STATES
from models.tables import Inquiry, Membership, Person

PORTION = 1000
"""Rows that are held in memory at a time."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a register."""

    number: str
    body: str
    region: str
    kind: str
    state: str
    language: str
    channel: str
    applicant: str
    topic: str | None
    received_at: datetime
    first_due: date
    due: date
    answered_at: datetime | None
    hops: int
    reopened: int
    rating: int | None
    operator: str | None


_ENTRY = (
    select(
        Inquiry.number,
        Inquiry.body,
        Inquiry.region,
        Inquiry.kind,
        Inquiry.state,
        Inquiry.language,
        Inquiry.channel,
        Inquiry.applicant,
        Inquiry.topic,
        Inquiry.received_at,
        Inquiry.first_due,
        Inquiry.due,
        Inquiry.answered_at,
        Inquiry.hops,
        Inquiry.reopened,
        Inquiry.rating,
        Person.name,
    )
    .outerjoin(Membership, Membership.id == func.coalesce(Inquiry.assignee_id, Inquiry.last_author_id))
    .outerjoin(Person, Person.id == Membership.person_id)
)


def still_open(body: str, region: str | None) -> ColumnElement[bool]:
    """What a queue owes an answer to; all regions of a body when none is named."""
    return and_(_queue(body, region), Inquiry.state.in_(OPEN_STATES))


def received(body: str, region: str | None, since: datetime, until: datetime) -> ColumnElement[bool]:
    """What was first received in a period and is the queue's now."""
    return and_(_queue(body, region), Inquiry.received_at >= since, Inquiry.received_at < until)


def _queue(body: str, region: str | None) -> ColumnElement[bool]:
    return and_(Inquiry.body == body, *([] if region is None else [Inquiry.region == region]))


async def count(session: AsyncSession, which: ColumnElement[bool]) -> int:
    """How many lines it will be."""
    return await session.scalar(select(func.count()).select_from(Inquiry).where(which)) or 0


async def entries(
    session: AsyncSession, which: ColumnElement[bool], *, by_due: bool = False
) -> AsyncIterator[Sequence[Entry]]:
    """The lines, a portion at a time: in the order of their arrival, or by date."""
    order = (Inquiry.due, Inquiry.id) if by_due else (Inquiry.received_at, Inquiry.id)
    asked = _ENTRY.where(which).order_by(*order).execution_options(yield_per=PORTION)
    rows = await session.stream(asked)
    async for portion in rows.partitions(PORTION):
        plain: Sequence[Sequence[Any]] = portion
        yield [Entry(*row) for row in plain]
