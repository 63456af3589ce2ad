"""What Telegram refuses, in Telegram's words."""

import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramForbiddenError, TelegramNotFound
from aiogram.methods import TelegramMethod
from aiogram.types import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyParameters,
)

from playground.people import Person, Sim
from playground.server import Server

HERE = 1001
Call = Callable[[Bot], Awaitable[Any]]


def inline(**button: Any) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Қазақша", **button)]])


REFUSED: dict[str, tuple[Call, str]] = {
    "no chat": (lambda bot: bot.send_message(777_777, "x"), "Bad Request: chat not found"),
    "a name": (lambda bot: bot.send_message("@nobody_here", "x"), "Bad Request: chat not found"),
    "empty": (lambda bot: bot.send_message(HERE, " \n "), "Bad Request: message text is empty"),
    "invisible": (lambda bot: bot.send_message(HERE, "\u200b\u2060"), "Bad Request: message text is empty"),
    "tags only": (
        lambda bot: bot.send_message(HERE, "<b></b>", parse_mode="HTML"),
        "Bad Request: message text is empty",
    ),
    "4097": (lambda bot: bot.send_message(HERE, "ұ" * 4097), "Bad Request: message is too long"),
    "4097 in UTF-16": (
        lambda bot: bot.send_message(HERE, "😀" * 2048 + "."),
        "Bad Request: message is too long",
    ),
    "32 KiB of tags": (
        lambda bot: bot.send_message(HERE, "<i><b>a</b></i>" * 3000, parse_mode="HTML"),
        "Bad Request: message is too long",
    ),
    "broken HTML": (
        lambda bot: bot.send_message(HERE, "<b>a", parse_mode="HTML"),
        "Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    "Markdown": (
        lambda bot: bot.send_message(HERE, "*a*", parse_mode="Wiki"),
        "Bad Request: unsupported parse_mode",
    ),
    "65 bytes": (
        lambda bot: bot.send_message(HERE, "x", reply_markup=inline(callback_data="ұ" * 32 + "a")),
        "Bad Request: BUTTON_DATA_INVALID",
    ),
    "button without action": (
        lambda bot: bot.send_message(HERE, "x", reply_markup=inline()),
        "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    "button with two": (
        lambda bot: bot.send_message(HERE, "x", reply_markup=inline(callback_data="a", url="https://gov.kz")),
        "Bad Request: can't parse inline keyboard button: exactly one optional field must be used",
    ),
    "bad url": (
        lambda bot: bot.send_message(HERE, "x", reply_markup=inline(url="ftp://gov.kz")),
        "Bad Request: inline keyboard button URL 'ftp://gov.kz' is invalid: Wrong HTTP URL",
    ),
    "copy 257": (
        lambda bot: bot.send_message(
            HERE, "x", reply_markup=inline(copy_text=CopyTextButton(text="a" * 257))
        ),
        "Bad Request: BUTTON_COPY_TEXT_INVALID",
    ),
    "unknown style": (
        lambda bot: bot.send_message(HERE, "x", reply_markup=inline(callback_data="a", style="rainbow")),
        "Bad Request: can't parse inline keyboard button: invalid button style specified",
    ),
    "101 buttons": (
        lambda bot: bot.send_message(
            HERE,
            "x",
            reply_markup=InlineKeyboardMarkup(
                inline_keyboard=[[InlineKeyboardButton(text="b", callback_data=str(n))] for n in range(101)]
            ),
        ),
        "Bad Request: REPLY_MARKUP_TOO_LONG",
    ),
    "reply to nothing": (
        lambda bot: bot.send_message(HERE, "x", reply_parameters=ReplyParameters(message_id=5)),
        "Bad Request: message to be replied not found",
    ),
    "thread": (
        lambda bot: bot.send_message(HERE, "x", message_thread_id=5),
        "Bad Request: message thread not found",
    ),
    "edit nothing": (
        lambda bot: bot.edit_message_text("x", chat_id=HERE, message_id=5),
        "Bad Request: message to edit not found",
    ),
    "delete nothing": (
        lambda bot: bot.delete_message(HERE, 5),
        "Bad Request: message to delete not found",
    ),
    "copy nothing": (lambda bot: bot.copy_message(HERE, HERE, 5), "Bad Request: message to copy not found"),
    "forward nothing": (
        lambda bot: bot.forward_message(HERE, HERE, 5),
        "Bad Request: message to forward not found",
    ),
    "unknown callback": (
        lambda bot: bot.answer_callback_query("17"),
        "Bad Request: query is too old and response timeout expired or query ID is invalid",
    ),
    "long toast": (
        lambda bot: bot.answer_callback_query("17", text="x" * 201),
        "Bad Request: MESSAGE_TOO_LONG",
    ),
    "chat action": (
        lambda bot: bot.send_chat_action(HERE, "thinking"),
        "Bad Request: wrong parameter action in request",
    ),
    "unknown file": (
        lambda bot: bot.send_document(HERE, "BQACAgIAAxkB"),
        "Bad Request: wrong file identifier/HTTP URL specified",
    ),
    "file by address": (
        lambda bot: bot.send_photo(HERE, "https://gov.kz/flag.jpg"),
        "Bad Request: failed to get HTTP URL content",
    ),
    "unknown file id": (lambda bot: bot.get_file("BQACAgIAAxkB"), "Bad Request: invalid file_id"),
    "caption 1025": (
        lambda bot: bot.send_document(HERE, "BQACAgIAAxkB", caption="x" * 1025),
        "Bad Request: message caption is too long",
    ),
    "leave a person": (
        lambda bot: bot.leave_chat(HERE),
        "Bad Request: chat member status can't be changed in private chats",
    ),
    "topic in private": (
        lambda bot: bot.create_forum_topic(HERE, "x"),
        "Bad Request: the chat is not a forum",
    ),
    "location": (
        lambda bot: bot.send_location(HERE, 91, 0),
        "Bad Request: wrong latitude or longitude specified",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
async def test_refused(case: str, bot: Bot, aigerim: Person) -> None:
    call, words = REFUSED[case]
    with pytest.raises(TelegramBadRequest) as refusal:
        await call(bot)
    assert refusal.value.message == words
    assert len(await aigerim.chat()) == 1, "nothing but the person's own /start may be in the chat"


ACCEPTED: dict[str, Call] = {
    "4096": lambda bot: bot.send_message(HERE, "ұ" * 4096),
    "4096 in UTF-16": lambda bot: bot.send_message(HERE, "😀" * 2048),
    "4096 after entities": lambda bot: bot.send_message(HERE, f"<b>{'ұ' * 4096}</b>", parse_mode="HTML"),
    "64 bytes": lambda bot: bot.send_message(HERE, "x", reply_markup=inline(callback_data="ұ" * 32)),
    "copy 256": lambda bot: bot.send_message(
        HERE, "x", reply_markup=inline(copy_text=CopyTextButton(text="a" * 256))
    ),
    "link": lambda bot: bot.send_message(HERE, "x", reply_markup=inline(url="https://eotinish.kz")),
    "style": lambda bot: bot.send_message(HERE, "x", reply_markup=inline(callback_data="a", style="success")),
    "lenient reply": lambda bot: bot.send_message(
        HERE, "x", reply_parameters=ReplyParameters(message_id=5, allow_sending_without_reply=True)
    ),
    "toast 200": lambda bot: bot.send_message(HERE, "x" * 200, disable_notification=True),
    "effect": lambda bot: bot.send_message(HERE, "x", message_effect_id="5104841245755180586"),
}


@pytest.mark.parametrize("case", ACCEPTED)
async def test_accepted(case: str, bot: Bot, aigerim: Person) -> None:
    message = await ACCEPTED[case](bot)
    assert message.text
    assert len(await aigerim.chat()) == 2


async def test_who_never_wrote_cannot_be_written_to(bot: Bot, sim: Sim) -> None:
    await sim.person(1004, "Гүлнәр").moves_in()
    with pytest.raises(TelegramForbiddenError, match="bot can't initiate conversation with a user"):
        await bot.send_message(1004, "x")


async def test_who_blocked_the_bot_gets_nothing_until_unblocking(bot: Bot, aigerim: Person) -> None:
    await aigerim.blocks()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(HERE, "x")
    await aigerim.unblocks()
    await bot.send_message(HERE, "x")
    changes = [u.my_chat_member for u in await bot.get_updates() if u.my_chat_member]
    assert [change.new_chat_member.status for change in changes] == ["kicked", "member"]
    assert [change.old_chat_member.status for change in changes] == ["member", "kicked"]


async def test_unknown_method_fails_loudly(
    server: Server, sim: Sim, capsys: pytest.CaptureFixture[str]
) -> None:
    async with aiohttp.ClientSession() as http:
        url = f"{server.url}/bot{server.town.token}/sendTelepathy"
        async with http.post(url, json={"chat_id": 1}) as response:
            assert response.status == 404
            assert await response.json() == {
                "ok": False,
                "error_code": 404,
                "description": "Not Found: method not found",
            }
    assert "sendTelepathy" in capsys.readouterr().err
    assert [(call["method"], call["ok"]) for call in await sim.calls()] == [("sendTelepathy", False)]


async def test_reply_keyboard_message_cannot_be_edited(bot: Bot, aigerim: Person) -> None:
    keyboard = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Сауал")]])
    sent = await bot.send_message(HERE, "x", reply_markup=keyboard)
    with pytest.raises(TelegramBadRequest, match=re.escape("message can't be edited")):
        await sent.edit_text("y")


RAW_REFUSED = {
    "markup is text": ({"reply_markup": "nonsense"}, "can't parse reply_markup JSON object"),
    "markup is a list": ({"reply_markup": "[]"}, "object expected as reply markup"),
    "keyboard is flat": (
        {"reply_markup": json.dumps({"inline_keyboard": [{"text": "a", "callback_data": "a"}]})},
        "can't parse inline keyboard: expected an Array of Arrays",
    ),
    "button has no text": (
        {"reply_markup": json.dumps({"inline_keyboard": [[{"callback_data": "a"}]]})},
        'can\'t parse inline keyboard button: Field "text" must be of type String',
    ),
    "chat_id is missing": ({"chat_id": ""}, "chat_id is empty"),
    "chat_id is a word": ({"chat_id": "somebody"}, "chat not found"),
    "entities outside": (
        {"entities": json.dumps([{"type": "bold", "offset": 0, "length": 99}])},
        "entity beginning or end is outside of the text",
    ),
    "half a character": ({"text": "\ud83d"}, "strings must be encoded in UTF-8"),
}


@pytest.mark.parametrize("case", RAW_REFUSED)
async def test_raw_shapes_refused(case: str, server: Server, aigerim: Person) -> None:
    wrong, words = RAW_REFUSED[case]
    async with aiohttp.ClientSession() as http:
        url = f"{server.url}/bot{server.town.token}/sendMessage"
        body = json.dumps({"chat_id": HERE, "text": "x"} | wrong)
        async with http.post(url, data=body, headers={"Content-Type": "application/json"}) as response:
            answer = await response.json()
            assert (response.status, answer["description"]) == (400, f"Bad Request: {words}")


@pytest.mark.parametrize("way", ["json", "form", "multipart", "query"])
async def test_parameters_come_in_four_ways(way: str, server: Server, aigerim: Person) -> None:
    values = {"chat_id": str(HERE), "text": "Сәлем"}
    sent: dict[str, Any] = {"json": values} if way == "json" else {"data": values}
    if way == "query":
        sent = {"params": values}
    if way == "multipart":
        writer = aiohttp.FormData(default_to_multipart=True)
        for name, value in values.items():
            writer.add_field(name, value)
        sent = {"data": writer}
    async with aiohttp.ClientSession() as http:
        verb = "GET" if way == "query" else "POST"
        async with http.request(verb, f"{server.url}/bot{server.town.token}/sendmessage", **sent) as response:
            answer = await response.json()
    assert answer["result"]["text"] == "Сәлем"


class BecomeHuman(TelegramMethod[bool]):
    """A method no Bot API has."""

    __returning__ = bool
    __api_method__ = "becomeHuman"


async def test_statuses_are_the_error_codes(bot: Bot, sim: Sim, aigerim: Person) -> None:
    with pytest.raises(TelegramAPIError):
        await bot.send_message(1, "x")
    (call,) = await sim.calls(method="sendMessage")
    assert (call["ok"], call["error_code"], call["chat_id"]) == (False, 400, 1)
    with pytest.raises(TelegramNotFound):
        await bot(BecomeHuman())
