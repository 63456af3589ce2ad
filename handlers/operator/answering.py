"""Answering: type, look at the preview, send."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.callbacks import Answering
from handlers.operator.card import look
from handlers.said import said
from handlers.screen import Reply, show
from handlers.steps import ANSWERING, RETURNING, AtWork, InStep, Private
from handlers.views import general, history, staff
from handlers.views.words import reader
from services import answers
from services.work import Actor, Work

router = Router(name="answering")
router.message.filter(Private())


@router.message(InStep(ANSWERING))
async def wrote(message: Message, work: Work, who: Actor) -> Reply:
    """A part of the answer: text or a file."""
    written = await answers.write(work, who, int(who.dialogue.data["inquiry"]), said(message))
    if written is None:
        return Reply()
    return show(*staff.preview(reader(work, who), written, await history.signature(work, written)))


@router.message(InStep(RETURNING))
async def remarked(message: Message, work: Work, who: Actor) -> Reply:
    """The head's remark on an answer that goes back to its author."""
    inquiry = await answers.give_back(work, who, int(who.dialogue.data["answer"]), message.text or "")
    return await look(work, who, inquiry.id)


@router.callback_query(Answering.filter())
async def pressed(query: CallbackQuery, callback_data: Answering, work: Work, who: Actor) -> Reply:
    """A button under a preview or under an answer that waits for approval."""
    asked, reads = callback_data, reader(work, who)
    match asked.act:
        case "send":
            sent = await answers.send(work, who, asked.answer, asked.version)
            return show(staff.sent(reads, sent.inquiry, to_head=sent.to_head), promise=True)
        case "approve":
            sent = await answers.approve(work, who, asked.answer)
            return show(staff.sent(reads, sent.inquiry, to_head=False), promise=True)
        case "return":
            waiting = await answers.waiting(work, who, asked.answer)
            who.go(RETURNING, answer=waiting.answer.id)
            return show(staff.remark_wanted(reads, waiting.inquiry))
        case "rewrite":
            return show(staff.answering(reads, await answers.rewrite(work, who, asked.answer), fresh=False))
        case _:
            waiting = await answers.waiting(work, who, asked.answer)
            return show(*staff.review(reads, waiting, await history.signature(work, waiting)))


@router.message(AtWork())
async def idle(message: Message, work: Work, who: Actor) -> Reply:
    """Staff typed something while no answer is open: nothing leaves by mistake."""
    return show(general.nothing_open(reader(work, who), who))
