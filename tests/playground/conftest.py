"""A playground of its own for each test, and a real aiogram bot that talks to it.

Whatever a test does, at its end every update and message of the town is read by aiogram's types: a field that
aiogram does not know or cannot read fails the test.
"""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Message, Update

from playground.people import Person, Sim
from playground.server import Server, serving
from playground.town import Town
from tests.playground.shapes import check_known, read


class QuickSession(AiohttpSession):
    """aiogram's session without the quarter of a second it waits for TLS when it closes."""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


class KnownFieldsOnly(BaseRequestMiddleware):
    """Refuses results with fields that aiogram's types do not have."""

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        response = await make_request(bot, method)
        check_known(response)
        return response


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with serving() as running:
        yield running
        check_town(running.town)


@pytest.fixture
def town(server: Server) -> Town:
    return server.town


@pytest.fixture
async def bot(server: Server) -> AsyncIterator[Bot]:
    session = QuickSession(api=TelegramAPIServer.from_base(server.url))
    session.middleware(KnownFieldsOnly())
    async with Bot(server.town.token, session=session) as running:
        yield running


@pytest.fixture
async def sim(server: Server) -> AsyncIterator[Sim]:
    async with Sim(server.url) as running:
        yield running


@pytest.fixture
async def aigerim(sim: Sim, town: Town) -> Person:
    """A citizen who has pressed Start; nothing waits for the bot."""
    person = await sim.person(1001, "Айгерім", "kk").moves_in()
    await person.opens()
    town.queue.clear()
    return person


@pytest.fixture
async def sergei(sim: Sim, town: Town) -> Person:
    """Another one."""
    person = await sim.person(1002, "Сергей", "ru").moves_in()
    await person.opens()
    town.queue.clear()
    return person


def check_town(town: Town) -> None:
    for update in town.queue.known():
        read(Update, update)
    for chat in town.chats.values():
        for entry in chat.entries.values():
            read(Message, entry.message)
