"""The bot's names, descriptions, command menus and menu button."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    MenuButtonCommands,
)

from playground.people import Person, Sim


async def test_texts_per_language(bot: Bot, sim: Sim) -> None:
    await bot.set_my_name("Dauys")
    await bot.set_my_name("Дауыс", language_code="kk")
    await bot.set_my_description("Сипаттама", language_code="kk")
    await bot.set_my_short_description("Қысқаша")
    assert (await bot.get_my_name("kk")).name == "Дауыс"
    assert (await bot.get_my_name("ru")).name == "Dauys"
    assert (await bot.get_my_description("kk")).description == "Сипаттама"
    assert (await bot.get_my_description()).description == ""
    assert (await bot.get_my_short_description("kk")).short_description == "Қысқаша"
    assert (await sim.state())["bot"]["description"] == {"kk": "Сипаттама"}
    await bot.set_my_name("", language_code="kk")
    assert (await bot.get_my_name("kk")).name == "Dauys"


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda bot: bot.set_my_name("x" * 65), "name is too long"),
        (lambda bot: bot.set_my_description("x" * 513), "description is too long"),
        (lambda bot: bot.set_my_short_description("x" * 121), "short_description is too long"),
        (lambda bot: bot.set_my_name("x", language_code="kaz"), "invalid language code specified"),
        (lambda bot: bot.set_my_commands([command("Бастау")]), "BOT_COMMAND_INVALID"),
        (lambda bot: bot.set_my_commands([command("a" * 33)]), "BOT_COMMAND_INVALID"),
        (
            lambda bot: bot.set_my_commands([BotCommand(command="a", description="")]),
            "BOT_COMMAND_DESCRIPTION",
        ),
        (lambda bot: bot.set_my_commands([command(f"a{n}") for n in range(101)]), "BOT_COMMANDS_TOO_MUCH"),
        (
            lambda bot: bot.set_my_commands([command("a")], scope=BotCommandScopeChat(chat_id=5)),
            "chat not found",
        ),
    ],
)
async def test_refused(call, words: str, bot: Bot) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(TelegramBadRequest, match=words):
        await call(bot)


def command(name: str) -> BotCommand:
    return BotCommand(command=name, description="сипаттама")


async def test_commands_by_scope_and_language(bot: Bot, sim: Sim, aigerim: Person) -> None:
    everybody = BotCommandScopeAllPrivateChats()
    operator = BotCommandScopeChat(chat_id=1001)
    await bot.set_my_commands([command("new")], scope=everybody)
    await bot.set_my_commands([command("my")], scope=everybody, language_code="kk")
    await bot.set_my_commands([command("queue")], scope=operator)
    assert [c.command for c in await bot.get_my_commands(everybody)] == ["new"]
    assert [c.command for c in await bot.get_my_commands(everybody, "kk")] == ["my"]
    assert await bot.get_my_commands() == []
    shown = (await sim.state())["commands"]
    assert [(row["scope"]["type"], row["language_code"]) for row in shown] == [
        ("all_private_chats", ""),
        ("all_private_chats", "kk"),
        ("chat", ""),
    ]
    await bot.delete_my_commands(operator)
    assert await bot.get_my_commands(operator) == []


async def test_menu_button(bot: Bot, aigerim: Person) -> None:
    await bot.set_chat_menu_button(1001, MenuButtonCommands())
    assert (await bot.get_chat_menu_button(1001)).type == "commands"
    assert (await bot.get_chat_menu_button(1002)).type == "default"


async def test_goodbyes_change_nothing(bot: Bot) -> None:
    assert await bot.log_out()
    assert await bot.get_me()


async def test_a_person_the_bot_never_met_has_no_scope(bot: Bot, sim: Sim) -> None:
    await sim.person(1005, "Админ").moves_in()
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.set_my_commands([command("health")], scope=BotCommandScopeChat(chat_id=1005))
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.get_chat(1005)
