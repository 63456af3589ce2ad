"""Several lives of a bot in one town: stop it, start it again on the same database, or run two at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.app import App
from bot.settings import Settings
from models.engine import Database
from playground.people import Sim
from playground.server import Server, serving
from playground.town import TOKEN
from tests.stage import ADMIN, Stage, TestClock, TestMachine, fresh, started, understanding


@asynccontextmanager
async def town() -> AsyncIterator[tuple[Server, Sim]]:
    """A playground and a client of it, without any bot."""
    async with serving() as server, Sim(server.url) as sim:
        yield server, sim


@asynccontextmanager
async def life(
    server: Server,
    sim: Sim,
    url: str,
    *,
    empty: bool = False,
    clock: TestClock | None = None,
    machine: TestMachine | None = None,
    busy_seconds: float = 5.0,
    **settings: Any,
) -> AsyncIterator[Stage]:
    """One life of a bot: from its start to its orderly end.

    Args:
        server: the playground.
        sim: a client of it.
        url: the database, kept from one life to the next.
        empty: make an empty schema first.
        clock: civil time; a fresh clock when none is given.
        machine: machine time.
        busy_seconds: how long SQLite waits for another writer.
        settings: more settings.
    """
    given = {
        "bot_token": TOKEN, "api_base": server.url, "database_url": url, "rate": 1000.0,
        "chat_rate": 100.0, "admins": frozenset({ADMIN}),
    }  # fmt: skip
    database = Database(url, busy_seconds=busy_seconds)
    try:
        if empty:
            await fresh(database)
        clock, machine = clock or TestClock(), machine or TestMachine()
        app = App(Settings(_env_file=None, **(given | settings)), database, understanding(), clock, machine)
        running = asyncio.create_task(app.run())
        try:
            await started(app, running)
            yield Stage(sim, app, database, clock, machine, running)
            if running.done():
                running.result()
        finally:
            running.cancel()
            await asyncio.wait([running])
    finally:
        await database.dispose()
