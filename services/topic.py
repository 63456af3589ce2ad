"""What a citizen and we were last talking about: it decides where a message without an address belongs."""

from datetime import UTC, datetime

from domain.inquiries import CONTINUES_WITHIN, OVER, State
from models.queries import inquiries, messages, outbox
from models.tables import Dialogue, Inquiry, Person
from services.thread import Said
from services.work import Actor, Work


def stay_with(work: Work, who: Actor, inquiry: Inquiry) -> None:
    """What comes within ten minutes from now is about this inquiry."""
    about = {"about": inquiry.id, "since": work.now.timestamp(), "new": False}
    who.dialogue.data = who.dialogue.data | about


async def turn_to(work: Work, citizen: Person, inquiry: Inquiry) -> None:
    """We ask the citizen something: what they write within ten minutes answers it, unless they begin anew."""
    dialogue = await work.session.get(Dialogue, citizen.chat_id, with_for_update=True)
    if dialogue is not None and not dialogue.data.get("new"):
        dialogue.data = dialogue.data | {"about": inquiry.id, "since": work.now.timestamp()}


def is_about(who: Actor, inquiry: Inquiry) -> bool:
    """Was the last thing said about this inquiry?"""
    return bool(who.dialogue.data.get("about") == inquiry.id)


def is_new(who: Actor) -> bool:
    """Did the person say that what comes next is a new question?"""
    return who.dialogue.data.get("new") is True


async def subject(work: Work, who: Actor, said: Said, *, drafting: bool) -> Inquiry | None:
    """The inquiry a message replies to, or follows within ten minutes; it may be answered already.

    It is locked, for somebody may be answering it just now, and then the message is about that answer.

    Args:
        work: the unit of work.
        who: the citizen.
        said: the message.
        drafting: a draft is open, and only an explicit reply leads past it.
    """
    if said.reply_to is not None:
        inquiry = await _replied(work, who, said.reply_to)
        if inquiry is not None:
            return inquiry
    if drafting or is_new(who):
        return None
    at, inquiry_id = await _last_word(work, who)
    inquiry = await inquiries.by_id(work.session, inquiry_id, lock=True) if inquiry_id else None
    if inquiry is None or inquiry.state in OVER:
        return None
    if inquiry.state == State.ANSWERED and inquiry.answered_at is not None:
        at = inquiry.answered_at
    return inquiry if work.now - at <= CONTINUES_WITHIN else None


async def _replied(work: Work, who: Actor, reply_to: int) -> Inquiry | None:
    found = await outbox.inquiry_of(work.session, who.chat_id, reply_to)
    if found is None:
        replied = await messages.by_telegram(work.session, who.chat_id, reply_to)
        found = replied.inquiry_id if replied else None
    inquiry = await inquiries.by_id(work.session, found, lock=True) if found else None
    if inquiry is not None and inquiry.merged_into is not None:
        inquiry = await inquiries.by_id(work.session, inquiry.merged_into, lock=True)
    if inquiry is None or inquiry.person_id != who.id or inquiry.state in OVER:
        return None
    return inquiry


async def _last_word(work: Work, who: Actor) -> tuple[datetime, int | None]:
    """When and about which inquiry the two sides last spoke."""
    since = datetime.fromtimestamp(float(who.dialogue.data.get("since", 0)), UTC)
    last = await messages.last_word(work.session, who.chat_id)
    if last is not None and last[0] > since:
        return last
    return since, who.dialogue.data.get("about")
