"""Groups: the bot works in private chats; a group is told so once, when the bot is addressed."""

from aiogram import Router
from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.types import Message

router = Router(name="groups")


class InGroup(Filter):
    """The message was written in a group."""

    async def __call__(self, message: Message) -> bool:
        """Ask the chat's type."""
        return message.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP, ChatType.CHANNEL)


@router.message(InGroup())
async def ignored(message: Message) -> None:
    """Nothing a group says is a question to the state: nothing is kept of it."""
