"""Taking over changed facts without a restart; a broken file changes nothing but rings the alarm."""

import asyncio
import logging
from dataclasses import replace
from pathlib import Path

from yaml import YAMLError

from bot.alarm import Alarm
from bot.clock import Machine
from bot.router import make_router
from facts.keeper import Keeper, Signature
from routing import Router
from services.ports import Understanding

log = logging.getLogger(__name__)

LOOK_SECONDS = 30.0
"""Whoever changed a fact waits for it so long at most; a look costs the dates of some forty files."""

_SETTLE_SECONDS = 1.0
"""Files are often copied one by one: they are read once nothing has changed for so long."""


class Renewal:
    """Looks at the facts' files again and again, and at once when asked to (SIGHUP).

    The calendar is left out: what is in force stands in the database, and a changed file is a proposal until
    somebody approves it (`dauys calendar`).

    Args:
        folder: where the files are; the shipped ones by default.
        understanding: what the bot goes by; changed in place.
        alarm: tells administrators of a file that cannot be used.
        machine: machine time.
    """

    def __init__(
        self, folder: Path | None, understanding: Understanding, alarm: Alarm, machine: Machine
    ) -> None:
        self._folder = folder
        self._understanding = understanding
        self._alarm = alarm
        self._machine = machine
        self._keeper = Keeper(folder, understanding.facts)
        self._seen = self._keeper.signature()
        self._asked = asyncio.Event()

    def ask(self) -> None:
        """Read everything now, changed or not."""
        self._asked.set()

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            asked = await self._asked_within(LOOK_SECONDS)
            await self.look(asked=asked)

    async def look(self, *, asked: bool = False) -> bool:
        """Take over what has changed; False when nothing has, or it cannot be used."""
        if not asked and self._keeper.signature() == self._seen:
            return False
        self._seen = await self._settled()
        problems = await asyncio.to_thread(self._read)
        if isinstance(problems, Router):
            self._take_over(problems)
            return True
        for problem in problems:
            log.error("facts: %s", problem)
        log.error("facts: %d problems; the bot goes on with the last good ones", len(problems))
        await self._alarm.raise_("alarm.facts", n=len(problems), problem=problems[0])
        return False

    def _read(self) -> Router | list[str]:
        """The new router once the facts are good, else the complaints. Runs in a thread: it takes a while."""
        problems = [str(problem) for problem in self._keeper.reload()]
        try:
            router = make_router(self._folder)
        except (ValueError, OSError, YAMLError) as broken:
            return [*problems, f"lexicon: {broken}"]
        return problems or router

    def _take_over(self, router: Router) -> None:
        known = self._understanding
        known.facts = replace(
            self._keeper.facts,
            filed=self._keeper.facts.calendar,
            calendar=known.facts.calendar,
            calendar_version=known.facts.calendar_version,
        )
        known.router = router
        log.info("facts: taken over from %s", self._folder or "the shipped files")

    async def _settled(self) -> Signature:
        before = self._keeper.signature()
        while True:
            await self._machine.sleep(_SETTLE_SECONDS)
            now = self._keeper.signature()
            if now == before:
                return now
            before = now

    async def _asked_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self._asked.wait()
        except TimeoutError:
            return False
        self._asked.clear()
        return True
