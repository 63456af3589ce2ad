"""Passing an inquiry to another body: reason and notice at once, a fresh clock run, the first date kept."""

from dataclasses import dataclass
from datetime import date

from domain.errors import Refused, Unusable
from domain.inquiries import Move, may_move, moved
from domain.permissions import TRIAGE, Post, heads, post_for
from domain.transfers import Barred, barred, goes_to_dispatcher
from models.queries import inquiries, people
from models.tables import Inquiry
from services import access, deadlines, search
from services.directory import Choices, choices_for
from services.extensions import LONGEST_REASON, reason_given
from services.history import record
from services.outbox import notice
from services.queues import announce, is_connected
from services.work import Actor, Work

__all__ = [
    "LONGEST_REASON",
    "REASONS",
    "Choices",
    "Passing",
    "Target",
    "Why",
    "choices",
    "may_transfer",
    "prepare",
    "transfer",
]


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


@dataclass(frozen=True, slots=True)
class Passing:
    """A transfer that can be made now: what the citizen will read of it."""

    inquiry: Inquiry
    post: Post
    target: Target
    why: Why
    due: date


REASONS = ("competence", "mistaken", "local", "region")
"""Reasons that take one tap: keys of the catalogs."""


async def choices(work: Work, who: Actor, inquiry_id: int) -> Choices:
    """Where this person may pass an inquiry on to.

    Raises:
        Refused: not in the person's hand, or too late for anybody but the head.
        Impossible: the inquiry is closed or waits for the head's approval.
    """
    inquiry, post = await access.free_or_in_hand(work, who, inquiry_id, Move.TRANSFER)
    moved(inquiry.state, Move.TRANSFER)
    await _check(work, post, inquiry, "competence", same_body=False)
    return await choices_for(work, inquiry)


async def prepare(work: Work, who: Actor, inquiry_id: int, target: Target, why: Why) -> Passing:
    """Look at a transfer before it is made: the same checks, and nothing is changed.

    Raises:
        Refused: not in the person's hand, too late for anybody but the head, the body is not connected or
            the same.
        Impossible: the inquiry is closed or waits for the head's approval.
        Unusable: there is no reason, or no such body.
    """
    inquiry, post = await access.free_or_in_hand(work, who, inquiry_id, Move.TRANSFER)
    moved(inquiry.state, Move.TRANSFER)
    words = reason_given(why.words) if why.words else ""
    same = (target.body, target.region) == (inquiry.body, inquiry.region)
    await _check(work, post, inquiry, why.key or words, same_body=same)
    target = await _landing(work, post, inquiry, target)
    term = deadlines.rule_for(work, inquiry.kind, target.body)
    run = await deadlines.current(work, inquiry)
    due = deadlines.counted(work, term, work.now, run.closes_at).due
    return Passing(inquiry, post, target, Why(why.key, words), due)


async def transfer(work: Work, who: Actor, inquiry_id: int, target: Target, why: Why) -> Inquiry:
    """Pass an inquiry on. The third time it lands at the dispatcher, whatever body was chosen.

    Raises:
        Refused: not in the person's hand, too late for anybody but the head, the body is not connected or
            the same.
        Impossible: the inquiry is closed or waits for the head's approval.
        Unusable: there is no reason, or no such body.
    """
    ready = await prepare(work, who, inquiry_id, target, why)
    inquiry, after = ready.inquiry, moved(ready.inquiry.state, Move.TRANSFER)
    await _pass(work, who, inquiry, ready.post, ready.target, ready.why)
    inquiry.state = after
    await search.note_all(work, inquiry)
    await announce(work, inquiry)
    who.go()
    return inquiry


def may_transfer(who: Actor, inquiry: Inquiry) -> bool:
    """Is this person one who may pass the inquiry on? Whether it is too late is asked when they try."""
    if inquiry.body == TRIAGE or not may_move(inquiry.state, Move.TRANSFER):
        return False
    post = post_for(who.posts, Move.TRANSFER, inquiry.body, inquiry.region)
    mine = inquiry.assignee_id is None or inquiry.assignee_id in {p.id for p in who.posts}
    return post is not None and (mine or heads(who.posts, inquiry.body, inquiry.region))


async def _check(work: Work, post: Post, inquiry: Inquiry, reason: str, *, same_body: bool) -> None:
    run = await inquiries.current_run(work.session, inquiry.id)
    found = barred(
        post.role,
        reason=reason,
        same_body=same_body,
        received=run.received_at,
        now=work.now,
        term=work.facts.term("transfer"),
        days=work.facts.calendar,
    )
    if found is Barred.NO_REASON:
        raise Unusable("error.no_reason")
    if found is not None:
        raise Refused(f"error.{found}")


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
    await search.forget_all(work, inquiry)
    inquiry.body, inquiry.region, inquiry.assignee_id = target.body, target.region, None
    inquiry.unit_id = None
    inquiry.hops += 1
    inquiry.version += 1
    inquiry.touched_at = work.now
    term = deadlines.rule_for(work, inquiry.kind, target.body)
    await deadlines.start(work, inquiry, run.n + 1, "transfer", term, work.now, run.closes_at)
    told: dict[str, object] = {"old": old, "reason": why.key, "words": why.words}
    record(work, inquiry, "transferred", who, post.id, body=target.body, region=target.region, **told)
    citizen = await people.by_id(work.session, inquiry.person_id)
    notice(work, citizen.chat_id, "transferred", {"inquiry": inquiry.id, **told}, inquiry_id=inquiry.id)
