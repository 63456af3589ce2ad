"""Passing an inquiry to another body: reason and notice at once, a fresh clock run, the first date kept."""

from dataclasses import dataclass

from domain.errors import Refused, Unusable
from domain.inquiries import Move, moved
from domain.permissions import TRIAGE, Post
from domain.transfers import Barred, barred, goes_to_dispatcher
from models.queries import inquiries, people
from models.tables import Inquiry
from services import access, deadlines
from services.extensions import LONGEST_REASON, reason_given
from services.history import record
from services.outbox import notice
from services.queues import announce, is_connected
from services.work import Actor, Work

__all__ = ["LONGEST_REASON", "Target", "Why", "transfer"]


@dataclass(frozen=True, slots=True)
class Target:
    """A queue an inquiry is passed to."""

    body: str
    region: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """The reason the citizen reads: a key of the catalogs, or words of the operator."""

    key: str = ""
    words: str = ""


async def transfer(work: Work, who: Actor, inquiry_id: int, target: Target, why: Why) -> Inquiry:
    """Pass an inquiry on. The third time it lands at the dispatcher, whatever body was chosen.

    Raises:
        Refused: not in the person's hand, too late for anybody but the head, the body is not connected or
            the same.
        Impossible: the inquiry is closed or waits for the head's approval.
        Unusable: there is no reason, or no such body.
    """
    inquiry, post = await _passable(work, who, inquiry_id)
    after = moved(inquiry.state, Move.TRANSFER)
    words = reason_given(why.words) if why.words else ""
    run = await inquiries.current_run(work.session, inquiry.id)
    found = barred(
        post.role,
        reason=why.key or words,
        same_body=(target.body, target.region) == (inquiry.body, inquiry.region),
        received=run.received_at,
        now=work.now,
        term=work.facts.term("transfer"),
        days=work.facts.calendar,
    )
    if found is Barred.NO_REASON:
        raise Unusable("error.no_reason")
    if found is not None:
        raise Refused(f"error.{found}")
    target = await _landing(work, post, inquiry, target)
    await _pass(work, who, inquiry, post, target, Why(why.key, words))
    inquiry.state = after
    await announce(work, inquiry)
    who.go()
    return inquiry


async def _passable(work: Work, who: Actor, inquiry_id: int) -> tuple[Inquiry, Post]:
    """A free inquiry of one's queue, or one's own; the head may pass on a colleague's."""
    inquiry, post = await access.at_desk(work, who, inquiry_id, Move.TRANSFER)
    if inquiry.assignee_id is None:
        return inquiry, post
    return await access.in_hand(work, who, inquiry_id, Move.TRANSFER)


async def _landing(work: Work, post: Post, inquiry: Inquiry, target: Target) -> Target:
    if target.body != TRIAGE:
        known = work.facts.bodies.get(target.body)
        if known is None or (known.per_region and target.region not in work.facts.regions):
            raise Unusable("error.unknown_body", code=target.body)
    to_dispatcher = goes_to_dispatcher(post.role, inquiry.hops, target.body)
    if to_dispatcher and inquiry.body != TRIAGE and await is_connected(work, TRIAGE, ""):
        return Target(TRIAGE)
    if target.body == TRIAGE or not await is_connected(work, target.body, target.region):
        raise Refused("error.not_connected")
    return target


async def _pass(work: Work, who: Actor, inquiry: Inquiry, post: Post, target: Target, why: Why) -> None:
    old = {"body": inquiry.body, "region": inquiry.region}
    run = await inquiries.current_run(work.session, inquiry.id)
    await deadlines.stop(work, inquiry)
    begun = await inquiries.unsent_answer(work.session, inquiry.id)
    if begun is not None:
        begun.state = "dropped"
    inquiry.body, inquiry.region, inquiry.assignee_id = target.body, target.region, None
    inquiry.hops += 1
    inquiry.version += 1
    inquiry.touched_at = work.now
    term = deadlines.rule_for(work, inquiry.kind, target.body)
    await deadlines.start(work, inquiry, run.n + 1, "transfer", term, work.now)
    told: dict[str, object] = {"old": old, "reason": why.key, "words": why.words}
    record(work, inquiry, "transferred", who, post.id, body=target.body, region=target.region, **told)
    citizen = await people.by_id(work.session, inquiry.person_id)
    notice(work, citizen.chat_id, "transferred", {"inquiry": inquiry.id, **told}, inquiry_id=inquiry.id)
