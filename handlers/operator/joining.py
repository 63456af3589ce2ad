"""Coming in by an invitation link."""

from aiogram import F, Router
from aiogram.filters import CommandObject, CommandStart
from aiogram.types import CallbackQuery, Message

from handlers.callbacks.desk import Join
from handlers.screen import Reply, show
from handlers.steps import Private
from handlers.views import joining
from handlers.views.words import reader
from services import invitations
from services.work import Actor, Work

router = Router(name="joining")
router.message.filter(Private())


@router.message(CommandStart(deep_link=True, magic=F.args.startswith(invitations.PREFIX)))
async def invited(message: Message, command: CommandObject, work: Work, who: Actor) -> Reply:
    """Someone opened an invitation: show what it is for."""
    invitation = await invitations.look(work, who, command.args or "")
    return show(joining.offered(reader(work, who), invitation, command.args or ""))


@router.callback_query(Join.filter())
async def accepted(query: CallbackQuery, callback_data: Join, work: Work, who: Actor) -> Reply:
    """They joined, in a language."""
    invitation = await invitations.look(work, who, callback_data.payload)
    row = await invitations.accept(work, who, invitation, "ru" if callback_data.language == "ru" else "kk")
    return show(joining.joined(reader(work, who), row))
