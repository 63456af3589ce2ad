"""The outbox: claim what may leave now, one per chat, and write down what became of it.

What every message asks for is put together once: SQLAlchemy takes longer to build a statement than to run it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Integer,
    and_,
    bindparam,
    exists,
    func,
    insert,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.columns import Instant, spelled
from models.tables import Chat, Outbox
from models.tables.base import bare

UNFINISHED = ("waiting", "sending", "later")
PENDING = ("waiting", "later")

IS_UNFINISHED = spelled(Outbox.state, UNFINISHED)
IS_TROUBLED = spelled(Outbox.state, ("unknown", "failed"))
IS_DRAWN = spelled(Outbox.key, ("screen",))
BULK = frozenset({"reminder", "broadcast"})
"""Kinds that go to many and wait for a place in the rate before they are taken up."""

IS_PENDING = and_(IS_UNFINISHED, spelled(Outbox.state, PENDING))


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of one request.

    `retry_at` is machine time in seconds; `attempts` is what it cost; `migrated_to` is the number of the
    supergroup that its group has become; `broadcast_id` is the broadcast that counts it.
    """

    row_id: int
    state: str
    message_id: int | None = None
    error: str | None = None
    retry_at: float = 0.0
    not_before: datetime | None = None
    attempts: int = 0
    migrated_to: int | None = None
    broadcast_id: int | None = None


_TABLE = bare(Outbox)
_OF_CHAT = select(_TABLE.c.kind, _TABLE.c.state, _TABLE.c.not_before).where(
    _TABLE.c.chat_id == bindparam("chat"), spelled(_TABLE.c.state, UNFINISHED)
)
_AHEAD = aliased(Outbox)
_IN_TIME = or_(Outbox.not_before.is_(None), Outbox.not_before <= bindparam("civil_now"))
_BLOCKED = exists().where(
    _AHEAD.chat_id == Outbox.chat_id,
    spelled(_AHEAD.state, UNFINISHED),
    _AHEAD.id != Outbox.id,
    or_(
        _AHEAD.state == "sending",
        and_(
            or_(_AHEAD.not_before.is_(None), _AHEAD.not_before <= bindparam("civil_now")),
            or_(
                _AHEAD.priority < Outbox.priority,
                and_(_AHEAD.priority == Outbox.priority, _AHEAD.id < Outbox.id),
            ),
        ),
    ),
)
_DUE = (
    select(Outbox, Chat)
    .join(Chat, Chat.id == Outbox.chat_id)
    .where(
        IS_PENDING,
        Outbox.retry_at <= bindparam("now"),
        _IN_TIME,
        ~_BLOCKED,
        Outbox.chat_id.not_in(bindparam("busy", expanding=True)),
    )
    .order_by(Outbox.priority, Outbox.id)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True, of=Outbox)
)
_TAKE = (
    update(_TABLE)
    .where(_TABLE.c.id.in_(bindparam("rows", expanding=True)))
    .values(state="sending", owner=bindparam("process"))
)
_END = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("row"))
    .values(
        state=bindparam("end"),
        owner=None,
        error=bindparam("said"),
        retry_at=bindparam("again_at"),
        attempts=_TABLE.c.attempts + bindparam("cost", type_=Integer),
        not_before=func.coalesce(bindparam("hour", type_=Instant), _TABLE.c.not_before),
        message_id=func.coalesce(bindparam("message", type_=BigInteger), _TABLE.c.message_id),
        sent_at=func.coalesce(bindparam("arrived", type_=Instant), _TABLE.c.sent_at),
    )
)
_NEWER = aliased(Outbox)
_OVERTAKEN = and_(
    Outbox.kind == "screen",
    exists().where(
        _NEWER.chat_id == Outbox.chat_id,
        _NEWER.kind == "screen",
        _NEWER.id > Outbox.id,
        # Several screens of one reply share their moment and do not overtake each other.
        _NEWER.created_at > Outbox.created_at,
    ),
)
_END_OF_MINE = _END.where(_TABLE.c.owner == bindparam("process"))


async def goes_first(session: AsyncSession, chat_id: int, now: datetime) -> bool:
    """Clear the way for a newer screen of a chat: older ones that still wait have become pointless.

    True when a receipt or an answer to this chat is unfinished: whatever is said after it must wait for it.
    """
    unfinished = (await session.execute(_OF_CHAT, {"chat": chat_id})).all()
    if any(row.kind == "screen" and row.state in PENDING for row in unfinished):
        await supersede_screens(session, chat_id)
    return any(
        row.kind in ("receipt", "answer") and (row.not_before is None or row.not_before <= now)
        for row in unfinished
    )


async def add(session: AsyncSession, rows: Sequence[Outbox]) -> None:
    """Store rows that nobody needs afterwards, in one statement."""
    names = [column.key for column in bare(Outbox).columns if column.key != "id"]
    if rows:
        await session.execute(
            insert(bare(Outbox)), [{name: getattr(row, name) for name in names} for row in rows]
        )


async def drop_pending(session: AsyncSession) -> None:
    """Nothing that waits leaves any more; used on copies of the data."""
    await session.execute(update(Outbox).where(IS_UNFINISHED).values(state="dropped", owner=None))


async def overtake(session: AsyncSession, answer_id: int) -> None:
    """The text of an answer that has not left yet does not leave any more: newer words go instead."""
    await session.execute(
        update(Outbox)
        .where(Outbox.answer_id == answer_id, Outbox.key == "answer", IS_PENDING)
        .values(state="superseded", args={}),
        execution_options={"synchronize_session": False},
    )


async def supersede_screens(session: AsyncSession, chat_id: int) -> None:
    """A newer screen of a chat makes those still waiting pointless."""
    await session.execute(
        update(Outbox)
        .where(Outbox.chat_id == chat_id, Outbox.kind == "screen", IS_PENDING)
        .values(state="superseded", args={}),
        execution_options={"synchronize_session": False},
    )


async def claim(
    session: AsyncSession,
    owner: int,
    now: datetime,
    machine_now: float,
    limit: int,
    busy_chats: Iterable[int] = (),
    bulk: int | None = None,
) -> Sequence[tuple[Outbox, Chat]]:
    """Take the most urgent rows that may leave now, at most one per chat, and mark them `sending`.

    A row waits for those before it in its chat, unless they wait for a civil hour that has not come.
    Of what goes to many at most `bulk` rows are taken: the rest could only be put back.
    """
    asked = {"now": machine_now, "civil_now": now, "most": limit, "busy": list(busy_chats)}
    rows = [(row, chat) for row, chat in (await session.execute(_DUE, asked)).all()]
    if bulk is not None:
        many = [pair for pair in rows if pair[0].kind in BULK]
        rows = [pair for pair in rows if pair[0].kind not in BULK] + many[:bulk]
    if rows:
        await session.execute(_TAKE, {"rows": [r.id for r, _ in rows], "process": owner})
    return rows


async def hurry(session: AsyncSession, chat_id: int) -> None:
    """Try again now what failed on its way to somebody who is just here; Telegram's own pauses stand."""
    await session.execute(
        update(Outbox).where(Outbox.chat_id == chat_id, IS_PENDING, Outbox.attempts > 0).values(retry_at=0.0),
        execution_options={"synchronize_session": False},
    )


async def end(session: AsyncSession, owner: int, endings: Sequence[Ending], now: datetime) -> None:
    """Write down what became of requests.

    That Telegram took a message is true whoever holds its row; any other ending counts only for a row that
    nobody has taken over.
    """
    arrived = [_written(ending, now) for ending in endings if ending.state == "sent"]
    if arrived:
        await session.execute(_END, arrived)
    for ending in endings:
        if ending.state != "sent":
            await session.execute(_END_OF_MINE, {**_written(ending, None), "process": owner})


def _written(ending: Ending, arrived: datetime | None) -> dict[str, Any]:
    return {
        "row": ending.row_id,
        "end": ending.state,
        "said": ending.error,
        "again_at": ending.retry_at,
        "cost": ending.attempts,
        "hour": ending.not_before,
        "message": ending.message_id,
        "arrived": arrived,
    }


async def blank_screens(session: AsyncSession, before: datetime) -> None:
    """Drop the drawn text of finished screens; the row stays as a map from message to inquiry.

    Its key says so, and an index knows only those that still have their text: this runs often.
    """
    await session.execute(
        update(Outbox)
        .where(IS_DRAWN, Outbox.created_at < before, Outbox.state.not_in(UNFINISHED))
        .values(args={}, key="blanked"),
        execution_options={"synchronize_session": False},
    )


async def is_overtaken(session: AsyncSession, row_id: int) -> bool:
    """Has a screen of a later moment been saved for this screen's chat?"""
    return await session.scalar(select(Outbox.id).where(Outbox.id == row_id, _OVERTAKEN)) is not None


async def drop_outdated(session: AsyncSession, rows: Collection[int]) -> None:
    """A screen that must wait once more, and was overtaken by a newer one of its chat, has no point."""
    await session.execute(
        update(Outbox).where(Outbox.id.in_(rows), IS_PENDING, _OVERTAKEN).values(state="superseded", args={}),
        execution_options={"synchronize_session": False},
    )


async def next_due(
    session: AsyncSession, now: datetime, machine_now: float
) -> tuple[float | None, datetime | None]:
    """When the next row may leave: machine time of a retry, civil time of an hour that has not come."""
    retry = await session.scalar(
        select(func.min(Outbox.retry_at)).where(IS_PENDING, Outbox.retry_at > machine_now)
    )
    hour = await session.scalar(
        select(func.min(Outbox.not_before)).where(IS_PENDING, Outbox.not_before > now)
    )
    return retry, hour


async def is_blocked(session: AsyncSession, now: datetime, machine_now: float) -> bool:
    """Is something due that was not claimed, because another message of its chat goes first?"""
    due = select(Outbox.id).where(
        IS_PENDING,
        Outbox.retry_at <= machine_now,
        or_(Outbox.not_before.is_(None), Outbox.not_before <= now),
    )
    return await session.scalar(due.limit(1)) is not None


async def known(session: AsyncSession, once: str) -> bool:
    """Has a notice with this key been planned before?"""
    return await session.scalar(select(Outbox.id).where(Outbox.once == once)) is not None


async def inquiry_of(session: AsyncSession, chat_id: int, message_id: int) -> int | None:
    """The inquiry one of our messages in a chat was about."""
    return await session.scalar(
        select(Outbox.inquiry_id)
        .where(Outbox.chat_id == chat_id, Outbox.message_id == message_id, Outbox.inquiry_id.is_not(None))
        .order_by(Outbox.id.desc())
        .limit(1)
    )


async def of_answer(session: AsyncSession, answer_id: int) -> Sequence[Outbox]:
    """The parts in which an answer leaves, in order."""
    return (
        await session.scalars(
            select(Outbox).where(Outbox.answer_id == answer_id, Outbox.kind == "answer").order_by(Outbox.id)
        )
    ).all()


async def counts(session: AsyncSession) -> dict[str, int]:
    """How many rows are in each state that somebody should look at."""
    counted = select(Outbox.state, func.count()).group_by(Outbox.state)
    rows = await session.execute(union_all(counted.where(IS_UNFINISHED), counted.where(IS_TROUBLED)))
    return {row.state: row[1] for row in rows}


async def oldest_waiting(session: AsyncSession, now: datetime) -> datetime | None:
    """When the oldest row that could have left by now was written."""
    return await session.scalar(
        select(func.min(Outbox.created_at)).where(
            IS_UNFINISHED, or_(Outbox.not_before.is_(None), Outbox.not_before <= now)
        )
    )
