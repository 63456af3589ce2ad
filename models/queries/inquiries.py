"""Inquiries: looking them up, moving them under a version check, listing queues."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    Integer,
    Subquery,
    and_,
    bindparam,
    func,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from domain.inquiries import OPEN, RUNNING
from models.columns import spelled
from models.tables import Answer, ClockRun, Event, Inquiry, Message
from models.tables.base import bare

OPEN_STATES = tuple(sorted(OPEN))

_TABLE = bare(Inquiry)
_NUMBER_TAKEN = select(_TABLE.c.id).where(_TABLE.c.number == bindparam("number"))
_OPEN_OF_PERSON = (
    select(Inquiry)
    .where(Inquiry.person_id == bindparam("person"), spelled(Inquiry.state, OPEN_STATES))
    .order_by(Inquiry.id.desc())
    .limit(bindparam("most", type_=Integer))
)
_ANY_OPEN_OF_PERSON = (
    select(_TABLE.c.id)
    .where(_TABLE.c.person_id == bindparam("person"), spelled(_TABLE.c.state, OPEN_STATES))
    .limit(1)
)
_READABLE = Inquiry.erased_at.is_(None)
"""Of what was erased there is nothing to show."""

RUNNING_STATES = tuple(sorted(RUNNING))

_FEW_QUEUES = 4
"""Somebody with more queues than that has few inquiries in each."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which inquiries of which queues. `queues` are (body, region) pairs; the rest narrows.

    Attributes:
        queues: the queues to look into.
        assignee_ids: only those taken by one of these memberships.
        unclaimed: only those nobody has taken.
        due_on: only those due on this day.
        due_before: only those due before this day.
    """

    queues: tuple[tuple[str, str], ...]
    assignee_ids: tuple[int, ...] = ()
    unclaimed: bool = False
    due_on: date | None = None
    due_before: date | None = None


async def by_id(session: AsyncSession, inquiry_id: int, *, lock: bool = False) -> Inquiry | None:
    """An inquiry; only `services.access` may hand it to a person.

    With `lock` whoever else would change it waits until this transaction ends. On SQLite, where there is one
    writer, nobody else can.
    """
    if lock and session.get_bind().dialect.name == "postgresql":
        # Only against other changes of the row: what refers to it may be added meanwhile.
        return await session.get(Inquiry, inquiry_id, with_for_update={"key_share": True})
    return await session.get(Inquiry, inquiry_id)


async def lock(session: AsyncSession, keys: Collection[int], *, skip: bool = False) -> list[int]:
    """Hold several inquiries as they are committed now, until this transaction ends; returns their keys.

    They are locked in the order of their keys, and so is everything that needs more than one: two people who
    each want what the other holds would wait for ever. With `skip` those somebody holds already are left out.
    """
    if not keys:
        return []
    await session.flush()  # what is read anew would otherwise cover what was changed and not sent yet
    held = (
        select(Inquiry)
        .where(Inquiry.id.in_(list(keys)))
        .order_by(Inquiry.id)
        .with_for_update(key_share=True, skip_locked=skip)
        .execution_options(populate_existing=True)
    )
    return [row.id for row in await session.scalars(held)]


async def by_draft(session: AsyncSession, draft_id: int) -> Inquiry | None:
    """The inquiry a draft became."""
    return await session.scalar(select(Inquiry).where(Inquiry.draft_id == draft_id))


async def number_taken(session: AsyncSession, number: str) -> bool:
    """Does an inquiry bear this number?"""
    return await session.scalar(_NUMBER_TAKEN, {"number": number}) is not None


async def by_number(session: AsyncSession, number: str) -> Inquiry | None:
    """An inquiry by its number."""
    return await session.scalar(select(Inquiry).where(Inquiry.number == number))


async def several(session: AsyncSession, keys: Iterable[int]) -> Sequence[Inquiry]:
    """Several inquiries, those first that are due first."""
    wanted = select(Inquiry).where(Inquiry.id.in_(list(keys))).order_by(Inquiry.due, Inquiry.id)
    return (await session.scalars(wanted)).all()


async def numbers(session: AsyncSession, keys: Iterable[int]) -> dict[int, str]:
    """The numbers of several inquiries."""
    rows = await session.execute(select(Inquiry.id, Inquiry.number).where(Inquiry.id.in_(list(keys))))
    return {row.id: row.number for row in rows}


async def open_of_person(session: AsyncSession, person_id: int, limit: int = 10) -> Sequence[Inquiry]:
    """A citizen's inquiries that still wait for an answer, newest first."""
    return (await session.scalars(_OPEN_OF_PERSON, {"person": person_id, "most": limit})).all()


async def has_open(session: AsyncSession, person_id: int) -> bool:
    """Does any of a citizen's inquiries wait for an answer?"""
    return await session.scalar(_ANY_OPEN_OF_PERSON, {"person": person_id}) is not None


async def count_open_of_person(session: AsyncSession, person_id: int) -> int:
    """How many of a citizen's inquiries wait for an answer."""
    return (
        await session.scalar(
            select(func.count()).where(Inquiry.person_id == person_id, Inquiry.state.in_(OPEN_STATES))
        )
        or 0
    )


async def count_of_person(session: AsyncSession, person_id: int) -> int:
    """How many inquiries a citizen has sent."""
    return await session.scalar(select(func.count()).where(Inquiry.person_id == person_id, _READABLE)) or 0


async def of_person(session: AsyncSession, person_id: int, offset: int, limit: int) -> Sequence[Inquiry]:
    """A page of a citizen's inquiries, newest first."""
    rows = await session.scalars(
        select(Inquiry)
        .where(Inquiry.person_id == person_id, _READABLE)
        .order_by(Inquiry.id.desc())
        .offset(offset)
        .limit(limit)
    )
    return rows.all()


async def claim(session: AsyncSession, inquiry_id: int, membership_id: int, now: datetime) -> bool:
    """Give a free inquiry to somebody; False when another was quicker."""
    taken = await session.execute(
        update(Inquiry)
        .where(Inquiry.id == inquiry_id, Inquiry.state == "new")
        .values(state="taken", assignee_id=membership_id, version=Inquiry.version + 1, touched_at=now)
        .execution_options(synchronize_session="fetch")
    )
    return bool(taken.rowcount)  # type: ignore[attr-defined]


def _where(sieve: Sieve) -> ColumnElement[bool]:
    queues = or_(*(and_(Inquiry.body == body, Inquiry.region == region) for body, region in sieve.queues))
    parts: list[ColumnElement[bool]] = [queues]
    if sieve.unclaimed:
        parts.append(Inquiry.state == "new")
    else:
        parts.append(Inquiry.state.in_(OPEN_STATES))
    if sieve.assignee_ids:
        parts.append(Inquiry.assignee_id.in_(sieve.assignee_ids))
    if sieve.due_on is not None:
        parts += [Inquiry.due == sieve.due_on, Inquiry.state.in_(RUNNING_STATES)]
    if sieve.due_before is not None:
        parts += [Inquiry.due < sieve.due_before, Inquiry.state.in_(RUNNING_STATES)]
    return and_(*parts)


async def page(session: AsyncSession, sieve: Sieve, offset: int, limit: int) -> Sequence[Inquiry]:
    """A page of a queue: what is due first stands first."""
    order = (Inquiry.due, Inquiry.id)
    if sieve.assignee_ids or not 0 < len(sieve.queues) <= _FEW_QUEUES:
        wanted = select(Inquiry).where(_where(sieve)).order_by(*order).offset(offset).limit(limit)
    else:
        first = _first_of_each(sieve, offset + limit)
        # However far back the page lies, only what stands on it is fetched.
        shown = select(first.c.id).order_by(first.c.due, first.c.id).offset(offset).limit(limit).subquery()
        wanted = select(Inquiry).join(shown, shown.c.id == Inquiry.id).order_by(*order)
    return (await session.scalars(wanted)).all()


def _first_of_each(sieve: Sieve, most: int) -> Subquery:
    """The first ones of every state of every queue: each lies in order in the index, all of them do not."""
    heads = [
        select(Inquiry.id, Inquiry.due)
        .where(Inquiry.body == body, Inquiry.region == region, Inquiry.state == state, *_due(sieve))
        .order_by(Inquiry.due, Inquiry.id)
        .limit(most)
        .subquery()
        for body, region in dict.fromkeys(sieve.queues)
        for state in _states(sieve)
    ]
    return union_all(*(select(head.c.id, head.c.due) for head in heads)).subquery()


def _states(sieve: Sieve) -> tuple[str, ...]:
    if sieve.unclaimed:
        return ("new",)
    return RUNNING_STATES if sieve.due_on is not None or sieve.due_before is not None else OPEN_STATES


def _due(sieve: Sieve) -> list[ColumnElement[bool]]:
    on = [] if sieve.due_on is None else [Inquiry.due == sieve.due_on]
    return on if sieve.due_before is None else [*on, Inquiry.due < sieve.due_before]


async def count(session: AsyncSession, sieve: Sieve) -> int:
    """How many inquiries pass the sieve."""
    return await session.scalar(select(func.count()).select_from(Inquiry).where(_where(sieve))) or 0


async def first_words(session: AsyncSession, inquiry_ids: Sequence[int]) -> dict[int, str]:
    """The first text of each inquiry, for lists."""
    first = (
        select(func.min(Message.id))
        .where(Message.inquiry_id.in_(inquiry_ids), Message.author == "citizen", Message.text != "")
        .group_by(Message.inquiry_id)
    )
    rows = await session.execute(select(Message.inquiry_id, Message.text).where(Message.id.in_(first)))
    return {row.inquiry_id: row.text for row in rows}


async def history(session: AsyncSession, inquiry_id: int) -> Sequence[Event]:
    """What happened to an inquiry, in order."""
    return (
        await session.scalars(select(Event).where(Event.inquiry_id == inquiry_id).order_by(Event.id))
    ).all()


async def last_of(session: AsyncSession, inquiry_id: int, kinds: Iterable[str]) -> str | None:
    """Which of these kinds of events came last in its history; instants may be equal, numbers are not."""
    wanted = select(Event.kind).where(Event.inquiry_id == inquiry_id, Event.kind.in_(list(kinds)))
    return await session.scalar(wanted.order_by(Event.id.desc()).limit(1))


async def current_run(session: AsyncSession, inquiry_id: int) -> ClockRun:
    """The clock run that is running, or the last one."""
    run = await session.scalar(
        select(ClockRun).where(ClockRun.inquiry_id == inquiry_id).order_by(ClockRun.n.desc()).limit(1)
    )
    assert run is not None, "an inquiry is created together with its first run"
    return run


async def unsent_answer(session: AsyncSession, inquiry_id: int) -> Answer | None:
    """The answer being written or waiting for approval."""
    return await session.scalar(
        select(Answer).where(Answer.inquiry_id == inquiry_id, Answer.state.in_(("draft", "approval")))
    )


async def answer(session: AsyncSession, answer_id: int) -> Answer | None:
    """An answer."""
    return await session.get(Answer, answer_id)


async def last_answer(session: AsyncSession, inquiry_id: int) -> Answer | None:
    """The newest answer that was sent."""
    return await session.scalar(
        select(Answer)
        .where(Answer.inquiry_id == inquiry_id, Answer.state == "sent")
        .order_by(Answer.id.desc())
        .limit(1)
    )


async def open_per_queue(session: AsyncSession) -> dict[tuple[str, str], int]:
    """Open inquiries of every queue."""
    rows = await session.execute(
        select(Inquiry.body, Inquiry.region, func.count())
        .where(Inquiry.state.in_(OPEN_STATES))
        .group_by(Inquiry.body, Inquiry.region)
    )
    return {(row[0], row[1]): row[2] for row in rows}


async def in_hand_of(session: AsyncSession, membership_id: int) -> Sequence[Inquiry]:
    """Everything a post holds."""
    held = select(Inquiry).where(Inquiry.assignee_id == membership_id, Inquiry.state.in_(OPEN_STATES))
    return (await session.scalars(held.order_by(Inquiry.id))).all()


async def in_approval(session: AsyncSession, body: str, region: str) -> Sequence[int]:
    """The inquiries of a queue whose answer waits for the head."""
    waits = (Inquiry.body == body, Inquiry.region == region, Inquiry.state == "approval")
    return (await session.scalars(select(Inquiry.id).where(*waits))).all()


async def held_by(session: AsyncSession, membership_ids: Iterable[int]) -> int:
    """How many open inquiries these memberships hold."""
    return (
        await session.scalar(
            select(func.count()).where(
                Inquiry.assignee_id.in_(list(membership_ids)),
                Inquiry.state.in_(("taken", "waiting", "approval")),
            )
        )
        or 0
    )
