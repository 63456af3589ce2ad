"""Asking: a citizen just types, then taps a body."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.callbacks.citizen import DraftDo, Pick, Separate, Which
from handlers.citizen.replies import for_heard, for_reopened, for_submitted
from handlers.said import OnlyCommand, is_service, said
from handlers.screen import Reply, show
from handlers.steps import AtWork, Private
from handlers.views import citizen, own, proposing
from handlers.views.words import reader
from services import additions, callinquiries, conversation, edits, inquiries, suggestions
from services.drafts import open_draft
from services.heard import Added
from services.official import of_draft
from services.work import Actor, Work

router = Router(name="asking")
router.message.filter(Private(), ~AtWork())
router.edited_message.filter(Private(), ~AtWork())


@router.callback_query(Pick.filter())
async def picked(query: CallbackQuery, callback_data: Pick, work: Work, who: Actor) -> Reply:
    """A body was chosen: that tap is the confirmation."""
    chosen = callback_data
    made = await inquiries.submit(work, who, chosen.draft, chosen.body, chosen.region or None)
    return for_submitted(work, who, made)


@router.callback_query(DraftDo.filter())
async def draft_button(query: CallbackQuery, callback_data: DraftDo, work: Work, who: Actor) -> Reply:
    """Another list, another region, "this is a question", back, the official text, or never mind."""
    reads, asked = reader(work, who), callback_data
    if asked.act == "cancel":
        anything = await conversation.cancel(work, who)
        return show(citizen.cancelled(reads, anything=anything))
    draft = await open_draft(work, who, asked.draft)
    if asked.act == "list":
        return show(proposing.all_bodies(reads, draft.id, asked.page))
    if asked.act == "regions":
        return show(proposing.regions(reads, draft.id, asked.body, who.person.last_region))
    if asked.act == "official":
        back = reads.button("button.to_dispatcher", Pick(draft=draft.id, body="TRIAGE").pack())
        return show(own.official(reads, await of_draft(work, who, draft, asked.body), back))
    if asked.act == "question":
        draft.is_question = True
    if asked.act == "no_call":
        callinquiries.not_meant(draft)
    return show(proposing.screen(reads, suggestions.shown(work, draft)))


@router.callback_query(Which.filter())
async def which(query: CallbackQuery, callback_data: Which, work: Work, who: Actor) -> Reply:
    """Addition, "not solved", or a new question."""
    draft = await open_draft(work, who, callback_data.draft)
    if not callback_data.inquiry:
        return for_heard(work, who, await conversation.new_question(work, who, draft))
    made = await additions.decide(work, who, draft, callback_data.inquiry)
    return for_heard(work, who, made) if isinstance(made, Added) else for_reopened(work, who, made)


@router.callback_query(Separate.filter())
async def separate(query: CallbackQuery, callback_data: Separate, work: Work, who: Actor) -> Reply:
    """What was added was meant as a new question."""
    return for_heard(work, who, await additions.separate(work, who, callback_data.message))


@router.message(OnlyCommand())
async def unknown_command(message: Message, work: Work, who: Actor) -> Reply:
    """A command we do not have is no question; what was begun stays as it is."""
    return show(citizen.unknown_command(reader(work, who)))


@router.message()
async def typed(message: Message, work: Work, who: Actor) -> Reply:
    """Anything a citizen sends without a command."""
    if is_service(message):
        return Reply()
    words = said(message)
    if words.kind == "unsupported":
        return show(citizen.unsupported(reader(work, who)))
    return for_heard(work, who, await conversation.hear(work, who, words), message.message_id)


@router.edited_message()
async def edited(message: Message, work: Work, who: Actor) -> Reply:
    """An edit is a new version of what was said."""
    words = said(message)
    heard = await edits.edit(work, who, words) if words.kind != "unsupported" else None
    return Reply() if heard is None else for_heard(work, who, heard, message.message_id)
