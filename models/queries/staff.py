"""Memberships, invitations and arrival counters."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import cache

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from models.columns import spelled
from models.queries.outbox import IS_PENDING
from models.tables import Absence, Arrivals, BodySettings, Invitation, Membership, Outbox, Person
from models.tables.base import bare

_COUNTERS = bare(Arrivals)
_COUNT = (
    update(_COUNTERS)
    .where(_COUNTERS.c.person_id.in_(bindparam("people", expanding=True)))
    .values(unseen=_COUNTERS.c.unseen + 1)
    .returning(_COUNTERS.c.person_id)
)
_WAITING = (
    select(Outbox.chat_id, func.min(Outbox.state).label("state"))
    .where(Outbox.key == "arrivals", IS_PENDING)
    .group_by(Outbox.chat_id)
    .subquery()
)
_ANNOUNCED = (
    select(Arrivals, Person.chat_id, _WAITING.c.state)
    .join(Person, Person.id == Arrivals.person_id)
    .outerjoin(_WAITING, _WAITING.c.chat_id == Person.chat_id)
    .where(Arrivals.person_id.in_(bindparam("people", expanding=True)))
)


_POSTS = (
    select(Membership)
    .where(Membership.person_id == bindparam("person"), Membership.ended_at.is_(None))
    .order_by(Membership.id)
)


async def posts_of(session: AsyncSession, person_id: int) -> Sequence[Membership]:
    """The memberships a person holds now."""
    return (await session.scalars(_POSTS, {"person": person_id})).all()


async def membership(session: AsyncSession, membership_id: int) -> Membership:
    """A membership, also an ended one: old answers are signed by it."""
    return await session.get_one(Membership, membership_id)


async def post(session: AsyncSession, membership_id: int) -> Membership | None:
    """A membership by a key that may be forged."""
    return await session.get(Membership, membership_id)


async def is_in_force(session: AsyncSession, membership_id: int) -> bool:
    """Is a post not ended? It does not end before this transaction does: see `ends`."""
    held = (
        select(Membership.ended_at)
        .where(Membership.id == membership_id)
        .with_for_update(read=True, key_share=True)
    )
    return await session.scalar(held) is None


async def ends(session: AsyncSession, membership_id: int) -> None:
    """A post is about to end: whoever is giving it something has done so by now, and nobody else will."""
    await session.execute(select(Membership.id).where(Membership.id == membership_id).with_for_update())


async def hold_heads(session: AsyncSession, body: str, region: str | None) -> None:
    """Of two heads who leave in the same moment the second sees that the first has left."""
    heads = (
        Membership.role == "head",
        Membership.body == body,
        Membership.region.is_not_distinct_from(region),
    )
    held = select(Membership.id).where(*heads, Membership.ended_at.is_(None)).order_by(Membership.id)
    await session.execute(held.with_for_update(key_share=True))


async def in_force(session: AsyncSession, membership_ids: Collection[int]) -> Sequence[Membership]:
    """Those of some posts that are not ended."""
    held = select(Membership).where(Membership.id.in_(list(membership_ids)), Membership.ended_at.is_(None))
    return (await session.scalars(held.order_by(Membership.id))).all()


async def name_of(session: AsyncSession, membership_id: int) -> str:
    """The first name of whoever holds or held a post; colleagues know each other by it."""
    found = await session.scalar(
        select(Person.name)
        .join(Membership, Membership.person_id == Person.id)
        .where(Membership.id == membership_id)
    )
    return found or ""


async def names_of(session: AsyncSession, membership_ids: Collection[int]) -> dict[int, str]:
    """First names of those who hold or held these posts."""
    if not membership_ids:
        return {}
    rows = await session.execute(
        select(Membership.id, Person.name)
        .join(Person, Membership.person_id == Person.id)
        .where(Membership.id.in_(list(membership_ids)))
    )
    return {row.id: row.name or "" for row in rows}


async def members(
    session: AsyncSession, body: str | None, region: str | None, roles: Sequence[str]
) -> Sequence[Membership]:
    """Who holds one of these roles in a queue now."""
    asked = {"body_code": body, "region_code": region}
    return (await session.scalars(_members(bool(body), bool(region), tuple(roles)), asked)).all()


async def present(
    session: AsyncSession, body: str, region: str | None, roles: Sequence[str], today: date
) -> Sequence[Membership]:
    """Who holds one of these roles in a queue and is not away; when everybody is, everybody."""
    asked = {"body_code": body, "region_code": region, "today": today}
    rows = (await session.execute(_present(bool(region), tuple(roles)), asked)).all()
    return [post for post, away in rows if not away] or [post for post, _ in rows]


@cache
def _present(in_region: bool, roles: tuple[str, ...]) -> Select[Membership, bool]:
    away = exists().where(
        Absence.membership_id == Membership.id,
        Absence.ended_at.is_(None),
        Absence.until >= bindparam("today"),
    )
    return _members(True, in_region, roles).add_columns(away)


@cache
def _members(in_body: bool, in_region: bool, roles: tuple[str, ...]) -> Select[Membership]:
    return (
        select(Membership)
        .where(
            spelled(Membership.role, roles),
            Membership.ended_at.is_(None),
            Membership.body == bindparam("body_code") if in_body else Membership.body.is_(None),
            Membership.region == bindparam("region_code") if in_region else Membership.region.is_(None),
        )
        .order_by(Membership.id)
    )


async def serves(session: AsyncSession, body: str, region: str, roles: Sequence[str]) -> bool:
    """Is a queue switched on, and does anybody hold one of these roles in it?"""
    asked = {"body_code": body, "region_code": region}
    return await session.scalar(_serves(bool(region), tuple(roles)), asked) is not None


@cache
def _serves(in_region: bool, roles: tuple[str, ...]) -> Select[str]:
    posts, switches = bare(Membership).c, bare(BodySettings).c
    anybody = exists().where(
        spelled(posts.role, roles),
        posts.ended_at.is_(None),
        posts.body == bindparam("body_code"),
        posts.region == bindparam("region_code") if in_region else posts.region.is_(None),
    )
    return select(switches.body).where(
        switches.body == bindparam("body_code"),
        switches.region == bindparam("region_code"),
        switches.connected.is_(True),
        anybody,
    )


async def has_role(session: AsyncSession, roles: Sequence[str]) -> bool:
    """Does anybody at all hold one of these roles?"""
    found = await session.scalar(
        select(Membership.id).where(Membership.role.in_(roles), Membership.ended_at.is_(None)).limit(1)
    )
    return found is not None


async def staffed(session: AsyncSession) -> set[tuple[str, str]]:
    """Queues (body, region) that have an operator or a head."""
    rows = await session.execute(
        select(Membership.body, Membership.region)
        .where(Membership.role.in_(("operator", "head")), Membership.ended_at.is_(None))
        .distinct()
    )
    return {(row.body, row.region or "") for row in rows if row.body}


async def with_role(session: AsyncSession, roles: Sequence[str]) -> Sequence[Membership]:
    """Everybody who holds one of these roles, in any body."""
    return (
        await session.scalars(
            select(Membership).where(Membership.role.in_(roles), Membership.ended_at.is_(None))
        )
    ).all()


async def invitation(session: AsyncSession, digest: str) -> Invitation | None:
    """An invitation by the digest of its code."""
    return await session.scalar(select(Invitation).where(Invitation.digest == digest).with_for_update())


async def count_arrival(session: AsyncSession, person_ids: Sequence[int]) -> set[int]:
    """One more new question for each of these people; returns those who have a counter already."""
    return set(await session.scalars(_COUNT, {"people": list(person_ids)}))


async def first_arrival(session: AsyncSession, person_ids: Sequence[int]) -> None:
    """A counter at one for each of these people; one that another process made meanwhile counts on."""
    dialect = session.get_bind().dialect.name
    upsert = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(Arrivals)
    counting = upsert.on_conflict_do_update(
        index_elements=["person_id"], set_={"unseen": Arrivals.unseen + 1}
    )
    await session.execute(counting, [{"person_id": number, "unseen": 1} for number in person_ids])


async def announced(
    session: AsyncSession, person_ids: Sequence[int]
) -> Sequence[tuple[Arrivals, int, str | None]]:
    """Each person's counter, their chat, and the state of the counter notice that still waits, if any."""
    rows = await session.execute(_ANNOUNCED, {"people": list(person_ids)})
    return sorted((tuple(row) for row in rows), key=lambda row: row[0].person_id)


async def arrivals_of(session: AsyncSession, person_id: int) -> Arrivals | None:
    """A person's counter."""
    return await session.get(Arrivals, person_id)


async def seen(session: AsyncSession, person_id: int) -> None:
    """The person looked at the queue: the next arrival starts a fresh counter message."""
    await session.execute(
        update(Arrivals)
        .where(Arrivals.person_id == person_id, or_(Arrivals.unseen > 0, Arrivals.shown_by.is_not(None)))
        .values(unseen=0, shown_by=None)
    )


async def open_invitations(session: AsyncSession, now: datetime) -> int:
    """How many links are out and unused."""
    return (
        await session.scalar(
            select(func.count()).where(and_(Invitation.used_at.is_(None), Invitation.expires_at > now))
        )
        or 0
    )
