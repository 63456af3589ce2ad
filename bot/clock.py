"""The two clocks: civil time for people, machine time for machines. Nothing else asks what time it is."""

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

import aiohttp

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_ASK_AGAIN_SECONDS = 2.0
_LONG_POLL_SECONDS = 20


class Civil(Protocol):
    """Gives the instant at which an update or a job happens."""

    def now(self) -> datetime:
        """The present instant, in UTC."""


class SystemClock:
    """Civil time as the machine has it."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)


class PageClock:
    """Civil time as the playground's page sets it, so that days can pass while one watches.

    Args:
        url: where the playground tells its time.
        on_jump: called when the page moved the clock, so that what fell due meanwhile is looked at now.
    """

    def __init__(self, url: str, on_jump: Callable[[], None] = lambda: None) -> None:
        self._url = url
        self._offset = timedelta()
        self._version: int | None = None
        self.on_jump = on_jump

    def now(self) -> datetime:
        """The page's present instant, in UTC."""
        return datetime.now(UTC) + self._offset

    async def follow(self) -> None:
        """Keep up with the page until cancelled."""
        async with aiohttp.ClientSession() as http:
            while True:
                try:
                    await self.ask(http)
                except (aiohttp.ClientError, TimeoutError):
                    await asyncio.sleep(_ASK_AGAIN_SECONDS)

    async def look(self) -> None:
        """Ask once, before anything is done at a wrong time.

        Raises:
            ClientError: there is no page.
        """
        async with aiohttp.ClientSession() as http:
            await self.ask(http)

    async def ask(self, http: aiohttp.ClientSession) -> None:
        """Ask the page for its time; waits for the next jump once the time is known."""
        params = {} if self._version is None else {"after": self._version, "timeout": _LONG_POLL_SECONDS}
        async with http.get(
            self._url, params=params, timeout=aiohttp.ClientTimeout(_LONG_POLL_SECONDS + 5)
        ) as got:
            told = await got.json()
        known, self._version = self._version, int(told["version"])
        self._offset = timedelta(seconds=float(told["offset"]))
        if known != self._version:
            self.on_jump()


class Machine(Protocol):
    """Time for leases, back-off and pacing; a test moves it without waiting."""

    def now(self) -> float:
        """Seconds since the epoch."""

    async def sleep(self, seconds: float) -> None:
        """Let so many seconds pass."""


class RealMachine:
    """Machine time as it was at the start, and since then as it really passed.

    Somebody may set the clock of the machine right, by hours even: what waits two seconds must not wait for
    hours then. So the clock is read once, and what has passed since comes from one that nobody sets.
    """

    def __init__(self) -> None:
        self._started = time.time() - time.monotonic()

    def now(self) -> float:
        """Seconds since the epoch; never less than before."""
        return self._started + time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Let so many seconds pass."""
        await asyncio.sleep(seconds)


def is_loopback(url: str) -> bool:
    """Does this address stay on this machine?"""
    return (urlsplit(url).hostname or "") in LOOPBACK
