"""Merging: the same citizen asked the same thing twice; both threads become one, and one answer comes."""

from collections.abc import Sequence

from domain.errors import Refused
from domain.inquiries import OPEN, Move, may_move, moved
from domain.permissions import post_for
from models.queries import inquiries, messages, people
from models.tables import Inquiry
from services import access, deadlines
from services.history import record
from services.outbox import notice
from services.queues import tell_assignee
from services.work import Actor, Work


async def duplicates(work: Work, who: Actor, inquiry: Inquiry) -> Sequence[Inquiry]:
    """Other open inquiries of its citizen in queues of this person, the oldest first."""
    if not may_move(inquiry.state, Move.MERGE):
        return ()
    found = await inquiries.open_of_person(work.session, inquiry.person_id)
    return [
        other
        for other in reversed(found)
        if other.id != inquiry.id and post_for(who.posts, Move.MERGE, other.body, other.region)
    ]


async def merge(work: Work, who: Actor, inquiry_id: int, other_id: int) -> Inquiry:
    """Make one of two inquiries; the one with the earlier date stays. Returns the one that stays.

    Raises:
        Refused: they are not of one citizen, not in the person's queues, or a colleague has the one that
            would end.
        Impossible: one of them is closed, or an answer waits for the head's approval.
    """
    first, _ = await access.at_desk(work, who, min(inquiry_id, other_id), Move.MERGE)
    second, _ = await access.at_desk(work, who, max(inquiry_id, other_id), Move.MERGE)
    if first.id == second.id or first.person_id != second.person_id:
        raise Refused("error.not_one_citizen")
    stays, ends = (first, second) if (first.due, first.id) <= (second.due, second.id) else (second, first)
    if stays.state not in OPEN:
        moved(stays.state, Move.MERGE)
    _, post = await access.free_or_in_hand(work, who, ends.id, Move.MERGE)
    ends.state, ends.merged_into = moved(ends.state, Move.MERGE), stays.id
    for inquiry in (stays, ends):
        inquiry.version += 1
        inquiry.touched_at = work.now
    stays.urgent = stays.urgent or ends.urgent
    await deadlines.stop(work, ends)
    begun = await inquiries.unsent_answer(work.session, ends.id)
    if begun is not None:
        begun.state = "dropped"
    await messages.move(work.session, ends.id, stays.id)
    record(work, ends, "merged", who, post.id, into=stays.id)
    record(work, stays, "took_in", who, post.id, other=ends.id)
    citizen = await people.by_id(work.session, ends.person_id)
    notice(work, citizen.chat_id, "merged", {"into": stays.id}, inquiry_id=ends.id)
    if stays.assignee_id not in {p.id for p in who.posts}:
        await tell_assignee(work, stays, "staff.added")
    who.go()
    return stays
