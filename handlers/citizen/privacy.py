"""One's own data: a copy of it, or all of it erased."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.callbacks.citizen import OwnData
from handlers.screen import Reply, show
from handlers.steps import Private
from handlers.views import privacy as views
from handlers.views.words import reader
from services import documents, erasure
from services.work import Actor, Work

router = Router(name="privacy")
router.message.filter(Private())


@router.message(Command("export"))
async def export(message: Message, work: Work, who: Actor) -> Reply:
    """`/export`: a copy of everything that is kept about the person."""
    return await _copy(work, who)


@router.message(Command("delete"))
async def delete(message: Message, work: Work, who: Actor) -> Reply:
    """`/delete`: what would go and what would stay, before anything does."""
    return show(views.sure(reader(work, who), await erasure.open_ones(work, who)))


@router.callback_query(OwnData.filter())
async def pressed(query: CallbackQuery, callback_data: OwnData, work: Work, who: Actor) -> Reply:
    """A button of the page of personal data."""
    match callback_data.act:
        case "copy":
            return await _copy(work, who)
        case "erase":
            await erasure.ask(work, who)
            return show(views.erasing(reader(work, who)), promise=True)
        case _:
            return show(views.sure(reader(work, who), await erasure.open_ones(work, who)))


async def _copy(work: Work, who: Actor) -> Reply:
    await documents.ask(work, who.person, "own_data", {"person": who.id}, at_work=False)
    return show(views.copying(reader(work, who)))
