"""Other bodies' parts as the inquiry's clock sees them: they end with it, their dates move with its date."""

from domain.civil import civil_date
from domain.coexecutors import PartMove, PartState, part_due, part_moved
from domain.notices import Kind
from models.queries import desk, people, staff
from models.tables import Inquiry, Membership, Part
from services.agenda import replan_part
from services.outbox import notice
from services.work import Work


async def drop(work: Work, inquiry: Inquiry) -> None:
    """Nobody owes an answer any more, so nobody owes a part; whoever was writing one is told."""
    for part in await desk.open_parts_of(work.session, inquiry.id):
        part.state, part.ended_at = part_moved(part.state, PartMove.DROP), work.now
        part.version += 1
        await replan_part(work, part)
        if part.assignee_id is not None:
            await _tell_holder(work, inquiry, part, part.assignee_id)


async def set_free(work: Work, post: Membership) -> None:
    """Whoever held a post is gone: the parts they had return to their queue, with what was written."""
    for part in await desk.parts_held_by(work.session, post):
        part.state, part.assignee_id = part_moved(part.state, PartMove.RELEASE), None
        part.version += 1
        part.free_since = work.now
        await replan_part(work, part)


async def follow(work: Work, inquiry: Inquiry) -> None:
    """The answer's date moved: each open part is due so long before the new one.

    That makes nobody late who was not: a date that would lie in the past becomes today.
    """
    for part in await desk.open_parts_of(work.session, inquiry.id):
        counted = part_due(civil_date(part.engaged_at), inquiry.due, work.facts.calendar)
        part.due = max(counted, min(part.due, work.today))
        await replan_part(work, part)


async def contributors(work: Work, inquiry_id: int) -> tuple[tuple[str, str], ...]:
    """The bodies whose parts stand in the answer, in the order in which they were asked."""
    parts = await desk.parts_of(work.session, inquiry_id)
    return tuple(dict.fromkeys((p.body, p.region) for p in parts if p.state == PartState.WRITTEN))


async def _tell_holder(work: Work, inquiry: Inquiry, part: Part, membership_id: int) -> None:
    holder = await staff.membership(work.session, membership_id)
    person = await people.by_id(work.session, holder.person_id)
    notice(
        work,
        person.chat_id,
        "staff.part_dropped",
        {"part": part.id},
        kind=Kind.STAFF,
        inquiry_id=inquiry.id,
    )
