"""The composition root: everything is made here, once, and handed to who needs it."""

import asyncio
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError, TelegramNotFound, TelegramUnauthorizedError
from aiogram.utils.token import TokenValidationError
from aiohttp import web

from bot import erasures
from bot.alarm import Alarm
from bot.client import Client
from bot.clock import Civil, Machine, PageClock, RealMachine, SystemClock
from bot.delivery.drawing import Drawing
from bot.delivery.messenger import Messenger
from bot.delivery.pacing import Pacing
from bot.delivery.pump import Pump
from bot.dispatcher import build_dispatcher
from bot.guard import guarded
from bot.importing import Importing
from bot.intake.handling import Handling
from bot.intake.lanes import Lanes
from bot.intake.polling import KINDS, Polling
from bot.intake.watch import Watch
from bot.intake.webhook import Webhook
from bot.menus import Menus
from bot.renewal import Renewal
from bot.settings import Settings, SettingsError
from bot.understanding import understand
from bot.wakeup import listen
from bot.workshop import Workshop, folder
from domain.civil import check_zone
from handlers.notices import draw, draw_many
from models.engine import Database
from models.leases import Lease
from scheduler.jobs import Jobs
from scheduler.table import build, table
from services import calendars, planner, recovery, staffing
from services.ports import Understanding
from services.work import Work

log = logging.getLogger(__name__)

REQUEST_SECONDS = 20.0
"""A request to Telegram that has not ended by then has an unknown outcome."""

FINISH_SECONDS = 5.0
"""So long a stopping process waits for what it has begun."""

_RECOVER_EVERY_SECONDS = 3.0
_NOTE_EVERY_SECONDS = 5.0
"""What a dead process held is taken over within so many seconds; asking costs two small queries."""

_INTRODUCE_EVERY_SECONDS = 5.0

_WARM_AFTER_SECONDS = 1.0
"""What slows the loop for a tenth of a second waits until the bot listens."""


@dataclass(slots=True)
class App:
    """One running bot."""

    settings: Settings
    database: Database
    understanding: Understanding
    clock: Civil
    machine: Machine = field(default_factory=RealMachine)
    bot: Bot = field(init=False)
    menus: Menus = field(init=False)
    lease: Lease = field(init=False)
    alarm: Alarm = field(init=False)
    pump: Pump = field(init=False)
    handling: Handling = field(init=False)
    lanes: Lanes = field(init=False)
    workshop: Workshop = field(init=False)
    renewal: Renewal = field(init=False)
    importing: Importing = field(init=False)
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        """Wire the parts together; nothing runs yet."""
        self.bot = make_bot(self.settings)
        self.menus = Menus(self.bot)
        self.lease = Lease(self.database)
        self.alarm = Alarm(self.database, self.clock, self.machine, self.understanding)
        pacing = Pacing(self.settings.rate, self.settings.chat_rate, self.machine.now())
        self.pump = Pump(
            self.database,
            Messenger(self.bot),
            self.clock,
            self.machine,
            pacing,
            self.alarm,
            self.understanding,
            self.lease.owner,
            Drawing(self.database, self.clock, self.machine, self.understanding, draw, draw_many),
            self.menus.perform,
        )
        self.handling = Handling(
            self.bot,
            build_dispatcher(),
            self.database,
            self.pump,
            self.clock,
            self.machine,
            self.understanding,
            self.alarm,
            self.lease.owner,
        )
        self.lanes = Lanes(self.database, self.lease.owner, self.machine, self.handling)
        self.workshop = Workshop(
            self.unit,
            self.database,
            self.machine,
            self.lease.owner,
            folder(self.database, self.settings.documents_dir),
            self.settings.facts_dir,
        )
        self.importing = Importing(self.unit, self.database, self.machine, self.bot)
        self.renewal = Renewal(self.settings.facts_dir, self.understanding, self.alarm, self.machine)

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Work]:
        """A unit of work for jobs and commands."""
        async with self.database.writing() as session:
            yield self.understanding.work(session, self.clock.now(), self.machine.now())

    async def recover(self) -> None:
        """Take over what dead processes left."""
        async with self.unit() as work:
            dead = await self.lease.dead(await recovery.holders(work))
            deadly = await recovery.recover(work, dead) if dead else []
        for row in deadly:
            await self.handling.quarantine(row.id, row.lane)

    async def run(self) -> None:
        """Serve until cancelled; what is under way then is finished first."""
        async with AsyncExitStack() as stack:
            await self._prepare(stack)
            ledger = asyncio.create_task(self.pump.ledger.run())
            stack.push_async_callback(_stopped, ledger)
            stack.push_async_callback(self._finish_under_way)
            self.ready.set()
            async with asyncio.TaskGroup() as group:
                group.create_task(_watched(ledger))
                for part in self._parts():
                    group.create_task(part)

    def _parts(self) -> list[Coroutine[Any, Any, None]]:
        """What runs side by side for as long as the bot serves."""
        watch = Watch(self.bot, self.database, self.machine, self.alarm, self.settings.webhook_url)
        parts = [self.pump.run(), self.lanes.run(), self._receive(), self._introduce()]
        parts += [
            watch.run(),
            self.workshop.run(),
            self.importing.run(),
            self.renewal.run(),
            self._note_erasures(),
            self._warm(),
        ]
        if not self.database.is_sqlite:
            parts += [self._recover_again(), self.lease.keep(), listen(self.database)]
        if isinstance(self.clock, PageClock):
            parts.append(self.clock.follow())
        return parts

    async def _finish_under_way(self) -> None:
        """Give what is in the lanes and on its way a few seconds; the rest is found at the next start."""
        try:
            async with asyncio.timeout(FINISH_SECONDS):
                await self.lanes.drain()
                await self.pump.drain()
        except TimeoutError:
            log.warning("stopped with work under way; it is taken up again at the next start")

    async def _prepare(self, stack: AsyncExitStack) -> None:
        check_zone()
        await self.lease.acquire()
        stack.push_async_callback(self.lease.release)
        stack.push_async_callback(self.bot.session.close)
        await self.recover()
        async with self.unit() as work:
            await staffing.greet_admins(work, self.settings.admins)
            await calendars.adopt(work, self.understanding)
            await planner.begin(work)
        jobs = Jobs(self.unit, self.understanding)
        scheduler = build(jobs, guarded)
        scheduler.start()
        stack.callback(scheduler.shutdown, wait=False)
        if isinstance(self.clock, PageClock):
            self.clock.on_jump = lambda: self._jumped(jobs)

    async def _introduce(self) -> None:
        """Learn the name that links need, and put names, descriptions and menus in place.

        Raises:
            SettingsError: Telegram does not know this bot; nobody would ever be served.
        """
        while not self.understanding.bot_name:
            try:
                self.understanding.bot_name = (await self.bot.me()).username or "bot"
            except (TelegramUnauthorizedError, TelegramNotFound):
                raise SettingsError(
                    "Telegram does not know this bot token. Was it revoked, or copied in part?"
                ) from None
            except TelegramAPIError as refused:
                log.warning("Telegram does not say yet who we are: %s", type(refused).__name__)
                await asyncio.sleep(_INTRODUCE_EVERY_SECONDS)
        await self.menus.publish()

    def _jumped(self, jobs: Jobs) -> None:
        """The page moved the civil clock: what fell due meanwhile is looked at now, not at the next tick."""
        self.pump.wake()
        for name, (job, _) in table(jobs).items():
            self.pump.spawn(guarded(name, job)())

    async def _note_erasures(self) -> None:
        ledger = erasures.ledger_of(self.database, self.settings.erasure_ledger)
        while ledger is not None:
            await guarded("ledger", partial(erasures.note, self.unit, ledger))()
            await asyncio.sleep(_NOTE_EVERY_SECONDS)

    async def _warm(self) -> None:
        """Have the router read the rest of its data beside the loop, once the first requests have left."""
        await asyncio.sleep(_WARM_AFTER_SECONDS)
        await asyncio.to_thread(self.understanding.router.warm)

    async def _recover_again(self) -> None:
        while True:
            await asyncio.sleep(_RECOVER_EVERY_SECONDS)
            await guarded("recover", self.recover)()

    async def _receive(self) -> None:
        if self.settings.webhook_url is None:
            await Polling(self.bot, self.database, self.clock, self.alarm).run()
            return
        assert self.settings.webhook_secret is not None
        secret = self.settings.webhook_secret.get_secret_value()
        door = Webhook(self.database, self.clock, secret).app()
        runner = web.AppRunner(door, access_log=None, auto_decompress=False)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", self.settings.webhook_port).start()
            await self._set_webhook(self.settings.webhook_url, secret)
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def _set_webhook(self, url: str, secret: str) -> None:
        """Tell Telegram where we listen; until it hears, it keeps the updates. Nothing waiting is dropped."""
        while True:
            try:
                await self.bot.set_webhook(url, secret_token=secret, allowed_updates=KINDS)
            except TelegramAPIError as refused:
                log.warning("Telegram does not take the webhook yet: %s", refused)
                await asyncio.sleep(_INTRODUCE_EVERY_SECONDS)
            else:
                return


async def _watched(task: "asyncio.Task[None]") -> None:
    """Fail when that task fails, without owning it."""
    await asyncio.shield(task)


async def _stopped(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.wait([task])


def make_bot(settings: Settings) -> Bot:
    """The client for Telegram, through the proxy if there is one.

    Raises:
        SettingsError: there is no token, or it does not look like one.
    """
    token = settings.token()
    session = Client(
        api=TelegramAPIServer.from_base(settings.api_base), proxy=settings.proxy, timeout=REQUEST_SECONDS
    )
    try:
        return Bot(token, session=session)
    except TokenValidationError:
        raise SettingsError(
            "The bot token is not one: it looks like 123456789:AA..., as @BotFather prints it."
        ) from None


def make_app(settings: Settings) -> App:
    """A bot from its settings.

    Raises:
        FactsError: a facts file is broken.
        ValueError: there is no token.
    """
    clock = PageClock(settings.clock_url) if settings.clock_url else SystemClock()
    return App(settings, Database(settings.database_url), understand(settings), clock)
