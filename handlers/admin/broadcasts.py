"""Buttons under a broadcast's progress bar: pause, resume, stop, send the unknown once more."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.callbacks.house import BroadcastDo
from handlers.screen import Reply, show
from handlers.views import broadcasts as views
from handlers.views.words import reader
from services import broadcasts
from services.work import Actor, Work

router = Router(name="broadcasts")


@router.callback_query(BroadcastDo.filter())
async def pressed(query: CallbackQuery, callback_data: BroadcastDo, work: Work, who: Actor) -> Reply:
    """One of the buttons; the screen that follows shows how it stands now."""
    match callback_data.act:
        case "pause":
            await broadcasts.pause(work, who, callback_data.broadcast)
        case "resume":
            await broadcasts.resume(work, who, callback_data.broadcast)
        case "stop":
            await broadcasts.stop(work, who, callback_data.broadcast)
        case "again":
            await broadcasts.again(work, who, callback_data.broadcast)
    found = await broadcasts.progress(work, who, callback_data.broadcast)
    return show(views.progress(reader(work, who), found))
