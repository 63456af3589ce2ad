"""`/calendar`: the calendar in force, what the files propose, whose dates would move, and the approval."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.callbacks.house import CalendarDo
from handlers.screen import Reply, show
from handlers.steps import Private
from handlers.views import calendar as views
from handlers.views.words import reader
from services import access, calendars, documents
from services.work import Actor, Work

router = Router(name="calendar")
router.message.filter(Private())


@router.message(Command("calendar"))
async def shown(message: Message, work: Work, who: Actor) -> Reply:
    """`/calendar`."""
    return show(views.in_force(reader(work, who), calendars.proposal(work, who)))


@router.callback_query(CalendarDo.filter())
async def pressed(query: CallbackQuery, callback_data: CalendarDo, work: Work, who: Actor) -> Reply:
    """Whose dates would move, or the approval of exactly what was shown."""
    reads, proposed = reader(work, who), calendars.proposal(work, who)
    if callback_data.act == "preview" and proposed.differs:
        access.as_admin(who)
        await documents.ask(work, who.person, "calendar_preview", {"digest": proposed.digest})
        return show(views.previewed(reads, proposed))
    if callback_data.act == "approve":
        version = await calendars.approve_proposal(work, who, callback_data.digest)
        return show(views.approved(reads, version))
    return show(views.in_force(reads, proposed))
