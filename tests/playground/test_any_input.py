"""Whatever is sent, the answer is JSON that says what is wrong; nothing makes the server fail."""

import json
import random

import aiohttp
import pytest
from aiogram import Bot
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup

from playground.methods import METHODS
from playground.people import Person, Sim
from playground.server import Server

ROUTES = [
    "people",
    "text",
    "link",
    "tap",
    "edit",
    "react",
    "forward",
    "block",
    "unblock",
    "file",
    "album",
    "special",
    "groups",
    "migrate",
    "kick",
    "admit",
    "join",
    "leave",
    "clock",
    "faults",
    "limits",
    "update",
    "repeat",
    "hold",
    "release",
    "location",
    "poll",
]
FIELDS = [
    "person",
    "chat_id",
    "message_id",
    "from_chat_id",
    "text",
    "caption",
    "start",
    "button",
    "data",
    "row",
    "column",
    "force",
    "emoji",
    "kind",
    "name",
    "size",
    "mime",
    "content_base64",
    "parts",
    "order",
    "delay",
    "title",
    "members",
    "id",
    "first_name",
    "role_hint",
    "advance",
    "set",
    "times",
    "retry_after",
    "seconds",
    "method",
    "on",
    "per_second",
    "update",
    "update_id",
    "parallel",
    "seed",
    "entities",
    "reply_to",
    "message_thread_id",
    "anonymous",
    "latitude",
    "value",
    "options",
    "question",
    "media_group_id",
    "username",
    "language_code",
]
VALUES = [
    None,
    True,
    False,
    0,
    1,
    -1,
    1001,
    1002,
    -5001,
    10**30,
    3.5,
    1e308,
    "",
    " ",
    "x",
    "1001",
    "\x00",
    "\ud800",
    "😀",
    "<b>",
    "photo",
    "../../etc/passwd",
    "a/b;c\r\nX: y",
    [],
    [0],
    [[]],
    [1001],
    [{}],
    {},
    {"kind": "photo"},
    {"update_id": "x"},
    {"update_id": 1.5},
    {"type": "bold", "offset": 0, "length": 1},
    ["a"] * 3,
]
PARAMETERS = [
    "chat_id",
    "from_chat_id",
    "message_id",
    "message_ids",
    "text",
    "caption",
    "parse_mode",
    "entities",
    "caption_entities",
    "reply_markup",
    "reply_parameters",
    "reply_to_message_id",
    "photo",
    "document",
    "media",
    "callback_query_id",
    "url",
    "secret_token",
    "max_connections",
    "allowed_updates",
    "offset",
    "limit",
    "commands",
    "scope",
    "language_code",
    "name",
    "description",
    "menu_button",
    "file_id",
    "user_id",
    "reaction",
    "action",
    "latitude",
    "longitude",
    "phone_number",
    "first_name",
    "question",
    "options",
    "message_thread_id",
    "link_preview_options",
]
PARAMETER_VALUES = [
    *VALUES,
    "HTML",
    "https://gov.kz",
    '{"inline_keyboard": 5}',
    '{"inline_keyboard": [[5]]}',
    '{"message_id": "x"}',
    '{"keyboard": [["a"]]}',
    '{"keyboard": [[5]]}',
    '[{"type": "photo", "media": 5}, {"type": "photo"}]',
    "[[1]]",
    '{"type": "chat", "chat_id": [1]}',
    '{"type": "chat_member", "chat_id": 1001, "user_id": "x"}',
    "[5]",
    "[{}]",
    '[{"type": "bold", "offset": -1, "length": 1}]',
    '{"message_id": 1e400}',
    '[{"emoji": []}]',
    '["a", {"text": []}]',
]


@pytest.mark.parametrize("seed", range(4))
async def test_any_control_request(
    seed: int, server: Server, bot: Bot, aigerim: Person, sergei: Person, sim: Sim
) -> None:
    await sim.group("Кезек", [1001, 1002])
    button = InlineKeyboardButton(text="x", callback_data="x")
    await bot.send_message(1001, "x", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]))
    chance = random.Random(seed)
    async with aiohttp.ClientSession() as http:
        for _ in range(400):
            route = chance.choice(ROUTES)
            body = {name: chance.choice(VALUES) for name in chance.sample(FIELDS, 6)}
            body |= {"person": 1001} if chance.random() < 0.7 else {}
            body.pop("delay", None)
            async with http.post(f"{server.url}/sim/{route}", json=body) as response:
                answer = await response.json()
                assert response.status < 500, (route, body)
                assert response.status < 400 or "error" in answer
    forget(server)


@pytest.mark.parametrize("seed", range(4))
async def test_any_bot_request(seed: int, server: Server, bot: Bot, aigerim: Person) -> None:
    await bot.send_document(1001, BufferedInputFile(b"x", "x.pdf"))
    chance = random.Random(seed)
    url = f"{server.url}/bot{server.town.token}"
    async with aiohttp.ClientSession() as http:
        for _ in range(400):
            method = chance.choice([method.name for method in METHODS.values()])
            body = {name: chance.choice(PARAMETER_VALUES) for name in chance.sample(PARAMETERS, 5)}
            body |= {"chat_id": 1001} if chance.random() < 0.7 else {}
            body |= {"text": "x"} if chance.random() < 0.5 else {}
            raw = json.dumps(body)
            async with http.post(
                f"{url}/{method}", data=raw, headers={"Content-Type": "application/json"}
            ) as got:
                answer = await got.json()
                assert got.status < 500, (method, body)
                assert answer["ok"] is (got.status == 200)
    forget(server)


def forget(server: Server) -> None:
    """What nonsense left behind (any caption, any injected update) is not for aiogram to read."""
    server.town.reset()
    server.town.queue.clear()
