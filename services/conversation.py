"""Where a citizen's message belongs: a draft, an open inquiry, or a question back to them."""

from domain.errors import Unusable
from domain.inquiries import Move, State, may_move
from models.queries import drafts, inquiries
from models.tables import Album, Draft, Inquiry
from services import callinquiries, finding, suggestions
from services.additions import add
from services.heard import Added, Courtesy, Drafted, Gathering, Heard, NeedsConsent
from services.suggestions import AfterAnswer, Suggestion, WhichOne
from services.thread import Said, cleaned, keep
from services.topic import is_about, is_new, stay_with, subject
from services.work import Actor, Work

SETTLING_SECONDS = 1.6
"""Parts of an album, and messages sent in a burst, come this close together; then one answer is given."""


async def hear(work: Work, who: Actor, said: Said) -> Heard:
    """Keep a citizen's message and decide where it belongs.

    Raises:
        Unusable: it is empty, or longer than a message may be.
    """
    said = cleaned(said)
    if said.kind == "text" and not said.text:
        raise Unusable("error.empty")
    if said.album and await _joins_album(work, who, said):
        return Gathering()
    burst = _in_a_burst(work, who)
    draft = await drafts.of_person(work.session, who.id)
    if not who.consented:
        return await _before_consent(work, who, said, draft, burst=burst)
    inquiry = await subject(work, who, said, drafting=draft is not None)
    if inquiry is not None and may_move(inquiry.state, Move.ADD):
        if inquiry.state != State.WAITING and suggestions.is_courtesy(work, said):
            return Courtesy(inquiry)
        return await _add(work, who, inquiry, said, burst=burst)
    fresh = draft is None
    answered = inquiry if inquiry and inquiry.state == State.ANSWERED else None
    draft = await _gather(work, who, said, draft, answered)
    if said.album or (burst and not fresh):
        draft.settle_at = work.machine_now + SETTLING_SECONDS
        return Gathering()
    if not fresh:
        await suggestions.read(work, draft, who.person.last_region)
    return await _proposed(work, draft)


async def propose(work: Work, who: Actor, draft: Draft) -> Drafted | WhichOne | AfterAnswer:
    """Read the draft and say what to ask about it."""
    await suggestions.read(work, draft, who.person.last_region)
    return await _proposed(work, draft)


async def _proposed(work: Work, draft: Draft) -> Drafted | WhichOne | AfterAnswer:
    found = await suggestions.propose(work, draft)
    return Drafted(found) if isinstance(found, Suggestion) else found


async def is_begun(work: Work, who: Actor) -> bool:
    """Is there a draft that was not sent?"""
    return await drafts.of_person(work.session, who.id) is not None


async def resume(work: Work, who: Actor) -> Drafted | WhichOne | AfterAnswer | None:
    """Go on with what was typed and not sent; None when nothing was."""
    draft = await drafts.of_person(work.session, who.id)
    return await propose(work, who, draft) if draft else None


async def start_anew(work: Work, who: Actor) -> Drafted | None:
    """The next message is a new question, whatever is open; returns the draft that waits already, if any."""
    who.go("", new=True)
    draft = await drafts.of_person(work.session, who.id)
    return await new_question(work, who, draft) if draft else None


async def new_question(work: Work, who: Actor, draft: Draft) -> Drafted:
    """The citizen said that the draft is a new question: propose bodies for it."""
    suggestions.decided_new(draft)
    await suggestions.read(work, draft, who.person.last_region)
    await finding.offered(work, draft)
    return Drafted(suggestions.shown(work, draft))


async def cancel(work: Work, who: Actor) -> bool:
    """Leave any step and drop the draft; False when there was nothing to drop.

    What still arrives of an album that had begun in it is dropped with it.

    At work only the step is left: a draft is what the person began as a citizen.
    """
    busy = bool(who.step)
    who.go()
    draft = None if who.at_work else await drafts.of_person(work.session, who.id)
    if draft is None:
        return busy
    await drafts.orphan_albums(work.session, draft.id)
    await drafts.delete_draft(work.session, draft.id)
    return True


async def _before_consent(
    work: Work, who: Actor, said: Said, draft: Draft | None, *, burst: bool
) -> NeedsConsent | Gathering:
    """Keep it for a day; read it only for danger, and for the language in which to ask for consent."""
    feared = draft.suggested.get("emergency") if draft else None
    fresh = draft is None
    draft = await _gather(work, who, said, draft, None)
    await suggestions.read(work, draft, None)
    if who.person.language is None:
        who.language = suggestions.language_of(draft, who)
    emergency = suggestions.shown(work, draft).emergency
    if burst and not fresh and emergency == feared:
        return Gathering()
    return NeedsConsent(emergency)


async def _add(work: Work, who: Actor, inquiry: Inquiry, said: Said, *, burst: bool) -> Added | Gathering:
    """Add it to an open inquiry; a burst of additions is answered, and told to the operator, once."""
    talking = is_about(who, inquiry)
    added = await add(work, who, inquiry, said, quietly=burst and talking)
    if said.album:
        work.session.add(_album(work, who, said, inquiry_id=inquiry.id))
    stay_with(work, who, inquiry)
    quiet = burst and talking and added.emergency is None and not added.resumed
    return Gathering() if quiet else added


async def _gather(work: Work, who: Actor, said: Said, draft: Draft | None, answered: Inquiry | None) -> Draft:
    if draft is None:
        draft = await _begin(work, who, said, answered)
    draft.touched_at = work.now
    await keep(work, who, said, draft_id=draft.id)
    if said.album:
        work.session.add(_album(work, who, said, draft_id=draft.id))
    return draft


async def _begin(work: Work, who: Actor, said: Said, answered: Inquiry | None) -> Draft:
    """A new draft. What may be read at once is read before it is written, so that it is written once."""
    others = who.consented and not is_new(who) and await inquiries.has_open(work.session, who.id)
    draft = drafts.begin(work.session, who.id, work.now)
    suggestions.follows(draft, answered=answered, others_open=others)
    draft.suggested = draft.suggested | await callinquiries.asked(work, who)
    if who.consented and not said.album:
        await suggestions.read(work, draft, who.person.last_region, [said])
    await work.session.flush()
    return draft


async def _joins_album(work: Work, who: Actor, said: Said) -> bool:
    """Later parts of an album go where its first part went, however late they are: nowhere, if cancelled."""
    album = await drafts.album(work.session, who.id, said.album or "")
    if album is None:
        return False
    if album.draft_id is None and album.inquiry_id is None:
        return True
    await keep(work, who, said, draft_id=album.draft_id, inquiry_id=album.inquiry_id)
    draft = await drafts.of_person(work.session, who.id) if album.draft_id else None
    if draft is not None and who.consented:
        draft.settle_at = work.machine_now + SETTLING_SECONDS
    return True


def _album(
    work: Work, who: Actor, said: Said, *, draft_id: int | None = None, inquiry_id: int | None = None
) -> Album:
    return Album(
        person_id=who.id,
        group_id=said.album,
        draft_id=draft_id,
        inquiry_id=inquiry_id,
        created_at=work.now,
    )


def _in_a_burst(work: Work, who: Actor) -> bool:
    """Did the person's last message come a moment ago? Then more is probably on its way."""
    last = float(who.dialogue.data.get("heard", 0.0))
    who.dialogue.data = {**who.dialogue.data, "heard": work.machine_now}
    return work.machine_now - last < SETTLING_SECONDS
