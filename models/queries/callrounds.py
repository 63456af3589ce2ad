"""What the reminders of calls are decided upon: dates in force, rounds begun, who was told of which dates."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.tables import Agenda, Call, CallDates, Outbox, Person, Reminded, Round
from models.tables.base import bare

ANNOUNCED = ("published", "reannounced")
"""Causes of a version that is an announcement; an extension is none."""

ARRIVED = ("sent", "unknown")
"""Endings after which somebody may have read a message."""

PENDING = ("waiting", "later", "held")

_ANNOUNCEMENT = (
    select(func.max(CallDates.version))
    .where(CallDates.call_id == Call.id, CallDates.cause.in_(ANNOUNCED))
    .correlate(Call)
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class Dates:
    """A call with the version of its dates in force and the version that announced it."""

    call: Call
    dates: CallDates
    announced: CallDates


async def due(session: AsyncSession, now: datetime) -> list[int]:
    """Calls to look at now, all of them: what closes together is told together.

    A second process waits here for the first and then finds nothing due.
    """
    wanted = select(Agenda.subject_id).where(Agenda.subject == "call", Agenda.at <= now)
    return list(await session.scalars(wanted.order_by(Agenda.subject_id).with_for_update()))


async def dates(session: AsyncSession, keys: Collection[int]) -> dict[int, Dates]:
    """These calls with their dates; a draft has none."""
    rows = await session.execute(
        select(Call, CallDates)
        .join(CallDates, CallDates.call_id == Call.id)
        .where(Call.id.in_(list(keys)))
        .order_by(CallDates.version)
    )
    found: dict[int, Dates] = {}
    for call, version in rows:
        earlier = found.get(call.id)
        is_news = version.cause in ANNOUNCED or earlier is None
        found[call.id] = Dates(call, version, version if is_news or earlier is None else earlier.announced)
    return found


async def announced(session: AsyncSession, keys: Collection[int]) -> dict[int, tuple[Call, int]]:
    """These calls, each with the version that announced it."""
    rows = await session.execute(select(Call, _ANNOUNCEMENT).where(Call.id.in_(list(keys))))
    return {call.id: (call, version or 0) for call, version in rows}


async def begun(session: AsyncSession, call_id: int) -> Sequence[Round]:
    """Every round of a call that told somebody."""
    wanted = select(Round).where(
        Round.subject == "call", Round.key == str(call_id), Round.broadcast_id.is_not(None)
    )
    return (await session.scalars(wanted)).all()


async def told(
    session: AsyncSession,
    call_id: int,
    rounds: Collection[Round],
    before: int,
    after: int,
    until: int,
) -> dict[int, tuple[int, int]]:
    """Who of a stretch of keys was told dates older than a version: the version and the broadcast, by person.

    What is on its way just now counts too; whether it arrived is asked once more when the correction leaves.
    """
    found: dict[int, tuple[int, int]] = {}
    for one in rounds:
        # An announcement goes on across extensions; every other stage belongs to one version.
        versions = range(int(one.version), before if one.stage == "opening" else int(one.version) + 1)
        rows = await session.execute(
            select(Reminded.person_id, Reminded.version)
            .join(Person, Person.id == Reminded.person_id)
            .join(Outbox, and_(Outbox.chat_id == Person.chat_id, Outbox.broadcast_id == one.broadcast_id))
            .where(
                Reminded.subject == "call",
                Reminded.subject_id == call_id,
                Reminded.stage == one.stage,
                Reminded.version.in_([str(version) for version in versions if version < before]),
                Reminded.person_id > after,
                Reminded.person_id <= until,
                Outbox.state.in_((*ARRIVED, "sending")),
            )
        )
        for person, version in rows:
            # A later round of the same version is the later message.
            if int(version) >= found.get(person, (0, 0))[0]:
                found[person] = (int(version), one.broadcast_id or 0)
    return found


async def arrived(session: AsyncSession, broadcast_id: int, chat_id: int) -> bool:
    """May this chat have read the message of that broadcast?"""
    state = await session.scalar(
        select(Outbox.state).where(Outbox.broadcast_id == broadcast_id, Outbox.chat_id == chat_id)
    )
    return state in ARRIVED


async def readdress(session: AsyncSession, call_id: int, broadcast_id: int, version: int) -> None:
    """Announcements that have not left yet will tell the new dates: the ledger says so from now on."""
    waiting = (
        select(Person.id)
        .join(Outbox, Outbox.chat_id == Person.chat_id)
        .where(Outbox.broadcast_id == broadcast_id, Outbox.state.in_(PENDING))
    )
    ledger = bare(Reminded)
    await session.execute(
        update(ledger)
        .where(
            ledger.c.subject == "call",
            ledger.c.subject_id == call_id,
            ledger.c.stage == "opening",
            ledger.c.person_id.in_(waiting),
        )
        .values(version=str(version))
    )
