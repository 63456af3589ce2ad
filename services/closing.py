"""Closing an inquiry without an answer to its substance, and the citizen's word against it."""

from dataclasses import dataclass

from domain.closing import MOST_OBJECTIONS, Closed
from domain.errors import Unusable
from domain.inquiries import Move, moved
from models.queries import desk, inquiries, people
from models.tables import Closing, Inquiry
from services import access, deadlines
from services.extensions import reason_given
from services.history import record
from services.inquiries import OfficialPath, Submitted
from services.outbox import notice
from services.queues import announce, tell_heads
from services.topic import stay_with
from services.work import Actor, Work


@dataclass(frozen=True, slots=True)
class Ending:
    """A closing that can be made now: what the citizen will read of it."""

    inquiry: Inquiry
    membership_id: int
    reason: Closed
    words: str


async def begin(work: Work, who: Actor, inquiry_id: int) -> tuple[Inquiry, int]:
    """An inquiry this person may close now, with our key of the post by which they may.

    Raises:
        Refused: a colleague has the inquiry.
        Impossible: it is closed, or waits for the head's approval.
    """
    inquiry, post = await access.free_or_in_hand(work, who, inquiry_id, Move.CLOSE)
    moved(inquiry.state, Move.CLOSE)
    return inquiry, post.id


async def prepare(work: Work, who: Actor, inquiry_id: int, reason: str, words: str = "") -> Ending:
    """Look at a closing before it is made: the same checks, and nothing is changed.

    Raises:
        Refused: a colleague has the inquiry.
        Impossible: it is closed, or waits for the head's approval.
        Unusable: there is no such reason, or too many words.
    """
    inquiry, membership_id = await begin(work, who, inquiry_id)
    if reason not in list(Closed):
        raise Unusable("error.no_such_button")
    return Ending(inquiry, membership_id, Closed(reason), reason_given(words) if words else "")


async def close(work: Work, who: Actor, inquiry_id: int, reason: str, words: str = "") -> Closing:
    """Close an inquiry without an answer to its substance; the citizen reads why, and may object once.

    Raises:
        Refused: a colleague has the inquiry.
        Impossible: it is closed, or waits for the head's approval.
        Unusable: there is no such reason, or too many words.
    """
    ready = await prepare(work, who, inquiry_id, reason, words)
    inquiry = ready.inquiry
    inquiry.state = moved(inquiry.state, Move.CLOSE)
    inquiry.version += 1
    inquiry.touched_at = work.now
    inquiry.last_author_id = ready.membership_id
    await deadlines.stop(work, inquiry)
    await _forget_draft(work, inquiry)
    row = Closing(
        inquiry_id=inquiry.id,
        membership_id=ready.membership_id,
        reason=ready.reason,
        words=ready.words,
        at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    record(work, inquiry, "closed", who, ready.membership_id, reason=ready.reason, closing=row.id)
    citizen = await people.by_id(work.session, inquiry.person_id)
    notice(work, citizen.chat_id, "closed", {"closing": row.id}, inquiry_id=inquiry.id)
    who.go()
    return row


async def object_(work: Work, who: Actor, inquiry: Inquiry) -> Submitted | OfficialPath:
    """The citizen does not agree: a short run begins, its head is told, and somebody else looks.

    Raises:
        Impossible: it is not closed.
    """
    after = moved(inquiry.state, Move.OBJECT)
    closings = await desk.closings_of(work.session, inquiry.id)
    if not closings or sum(row.objected_at is not None for row in closings) >= MOST_OBJECTIONS:
        return OfficialPath(inquiry)
    closings[-1].objected_at = work.now
    run = await inquiries.current_run(work.session, inquiry.id)
    inquiry.state, inquiry.assignee_id = after, None
    inquiry.version += 1
    inquiry.touched_at = work.now
    short = deadlines.reopening(work)
    deadline = await deadlines.start(work, inquiry, run.n + 1, "objected", short, work.now)
    record(work, inquiry, "objected", who, closing=closings[-1].id)
    await tell_heads(work, inquiry, "staff.objected")
    await announce(work, inquiry)
    stay_with(work, who, inquiry)
    return Submitted(inquiry, deadline)


async def may_object(work: Work, inquiry: Inquiry) -> bool:
    """Is this the first time it was closed?"""
    closings = await desk.closings_of(work.session, inquiry.id)
    return sum(row.objected_at is not None for row in closings) < MOST_OBJECTIONS


async def last(work: Work, inquiry: Inquiry) -> Closing | None:
    """Why it was closed."""
    closings = await desk.closings_of(work.session, inquiry.id)
    return closings[-1] if closings else None


async def of(work: Work, closing_id: int) -> Closing | None:
    """One closing."""
    return await desk.closing(work.session, closing_id)


async def _forget_draft(work: Work, inquiry: Inquiry) -> None:
    begun = await inquiries.unsent_answer(work.session, inquiry.id)
    if begun is not None:
        begun.state = "dropped"
