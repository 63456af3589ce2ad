"""The inbox: store before acknowledging, claim in the order of each lane, finish exactly once.

What every update asks for is put together once, and of the bare table: SQLAlchemy takes longer to build a
statement than to run it, and half of that to make objects of rows.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Integer, and_, bindparam, case, delete, exists, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from models.columns import spelled
from models.tables import Inbox
from models.tables.base import bare

OPEN = ("waiting", "working")

SUSPECT = -1
"""Instead of a number of deaths: it was in progress at one, among others."""

_OPEN = spelled(Inbox.state, OPEN)
_WAITING = and_(_OPEN, Inbox.state == "waiting")
_QUARANTINED = spelled(Inbox.state, ("quarantined",))
_WORKING = and_(_OPEN, Inbox.state == "working")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A row this process may handle now. `deaths` is not 0 when a process died over it: see `release`."""

    id: int
    update_id: int
    lane: int
    payload: str
    attempts: int
    deaths: int
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Left:
    """What a claim leaves behind: whether anything is due but stands in line, and when a retry falls due."""

    due: bool
    retry_at: float | None = None


_TABLE = bare(Inbox)
_IS_WAITING = and_(spelled(_TABLE.c.state, OPEN), _TABLE.c.state == "waiting")
_STORE = {
    "postgresql": postgresql.insert(_TABLE).on_conflict_do_nothing(index_elements=["update_id"]),
    "sqlite": sqlite.insert(_TABLE).on_conflict_do_nothing(index_elements=["update_id"]),
}
_EARLIER = _TABLE.alias()
_BLOCKED = exists().where(
    _EARLIER.c.lane == _TABLE.c.lane, spelled(_EARLIER.c.state, OPEN), _EARLIER.c.id < _TABLE.c.id
)
_DUE = (
    select(
        _TABLE.c.id,
        _TABLE.c.update_id,
        _TABLE.c.lane,
        _TABLE.c.payload,
        _TABLE.c.attempts,
        _TABLE.c.deaths,
        _TABLE.c.received_at,
    )
    .where(_IS_WAITING, _TABLE.c.retry_at <= bindparam("now"), ~_BLOCKED)
    # A sum, for SQLite would rather walk the whole table by its key than sort the few rows that are open.
    .order_by(_TABLE.c.deaths == 0, _TABLE.c.id + 0)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True)
)
_TAKE = (
    update(_TABLE)
    .where(_TABLE.c.id.in_(bindparam("rows", expanding=True)))
    .values(state="working", owner=bindparam("process"))
)
_FINISH = (
    update(_TABLE)
    .where(
        _TABLE.c.id == bindparam("row"), _TABLE.c.owner == bindparam("process"), _TABLE.c.state == "working"
    )
    .values(state="done", payload=None, owner=None)
)
_LEFT = select(
    func.count(case((_TABLE.c.retry_at <= bindparam("now"), 1))),
    func.min(case((_TABLE.c.retry_at > bindparam("now"), _TABLE.c.retry_at))),
).where(_IS_WAITING)


async def store(session: AsyncSession, rows: Sequence[dict[str, object]]) -> None:
    """Save raw updates; one whose `update_id` is known already is left alone."""
    await session.execute(_STORE[session.get_bind().dialect.name], rows)


async def claim(session: AsyncSession, owner: int, machine_now: float, limit: int) -> list[Claimed]:
    """Take the earliest waiting row of each lane that has nothing unfinished before it.

    A row that was in progress when a process died goes first, once nothing else is in progress.
    """
    rows = (await session.execute(_DUE, {"now": machine_now, "most": limit})).all()
    if rows and rows[0].deaths:
        rows = [] if await _is_busy(session, owner) else rows[:1]
    if rows:
        await session.execute(_TAKE, {"rows": [r.id for r in rows], "process": owner})
    return [
        Claimed(r.id, r.update_id, r.lane, r.payload or "", r.attempts, r.deaths, r.received_at) for r in rows
    ]


async def _is_busy(session: AsyncSession, owner: int) -> bool:
    return await session.scalar(select(Inbox.id).where(_WORKING, Inbox.owner == owner).limit(1)) is not None


async def is_in_progress(session: AsyncSession, inbox_id: int, owner: int) -> bool:
    """Is this owner still handling this row?"""
    row = select(Inbox.id).where(Inbox.id == inbox_id, _WORKING, Inbox.owner == owner)
    return await session.scalar(row) is not None


async def finish(session: AsyncSession, inbox_id: int, owner: int) -> bool:
    """Mark a row done and blank it; False when it is no longer this owner's (a takeover happened)."""
    done = await session.execute(_FINISH, {"row": inbox_id, "process": owner})
    return bool(done.rowcount)  # type: ignore[attr-defined]


async def retry(session: AsyncSession, inbox_id: int, owner: int, retry_at: float, *, counts: bool) -> None:
    """Put a row back; `counts` says whether this failure was the update's own fault.

    A row that is done, or is another process's by now, stays as it is.
    """
    await session.execute(
        update(Inbox)
        .where(Inbox.id == inbox_id, _WORKING, Inbox.owner == owner)
        .values(
            state="waiting", owner=None, retry_at=retry_at, attempts=Inbox.attempts + (1 if counts else 0)
        )
    )


async def quarantine(session: AsyncSession, inbox_id: int, owner: int, incident: str) -> bool:
    """Take a poisonous row out of its lane; its payload stays for people to look at.

    False when it is done, or another process's by now.
    """
    taken = await session.execute(
        update(Inbox)
        .where(Inbox.id == inbox_id, _OPEN, or_(Inbox.owner.is_(None), Inbox.owner == owner))
        .values(state="quarantined", owner=None, incident=incident)
    )
    return bool(taken.rowcount)  # type: ignore[attr-defined]


async def owners(session: AsyncSession) -> set[int]:
    """Processes that hold unfinished rows."""
    found = await session.scalars(select(Inbox.owner).where(_WORKING).distinct())
    return {owner for owner in found if owner is not None}


async def held(session: AsyncSession, owner: int) -> set[int]:
    """The rows an owner is working on."""
    return set(await session.scalars(select(Inbox.id).where(_WORKING, Inbox.owner == owner)))


async def give_back(session: AsyncSession, owner: int, rows: Collection[int]) -> None:
    """Let rows be claimed anew that nobody works on after all."""
    await session.execute(
        update(Inbox)
        .where(_WORKING, Inbox.owner == owner, Inbox.id.in_(rows))
        .values(state="waiting", owner=None)
    )


async def release(session: AsyncSession, owner: int, retry_at: float) -> None:
    """Give back what a dead process held, and write down what its death says about each row.

    A row that was alone in progress has one death more, and waits until `retry_at`, machine time in seconds:
    whatever else may have killed the process gets a chance to do so again without it. Of several rows none
    is counted; each becomes a suspect (-1) and will be handled alone.
    """
    rows = await held(session, owner)
    mine = update(Inbox).where(_WORKING, Inbox.owner == owner)
    if len(rows) == 1:
        deaths = case((Inbox.deaths < 0, 1), else_=Inbox.deaths + 1)
        await session.execute(mine.values(state="waiting", owner=None, deaths=deaths, retry_at=retry_at))
    else:
        deaths = case((Inbox.deaths == 0, SUSPECT), else_=Inbox.deaths)
        await session.execute(mine.values(state="waiting", owner=None, deaths=deaths))


async def deadly(session: AsyncSession, deaths: int) -> Sequence[Inbox]:
    """Rows that were alone in progress in so many deaths running."""
    return (await session.scalars(select(Inbox).where(_WAITING, Inbox.deaths >= deaths))).all()


async def forgive(session: AsyncSession) -> None:
    """Acquit the rows that were not in progress at the latest death: only deaths running count."""
    await session.execute(update(Inbox).where(_WAITING, Inbox.deaths != 0).values(deaths=0, retry_at=0.0))


async def left(session: AsyncSession, machine_now: float) -> Left:
    """What still waits after a claim."""
    due, retry_at = (await session.execute(_LEFT, {"now": machine_now})).one()
    return Left(bool(due), retry_at)


async def waiting(session: AsyncSession) -> tuple[int, datetime | None]:
    """How many rows are unfinished, and when the oldest of them came."""
    row = (await session.execute(select(func.count(), func.min(Inbox.received_at)).where(_OPEN))).one()
    return row[0], row[1]


async def newest(session: AsyncSession) -> int | None:
    """Our number of the newest update."""
    return await session.scalar(select(func.max(Inbox.id)))


async def last_received(session: AsyncSession) -> datetime | None:
    """When the newest update came."""
    return await session.scalar(select(func.max(Inbox.received_at)))


async def quarantined(session: AsyncSession) -> int:
    """How many rows wait for a person to look at them."""
    return await session.scalar(select(func.count()).where(_QUARANTINED)) or 0


async def in_quarantine(session: AsyncSession, limit: int) -> Sequence[Inbox]:
    """The newest rows that wait for a person."""
    rows = select(Inbox).where(_QUARANTINED).order_by(Inbox.id.desc()).limit(limit)
    return (await session.scalars(rows)).all()


async def out_of_quarantine(session: AsyncSession, inbox_id: int, *, again: bool) -> bool:
    """Put a row back into its lane, or finish it as it is; False when it is not in quarantine any more."""
    found = update(Inbox).where(Inbox.id == inbox_id, _QUARANTINED)
    if again:
        back = {"state": "waiting", "attempts": 0, "deaths": 0, "retry_at": 0.0, "incident": None}
        found = found.where(Inbox.payload.is_not(None)).values(back)
    else:
        found = found.values(state="done", payload=None)
    moved = await session.execute(found)
    return bool(moved.rowcount)  # type: ignore[attr-defined]


async def prune(session: AsyncSession, done_before: datetime, quarantined_before: datetime) -> None:
    """Forget finished rows (their ids guard against repeats for days, not for ever) and old quarantine."""
    await session.execute(
        delete(Inbox).where(
            or_(
                and_(Inbox.state == "done", Inbox.received_at < done_before),
                and_(Inbox.state == "quarantined", Inbox.received_at < quarantined_before),
            )
        )
    )
