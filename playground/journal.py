"""What happened in the town: a bounded ring of events for watchers and a bounded log of Bot API calls."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Iterator
from itertools import islice
from typing import Any

EVENTS_KEPT = 5000
CALLS_KEPT = 20_000
_SHOWN = 200  # characters of one parameter that the call log keeps


class Event:
    """One numbered event. `wire` caches its text for the event stream, made only when somebody watches."""

    __slots__ = ("_wire", "data", "kind", "number")

    def __init__(self, number: int, kind: str, data: dict[str, Any]) -> None:
        self.number = number
        self.kind = kind
        self.data = data
        self._wire: bytes | None = None

    def wire(self) -> bytes:
        """The event as Server-Sent Events text; the data also repeats the type."""
        if self._wire is None:
            data = json.dumps({"type": self.kind, **self.data})
            self._wire = f"id: {self.number}\nevent: {self.kind}\ndata: {data}\n\n".encode()
        return self._wire


class Journal:
    """Numbers and keeps events and calls, and wakes whoever waits for the next event."""

    def __init__(self, events: int = EVENTS_KEPT, calls: int = CALLS_KEPT) -> None:
        self.sequence = 0
        self.call_number = 0
        self.closed = False
        self._events: deque[Event] = deque(maxlen=events)
        self._calls: deque[dict[str, Any]] = deque(maxlen=calls)
        self._waiting: set[asyncio.Future[None]] = set()

    def tell(self, kind: str, data: dict[str, Any]) -> None:
        """Append one event. `data` and what it refers to must not be changed afterwards."""
        self.sequence += 1
        self._events.append(Event(self.sequence, kind, data))
        if self._waiting:
            self._wake()

    def since(self, number: int) -> list[Event]:
        """The kept events after `number`, oldest first."""
        missed = min(max(self.sequence - number, 0), len(self._events))
        return list(islice(reversed(self._events), missed))[::-1]

    async def next_after(self, number: int, timeout: float) -> None:
        """Return when there is an event after `number`, after `timeout` seconds, or at shutdown."""
        if self.sequence > number or self.closed:
            return
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(waiting)
        try:
            await asyncio.wait_for(waiting, timeout)
        except TimeoutError:
            return
        finally:
            self._waiting.discard(waiting)

    def record(self, method: str, params: dict[str, Any], at: str) -> dict[str, Any]:
        """Append one Bot API call and return its row, which `finish` completes."""
        self.call_number += 1
        row: dict[str, Any] = {
            "n": self.call_number,
            "method": method,
            "chat_id": _chat_of(params),
            "params": _short(params),
            "ok": True,
            "at": at,
        }
        self._calls.append(row)
        return row

    def calls(self, since: int = 0) -> Iterator[dict[str, Any]]:
        """The kept calls numbered above `since`, oldest first."""
        return (row for row in self._calls if row["n"] > since)

    def forget(self) -> None:
        """Drop what is kept; the numbers go on, so that watchers stay in step."""
        self._events.clear()
        self._calls.clear()

    def close(self) -> None:
        """Let every watcher go, at shutdown."""
        self.closed = True
        self._wake()

    def _wake(self) -> None:
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_result(None)
        self._waiting.clear()


def _chat_of(params: dict[str, Any]) -> int | None:
    try:
        return int(params["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None


def _short(params: dict[str, Any]) -> dict[str, Any]:
    """Parameters cut to a readable length, so that a log of thousands of calls stays small."""
    short: dict[str, Any] = {}
    for name, value in params.items():
        if isinstance(value, int | float):
            short[name] = value
            continue
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        short[name] = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return short
