"""The town's two clocks: the civil one people see and may move, and the machine's own."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Any


def machine_stamp() -> str:
    """The machine's present instant as ISO text in UTC, for logs."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def machine_seconds() -> int:
    """The machine's present instant as whole seconds since 1970, as Telegram writes dates."""
    return int(time.time())


def ticks() -> float:
    """Seconds that only run forward; for waiting, pacing and the age of callbacks."""
    return time.monotonic()


class CivilClock:
    """A clock that runs with the machine's, shifted by `offset` seconds.

    Every change raises `version`, so that a follower can wait for the next one.
    """

    def __init__(self) -> None:
        self.offset = 0.0
        self.version = 1
        self._changed = asyncio.Event()

    def now(self) -> datetime:
        """The civil instant, aware, in UTC."""
        return datetime.now(UTC) + timedelta(seconds=self.offset)

    def seconds(self) -> int:
        """The civil instant as whole seconds since 1970, as messages carry it."""
        return int(time.time() + self.offset)

    def advance(self, seconds: float) -> None:
        """Move by `seconds`; backwards when negative. Raises OverflowError outside the calendar."""
        self._shift(self.offset + seconds)

    def set(self, moment: datetime) -> None:
        """Make the civil instant equal to `moment`, which must be aware."""
        self._shift((moment - datetime.now(UTC)).total_seconds())

    def reset(self) -> None:
        """Back to the machine's time."""
        self._shift(0.0)

    def state(self) -> dict[str, Any]:
        """What followers read: the instant, the shift in seconds and the version."""
        return {"now": self.now().isoformat(), "offset": self.offset, "version": self.version}

    async def changed(self, version: int, timeout: float) -> None:
        """Return once the version differs from `version`, or after `timeout` seconds."""
        if self.version != version:
            return
        try:
            await asyncio.wait_for(self._changed.wait(), timeout)
        except TimeoutError:
            return

    def release(self) -> None:
        """Let every follower go, at shutdown."""
        self._changed.set()

    def _shift(self, offset: float) -> None:
        instant = datetime.now(UTC) + timedelta(seconds=offset)
        if not 1971 <= instant.year <= 2099:
            # Message dates are 32-bit seconds for some readers; beyond this nothing is meaningful.
            raise OverflowError(f"the clock stays between 1971 and 2099, not {instant.year}")
        self.offset = offset
        self.version += 1
        self._changed.set()
        self._changed = asyncio.Event()
