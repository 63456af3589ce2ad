"""The ledger of what was said, and the facts the planner decides upon: fixed in number of queries."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, exists, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.queries.inquiries import OPEN_STATES, RUNNING_STATES
from models.queries.outbox import IS_PENDING
from models.tables import Absence, Chat, ClockPause, ClockRun, Inquiry, Membership, Outbox, Person, Reminded
from models.tables.base import bare

Key = tuple[int, str, str, int]
"""Subject, stage, version and person: what is told once."""

_AWAY = select(Absence.membership_id, Absence.substitute_id).where(
    Absence.ended_at.is_(None), Absence.until >= bindparam("today")
)


@dataclass(frozen=True, slots=True)
class Facts:
    """An inquiry with its clock run and the pause it stands in, as the planner needs it."""

    id: int
    state: str
    body: str
    region: str
    assignee_id: int | None
    person_id: int
    due: date
    run: int
    since: datetime
    free_since: datetime | None
    pause_id: int | None
    pause: int | None
    asked: datetime | None


async def facts(session: AsyncSession, keys: Collection[int]) -> Sequence[Facts]:
    """What the planner must know of these inquiries; closed ones are left out."""
    rows = await session.execute(
        select(
            Inquiry.id,
            Inquiry.state,
            Inquiry.body,
            Inquiry.region,
            Inquiry.assignee_id,
            Inquiry.person_id,
            Inquiry.due,
            ClockRun.n,
            ClockRun.received_at,
            ClockRun.free_since,
            ClockPause.id,
            ClockPause.n,
            ClockPause.started_at,
        )
        .join(ClockRun, and_(ClockRun.inquiry_id == Inquiry.id, ClockRun.ended_at.is_(None)))
        .outerjoin(ClockPause, and_(ClockPause.run_id == ClockRun.id, ClockPause.ended_at.is_(None)))
        .where(Inquiry.id.in_(list(keys)), Inquiry.state.in_(OPEN_STATES))
    )
    plain: Sequence[Sequence[Any]] = rows.all()
    return [Facts(*row) for row in plain]


async def recorded(session: AsyncSession, subject: str, keys: Collection[int]) -> set[Key]:
    """What was said of these subjects already."""
    rows = await session.execute(
        select(Reminded.subject_id, Reminded.stage, Reminded.version, Reminded.person_id).where(
            Reminded.subject == subject, Reminded.subject_id.in_(list(keys))
        )
    )
    return {(row[0], row[1], row[2], row[3]) for row in rows}


async def record(session: AsyncSession, subject: str, told: Iterable[tuple[Key, str]], now: datetime) -> None:
    """Write down what is said in this transaction; what stands there already is left alone."""
    rows = [
        {
            "subject": subject,
            "subject_id": key,
            "stage": stage,
            "version": version,
            "person_id": person_id,
            "how": how,
            "at": now,
        }
        for (key, stage, version, person_id), how in told
    ]
    if rows:
        dialect = session.get_bind().dialect.name
        insert = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(bare(Reminded))
        await session.execute(insert.on_conflict_do_nothing(), rows)


async def told_by_digest(session: AsyncSession, person_ids: Collection[int], version: str) -> set[int]:
    """Who has had the morning's look already, whether or not there was anything to say."""
    found = await session.scalars(
        select(Reminded.person_id).where(
            Reminded.subject == "digest",
            Reminded.subject_id.in_(list(person_ids)),
            Reminded.stage == "morning",
            Reminded.version == version,
        )
    )
    return set(found)


@dataclass(frozen=True, slots=True)
class Place:
    """A post in force: whose it is, where, in which chat they are told, and in which role."""

    membership_id: int
    person_id: int
    chat_id: int
    role: str
    body: str | None
    region: str


async def places(session: AsyncSession) -> Sequence[Place]:
    """Every post in force whose holder can be reached; a few thousand at most."""
    return [Place(*row) for row in (await session.execute(_PLACES)).all()]


async def places_around(session: AsyncSession, person_id: int) -> Sequence[Place]:
    """Posts like these in the queues in which one person has posts, their own included."""
    return [Place(*row) for row in (await session.execute(_AROUND, {"person": person_id})).all()]


_PLACES = (
    select(
        Membership.id,
        Membership.person_id,
        Person.chat_id,
        Membership.role,
        Membership.body,
        func.coalesce(Membership.region, ""),
    )
    .join(Person, Person.id == Membership.person_id)
    .join(Chat, Chat.id == Person.chat_id)
    .where(Membership.ended_at.is_(None), Chat.unreachable_since.is_(None))
    .order_by(Membership.id)
)


_own = aliased(Membership)
_AROUND = _PLACES.where(
    exists().where(
        _own.person_id == bindparam("person"),
        _own.ended_at.is_(None),
        _own.body.is_not_distinct_from(Membership.body),
        _own.region.is_not_distinct_from(Membership.region),
    )
)


async def staff(session: AsyncSession, person_ids: Collection[int]) -> set[int]:
    """Those of these people who hold a post."""
    found = await session.scalars(
        select(Membership.person_id).where(
            Membership.person_id.in_(list(person_ids)), Membership.ended_at.is_(None)
        )
    )
    return set(found)


async def away(session: AsyncSession, today: date) -> dict[int, int | None]:
    """Posts whose holders are away today, each with the post that stands in."""
    rows = await session.execute(_AWAY, {"today": today})
    return {row.membership_id: row.substitute_id for row in rows}


async def away_until(session: AsyncSession, today: date) -> dict[int, date]:
    """Posts whose holders are away today, each with the last day of it."""
    rows = await session.execute(
        select(Absence.membership_id, Absence.until).where(Absence.ended_at.is_(None), Absence.until >= today)
    )
    return {row.membership_id: row.until for row in rows}


async def chats(session: AsyncSession, person_ids: Collection[int]) -> dict[int, int]:
    """Our chat keys by person."""
    rows = await session.execute(select(Person.id, Person.chat_id).where(Person.id.in_(list(person_ids))))
    return {row.id: row.chat_id for row in rows}


async def waiting_escalation(session: AsyncSession, chat_ids: Collection[int]) -> dict[int, Outbox]:
    """Escalations that have not left yet: what comes now joins them."""
    rows = await session.scalars(
        select(Outbox)
        .where(
            Outbox.chat_id.in_(list(chat_ids)),
            Outbox.key == "escalation",
            IS_PENDING,
        )
        .with_for_update()
    )
    return {row.chat_id: row for row in rows}


_POSTS: BindParameter[Sequence[int]] = bindparam("posts", expanding=True)
_HELD = (
    select(Inquiry.assignee_id, Inquiry.state, Inquiry.due, func.count())
    .where(Inquiry.assignee_id.in_(_POSTS), Inquiry.state.in_(OPEN_STATES))
    .group_by(Inquiry.assignee_id, Inquiry.state, Inquiry.due)
)
_FIRST = (
    select(Inquiry)
    .where(Inquiry.assignee_id.in_(_POSTS), Inquiry.state.in_(RUNNING_STATES))
    .order_by(Inquiry.due, Inquiry.id)
    .limit(1)
)


async def held(session: AsyncSession, membership_ids: Collection[int]) -> list[tuple[int, str, date, int]]:
    """Open inquiries of these posts, counted by post, state and date."""
    rows = await session.execute(_HELD, {"posts": list(membership_ids)})
    return [(row[0] or 0, row[1], row[2], row[3]) for row in rows]


async def free(session: AsyncSession, queues: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """How many inquiries nobody has taken, by queue."""
    if not queues:
        return {}
    rows = await session.execute(
        select(Inquiry.body, Inquiry.region, func.count())
        .where(Inquiry.state == "new", _in_queues(queues))
        .group_by(Inquiry.body, Inquiry.region)
    )
    return {(row[0], row[1]): row[2] for row in rows}


async def first(
    session: AsyncSession, membership_ids: Collection[int], queues: Collection[tuple[str, str]]
) -> Inquiry | None:
    """What to open first: the earliest date of one's own, else of what nobody has."""
    found = await session.scalar(_FIRST, {"posts": list(membership_ids)})
    if found is not None or not queues:
        return found
    free = select(Inquiry).where(Inquiry.state == "new", _in_queues(queues))
    return await session.scalar(free.order_by(Inquiry.due, Inquiry.id).limit(1))


async def latest_due(session: AsyncSession) -> date | None:
    """The latest date anybody was promised and still waits for."""
    return await session.scalar(select(func.max(ClockRun.due)).where(ClockRun.ended_at.is_(None)))


def _in_queues(queues: Collection[tuple[str, str]]) -> ColumnElement[bool]:
    return or_(*(and_(Inquiry.body == body, Inquiry.region == region) for body, region in sorted(queues)))
