"""The webhook: where updates are pushed, with what secret, what waits and what went wrong last."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

from playground.clock import machine_seconds
from playground.updates import Delivery


class Webhook:
    """What setWebhook stored; no `url` means long polling. Undelivered updates wait in a lane per chat."""

    def __init__(self) -> None:
        self.url = ""
        self.secret = ""
        self.max_connections = 40
        self.generation = 0
        self.allowed: list[str] = []
        self.lanes: dict[object, deque[Delivery]] = {}
        self.changed = asyncio.Event()
        self._last_error: tuple[int, str] | None = None

    def point(self, url: str, secret: str, connections: int, kinds: list[str] | None) -> list[Delivery]:
        """Set another address, or none, and return what the old one has not taken."""
        self.url, self.secret, self.max_connections = url, secret, connections
        self.generation += 1
        self._last_error = None
        if kinds is not None:
            self.allowed = kinds
        left = [delivery for lane in self.lanes.values() for delivery in lane]
        self.lanes = {}
        self.changed.set()
        return sorted(left, key=lambda delivery: delivery.id)

    def failed(self, why: str) -> None:
        """Note a failed delivery for getWebhookInfo."""
        self._last_error = (machine_seconds(), why)

    def waiting(self) -> int:
        """Updates taken from the queue and not delivered yet."""
        return sum(map(len, self.lanes.values()))

    def info(self, pending: int) -> dict[str, Any]:
        """The Bot API's WebhookInfo; `pending` updates wait outside the lanes."""
        info: dict[str, Any] = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": pending + self.waiting(),
        }
        if self.url:
            info |= {"max_connections": self.max_connections, "ip_address": "127.0.0.1"}
        if self._last_error:
            info["last_error_date"], info["last_error_message"] = self._last_error
        if self.allowed:
            info["allowed_updates"] = self.allowed
        return info
