"""Pushing updates: the secret, the order inside a chat, trying again, and answers that are calls."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from playground.people import Person, Sim
from playground.pusher import SECRET_HEADER

HERE = 1001


class Listener:
    """A bot's web server: notes every update and answers with the statuses it is told, then 200."""

    def __init__(self) -> None:
        self.url = ""
        self.updates: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.statuses: list[int] = []
        self.pause = 0.0
        self.at_once = 0
        self.most_at_once = 0
        self.reply: dict[str, Any] | None = None

    async def take(self, request: web.Request) -> web.Response:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.updates.append(await request.json())
        self.secrets.append(request.headers.get(SECRET_HEADER))
        await asyncio.sleep(self.pause)
        self.at_once -= 1
        status = self.statuses.pop(0) if self.statuses else 200
        if self.reply is not None and status == 200:
            return web.json_response(self.reply)
        return web.Response(status=status)

    async def has(self, count: int) -> None:
        await until(lambda: len(self.updates) >= count)


async def until(reached: Callable[[], bool], seconds: float = 5.0) -> None:
    async with asyncio.timeout(seconds):
        while not reached():  # noqa: ASYNC110 -- what is waited for are plain lists
            await asyncio.sleep(0.005)


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    listening = Listener()
    app = web.Application()
    app.router.add_post("/hook", listening.take)
    async for url in listen(app):
        listening.url = url
        yield listening


async def listen(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await runner.cleanup()


async def test_updates_come_with_the_secret(bot: Bot, aigerim: Person, listener: Listener) -> None:
    await aigerim.says("before")
    await bot.set_webhook(listener.url, secret_token="hush-1")
    await aigerim.says("after")
    await listener.has(2)
    assert [update["message"]["text"] for update in listener.updates] == ["before", "after"]
    assert listener.secrets == ["hush-1"] * 2
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count, info.last_error_date) == (listener.url, 0, None)


async def test_again_until_200(bot: Bot, aigerim: Person, listener: Listener) -> None:
    listener.statuses = [500, 403]
    await bot.set_webhook(listener.url)
    await aigerim.says("1")
    await aigerim.says("2")
    await listener.has(1)
    info = await bot.get_webhook_info()
    assert info.pending_update_count == 2
    await listener.has(4)
    assert [update["message"]["text"] for update in listener.updates] == ["1", "1", "1", "2"]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 403 Forbidden"
    assert info.last_error_date is not None


async def test_nobody_listens(bot: Bot, aigerim: Person) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    await aigerim.says("x")
    async with asyncio.timeout(5):
        while (info := await bot.get_webhook_info()).last_error_message is None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert (info.last_error_message, info.pending_update_count) == ("Connection refused", 1)
    await bot.delete_webhook()
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "x", "what the webhook never took comes by polling"


async def test_pending_updates_can_be_dropped(bot: Bot, aigerim: Person) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    await aigerim.says("x")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == []


async def test_chats_in_parallel_but_each_in_order(
    bot: Bot, aigerim: Person, sergei: Person, listener: Listener
) -> None:
    listener.pause = 0.05
    await bot.set_webhook(listener.url)
    for text in "12":
        await aigerim.says(text)
        await sergei.says(text)
    await listener.has(4)
    assert listener.most_at_once == 2
    for person in (1001, 1002):
        texts = [u["message"]["text"] for u in listener.updates if u["message"]["chat"]["id"] == person]
        assert texts == ["1", "2"]


async def test_parallel_repeat_arrives_at_the_same_moment(
    bot: Bot, aigerim: Person, listener: Listener, sim: Sim
) -> None:
    listener.pause = 0.05
    await bot.set_webhook(listener.url)
    said = await aigerim.says("x")
    await listener.has(1)
    await sim.repeat(said["update_id"], times=3)
    await listener.has(4)
    assert len({update["update_id"] for update in listener.updates}) == 1
    assert listener.most_at_once >= 3


async def test_answer_may_be_a_call(bot: Bot, aigerim: Person, listener: Listener) -> None:
    listener.reply = {"method": "sendMessage", "chat_id": HERE, "text": "жауап"}
    await bot.set_webhook(listener.url)
    await aigerim.says("x")
    await aigerim.sees("жауап")


async def test_aiogram_webhook_answers_in_multipart(bot: Bot, aigerim: Person) -> None:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> Any:
        return message.answer(f"{message.text}!")

    app = web.Application()
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token="s")
    handler.register(app, "/hook")
    async for url in listen(app):
        await bot.set_webhook(url, secret_token="s")
        await aigerim.says("сәлем")
        await aigerim.sees("сәлем!")


async def test_wrong_addresses_and_secrets_are_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="An HTTPS URL must be provided"):
        await bot.set_webhook("ftp://somewhere")
    with pytest.raises(TelegramBadRequest, match="secret token contains unallowed characters"):
        await bot.set_webhook("https://somewhere.kz", secret_token="құпия")
