"""The webhook: where updates are pushed, with what secret, and what went wrong last."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Webhook:
    """What setWebhook stored; no `url` means long polling."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error_date: int = 0
    last_error_message: str = ""
    allowed: list[str] = field(default_factory=list)

    def point(self, url: str, secret: str, connections: int, kinds: list[str] | None) -> None:
        """Set another address, or none; earlier trouble is forgotten."""
        self.url, self.secret, self.max_connections = url, secret, connections
        self.last_error_date, self.last_error_message = 0, ""
        if kinds is not None:
            self.allowed = kinds

    def info(self, pending: int) -> dict[str, Any]:
        """The Bot API's WebhookInfo."""
        info: dict[str, Any] = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": pending,
        }
        if self.url:
            info["max_connections"] = self.max_connections
            info["ip_address"] = "127.0.0.1"
        if self.last_error_date:
            info["last_error_date"] = self.last_error_date
            info["last_error_message"] = self.last_error_message
        if self.allowed:
            info["allowed_updates"] = self.allowed
        return info
