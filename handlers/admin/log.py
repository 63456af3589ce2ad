"""`/audit`: who changed what, who opened whose files; and the updates in quarantine."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.callbacks.house import Log, Quarantined
from handlers.screen import Reply, show
from handlers.steps import Private
from handlers.views import log as views
from handlers.views.words import reader
from locales import label
from services import audit, quarantine
from services.work import Actor, Work

router = Router(name="log")
router.message.filter(Private())


@router.message(Command("audit"))
async def changes(message: Message, work: Work, who: Actor) -> Reply:
    """`/audit`: the newest changes."""
    return show(views.changes(reader(work, who), await audit.changes(work, who)))


@router.callback_query(Log.filter())
async def page(query: CallbackQuery, callback_data: Log, work: Work, who: Actor) -> Reply:
    """An older page, or the other list."""
    before = callback_data.before or None
    if callback_data.of == "looks":
        return show(views.looks(reader(work, who), await audit.looks(work, who, before)))
    return show(views.changes(reader(work, who), await audit.changes(work, who, before)))


@router.callback_query(Quarantined.filter())
async def stuck(query: CallbackQuery, callback_data: Quarantined, work: Work, who: Actor) -> Reply:
    """The quarantine: look, try again, let go."""
    toast = None
    if callback_data.act == "again":
        await quarantine.again(work, who, callback_data.row)
        toast = label(who.language, "toast.quarantine_again")
    elif callback_data.act == "let_go":
        await quarantine.let_go(work, who, callback_data.row)
        toast = label(who.language, "toast.quarantine_let_go")
    return show(views.quarantine(reader(work, who), await quarantine.listed(work, who)), toast=toast)
