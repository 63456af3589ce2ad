"""Saying what kind of matter an inquiry is. A kind said later only makes the date earlier, never later."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.deadlines import count
from domain.errors import Unusable
from domain.inquiries import Move, moved
from domain.permissions import Post
from models.queries import inquiries, people
from models.tables import ClockRun, Inquiry
from services import access, deadlines
from services.agenda import replan
from services.history import record
from services.outbox import notice
from services.queues import tell_team
from services.work import Actor, Work

KINDS = frozenset({"question", "grant", "information", "proposal", "problem"})
"""Kinds of inquiries, by the glossary; citizens never see a kind "complaint"."""


@dataclass(frozen=True, slots=True)
class Reclassified:
    """The kind was changed; `old_due` is the date before."""

    inquiry: Inquiry
    old_due: date
    urgent: bool = False


async def change_kind(
    work: Work, who: Actor, inquiry_id: int, kind: str, closes: datetime | None = None
) -> Reclassified:
    """Change the kind of an inquiry; the citizen is told when that brings an earlier date.

    Args:
        work: the unit of work.
        who: whoever has the inquiry, or the head of its queue.
        inquiry_id: our key of the inquiry.
        kind: the new kind.
        closes: the instant the grant call in question closes, for a grant inquiry.

    Raises:
        Refused: it is not in the person's hand.
        Impossible: it is closed, or its answer waits for approval.
        Unusable: there is no such kind.
    """
    if kind not in KINDS:
        raise Unusable("error.unknown_kind")
    inquiry, post = await _in_reach(work, who, inquiry_id)
    inquiry.state = moved(inquiry.state, Move.RECLASSIFY)
    old_kind, old_due = inquiry.kind, inquiry.due
    run = await inquiries.current_run(work.session, inquiry.id)
    inquiry.kind = kind
    inquiry.version += 1
    urgent = await shorten(work, inquiry, run, closes)
    record(
        work, inquiry, "kind_changed", who, post.id,
        was=old_kind, now=kind, old=old_due.isoformat(), due=inquiry.due.isoformat(),
    )  # fmt: skip
    if inquiry.due != old_due or urgent:
        await tell_sooner(work, inquiry, old_due, "kind", urgent=urgent)
    return Reclassified(inquiry, old_due, urgent)


async def _in_reach(work: Work, who: Actor, inquiry_id: int) -> tuple[Inquiry, Post]:
    inquiry, post = await access.at_desk(work, who, inquiry_id, Move.RECLASSIFY)
    if inquiry.assignee_id is None:
        return inquiry, post
    return await access.in_hand(work, who, inquiry_id, Move.RECLASSIFY)


async def shorten(work: Work, inquiry: Inquiry, run: ClockRun, closes: datetime | None) -> bool:
    """Put the run under the rule of its kind if that is earlier; True when a call closes too soon for a day.

    Args:
        work: the unit of work.
        inquiry: the inquiry.
        run: the stretch of its clock that is running.
        closes: the instant the grant call in question closes.
    """
    term = deadlines.rule_for(work, inquiry.kind, inquiry.body)
    stood = await deadlines.pauses(work, run)
    found = count(run.received_at, term, work.facts.calendar, closes, pauses=stood, now=work.now)
    if found.due >= inquiry.due:
        return False
    run.rule, run.amount, run.unit, run.promise = term.rule, term.amount, term.unit, term.promise
    run.closes_at, run.counted_at = closes, work.now
    await deadlines.recount(work, inquiry, run)
    await replan(work, inquiry)
    if found.urgent:
        await tell_team(work, inquiry, "staff.closes_soon")
    return found.urgent


async def tell_sooner(work: Work, inquiry: Inquiry, old_due: date, cause: str, *, urgent: bool) -> None:
    """Tell the citizen that the answer comes earlier; where hardly a day is left, whom to call.

    Args:
        work: the unit of work.
        inquiry: the inquiry, with its new date.
        old_due: the date before.
        cause: "kind" when the kind was made clear, "call" when the call closes earlier.
        urgent: the call closes too soon for a working day.
    """
    citizen = await people.by_id(work.session, inquiry.person_id)
    if urgent:
        notice(work, citizen.chat_id, "closes_soon", {}, inquiry_id=inquiry.id)
        return
    args = {"old": old_due.isoformat(), "due": inquiry.due.isoformat(), "cause": cause}
    notice(work, citizen.chat_id, "sooner", args, inquiry_id=inquiry.id)
