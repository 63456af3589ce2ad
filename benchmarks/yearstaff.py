"""The staff of a simulated year: 25 bodies with a head each, 120 operators, dispatchers; and citizens."""

from dataclasses import dataclass
from random import Random

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.permissions import Role
from facts.load import Facts
from models.tables import Membership, Person
from services import bodies, people
from services.bodies import Switch
from services.people import Guest
from services.work import Work

Queue = tuple[str, str]
"""Body and region."""

OPERATORS = 120
CITIZENS = range(50_000, 50_500)
_FIRST = 60_000
DISPATCHERS = range(_FIRST - 3, _FIRST)
_SLOW_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Seat:
    """A post and whoever holds it; `slow` ones let things lie."""

    membership_id: int
    telegram_id: int
    queue: Queue
    head: bool
    slow: bool


def queues(facts: Facts) -> list[Queue]:
    """One queue of every body; where a body has one per region, that of the largest city."""
    return [(code, "75" if body.per_region else "") for code, body in facts.bodies.items()]


async def seated(work: Work) -> None:
    """Connect every body, seat its head and operators, and let the citizens agree."""
    every, number = queues(work.facts), _FIRST
    for place, queue in enumerate(every):
        await bodies.put(work, *queue, Switch.CONNECTED, True)
        operators = OPERATORS // len(every) + (place < OPERATORS % len(every))
        for role in (Role.HEAD, *[Role.OPERATOR] * operators):
            await _joined(work, number, role, queue)
            number += 1
    for telegram_id in DISPATCHERS:
        await _joined(work, telegram_id, Role.DISPATCHER, ("", ""))
    for telegram_id in CITIZENS:
        who = await people.meet(work, Guest(telegram_id, "", "ru"))
        people.agree(work, who, "ru")


async def seats_of(session: AsyncSession, seed: int) -> list[Seat]:
    """Everybody of a body, as they sit; whoever is slow is slow in every life of the process."""
    rows = await session.execute(
        select(Membership, Person.telegram_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.body.is_not(None))
        .order_by(Membership.id)
    )
    return [
        Seat(
            row.id,
            telegram_id,
            (row.body or "", row.region or ""),
            row.role == Role.HEAD,
            Random(f"{seed} {row.id}").random() < _SLOW_SHARE,
        )
        for row, telegram_id in rows
    ]


async def _joined(work: Work, telegram_id: int, role: Role, queue: Queue) -> None:
    who = await people.meet(work, Guest(telegram_id, f"Person {telegram_id}", "ru"))
    who.person.language = "ru"
    await people.join(work, who.person, role, queue[0] or None, queue[1] or None)
