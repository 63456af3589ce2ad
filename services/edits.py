"""An edited message is a new version of itself; the version before stays readable."""

from models.queries import drafts, inquiries, messages
from models.tables import Inquiry, Message
from services import conversation, search
from services.additions import alert, danger
from services.heard import Corrected, Drafted, Heard
from services.history import record
from services.queues import tell_assignee
from services.suggestions import WORDLESS, AfterAnswer, WhichOne
from services.thread import Said, amend, cleaned
from services.work import Actor, Work


async def edit(work: Work, who: Actor, said: Said) -> Heard | None:
    """Keep an edit; one of a message we never saw is simply heard.

    Returns None when nothing changed or nothing needs saying. A place that moves by itself is no edit, and
    a contact cannot be edited.

    Raises:
        Unusable: it is longer than a message may be.
    """
    message = await messages.by_telegram(work.session, who.chat_id, said.telegram_id)
    if message is None:
        return await conversation.hear(work, who, said)
    if said.kind in WORDLESS or not await amend(work, message, cleaned(said)):
        return None
    if message.draft_id is not None:
        return await _in_draft(work, who, message.draft_id)
    inquiry = await inquiries.by_id(work.session, message.inquiry_id or 0, lock=True)
    return await _in_inquiry(work, who, inquiry, message) if inquiry and who.consented else None


async def at_work(work: Work, who: Actor, said: Said) -> Heard | None:
    """Keep an edit of what somebody asked as a citizen, made while they act as staff; None for anything else.

    Raises:
        Unusable: it is longer than a message may be.
    """
    known = await messages.by_telegram(work.session, who.chat_id, said.telegram_id)
    return await edit(work, who, said) if known is not None else None


async def _in_draft(work: Work, who: Actor, draft_id: int) -> Drafted | WhichOne | AfterAnswer | None:
    draft = await drafts.of_person(work.session, who.id)
    if draft is None or draft.id != draft_id or not who.consented or draft.settle_at is not None:
        return None
    return await conversation.propose(work, who, draft)


async def _in_inquiry(work: Work, who: Actor, inquiry: Inquiry, message: Message) -> Corrected:
    await search.note(work, inquiry, message.text)
    record(work, inquiry, "edited", who, message=message.id, version=message.versions)
    emergency = danger(work, Said(0, message.kind, message.text))
    if emergency is not None:
        await alert(work, inquiry)
    else:
        await tell_assignee(work, inquiry, "staff.edited")
    return Corrected(inquiry, emergency)
