"""What a citizen adds to an inquiry, changes in it, or takes out of it again."""

from collections.abc import Sequence
from datetime import timedelta

from domain.errors import Stale
from domain.inquiries import OPEN, Move, State, moved
from models.queries import drafts, inquiries, messages
from models.tables import Draft, Inquiry, Message
from services import access, search, suggestions
from services.clock import citizen_answered
from services.heard import Added, Drafted
from services.history import record
from services.inquiries import OfficialPath, Submitted, reopen
from services.queues import announce, tell_assignee
from services.thread import Said, keep
from services.topic import stay_with
from services.work import Actor, Work

TOGETHER = timedelta(seconds=2)
"""Messages this close together were meant as one and are moved as one."""


async def add(work: Work, who: Actor, inquiry: Inquiry, said: Said, *, quietly: bool = False) -> Added:
    """Add a message to an open inquiry and tell whoever works on it, unless they were told a moment ago."""
    message = await keep(work, who, said, inquiry_id=inquiry.id)
    await search.note(work, inquiry, message.text)
    emergency = danger(work, said)
    resumed = await citizen_answered(work, who, inquiry)
    if quietly and emergency is None and not resumed:
        inquiry.touched_at = work.now
        return Added(inquiry)
    await _added(work, who, inquiry, emergency)
    return Added(inquiry, emergency, resumed)


def danger(work: Work, said: Said) -> str | None:
    """The kind of danger a message speaks of."""
    if not said.text or said.kind in suggestions.WORDLESS:
        return None
    found = work.router.route(said.text).emergency
    return found.kind if found else None


async def alert(work: Work, inquiry: Inquiry) -> None:
    """Words of danger came after the inquiry was sent: everybody of its queue is told singly and at once."""
    inquiry.urgent = True
    if inquiry.state in OPEN:
        await announce(work, inquiry)


async def _added(work: Work, who: Actor, inquiry: Inquiry, emergency: str | None) -> None:
    inquiry.touched_at = work.now
    record(work, inquiry, "added", who)
    if emergency is not None:
        await alert(work, inquiry)
    else:
        await tell_assignee(work, inquiry, "staff.added")


async def decide(work: Work, who: Actor, draft: Draft, inquiry_id: int) -> Added | Submitted | OfficialPath:
    """The citizen said that the draft belongs to an inquiry; one that is answered is opened again.

    Raises:
        Refused: the inquiry is not theirs.
        Impossible: it is withdrawn, nothing can be added.
    """
    inquiry = await access.own(work, who, inquiry_id)
    if inquiry.state == State.ANSWERED:
        made = await reopen(work, who, inquiry)
        if isinstance(made, Submitted):
            await _move_in(work, draft, inquiry)
        return made
    moved(inquiry.state, Move.ADD)
    if draft.settle_at is not None:
        await suggestions.read(work, draft, who.person.last_region)
    emergency = draft.suggested.get("emergency")
    await _move_in(work, draft, inquiry)
    resumed = await citizen_answered(work, who, inquiry)
    await _added(work, who, inquiry, emergency)
    stay_with(work, who, inquiry)
    return Added(inquiry, resumed=resumed)


async def _move_in(work: Work, draft: Draft, inquiry: Inquiry) -> None:
    await drafts.hand_over(work.session, draft.id, inquiry.id)
    await drafts.remove(work.session, draft.id)
    await search.note_all(work, inquiry)


async def separate(work: Work, who: Actor, telegram_id: int) -> Drafted:
    """The citizen says that what we added to an inquiry is a new question: take it out again.

    Raises:
        Stale: the message is not in an inquiry of theirs any more, or is the question itself.
        Impossible: the inquiry is answered or withdrawn, with this message in it.
    """
    message = await messages.by_telegram(work.session, who.chat_id, telegram_id)
    found = (message.inquiry_id or 0) if message else 0
    inquiry = await inquiries.by_id(work.session, found, lock=True) if found else None
    if message is None or inquiry is None or inquiry.person_id != who.id:
        raise Stale("error.no_such_button")
    thread = [m for m in await messages.thread(work.session, inquiry.id) if m.author == "citizen"]
    if message is thread[0]:
        raise Stale("error.no_such_button")
    moved(inquiry.state, Move.ADD)
    draft = await drafts.of_person(work.session, who.id) or await drafts.add(work.session, who.id, work.now)
    taken_out = _meant_as_one(thread, message)
    for part in taken_out:
        part.inquiry_id, part.draft_id = None, draft.id
        if part.album and (album := await drafts.album(work.session, who.id, part.album)):
            album.inquiry_id, album.draft_id = None, draft.id
    draft.touched_at = work.now
    record(work, inquiry, "taken_out", who)
    await work.session.flush()
    await search.forget(work, inquiry, *(part.text for part in taken_out))
    suggestions.decided_new(draft)
    await suggestions.read(work, draft, who.person.last_region)
    return Drafted(suggestions.shown(work, draft))


def _meant_as_one(thread: Sequence[Message], first: Message) -> list[Message]:
    """A message with those that followed at once: an album, or a burst that got one reply."""
    found = [first]
    for message in thread[thread.index(first) + 1 :]:
        if message.at - found[-1].at <= TOGETHER or (message.album and message.album == first.album):
            found.append(message)
    return found
