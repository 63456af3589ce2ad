"""The mark that a dated event of one's body is done."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.callbacks.desk import KeyDateDo
from handlers.screen import Reply, show
from handlers.views import keydates as views
from handlers.views.words import reader
from services import keydates
from services.work import Actor, Work

router = Router(name="keydates")


@router.callback_query(KeyDateDo.filter())
async def pressed(query: CallbackQuery, callback_data: KeyDateDo, work: Work, who: Actor) -> Reply:
    """Somebody of the body says that it is done."""
    return show(views.marked(reader(work, who), await keydates.done(work, who, callback_data.key_date)))
