"""The last router: no button spins for ever, no message meets silence."""

from aiogram import Router
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, MessageReactionUpdated

from domain.errors import Stale
from handlers.errors import screen_for
from handlers.screen import Reply, show
from handlers.steps import Private
from handlers.views import citizen
from handlers.views.words import reader
from services import people
from services.work import Actor, Work

router = Router(name="fallback")


@router.callback_query(Private())
async def unknown_button(query: CallbackQuery, work: Work, who: Actor) -> Reply:
    """A forged button, or one of a bot long gone."""
    return screen_for(who, Stale("error.no_such_button"))


@router.message(Private())
async def unknown_command(message: Message, work: Work, who: Actor) -> Reply:
    """Nothing above took it."""
    return show(citizen.unsupported(reader(work, who)))


@router.my_chat_member(Private())
async def blocked_or_back(event: ChatMemberUpdated, work: Work, who: Actor) -> None:
    """The person blocked the bot, or let it in again (which `people.meet` has noted already)."""
    if event.new_chat_member.status in ("kicked", "left"):
        await people.gone(work, who)


@router.message_reaction()
async def reaction(event: MessageReactionUpdated) -> None:
    """A reaction is pleasant and needs no answer."""
