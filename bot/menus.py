"""Command menus, the bot's name and its descriptions, by language and role."""

import logging
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import BotCommand, BotCommandScopeChat

from handlers.sections import sections
from locales import LANGUAGES, label
from models.tables import Chat

log = logging.getLogger(__name__)

DEFAULT_LANGUAGE = "ru"
"""What Telegram shows to phones in any other language: more people read it."""


def commands(language: str, roles: list[str], mode: str) -> list[BotCommand]:
    """The menu of one person."""
    return [
        BotCommand(command=name, description=label(language, f"command.{name}"))
        for name in sections(roles, mode)
    ]


class Menus:
    """Puts menus and descriptions where Telegram shows them."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def perform(self, chat: Chat, drawn: dict[str, Any]) -> None:
        """Set the menu of one chat."""
        await self._bot.set_my_commands(
            commands(drawn["language"], drawn["roles"], drawn["mode"]),
            scope=BotCommandScopeChat(chat_id=chat.telegram_id),
        )

    async def publish(self) -> None:
        """Name, descriptions and the common menu, in both languages; a refusal is logged, not fatal."""
        for code in (None, *LANGUAGES):
            language = code or DEFAULT_LANGUAGE
            try:
                await self._bot.set_my_name(label(language, "bot.name"), language_code=code)
                await self._bot.set_my_description(label(language, "bot.description"), language_code=code)
                await self._bot.set_my_short_description(label(language, "bot.short"), language_code=code)
                await self._bot.set_my_commands(commands(language, [], "citizen"), language_code=code)
            except TelegramAPIError as refused:
                log.warning("menus in %s were not set: %s", language, type(refused).__name__)
