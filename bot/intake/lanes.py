"""Lanes: the updates of one chat are handled one after another, those of different chats side by side."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.clock import Machine
from bot.intake.inbox import BELL
from bot.strays import Strays
from models.engine import Database
from models.outages import is_outage
from models.queries import inbox
from models.queries.inbox import Claimed, Left

log = logging.getLogger(__name__)

WIDTH = 24
"""Chats handled at the same time by one process."""

_LOOK_AGAIN_SECONDS = 5.0
_PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)


class Lanes:
    """Claims the next update of each free chat and has it handled.

    Args:
        database: holds the inbox.
        owner: this process's number in the rows it works on.
        machine: for waits.
        handle: handles one claimed row and leaves it finished or put back; never raises.
    """

    def __init__(
        self, database: Database, owner: int, machine: Machine, handle: Callable[[Claimed], Awaitable[None]]
    ) -> None:
        self._database = database
        self._owner = owner
        self._machine = machine
        self._handle = handle
        self._tasks: set[asyncio.Task[None]] = set()
        self._strays = Strays(owner, inbox.held, inbox.give_back)
        self._bell = asyncio.Event()
        self._left = Left(due=True)
        self._suspect: int | None = None
        database.listeners.append(self._hear)

    async def run(self) -> None:
        """Claim and hand out until cancelled; a database that is away is waited for."""
        trouble = 0
        while True:
            self._bell.clear()
            try:
                claimed = await self._claim()
                trouble = 0
            except Exception as outage:
                if not is_outage(outage):
                    raise
                self._strays.doubt()
                pause = _PAUSES[min(trouble, len(_PAUSES) - 1)]
                log.warning("the inbox is away (%s), again in %.1f s", type(outage).__name__, pause)
                await asyncio.sleep(pause)
                trouble += 1
                continue
            for row in claimed:
                self._start(row)
            await self._rest()

    async def drain(self) -> None:
        """Wait for what is being handled; used at shutdown."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _claim(self) -> list[Claimed]:
        free = WIDTH - len(self._tasks)
        self._left = Left(due=True)  # until it is known better: a lane that ends meanwhile rings
        if free <= 0:
            return []
        now = self._machine.now()
        if self._suspect is not None and await self._still_at(self._suspect):
            return []
        async with self._database.writing() as session:
            await self._strays.look(session, now)
            claimed = await inbox.claim(session, self._owner, now, free)
            left = await inbox.left(session, now)
        self._left = left
        self._suspect = claimed[0].id if claimed and claimed[0].deaths else None
        return claimed

    async def _still_at(self, suspect: int) -> bool:
        """Whatever may have killed a process is handled alone, so that no other row is suspected with it."""
        async with self._database.reading() as session:
            return await inbox.is_in_progress(session, suspect, self._owner)

    def _start(self, row: Claimed) -> None:
        task = asyncio.create_task(self._run(row), name=f"lane {row.lane}")
        self._tasks.add(task)
        self._strays.held.add(row.id)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, row: Claimed) -> None:
        try:
            await self._handle(row)
        finally:
            self._strays.held.discard(row.id)
            if self._left.due:
                self._bell.set()

    async def _rest(self) -> None:
        """Wait for a bell, but not past the next retry."""
        seconds = _LOOK_AGAIN_SECONDS
        if self._left.retry_at is not None:
            seconds = min(max(self._left.retry_at - self._machine.now(), 0.01), seconds)
        try:
            async with asyncio.timeout(seconds):
                await self._bell.wait()
        except TimeoutError:
            pass

    def _hear(self, bell: str) -> None:
        if bell == BELL:
            self._bell.set()
