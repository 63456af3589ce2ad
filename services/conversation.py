"""Where a citizen's message belongs: a draft, an open inquiry, or a question back to them."""

from dataclasses import dataclass

from domain.inquiries import CONTINUES_WITHIN, Move, may_move, moved
from domain.notices import Kind
from models.queries import drafts, inquiries, messages, outbox, people, staff
from models.tables import Album, Draft, Inquiry
from services import access
from services.drafts import open_draft
from services.history import record
from services.outbox import notice
from services.suggestions import Suggestion, suggest
from services.thread import Said, amend, cleaned, keep
from services.work import Actor, Work

SETTLING_SECONDS = 1.6
"""Parts of an album, and messages sent in a burst, come this close together; then one answer is given."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """It went into the draft; propose bodies."""

    suggestion: Suggestion


@dataclass(frozen=True, slots=True)
class Gathering:
    """It went where the parts before it went; one answer follows when all have come."""


@dataclass(frozen=True, slots=True)
class Added:
    """It was added to an open inquiry."""

    inquiry: Inquiry


@dataclass(frozen=True, slots=True)
class WhichOne:
    """It may belong to one of these inquiries, or be a new question: the citizen says."""

    draft_id: int
    inquiries: tuple[Inquiry, ...]


@dataclass(frozen=True, slots=True)
class NeedsConsent:
    """It is kept in a draft until the citizen agrees or a day has passed."""

    emergency: str | None


Heard = Drafted | Gathering | Added | WhichOne | NeedsConsent


async def hear(work: Work, who: Actor, said: Said) -> Heard:
    """Keep a citizen's message and decide where it belongs.

    Raises:
        Unusable: it is longer than a message may be.
    """
    said = cleaned(said)
    if said.album and (home := await _album_home(work, who, said)):
        return home
    draft = await drafts.of_person(work.session, who.id)
    if not who.consented:
        draft = await _gather(work, who, said, draft)
        return NeedsConsent((await suggest(work, who, draft)).emergency)
    if draft is None:
        inquiry = await _continued(work, who, said)
        if inquiry is not None:
            return await add(work, who, inquiry, said)
    fresh = draft is None
    draft = await _gather(work, who, said, draft)
    if said.album or _in_a_burst(work, who, fresh=fresh):
        draft.settle_at = work.machine_now + SETTLING_SECONDS
        return Gathering()
    if fresh and (open_ones := await _others_open(work, who)):
        return WhichOne(draft.id, open_ones)
    return Drafted(await suggest(work, who, draft))


async def add(work: Work, who: Actor, inquiry: Inquiry, said: Said) -> Added:
    """Add a message to an open inquiry and tell whoever works on it."""
    await keep(work, who, said, inquiry_id=inquiry.id)
    if said.album:
        work.session.add(_album(work, who, said, inquiry_id=inquiry.id))
    await added(work, who, inquiry)
    return Added(inquiry)


async def added(work: Work, who: Actor, inquiry: Inquiry) -> None:
    """Write down that the citizen said more, and tell the operator who has it."""
    inquiry.touched_at = work.now
    record(work, inquiry, "added", who)
    if inquiry.assignee_id is not None:
        await tell_assignee(work, inquiry, "staff.added")


async def tell_assignee(work: Work, inquiry: Inquiry, key: str) -> None:
    """A notice to the operator who has the inquiry, if anybody has."""
    assert inquiry.assignee_id is not None
    post = await staff.membership(work.session, inquiry.assignee_id)
    person = await people.by_id(work.session, post.person_id)
    notice(work, person.chat_id, key, {"inquiry": inquiry.id}, kind=Kind.STAFF, inquiry_id=inquiry.id)


async def resume(work: Work, who: Actor) -> Drafted | None:
    """Go on with what was typed before consent; None when nothing was."""
    draft = await drafts.of_person(work.session, who.id)
    return Drafted(await suggest(work, who, draft)) if draft else None


async def decide(work: Work, who: Actor, draft_id: int, inquiry_id: int | None) -> Heard:
    """The citizen said whether the draft belongs to an inquiry (None: it is new).

    Raises:
        Stale: the draft is gone.
        Refused: the inquiry is not theirs.
        Impossible: it is answered or withdrawn, nothing can be added.
    """
    draft = await open_draft(work, who, draft_id)
    if inquiry_id is None:
        who.dialogue.data = {**who.dialogue.data, "new": True}
        return Drafted(await suggest(work, who, draft))
    inquiry = await access.own(work, who, inquiry_id)
    moved(inquiry.state, Move.ADD)
    await drafts.hand_over(work.session, draft_id, inquiry.id)
    await drafts.remove(work.session, draft_id)
    await added(work, who, inquiry)
    return Added(inquiry)


async def cancel(work: Work, who: Actor) -> bool:
    """Drop the draft and leave any step; False when there was nothing to drop."""
    draft = await drafts.of_person(work.session, who.id)
    busy = bool(who.step)
    who.go()
    if draft is None:
        return busy
    await drafts.delete_draft(work.session, draft.id)
    return True


async def start_anew(work: Work, who: Actor) -> Drafted | None:
    """The next message is a new question, whatever is open; returns the draft that waits already, if any."""
    who.go("", new=True)
    return await resume(work, who)


async def edit(work: Work, who: Actor, said: Said) -> Heard | None:
    """An edited message is a new version of itself; one we never saw is simply heard.

    Returns None when nothing changed or nothing needs saying.
    """
    said = cleaned(said)
    message = await messages.by_telegram(work.session, who.chat_id, said.telegram_id)
    if message is None:
        return await hear(work, who, said)
    if not await amend(work, message, said.text):
        return None
    if message.draft_id is not None:
        return await _edited_draft(work, who, message.draft_id)
    inquiry = await inquiries.by_id(work.session, message.inquiry_id or 0)
    if inquiry is not None:
        record(work, inquiry, "edited", who, message=message.id, version=message.versions)
        if inquiry.assignee_id is not None:
            await tell_assignee(work, inquiry, "staff.edited")
    return None


async def _edited_draft(work: Work, who: Actor, draft_id: int) -> Heard | None:
    draft = await drafts.of_person(work.session, who.id)
    if draft is None or draft.id != draft_id or not who.consented:
        return None
    return Drafted(await suggest(work, who, draft))


async def separate(work: Work, who: Actor, telegram_id: int) -> Drafted | None:
    """The citizen says that what we added to an inquiry is a new question: take it out again.

    Returns None when the message is not in an inquiry of theirs any more.
    """
    message = await messages.by_telegram(work.session, who.chat_id, telegram_id)
    inquiry = await inquiries.by_id(work.session, message.inquiry_id or 0) if message else None
    if message is None or inquiry is None or inquiry.person_id != who.id:
        return None
    draft = await drafts.of_person(work.session, who.id) or await drafts.add(work.session, who.id, work.now)
    message.inquiry_id, message.draft_id = None, draft.id
    draft.touched_at = work.now
    record(work, inquiry, "taken_out", who)
    await work.session.flush()
    return Drafted(await suggest(work, who, draft))


async def _others_open(work: Work, who: Actor) -> tuple[Inquiry, ...]:
    """Open inquiries the message could belong to; none when the citizen said it is new."""
    if who.dialogue.data.get("new") is True:
        return ()
    return tuple(await inquiries.open_of_person(work.session, who.id, limit=3))


async def _gather(work: Work, who: Actor, said: Said, draft: Draft | None) -> Draft:
    draft = draft or await drafts.add(work.session, who.id, work.now)
    draft.touched_at = work.now
    await keep(work, who, said, draft_id=draft.id)
    await work.session.flush()
    if said.album:
        work.session.add(_album(work, who, said, draft_id=draft.id))
    return draft


async def _album_home(work: Work, who: Actor, said: Said) -> Heard | None:
    """Later parts of an album go where its first part went, however late they are."""
    album = await drafts.album(work.session, who.id, said.album or "")
    if album is None:
        return None
    await keep(work, who, said, draft_id=album.draft_id, inquiry_id=album.inquiry_id)
    draft = await drafts.of_person(work.session, who.id) if album.draft_id else None
    if draft is not None:
        draft.settle_at = work.machine_now + SETTLING_SECONDS
    if not who.consented:
        return NeedsConsent(None)
    return Gathering()


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


async def _continued(work: Work, who: Actor, said: Said) -> Inquiry | None:
    """The open inquiry a message answers, or follows within ten minutes."""
    found = None
    if said.reply_to is not None:
        found = await outbox.inquiry_of(work.session, who.chat_id, said.reply_to)
        if found is None:
            replied = await messages.by_telegram(work.session, who.chat_id, said.reply_to)
            found = replied.inquiry_id if replied else None
    if found is None and who.dialogue.data.get("new") is not True:
        last = await messages.last_of_chat(work.session, who.chat_id)
        if last is not None and work.now - last.at <= CONTINUES_WITHIN:
            found = last.inquiry_id
    inquiry = await inquiries.by_id(work.session, found) if found else None
    if inquiry is None or inquiry.person_id != who.id or not may_move(inquiry.state, Move.ADD):
        return None
    return inquiry


def _in_a_burst(work: Work, who: Actor, *, fresh: bool) -> bool:
    """Did our last screen leave a moment ago? Then more is probably on its way."""
    last = who.dialogue.data.get("heard", 0.0)
    who.dialogue.data = {**who.dialogue.data, "heard": work.machine_now}
    return not fresh and work.machine_now - last < SETTLING_SECONDS
