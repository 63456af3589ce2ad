"""Answering: type or insert a canned reply, look at the preview, send; then say what it came to."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.callbacks.desk import About, Answering, CameTo, Insert
from handlers.citizen.replies import for_heard
from handlers.operator.card import look
from handlers.said import OnlyCommand, said
from handlers.screen import Reply, show
from handlers.steps import ANSWERING, CORRECTING, PART, RETURNING, AtWork, InStep, Private
from handlers.views import answering as views
from handlers.views import general, history, staff
from handlers.views.words import reader
from services import access, answers, canned, edits, outcomes
from services.answers import Draft, Sent
from services.work import Actor, Work

router = Router(name="answering")
router.message.filter(Private())
router.edited_message.filter(Private())


@router.message(InStep(ANSWERING))
async def wrote(message: Message, work: Work, who: Actor) -> Reply:
    """A part of the answer: text or a file."""
    data = who.dialogue.data
    other = bool(data.get("other"))
    written = await answers.write(work, who, int(data["inquiry"]), said(message), other=other)
    return Reply() if written is None else await _preview(work, who, written)


@router.message(InStep(RETURNING))
async def remarked(message: Message, work: Work, who: Actor) -> Reply:
    """The head's remark on an answer that goes back to its author."""
    inquiry = await answers.give_back(work, who, int(who.dialogue.data["answer"]), message.text or "")
    return await look(work, who, inquiry.id)


@router.callback_query(Insert.filter())
async def insert(query: CallbackQuery, callback_data: Insert, work: Work, who: Actor) -> Reply:
    """A canned reply becomes the answer's beginning; without one, the list."""
    asked = callback_data
    if asked.reply:
        return await _preview(work, who, await answers.insert(work, who, asked.inquiry, asked.reply))
    inquiry, _ = await access.at_desk(work, who, asked.inquiry)
    return show(views.replies(reader(work, who), inquiry, await canned.listed(work, inquiry, asked.page)))


@router.callback_query(Answering.filter())
async def pressed(query: CallbackQuery, callback_data: Answering, work: Work, who: Actor) -> Reply:
    """A button under a preview or under an answer that waits for approval."""
    asked, reads = callback_data, reader(work, who)
    match asked.act:
        case "send":
            return await _sent(work, who, await answers.send(work, who, asked.answer, asked.version))
        case "approve":
            return await _sent(work, who, await answers.approve(work, who, asked.answer))
        case "return":
            waiting = await answers.waiting(work, who, asked.answer)
            who.go(RETURNING, answer=waiting.answer.id)
            return show(staff.remark_wanted(reads, waiting.inquiry))
        case "rewrite":
            return show(staff.answering(reads, await answers.rewrite(work, who, asked.answer), fresh=False))
        case "other":
            return show(views.other_wanted(reads, await answers.other_words(work, who, asked.answer)))
        case _:
            waiting = await answers.waiting(work, who, asked.answer)
            return show(*staff.review(reads, waiting, await history.signature(work, waiting)))


@router.callback_query(CameTo.filter())
async def came_to(query: CallbackQuery, callback_data: CameTo, work: Work, who: Actor) -> Reply:
    """What the answer came to, in one tap."""
    found = await outcomes.came_to(work, who, callback_data.answer, callback_data.outcome)
    return show(views.sent(reader(work, who), found, to_head=found.answer.state == "approval"))


@router.callback_query(About.filter())
async def about(query: CallbackQuery, callback_data: About, work: Work, who: Actor) -> Reply:
    """What the inquiry was about, in one tap; or the list of topics."""
    asked, reads = callback_data, reader(work, who)
    if asked.key == "-":
        found = await outcomes.of(work, who, asked.answer)
        return show(views.topics(reads, found, outcomes.topics(work, found.inquiry), asked.page))
    found = await outcomes.is_about(work, who, asked.answer, asked.key)
    return show(views.sent(reads, found, to_head=found.answer.state == "approval"))


@router.edited_message(AtWork())
async def edited(message: Message, work: Work, who: Actor) -> Reply:
    """What is being written was taken as it was typed: an edit is not in it, and that is said."""
    words = said(message)
    heard = await edits.at_work(work, who, words) if words.kind != "unsupported" else None
    if heard is not None:
        return for_heard(work, who, heard, message.message_id)
    writing = who.step in (ANSWERING, CORRECTING, PART)
    return show(views.edit_missed(reader(work, who))) if writing else Reply()


@router.message(AtWork(), OnlyCommand())
async def unknown_command(message: Message, work: Work, who: Actor) -> Reply:
    """A command we do not have is no part of an answer; what was begun stays as it is."""
    return show(general.unknown_command(reader(work, who)))


@router.message(AtWork())
async def idle(message: Message, work: Work, who: Actor) -> Reply:
    """Staff typed something while no answer is open: nothing leaves by mistake."""
    return show(general.nothing_open(reader(work, who), who))


async def _preview(work: Work, who: Actor, written: Draft) -> Reply:
    return show(*staff.preview(reader(work, who), written, await history.signature(work, written)))


async def _sent(work: Work, who: Actor, sent: Sent) -> Reply:
    found = await outcomes.of(work, who, sent.answer.id)
    return show(views.sent(reader(work, who), found, to_head=sent.to_head), promise=True)
