"""One answer to many: similar questions, linking them, and where the answer arrived."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.callbacks.desk import Together
from handlers.screen import Reply, show
from handlers.views import answering as views
from handlers.views.words import reader
from services import together
from services.work import Actor, Work

router = Router(name="together")


@router.callback_query(Together.filter())
async def pressed(query: CallbackQuery, callback_data: Together, work: Work, who: Actor) -> Reply:
    """A button of the list of similar questions."""
    asked, reads, missed = callback_data, reader(work, who), 0
    match asked.act:
        case "arrived":
            return show(views.arrived(reads, *await together.arrived(work, who, asked.inquiry)))
        case "all":
            missed = (await together.link(work, who, asked.inquiry, ())).missed
        case "on":
            missed = (await together.link(work, who, asked.inquiry, (asked.other,))).missed
        case "off":
            await together.unlink(work, who, asked.inquiry, asked.other)
    found = await together.shown(work, who, asked.inquiry, asked.page)
    return show(views.similar(reads, found, missed=missed))
