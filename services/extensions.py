"""Giving an answer more days: the head decides, within the facts, and the citizen is told at once."""

from dataclasses import dataclass
from datetime import date

from domain.errors import Refused, Unusable
from domain.inquiries import Move, may_move, moved
from domain.permissions import post_for
from domain.privacy import clean_input
from domain.terms import Refusal, extension_limit, extension_refusal
from domain.workdays import CalendarError
from models.queries import clock, inquiries, people, staff
from models.tables import ClockExtension, ClockRun, Inquiry, Membership
from services import access, deadlines
from services.agenda import replan
from services.history import record
from services.outbox import notice
from services.work import Actor, Work

LONGEST_REASON = 300
"""Characters of a reason: it stands in the middle of a short message to the citizen."""

OFFERED_DAYS = (5, 10, 15, 30)
"""Working days after the present date that are offered to the head, as far as the limit allows."""


@dataclass(frozen=True, slots=True)
class Room:
    """How far an inquiry may be extended now: the dates on offer, and the last one that is possible."""

    inquiry: Inquiry
    offered: tuple[date, ...]
    limit: date


async def room(work: Work, who: Actor, inquiry_id: int) -> Room:
    """How far this inquiry may be extended.

    Raises:
        Refused: not the head of its queue, or its term knows no (further) extension.
        Impossible: it is closed, or waits for the citizen.
    """
    inquiry, run, _ = await _extendable(work, who, inquiry_id)
    calendar = work.facts.calendar
    used = await clock.count_extensions(work.session, inquiry.id)
    refusal = _refusal(work, inquiry, run, calendar.next_working(inquiry.due), used)
    extension = deadlines.term_of(work, run).extension
    if refusal is not None or extension is None:
        raise Refused(f"error.extension.{refusal or Refusal.NOT_PROVIDED}")
    last = extension_limit(extension, work.now, inquiry.due)
    last = last if calendar.is_working(last) else calendar.previous_working(last)
    offered = {calendar.add(inquiry.due, days) for days in OFFERED_DAYS} | {last}
    return Room(inquiry, tuple(sorted(d for d in offered if inquiry.due < d <= last)), last)


async def extend(work: Work, who: Actor, inquiry_id: int, until: date, reason: str) -> ClockExtension:
    """Give an inquiry more days; the old date and the reason are kept, the citizen is told at once.

    Args:
        work: the unit of work.
        who: the head of its queue.
        inquiry_id: our key of the inquiry.
        until: the new date.
        reason: what the citizen will read.

    Raises:
        Refused: not the head of its queue, or the date is not possible; the sentence says why.
        Impossible: it is closed, or waits for the citizen.
        Unusable: there is no reason, or it is too long.
    """
    inquiry, run, membership_id = await _extendable(work, who, inquiry_id)
    reason = reason_given(reason)
    used = await clock.count_extensions(work.session, inquiry.id)
    refusal = _refusal(work, inquiry, run, until, used)
    if refusal is not None:
        raise Refused(f"error.extension.{refusal}")
    row = ClockExtension(
        run_id=run.id,
        n=len(await clock.extensions(work.session, run.id)) + 1,
        decided_at=work.now,
        membership_id=membership_id,
        old_due=inquiry.due,
        due=until,
        reason=reason,
    )
    work.session.add(row)
    await work.session.flush()
    await deadlines.recount(work, inquiry, run)
    inquiry.version += 1
    inquiry.touched_at = work.now
    old = row.old_due.isoformat()
    record(work, inquiry, "extended", who, membership_id, old=old, due=inquiry.due.isoformat())
    citizen = await people.by_id(work.session, inquiry.person_id)
    await replan(work, inquiry)
    notice(work, citizen.chat_id, "extended", {"extension": row.id}, inquiry_id=inquiry.id)
    who.go()
    return row


async def decision(work: Work, extension_id: int) -> tuple[ClockExtension, Membership] | None:
    """An extension, and the post of whoever decided on it."""
    row = await clock.extension(work.session, extension_id)
    return (row, await staff.membership(work.session, row.membership_id)) if row else None


def reason_given(words: str) -> str:
    """The reason as the citizen will read it.

    Raises:
        Unusable: it is empty or too long.
    """
    words = " ".join(clean_input(words).split())
    if not words:
        raise Unusable("error.no_reason")
    if len(words) > LONGEST_REASON:
        raise Unusable("error.too_long", limit=LONGEST_REASON)
    return words


def may_extend(who: Actor, inquiry: Inquiry) -> bool:
    """Is this person the one who decides on more days for it? Whether there are any left is asked later."""
    post = post_for(who.posts, Move.EXTEND, inquiry.body, inquiry.region)
    return post is not None and may_move(inquiry.state, Move.EXTEND)


async def _extendable(work: Work, who: Actor, inquiry_id: int) -> tuple[Inquiry, ClockRun, int]:
    inquiry, _ = await access.at_desk(work, who, inquiry_id)
    await inquiries.lock(work.session, [inquiry.id])
    post = post_for(who.posts, Move.EXTEND, inquiry.body, inquiry.region)
    if post is None:
        raise Refused("error.not_head")
    moved(inquiry.state, Move.EXTEND)
    return inquiry, await inquiries.current_run(work.session, inquiry.id), post.id


def _refusal(work: Work, inquiry: Inquiry, run: ClockRun, until: date, used: int) -> Refusal | None:
    term = deadlines.term_of(work, run)
    try:
        return extension_refusal(term, inquiry.due, until, work.now, used, work.facts.calendar)
    except CalendarError:
        return Refusal.TOO_FAR
