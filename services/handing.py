"""Handing an inquiry over inside a body: to a colleague, or to a unit's part of the queue."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.errors import Refused, Unusable
from domain.inquiries import Move, moved
from models.queries import bodies, inquiries, reminders, staff
from models.tables import Inquiry, Membership, Unit
from services import access
from services.agenda import replan
from services.history import record
from services.queues import announce, answered_last, at_work, has_somebody_else, team_of, tell
from services.work import Actor, Work


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody an inquiry can be handed to, and how much they have in hand already."""

    membership_id: int
    name: str
    role: str
    held: int


@dataclass(frozen=True, slots=True)
class Hands:
    """Who and which units an inquiry can be handed to: those who have least stand first."""

    inquiry: Inquiry
    colleagues: Sequence[Colleague]
    units: Sequence[Unit]


async def hands(work: Work, who: Actor, inquiry_id: int) -> Hands:
    """Who could have this inquiry instead.

    Raises:
        Refused: somebody else has it.
        Impossible: it is closed or waits for the head's approval.
    """
    inquiry, _ = await access.in_hand(work, who, inquiry_id, Move.HAND_OVER)
    moved(inquiry.state, Move.HAND_OVER)
    found = [await _colleague(work, row) for row in await _others(work, who, inquiry)]
    found.sort(key=lambda colleague: (colleague.held, colleague.membership_id))
    return Hands(inquiry, found, await bodies.units(work.session, inquiry.body, inquiry.region))


async def _others(work: Work, who: Actor, inquiry: Inquiry) -> list[Membership]:
    """Everybody of the queue who is there, except whoever has it."""
    away = await reminders.away(work.session, work.today)
    team = await team_of(work, inquiry.body, inquiry.region)
    return [row for row in team if row.id != inquiry.assignee_id and row.id not in away]


async def _colleague(work: Work, row: Membership) -> Colleague:
    name = await staff.name_of(work.session, row.id)
    return Colleague(row.id, name, row.role, await inquiries.held_by(work.session, [row.id]))


async def hand_over(work: Work, who: Actor, inquiry_id: int, membership_id: int) -> Inquiry:
    """Give what one has in hand to a colleague; what nobody has is given out by the head (`assignments`).

    Raises:
        Refused: somebody else has it; the other one works elsewhere, is away, or is the one whose answer
            did not help.
        Impossible: it is closed or waits for the head's approval.
    """
    inquiry, post = await access.in_hand(work, who, inquiry_id, Move.HAND_OVER)
    after = moved(inquiry.state, Move.HAND_OVER)
    other = next((row for row in await _others(work, who, inquiry) if row.id == membership_id), None)
    if other is None or not await staff.is_in_force(work.session, other.id):
        raise Refused("error.not_here")
    again = await answered_last(work, inquiry, other.person_id)
    if again and await has_somebody_else(work, inquiry, other.person_id):
        raise Refused("error.not_same_author")
    inquiry.state, inquiry.assignee_id = after, other.id
    _touched(work, inquiry)
    await replan(work, inquiry)
    record(work, inquiry, "handed_over", who, post.id, to=other.id)
    if other.person_id != who.id:
        hour = at_work(work, work.now)
        await tell(work, inquiry, "staff.handed_over", (other,), {"inquiry": inquiry.id}, not_before=hour)
    who.go()
    return inquiry


async def to_unit(work: Work, who: Actor, inquiry_id: int, unit_id: int) -> Inquiry:
    """Put an inquiry back into the queue for a unit of the body; its people are told.

    Raises:
        Refused: a colleague has it.
        Impossible: it is closed, or waits for the citizen or the head.
        Unusable: the body has no such unit.
    """
    inquiry, post = await access.free_or_in_hand(work, who, inquiry_id, Move.TO_UNIT)
    after = moved(inquiry.state, Move.TO_UNIT)
    units = await bodies.units(work.session, inquiry.body, inquiry.region)
    if unit_id not in {unit.id for unit in units}:
        raise Unusable("error.no_unit")
    was_taken = inquiry.assignee_id is not None
    inquiry.state, inquiry.assignee_id, inquiry.unit_id = after, None, unit_id
    _touched(work, inquiry)
    if was_taken:
        (await inquiries.current_run(work.session, inquiry.id)).free_since = work.now
    await replan(work, inquiry)
    record(work, inquiry, "to_unit", who, post.id, unit=unit_id)
    await announce(work, inquiry)
    who.go()
    return inquiry


async def unit_of(work: Work, inquiry: Inquiry) -> Unit | None:
    """The unit an inquiry was handed to."""
    return await work.session.get(Unit, inquiry.unit_id) if inquiry.unit_id else None


def _touched(work: Work, inquiry: Inquiry) -> None:
    inquiry.version += 1
    inquiry.touched_at = work.now
