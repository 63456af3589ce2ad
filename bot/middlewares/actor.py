"""Who is behind an update: looked up once, given to every handler as `who`."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update, User

from services import people
from services.people import Guest
from services.work import Actor, Work

_NAME_LIMIT = 200


async def actor_of(work: Work, update: Update) -> Actor | None:
    """The person who acts in a private chat; None for channels, groups and other bots."""
    user = _user(update)
    if user is None or user.is_bot:
        return None
    return await people.meet(work, Guest(user.id, user.first_name[:_NAME_LIMIT], user.language_code))


def _user(update: Update) -> User | None:
    message = update.message or update.edited_message
    if message is not None:
        return message.from_user if message.chat.type == "private" else None
    if update.callback_query is not None:
        pressed = update.callback_query.message
        private = pressed is None or pressed.chat.type == "private"
        return update.callback_query.from_user if private else None
    if update.my_chat_member is not None and update.my_chat_member.chat.type == "private":
        return update.my_chat_member.from_user
    return None


class ActorMiddleware(BaseMiddleware):
    """Puts `who` beside the unit of work; an update of nobody we answer goes on without one."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Look the person up and go on."""
        assert isinstance(event, Update)
        data["who"] = data["found"]["who"] = await actor_of(data["work"], event)
        return await handler(event, data)
