"""An inquiry from its sending to its end, as the citizen lives it."""

from collections.abc import Sequence
from dataclasses import dataclass
from secrets import SystemRandom

from domain.deadlines import Deadline
from domain.errors import Refused, Stale, Unusable
from domain.ids import new_number
from domain.inquiries import REOPEN_WITHIN, Move, moved
from domain.permissions import TRIAGE
from models.queries import drafts, inquiries, rows
from models.queries.drafts import HandedOver
from models.tables import Draft, Inquiry
from services import callinquiries, deadlines, gists, search
from services.history import event, record
from services.queues import announce, is_connected, tell_assignee, tell_heads, tell_team
from services.suggestions import co_executors, language_of, read
from services.topic import stay_with
from services.work import Actor, Work

_RANDOM = SystemRandom()


@dataclass(frozen=True, slots=True)
class Submitted:
    """It is in the queue; `already` when this draft had been sent before."""

    inquiry: Inquiry
    deadline: Deadline
    already: bool = False


@dataclass(frozen=True, slots=True)
class NeedsRegion:
    """The body answers per region and nothing tells which."""

    draft_id: int
    body: str
    last: str | None


@dataclass(frozen=True, slots=True)
class NotConnected:
    """Nobody of this body answers here yet; no date is promised. `dispatcher`: there is one to turn to."""

    draft_id: int
    body: str
    region: str | None
    dispatcher: bool


async def submit(
    work: Work, who: Actor, draft_id: int, body: str, region: str | None = None
) -> Submitted | NeedsRegion | NotConnected:
    """Send a draft to a body: one draft makes one inquiry, however often the button is pressed.

    Raises:
        Refused: there is no consent.
        Stale: the draft is gone (cancelled, or never theirs).
        Unusable: there is no such body or region.
    """
    if body != TRIAGE and (body not in work.facts.bodies or (region and region not in work.facts.regions)):
        raise Unusable("error.no_such_button")
    if not who.consented:
        raise Refused("error.no_consent")
    draft = await drafts.of_person(work.session, who.id)
    if draft is None or draft.id != draft_id:
        return await _sent_before(work, who, draft_id)
    if draft.settle_at is not None:
        await read(work, draft, who.person.last_region)
    if body != TRIAGE and work.facts.bodies[body].per_region:
        region = region or (draft.suggested or {}).get("region") or who.person.last_region
        if region is None:
            return NeedsRegion(draft.id, body, who.person.last_region)
        who.person.last_region = region
    else:
        region = None
    if not await is_connected(work, body, region or ""):
        dispatcher = body != TRIAGE and await is_connected(work, TRIAGE, "")
        return NotConnected(draft.id, body, region, dispatcher)
    return await _create(work, who, draft, body, region or "")


async def _sent_before(work: Work, who: Actor, draft_id: int) -> Submitted:
    inquiry = await inquiries.by_draft(work.session, draft_id)
    if inquiry is None or inquiry.person_id != who.id:
        raise Stale("error.draft_gone")
    return Submitted(inquiry, (await deadlines.explained(work, inquiry)).reckoning.counted, already=True)


async def _create(work: Work, who: Actor, draft: Draft, body: str, region: str) -> Submitted:
    call = await callinquiries.of_draft(work, draft, body, region)
    kind, closes = ("grant", call.closes_at) if call else ("question", None)
    kept, term = draft.suggested or {}, deadlines.rule_for(work, kind, body)
    promised = deadlines.counted(work, term, work.now, closes).due
    inquiry = Inquiry(
        number=await _free_number(work),
        draft_id=draft.id,
        person_id=who.id,
        body=body,
        region=region,
        kind=kind,
        state="new",
        version=1,
        language=language_of(draft, who),
        topic=_topic(draft, body),
        channel="telegram",
        applicant="individual",
        disputes=bool(kept.get("disputes")),
        urgent=bool(kept.get("emergency")),
        suggested=kept | {"also": co_executors(kept, body)},
        received_at=work.now,
        first_due=promised,
        due=promised,
        hops=0,
        reopened=0,
        touched_at=work.now,
    )
    work.session.add(inquiry)
    await work.session.flush()
    deadline = await deadlines.start(work, inquiry, 1, "first", term, work.now, closes)
    said = await drafts.hand_over(work.session, draft.id, inquiry.id)
    await drafts.remove(work.session, draft.id)
    await _note(work, inquiry, said)
    sent = event(work, inquiry, "submitted", who, details={"body": body, "region": region})
    await rows.write(work.session, sent)
    if call is not None:
        callinquiries.attach(work, inquiry, call)
    await announce(work, inquiry)
    if deadline.urgent:
        await tell_team(work, inquiry, "staff.closes_soon", at_once=True)
    who.go()
    stay_with(work, who, inquiry)
    return Submitted(inquiry, deadline)


async def _note(work: Work, inquiry: Inquiry, said: Sequence[HandedOver]) -> None:
    """By which words it is found, and what it is compared by."""
    texts = [message.text for message in said]
    if any(message.edited for message in said):
        await search.note_all(work, inquiry)  # as it read before it is found too
    else:
        await search.note(work, inquiry, *texts)
    await gists.keep(work, inquiry, texts)


async def _free_number(work: Work) -> str:
    while True:
        number = new_number(work.today.year, _RANDOM)
        if not await inquiries.number_taken(work.session, number):
            return number


def _topic(draft: Draft, body: str) -> str | None:
    """The citizen's own words that spoke for the body: a topic nobody had to choose."""
    for candidate in (draft.suggested or {}).get("bodies", ()):
        if candidate["code"] == body and candidate["evidence"]:
            return ", ".join(candidate["evidence"])[:80]
    return None


def may_withdraw(inquiry: Inquiry) -> None:
    """Is there anything to withdraw?

    Raises:
        Impossible: it is answered or withdrawn already.
    """
    moved(inquiry.state, Move.WITHDRAW)


async def withdraw(work: Work, who: Actor | None, inquiry: Inquiry) -> None:
    """The citizen needs no answer any more; `who` is None where they are being erased.

    Raises:
        Impossible: it is answered or withdrawn already.
    """
    inquiry.state = moved(inquiry.state, Move.WITHDRAW)
    inquiry.version += 1
    inquiry.touched_at = work.now
    await deadlines.stop(work, inquiry)
    record(work, inquiry, "withdrawn", who)
    await tell_assignee(work, inquiry, "staff.withdrawn")


async def rate(work: Work, who: Actor, inquiry: Inquiry, stars: int) -> None:
    """The citizen's mark, 1 to 5; a later mark replaces an earlier one.

    Raises:
        Unusable: it is no mark.
        Impossible: there is no answer to rate.
    """
    if not 1 <= stars <= 5:
        raise Unusable("error.no_such_button")
    moved(inquiry.state, Move.RATE)
    if inquiry.rating == stars:
        return
    inquiry.rating = stars
    record(work, inquiry, "rated", who, stars=stars)


@dataclass(frozen=True, slots=True)
class OfficialPath:
    """It was reopened once already, or too much time has passed: the official way is offered instead."""

    inquiry: Inquiry


async def reopen(work: Work, who: Actor, inquiry: Inquiry) -> Submitted | OfficialPath:
    """ "Not solved": a short run begins, and the head gives it to somebody else than the last author.

    Raises:
        Impossible: there is no answer yet.
    """
    after = moved(inquiry.state, Move.REOPEN)
    expired = inquiry.answered_at is None or work.now - inquiry.answered_at > REOPEN_WITHIN
    if inquiry.reopened or expired:
        return OfficialPath(inquiry)
    run = await inquiries.current_run(work.session, inquiry.id)
    inquiry.state, inquiry.assignee_id = after, None
    inquiry.reopened += 1
    inquiry.version += 1
    inquiry.touched_at = work.now
    deadline = await deadlines.start(
        work, inquiry, run.n + 1, "reopened", deadlines.reopening(work), work.now
    )
    record(work, inquiry, "reopened", who)
    await tell_heads(work, inquiry, "staff.reopened")
    await announce(work, inquiry)
    stay_with(work, who, inquiry)
    return Submitted(inquiry, deadline)
