"""Telegram's rate limits, enforced on demand: per chat, per group and for the whole bot."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any

from playground.clock import ticks
from playground.errors import ControlError, too_many_requests

CHATS_KEPT = 20_000


@dataclass(slots=True)
class Limits:
    """What is enforced. The figures are those of Telegram's FAQ for bots and of common experience."""

    on: bool = False
    per_second: float = 30
    per_chat_second: float = 1
    chat_burst: int = 3
    per_group_minute: float = 20


@dataclass(slots=True)
class Bucket:
    """A token bucket; `level` tokens were in it at instant `at`."""

    level: float
    at: float

    def wait(self, rate: float, size: float, cost: float, now: float) -> float:
        """Seconds until `cost` tokens are there; 0 means they can be taken now."""
        self.level = min(size, self.level + (now - self.at) * rate)
        self.at = now
        # More than the bucket can ever hold (a large album) is let through from a full one.
        return max(0.0, (min(cost, size) - self.level) / rate)


class Pacing:
    """Counts calls that show something in a chat, edits included, and refuses what comes too fast."""

    def __init__(self) -> None:
        self.limits = Limits()
        self._buckets: dict[int, Bucket] = {}
        self._whole: Bucket | None = None

    def state(self) -> dict[str, Any]:
        """The limits as the control API tells them."""
        return asdict(self.limits)

    def change(self, wanted: dict[str, Any]) -> None:
        """Take over the given limits and start with full buckets."""
        known = asdict(self.limits)
        for name, value in wanted.items():
            if name not in known:
                raise ControlError(f"unknown limit {name!r}; known are {', '.join(known)}")
            if name != "on" and not (isinstance(value, int | float) and value > 0):
                raise ControlError(f"{name} must be a number above 0")
        self.limits = Limits(**(known | wanted))
        self._buckets.clear()
        self._whole = None

    def spend(self, chat_id: int, cost: int) -> None:
        """Count `cost` messages to a chat. Raises ApiError 429 and counts nothing when that is too fast."""
        now, limits = ticks(), self.limits
        if self._whole is None:
            self._whole = Bucket(limits.per_second, now)
        if chat_id < 0:
            rate, size = limits.per_group_minute / 60, limits.per_group_minute
        else:
            rate, size = limits.per_chat_second, float(limits.chat_burst)
        bucket = self._buckets.setdefault(chat_id, Bucket(size, now))
        wait = max(
            bucket.wait(rate, size, cost, now),
            self._whole.wait(limits.per_second, limits.per_second, cost, now),
        )
        if wait > 0:
            raise too_many_requests(math.ceil(wait))
        bucket.level -= cost
        self._whole.level -= cost
        if len(self._buckets) > CHATS_KEPT:
            self._buckets.clear()
