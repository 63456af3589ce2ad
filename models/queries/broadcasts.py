"""Broadcasts: how far each is, the rows planned for it, and what became of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, bindparam, exists, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from models.columns import Document, spelled
from models.queries.outbox import PENDING
from models.tables import Broadcast, Chat, Membership, Outbox, Person, Round, Subscription
from models.tables.base import bare

UNDER_WAY = ("planned", "running")
OPEN = ("waiting", "sending", "later", "held")
COUNTED = ("sent", "unreachable", "failed", "unknown", "dropped")
"""Endings that are counted; each has a column of its name."""

_TABLE = bare(Broadcast)
_OUTBOX = bare(Outbox)
_OPEN_OF = and_(
    Outbox.broadcast_id == bindparam("broadcast"),
    Outbox.broadcast_id.is_not(None),
    spelled(Outbox.state, OPEN),
)
_WAITING = select(func.count()).select_from(
    select(Outbox.id).where(_OPEN_OF).limit(bindparam("most")).subquery()
)
_COUNT = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("broadcast"))
    .values({name: _TABLE.c[name] + bindparam(f"more_{name}") for name in COUNTED})
    .returning(_TABLE.c.state, _TABLE.c.reason, *(_TABLE.c[name] for name in COUNTED))
)


@dataclass(frozen=True, slots=True)
class Filter:
    """Whom a broadcast is for; None for everybody.

    Attributes:
        language: the language they read in.
        region: the region they named last, or hold a post in.
        role: a role of staff, or `citizen` for people without a post.
    """

    language: str | None = None
    region: str | None = None
    role: str | None = None


async def by_id(session: AsyncSession, broadcast_id: int) -> Broadcast | None:
    """A broadcast as it is committed, or as this transaction left it."""
    return await session.get(Broadcast, broadcast_id)


async def locked(session: AsyncSession, broadcast_id: int) -> Broadcast | None:
    """A broadcast nobody else may change until the transaction ends."""
    wanted = select(Broadcast).where(Broadcast.id == broadcast_id).with_for_update()
    return await session.scalar(wanted.execution_options(populate_existing=True))


async def under_way(session: AsyncSession) -> Sequence[Broadcast]:
    """Those that are planned or running, reminders first; what another process plans just now is left out."""
    wanted = select(Broadcast).where(spelled(Broadcast.state, UNDER_WAY))
    ordered = wanted.order_by(Broadcast.kind.desc(), Broadcast.id).with_for_update(skip_locked=True)
    return (await session.scalars(ordered.execution_options(populate_existing=True))).all()


async def newest(session: AsyncSession, limit: int) -> Sequence[Broadcast]:
    """The latest broadcasts of people, the newest first."""
    wanted = select(Broadcast).where(Broadcast.author_id.is_not(None))
    return (await session.scalars(wanted.order_by(Broadcast.created_at.desc()).limit(limit))).all()


async def waiting(session: AsyncSession, broadcast_id: int, most: int) -> int:
    """How many of its messages have no ending yet, counted up to `most`."""
    return await session.scalar(_WAITING, {"broadcast": broadcast_id, "most": most}) or 0


async def plan(
    session: AsyncSession, broadcast: Broadcast, told: Mapping[int, Document], now: datetime
) -> None:
    """Store one message per chat. A chat that has its message already makes the whole batch fail."""
    common = {
        "kind": broadcast.kind,
        "priority": 3 if broadcast.kind == "reminder" else 4,
        "key": broadcast.key,
        "broadcast_id": broadcast.id,
        "state": "waiting",
        "attempts": 0,
        "deaths": 0,
        "retry_at": 0.0,
        "created_at": now,
    }
    if told:
        rows = [common | {"chat_id": chat, "args": args} for chat, args in told.items()]
        await session.execute(insert(_OUTBOX), rows)


async def count(session: AsyncSession, broadcast_id: int, endings: Mapping[str, int]) -> Row[Any]:
    """Add endings to its counts; returns its state, the reason of that, and the counts."""
    more = {f"more_{name}": endings.get(name, 0) for name in COUNTED}
    return (await session.execute(_COUNT, {"broadcast": broadcast_id, **more})).one()


async def hold(session: AsyncSession, broadcast_id: int, state: str = "held") -> None:
    """What waits of it does not leave: held for a resumption, or dropped."""
    await _move(session, broadcast_id, (*PENDING, "held") if state == "dropped" else PENDING, state)


async def release(session: AsyncSession, broadcast_id: int) -> None:
    """What was held may leave again."""
    await _move(session, broadcast_id, ("held",), "waiting")


async def _move(session: AsyncSession, broadcast_id: int, states: Collection[str], to: str) -> None:
    await session.execute(
        update(Outbox).where(_OPEN_OF, spelled(Outbox.state, states)).values(state=to),
        {"broadcast": broadcast_id},
        execution_options={"synchronize_session": False},
    )


async def retry_unknown(session: AsyncSession, broadcast_id: int) -> int:
    """Send once more what may or may not have arrived; returns how many messages that are."""
    found = await session.execute(
        update(_OUTBOX)
        .where(_OUTBOX.c.broadcast_id == broadcast_id, _OUTBOX.c.state == "unknown")
        .values(state="waiting", retry_at=0.0)
        .returning(_OUTBOX.c.id)
    )
    return len(found.all())


async def people_by_outcome(
    session: AsyncSession, broadcast_id: int, state: str, after: int, limit: int
) -> Sequence[tuple[int, int, str]]:
    """Outbox row, Telegram id and name of those whose message ended so, in order."""
    rows = await session.execute(
        select(Outbox.id, Person.telegram_id, Person.name)
        .join(Person, Person.chat_id == Outbox.chat_id)
        .where(Outbox.broadcast_id == broadcast_id, Outbox.state == state, Outbox.id > after)
        .order_by(Outbox.id)
        .limit(limit)
    )
    return [(row[0], row[1], row[2]) for row in rows]


async def last_person(session: AsyncSession) -> int:
    """The highest key of a person."""
    return await session.scalar(select(func.max(Person.id))) or 0


async def people(session: AsyncSession, wanted: Filter, after: int, until: int) -> Sequence[tuple[int, int]]:
    """Person and chat of those in a stretch of keys who may be written to, in order."""
    rows = await session.execute(
        _reachable(select(Person.id, Person.chat_id), wanted)
        .where(Person.id > after, Person.id <= until)
        .order_by(Person.id)
    )
    return [(row[0], row[1]) for row in rows]


async def chats(session: AsyncSession, person_ids: Collection[int]) -> dict[int, int]:
    """Our chat keys of those of these people who agreed and can be reached, by person.

    Whoever asked to be reminded of something need not want news besides.
    """
    rows = await session.execute(
        select(Person.id, Person.chat_id)
        .join(Chat, Chat.id == Person.chat_id)
        .where(
            Person.id.in_(list(person_ids)), Person.consent_at.is_not(None), Chat.unreachable_since.is_(None)
        )
    )
    return {row[0]: row[1] for row in rows}


async def audience(session: AsyncSession, wanted: Filter) -> int:
    """How many people a broadcast is for."""
    return await session.scalar(_reachable(select(func.count()).select_from(Person), wanted)) or 0


_HAS_POST = exists().where(Membership.person_id == Person.id, Membership.ended_at.is_(None))
_WANTS_NEWS = exists().where(Subscription.person_id == Person.id, Subscription.scope == "news")


def _reachable(found: Any, wanted: Filter) -> Any:
    """Staff, and citizens who want news, who agreed, can be reached, and are among the wanted."""
    return found.join(Chat, Chat.id == Person.chat_id).where(
        Chat.unreachable_since.is_(None),
        or_(_HAS_POST, and_(Person.consent_at.is_not(None), _WANTS_NEWS)),
        *_among(wanted),
    )


def _among(wanted: Filter) -> list[ColumnElement[bool]]:
    post = _HAS_POST
    asked: list[ColumnElement[bool]] = []
    if wanted.language is not None:
        asked.append(Person.language == wanted.language)
    if wanted.region is not None:
        asked.append(or_(Person.last_region == wanted.region, post.where(Membership.region == wanted.region)))
    if wanted.role == "citizen":
        asked.append(~post)
    elif wanted.role is not None:
        asked.append(post.where(Membership.role == wanted.role))
    return asked


async def rounds(session: AsyncSession, subject: str, keys: Collection[str]) -> set[tuple[str, str, str]]:
    """Key, stage and version of what was planned already."""
    rows = await session.execute(
        select(Round.key, Round.stage, Round.version).where(
            Round.subject == subject, Round.key.in_(list(keys))
        )
    )
    return {(row[0], row[1], row[2]) for row in rows}


async def begin_rounds(
    session: AsyncSession,
    subject: str,
    begun: Mapping[tuple[str, str, str], int | None],
    now: datetime,
) -> None:
    """Note which stages are planned, each with its broadcast; None for one that was overtaken."""
    dialect = session.get_bind().dialect.name
    add = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(bare(Round))
    rows = [
        {"subject": subject, "key": key, "stage": stage, "version": version, "broadcast_id": by, "at": now}
        for (key, stage, version), by in begun.items()
    ]
    if rows:
        await session.execute(add.on_conflict_do_nothing(), rows)
