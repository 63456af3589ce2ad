"""Pressed buttons waiting for their answer."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from playground.clock import ticks
from playground.errors import bad_request

KEPT = 5000
LIFETIME = 15 * 60  # seconds of machine time in which Telegram takes an answer


@dataclass(slots=True)
class Press:
    """One press of a callback button."""

    person: int
    pressed_at: float
    answer: dict[str, Any] | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)


class Callbacks:
    """Presses by callback query id; old ones are forgotten."""

    def __init__(self) -> None:
        self._presses: OrderedDict[str, Press] = OrderedDict()
        self._last = 4_300_000_000_000

    def press(self, person: int) -> str:
        """Note a press and return its callback query id."""
        self._last += 1
        self._presses[str(self._last)] = Press(person, ticks())
        if len(self._presses) > KEPT:
            self._presses.popitem(last=False)
        return str(self._last)

    def get(self, callback_id: str) -> Press | None:
        """A known press."""
        return self._presses.get(callback_id)

    def answer(self, callback_id: str, answer: dict[str, Any]) -> Press:
        """Store the bot's answer. Raises ApiError for an unknown, answered or 15 minutes old query."""
        press = self._presses.get(callback_id)
        if press is None or press.answer is not None or ticks() - press.pressed_at > LIFETIME:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        press.answer = answer
        press.answered.set()
        return press

    async def wait(self, press: Press, timeout: float) -> None:
        """Return when the press is answered or after `timeout` seconds."""
        try:
            await asyncio.wait_for(press.answered.wait(), timeout)
        except TimeoutError:
            return

    def clear(self) -> None:
        """Forget every press."""
        self._presses.clear()
