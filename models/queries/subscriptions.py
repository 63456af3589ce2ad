"""Subscriptions and marks: whose they are, and who hears of what."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select, union, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from models.tables import CallMark, Subscription
from models.tables.base import bare

Wish = tuple[str, str]
"""Scope and value."""

_TABLE = bare(Subscription)
_MARKS = bare(CallMark)


async def of_person(session: AsyncSession, person_id: int) -> Sequence[Subscription]:
    """What somebody wants to hear of, the oldest first."""
    wanted = select(Subscription).where(Subscription.person_id == person_id)
    return (await session.scalars(wanted.order_by(Subscription.created_at, Subscription.scope))).all()


async def of_people(session: AsyncSession, person_ids: Collection[int]) -> Sequence[tuple[int, str, str]]:
    """Person, scope and value of everything these people want to hear of."""
    rows = await session.execute(
        select(_TABLE.c.person_id, _TABLE.c.scope, _TABLE.c.value).where(
            _TABLE.c.person_id.in_(list(person_ids))
        )
    )
    return [(row[0], row[1], row[2]) for row in rows]


async def add(session: AsyncSession, person_id: int, scope: str, value: str, now: datetime) -> None:
    """Subscribe; twice is as good as once."""
    dialect = session.get_bind().dialect.name
    insert = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(_TABLE)
    row = {"scope": scope, "value": value, "person_id": person_id, "created_at": now}
    await session.execute(insert.on_conflict_do_nothing(), [row])


async def drop(session: AsyncSession, person_id: int, wishes: Collection[Wish] | None = None) -> None:
    """Stop some subscriptions of somebody, or all of them."""
    found = delete(_TABLE).where(_TABLE.c.person_id == person_id)
    if wishes is None:
        await session.execute(found)
    for scope, value in wishes or ():
        await session.execute(found.where(_TABLE.c.scope == scope, _TABLE.c.value == value))


async def marks(session: AsyncSession, person_id: int, call_id: int) -> CallMark | None:
    """What somebody said about a call."""
    return await session.get(CallMark, (call_id, person_id))


async def marks_of(
    session: AsyncSession, call_ids: Collection[int], person_ids: Collection[int]
) -> Sequence[CallMark]:
    """What these people said about these calls."""
    return (
        await session.scalars(
            select(CallMark).where(
                CallMark.call_id.in_(list(call_ids)), CallMark.person_id.in_(list(person_ids))
            )
        )
    ).all()


async def forget_hours(session: AsyncSession, person_id: int) -> None:
    """No reminder three hours before the end of any call any more."""
    await session.execute(update(_MARKS).where(_MARKS.c.person_id == person_id).values(hour_reminder=False))


async def hearers(
    session: AsyncSession,
    wishes: Mapping[str, Collection[str]],
    hours: Collection[int],
    after: int,
    until: int,
    limit: int,
) -> list[int]:
    """Who of a stretch of keys hears of something, in order.

    Args:
        session: the open session.
        wishes: values by scope; whoever subscribes to one of them hears.
        hours: calls; whoever asked to be reminded three hours before their end hears.
        after: the last person looked at.
        until: the last one to look at.
        limit: at most so many.
    """
    asked = [
        select(_TABLE.c.person_id).where(
            _TABLE.c.scope == scope,
            _TABLE.c.value.in_(list(values)),
            _TABLE.c.person_id > after,
            _TABLE.c.person_id <= until,
        )
        for scope, values in wishes.items()
    ]
    if hours:
        asked.append(
            select(_MARKS.c.person_id).where(
                _MARKS.c.call_id.in_(list(hours)),
                _MARKS.c.person_id > after,
                _MARKS.c.person_id <= until,
                _MARKS.c.hour_reminder,
            )
        )
    found = union(*asked).subquery()
    rows = await session.scalars(select(found.c.person_id).order_by(found.c.person_id).limit(limit))
    return list(rows)
