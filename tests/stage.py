"""The stage of conversation tests: a playground, the whole bot, and people who type and tap, over HTTP."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from sqlalchemy import Connection, create_engine, inspect, text

from bot.app import REQUEST_SECONDS, App
from bot.cli.demo import Told, furnish
from bot.settings import Settings
from bot.understanding import understand
from domain.civil import ZONE
from models import migrations
from models.engine import Database
from models.tables import Base
from playground.people import Person, Sim
from playground.server import serving
from playground.town import TOKEN
from services.library import Library
from services.ports import Understanding

WORKING_MORNING = datetime(2026, 11, 20, 10, 0, tzinfo=ZONE)
"""A Friday on which everybody is at work."""

ADMIN = 1005


@dataclass(slots=True)
class TestClock:
    """Civil time that a test sets; between two settings it passes as usual."""

    __test__ = False
    at: datetime = WORKING_MORNING

    def now(self) -> datetime:
        """The instant the test is at."""
        return self.at.astimezone(UTC)

    def forward(self, **span: float) -> None:
        """Let civil time pass."""
        self.at += timedelta(**span)


@dataclass(slots=True)
class TestMachine:
    """Machine time that a test can move; sleeping really takes (scaled) time otherwise."""

    __test__ = False
    ahead: float = 0.0

    def now(self) -> float:
        """Seconds since the epoch."""
        return datetime.now(UTC).timestamp() + self.ahead

    async def sleep(self, seconds: float) -> None:
        """Really wait."""
        await asyncio.sleep(seconds)


class QuickSession(AiohttpSession):
    """aiogram's session without the quarter of a second it waits for TLS when it closes."""

    async def close(self) -> None:
        """Close at once: the playground speaks plain HTTP."""
        if self._session is not None:
            await self._session.close()


def understanding() -> Understanding:
    """Facts and router, read once for all tests; each bot changes a copy of its own."""
    return replace(_read(), library=Library())


@cache
def _read() -> Understanding:
    return understand(Settings(_env_file=None))


@dataclass(slots=True)
class Stage:
    """Everything a conversation test holds in its hands."""

    sim: Sim
    app: App
    database: Database
    clock: TestClock
    machine: TestMachine
    people: dict[int, Person] = field(default_factory=dict)
    running: "asyncio.Task[None] | None" = None

    async def restart(self) -> None:
        """Stop the bot and start it anew on the same database: nothing of the old one is in memory."""
        assert self.running is not None, "whoever started this bot stops it"
        await _stopped(self.running)
        self.database.listeners.clear()
        self.app, self.running = await _served(self.app.settings, self.database, self.clock, self.machine)

    def citizen(self, name: str = "Айгерім", language: str = "kk") -> Person:
        """Somebody who has never written before."""
        return self.sim.person(name=name, language=language)

    async def consented(self, language: str = "ru") -> Person:
        """A citizen who has agreed, in a language."""
        person = self.citizen("Сергей" if language == "ru" else "Айгерім", language)
        await person.opens()
        await person.taps("Даю согласие" if language == "ru" else "Келісемін")
        return person

    async def staff(self, person_id: int, *roles: str, language: str = "ru", name: str = "Данияр") -> Person:
        """Somebody with posts in every queue."""
        told: Told = {"id": person_id, "name": name, "language": language, "roles": list(roles)}
        async with self.app.unit() as work:
            await furnish(work, [told])
        person = self.sim.person(person_id, name, language)
        await person.opens()
        await person.sees("Открытые вопросы" if language == "ru" else "Ашық сауалдар")
        return person

    async def admin(self, language: str = "ru") -> Person:
        """The administrator of the settings, at work."""
        person = self.sim.person(ADMIN, "Ержан", language)
        await person.opens()
        await person.sees("Открытые вопросы" if language == "ru" else "Ашық сауалдар")
        return person

    async def settled(self) -> None:
        """Run the ticks that give one answer for what has gathered."""
        from scheduler.jobs import Jobs

        self.machine.ahead += 10
        await Jobs(self.app.unit).settle()

    async def rows(self, sql: str, **args: Any) -> list[Any]:
        """Read back what is committed, through a fresh connection."""
        async with self.database.reader.connect() as connection:
            return list((await connection.execute(text(sql), args)).all())


async def fresh(database: Database) -> None:
    """An empty schema."""
    if database.is_sqlite and _copied(Path(database.url.database or "")):
        return
    async with database.writer.begin() as connection:
        if await connection.run_sync(_is_laid_out):
            await connection.run_sync(Base.metadata.drop_all)
            if not database.is_sqlite:  # a file that was migrated still says so
                await connection.execute(text("DROP TABLE IF EXISTS alembic_version"))
        await connection.run_sync(Base.metadata.create_all, checkfirst=False)


async def laid_out(database: Database) -> None:
    """A schema, empty where there was none; what is there stays."""
    if database.is_sqlite and _copied(Path(database.url.database or "")):
        return
    async with database.writer.begin() as connection:
        if not await connection.run_sync(_is_laid_out):
            await connection.run_sync(Base.metadata.create_all, checkfirst=False)


def _is_laid_out(connection: Connection) -> bool:
    return bool(inspect(connection).get_table_names())


def _copied(file: Path) -> bool:
    """Lay a new file with our tables down; False where there is one already."""
    if file.exists():
        return False
    file.write_bytes(_empty_file())
    return True


@cache
def _empty_file() -> bytes:
    """An SQLite file with our tables: it is copied quicker than a hundred tables are made."""
    with TemporaryDirectory() as folder:
        engine = create_engine(f"sqlite:///{folder}/empty")
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            Base.metadata.create_all(connection)
            connection.commit()
        engine.dispose()
        return Path(folder, "empty").read_bytes()


@asynccontextmanager
async def staged(url: str, **settings: Any) -> AsyncIterator[Stage]:
    """A running playground and a running bot on an empty database."""
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(serving())
        sim = await stack.enter_async_context(Sim(server.url))
        documents = stack.enter_context(TemporaryDirectory(prefix="dauys-stage-"))
        wanted: dict[str, Any] = {
            "bot_token": TOKEN,
            "documents_dir": Path(documents),
            "api_base": server.url,
            "database_url": url,
            "rate": 1000.0,
            "chat_rate": 100.0,
            "admins": frozenset({ADMIN}),
        }
        chosen = Settings(_env_file=None, **(wanted | settings))
        database = Database(url)
        stack.push_async_callback(database.dispose)
        await fresh(database)
        clock, machine = TestClock(), TestMachine()
        app, running = await _served(chosen, database, clock, machine)
        ready = Stage(sim, app, database, clock, machine, running=running)
        stack.push_async_callback(lambda: _stopped(ready.running))
        yield ready
        if ready.running is not None and ready.running.done():
            ready.running.result()


async def _served(
    settings: Settings, database: Database, clock: TestClock, machine: TestMachine
) -> "tuple[App, asyncio.Task[None]]":
    """A bot that is ready to serve."""
    app = App(settings, database, understanding(), clock, machine)
    app.bot.session = QuickSession(
        api=TelegramAPIServer.from_base(settings.api_base), timeout=REQUEST_SECONDS
    )
    running = asyncio.create_task(app.run())
    await started(app, running)
    return app, running


async def started(app: App, running: "asyncio.Task[None]") -> None:
    """Wait until the bot serves, or fail with what kept it from doing so."""
    waiting = asyncio.create_task(app.ready.wait())
    await asyncio.wait([waiting, running], return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        waiting.cancel()
        running.result()


async def _stopped(running: "asyncio.Task[None] | None") -> None:
    if running is not None:
        running.cancel()
        await asyncio.wait([running])


def sqlite_url(folder: Path) -> str:
    """A database file of its own."""
    return f"sqlite+aiosqlite:///{folder / 'dauys.sqlite3'}"


__all__ = ["ADMIN", "Stage", "TestClock", "TestMachine", "migrations", "sqlite_url", "staged"]


async def ask(stage: Stage, question: str, *, body: str = "1 ·", language: str = "ru") -> Person:
    """A citizen who has asked and holds a receipt; `body` is the beginning of the button pressed."""
    citizen = await stage.consented(language)
    await citizen.says(question)
    chosen = body if body[0].isdigit() else next(b for b in await _offered(citizen) if body in b)
    await citizen.taps(chosen)
    await citizen.sees("Принято" if language == "ru" else "Қабылданды")
    return citizen


async def _offered(citizen: Person) -> list[str]:
    await citizen.sees("1. ")
    return await citizen.buttons()


async def eventually(holds: Callable[[], Awaitable[bool]], timeout: float = 5.0) -> None:
    """Wait until something holds that no message announces."""
    async with asyncio.timeout(timeout):
        while not await holds():  # noqa: ASYNC110 - nothing rings when this comes true
            await asyncio.sleep(0.02)
