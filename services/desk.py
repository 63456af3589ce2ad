"""Taking and giving back, and the dispatcher's handing on: what an operator does before answering."""

from dataclasses import dataclass

from domain.errors import Refused
from domain.inquiries import Move, may_move, moved
from domain.permissions import TRIAGE
from models.queries import inquiries, people, staff
from models.tables import Inquiry
from services import access
from services.agenda import replan
from services.history import record
from services.outbox import notice
from services.queues import answered_last, has_somebody_else
from services.transfers import Target, Why, transfer
from services.work import Actor, Work

_BEGINNINGS = ("submitted", "transferred", "reopened", "objected")
"""Events with which a clock run begins, and with it the news that somebody works on it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Who has the inquiry now. `mine` is False when a colleague was quicker; `name` is theirs."""

    inquiry: Inquiry
    mine: bool
    name: str = ""


async def take(work: Work, who: Actor, inquiry_id: int) -> Taken:
    """Take an inquiry: of two people who tap at once one wins, and the other learns who it was.

    Raises:
        Refused: it is in none of their queues.
        Impossible: it is answered or withdrawn.
    """
    inquiry, post = await access.at_desk(work, who, inquiry_id, Move.TAKE)
    again = inquiry.state == "new" and await answered_last(work, inquiry, who.id)
    # Where one person is the whole queue, a second answer of theirs is better than none.
    if again and await has_somebody_else(work, inquiry, who.id):
        raise Refused("error.not_same_author")
    if not await staff.is_in_force(work.session, post.id):
        raise Refused("error.no_access")
    if inquiry.state == "new" and await inquiries.claim(work.session, inquiry.id, post.id, work.now):
        await tell_taken(work, inquiry)
        record(work, inquiry, "taken", who, post.id)
        who.go("answering", inquiry=inquiry.id)
        return Taken(inquiry, mine=True)
    await work.session.refresh(inquiry)
    if inquiry.assignee_id is None:
        moved(inquiry.state, Move.TAKE)
        raise Refused("error.no_access")
    if inquiry.assignee_id in {p.id for p in who.posts}:
        return Taken(inquiry, mine=True)
    return Taken(inquiry, mine=False, name=await staff.name_of(work.session, inquiry.assignee_id))


async def tell_taken(work: Work, inquiry: Inquiry) -> None:
    """Tell the citizen that somebody works on it: once in each clock run, however often it changes hands."""
    if await inquiries.last_of(work.session, inquiry.id, (*_BEGINNINGS, "taken")) == "taken":
        return
    citizen = await people.by_id(work.session, inquiry.person_id)
    notice(work, citizen.chat_id, "taken", {}, inquiry_id=inquiry.id)


async def release(work: Work, who: Actor, inquiry_id: int) -> Inquiry:
    """Give an inquiry back to its queue; what was written of an answer stays with it.

    Raises:
        Refused: somebody else has it.
        Impossible: nobody has it, or it is answered.
    """
    inquiry, post = await access.in_hand(work, who, inquiry_id, Move.RELEASE)
    await set_free(work, who, inquiry, post.id)
    who.go()
    return inquiry


async def set_free(work: Work, who: Actor | None, inquiry: Inquiry, membership_id: int | None) -> None:
    """An inquiry lies in its queue again; whether this person may say so was decided before.

    Raises:
        Impossible: nobody has it, or it is answered.
    """
    inquiry.state, inquiry.assignee_id = moved(inquiry.state, Move.RELEASE), None
    inquiry.version += 1
    inquiry.touched_at = work.now
    (await inquiries.current_run(work.session, inquiry.id)).free_since = work.now
    await replan(work, inquiry)
    record(work, inquiry, "released", who, membership_id)


async def hand_on(
    work: Work, who: Actor, inquiry_id: int, body: str, region: str | None, reason: str = "dispatched"
) -> Inquiry:
    """The dispatcher gives an inquiry to the body that answers it: new clock run, notice at once.

    Args:
        work: the unit of work.
        who: the dispatcher.
        inquiry_id: our key of the inquiry.
        body: code of the body.
        region: code of the region where the body answers per region.
        reason: key of the reason the citizen reads.

    Raises:
        Refused: not a dispatcher, the body is not connected, or it is its own body.
        Impossible: the inquiry is closed.
    """
    inquiry, _ = await access.at_desk(work, who, inquiry_id, Move.TRANSFER)
    if inquiry.body != TRIAGE:
        raise Refused("error.no_access")
    return await transfer(work, who, inquiry_id, Target(body, region or ""), Why(reason))


def may_hand_on(who: Actor, inquiry: Inquiry) -> bool:
    """May this person hand the inquiry on to a body?"""
    allowed = any(p.role in ("dispatcher", "admin") for p in who.posts)
    return allowed and inquiry.body == TRIAGE and may_move(inquiry.state, Move.TRANSFER)
