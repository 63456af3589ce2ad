"""The agenda: what is due to be looked at, and when to look next."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from models.tables import Agenda
from models.tables.base import bare

_TABLE = bare(Agenda)


def _put(insert: postgresql.Insert | sqlite.Insert) -> postgresql.Insert | sqlite.Insert:
    keys = [_TABLE.c.subject, _TABLE.c.subject_id]
    return insert.on_conflict_do_update(index_elements=keys, set_={"at": insert.excluded.at})


_PUT = {"postgresql": _put(postgresql.insert(_TABLE)), "sqlite": _put(sqlite.insert(_TABLE))}


async def due(session: AsyncSession, subject: str, now: datetime, limit: int) -> list[int]:
    """Subjects to look at now, those that have waited longest first; each is locked for this transaction."""
    found = await session.scalars(
        select(Agenda.subject_id)
        .where(Agenda.subject == subject, Agenda.at <= now)
        .order_by(Agenda.at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list(found)


async def due_subjects(session: AsyncSession, subjects: Iterable[str], now: datetime) -> set[str]:
    """Those kinds of subjects of which something is due."""
    wanted = select(Agenda.subject).where(Agenda.subject.in_(list(subjects)), Agenda.at <= now).distinct()
    return set(await session.scalars(wanted))


async def put(session: AsyncSession, subject: str, moments: Mapping[int, datetime]) -> None:
    """Look at these subjects at these moments, whatever was planned before."""
    if not moments:
        return
    rows = [{"subject": subject, "subject_id": key, "at": at} for key, at in moments.items()]
    await session.execute(_PUT[session.get_bind().dialect.name], rows)


async def ensure(session: AsyncSession, subject: str, keys: Iterable[int], at: datetime) -> None:
    """Look at these subjects then, unless a moment is planned already."""
    rows = [{"subject": subject, "subject_id": key, "at": at} for key in keys]
    if not rows:
        return
    dialect = session.get_bind().dialect.name
    insert = (postgresql.insert if dialect == "postgresql" else sqlite.insert)(bare(Agenda))
    await session.execute(insert.on_conflict_do_nothing(), rows)


async def drop(session: AsyncSession, subject: str, keys: Iterable[int]) -> None:
    """Nothing more is to come of these subjects."""
    await session.execute(
        delete(Agenda).where(Agenda.subject == subject, Agenda.subject_id.in_(list(keys))),
        execution_options={"synchronize_session": False},
    )


async def postpone(session: AsyncSession, subjects: Iterable[str], now: datetime, until: datetime) -> None:
    """Whatever is due of these kinds is looked at later."""
    await session.execute(
        update(Agenda).where(Agenda.at <= now, Agenda.subject.in_(list(subjects))).values(at=until),
        execution_options={"synchronize_session": False},
    )


async def next_moment(session: AsyncSession, now: datetime) -> datetime | None:
    """The earliest moment after now at which something is to be looked at."""
    return await session.scalar(select(func.min(Agenda.at)).where(Agenda.at > now))
