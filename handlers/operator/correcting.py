"""Correcting a sent answer: type, look at the preview, send; the head approves where the body wants it."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.callbacks.desk import Correct
from handlers.screen import Reply, show
from handlers.steps import CORRECTING, InStep, Private
from handlers.views import correcting as views
from handlers.views import history
from handlers.views.words import reader
from services import corrections
from services.corrections import Corrected
from services.work import Actor, Work

router = Router(name="correcting")
router.message.filter(Private())


@router.message(InStep(CORRECTING))
async def wrote(message: Message, work: Work, who: Actor) -> Reply:
    """A part of the corrected answer."""
    return await _preview(work, who, await corrections.write(work, who, message.text or ""))


@router.callback_query(Correct.filter())
async def pressed(query: CallbackQuery, callback_data: Correct, work: Work, who: Actor) -> Reply:
    """A button under a sent answer, a preview of its correction, or one that waits for the head."""
    asked, reads = callback_data, reader(work, who)
    match asked.act:
        case "begin":
            return show(views.wanted(reads, await corrections.begin(work, who, asked.answer)))
        case "rewrite":
            return show(views.wanted(reads, await corrections.rewrite(work, who, asked.answer)))
        case "drop":
            return show(views.dropped(reads, await corrections.drop(work, who, asked.answer)))
        case "send":
            sent = await corrections.send(work, who, asked.answer, asked.version)
            return show(views.sent(reads, sent), promise=True)
        case "approve":
            return show(views.sent(reads, await corrections.approve(work, who, asked.answer)), promise=True)
        case "return":
            return show(views.dropped(reads, await corrections.give_back(work, who, asked.answer)))
        case _:
            waiting = await corrections.waiting(work, who, asked.answer)
            return show(*views.review(reads, waiting, await _signature(work, waiting)))


async def _preview(work: Work, who: Actor, found: Corrected) -> Reply:
    return show(*views.preview(reader(work, who), found, await _signature(work, found)))


async def _signature(work: Work, found: Corrected) -> str:
    return await history.signature_of(work, found.answer, found.reads)
