"""Failures on demand: what the server does wrong, to whom, and how often."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from playground.errors import ApiError, ControlError, bad_request, too_many_requests

KINDS = ("429", "403", "400", "401", "500", "502", "hang", "lost", "migrate")
ANY = "*"  # every method but getUpdates, which would eat a fault meant for a message
EVERY = "all"  # getUpdates too
_WORDING = {
    "403": "Forbidden: bot was blocked by the user",
    "400": "Bad Request: chat not found",
    "401": "Unauthorized",
    "500": "Internal Server Error",
    "502": "Bad Gateway",
}


@dataclass(slots=True)
class Fault:
    """One planned failure. `times` counts down; -1 lasts until it is cleared."""

    id: int
    kind: str
    method: str = ANY
    chat_id: int | None = None
    times: int = 1
    retry_after: int = 3
    seconds: float = 60.0
    description: str = ""
    group_to: int | None = None

    def hits(self, method: str, chat_id: int | None) -> bool:
        """Whether this call is meant."""
        if self.chat_id is not None and chat_id != self.chat_id:
            return False
        if self.method == ANY:
            return method != "getUpdates"
        return self.method == EVERY or self.method.lower() == method.lower()

    def error(self) -> ApiError:
        """The refusal for the kinds that refuse."""
        if self.kind == "429":
            return too_many_requests(self.retry_after)
        if self.kind == "migrate":
            moved = "group chat was upgraded to a supergroup chat"
            return bad_request(moved, migrate_to_chat_id=self.group_to or -1_002_000_000_000)
        return ApiError(int(self.kind), self.description or _WORDING[self.kind])


class Faults:
    """Planned failures, first come first served."""

    def __init__(self) -> None:
        self.planned: list[Fault] = []
        self._last = 0

    def plan(self, wanted: dict[str, Any]) -> Fault:
        """Add one failure. Raises ControlError for what cannot be meant."""
        kind = str(wanted.get("kind", ""))
        if kind not in KINDS:
            raise ControlError(f"kind is one of {', '.join(KINDS)}")
        unknown = set(wanted) - {*Fault.__dataclass_fields__} | ({"id"} & set(wanted))
        if unknown:
            raise ControlError(f"unknown field {', '.join(sorted(unknown))}")
        self._last += 1
        fault = Fault(**(wanted | {"id": self._last, "kind": kind}))
        self.planned.append(fault)
        return fault

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The failure for this call, counted down; None when it may succeed."""
        for fault in self.planned:
            if not fault.hits(method, chat_id):
                continue
            if fault.times > 0:
                fault.times -= 1
                if fault.times == 0:
                    self.planned.remove(fault)
            return fault
        return None

    def clear(self, fault_id: int | None = None) -> None:
        """Drop one planned failure, or all. Raises ControlError when there is no such one."""
        kept = [fault for fault in self.planned if fault_id is not None and fault.id != fault_id]
        if fault_id is not None and len(kept) == len(self.planned):
            raise ControlError(f"there is no fault {fault_id}", 404)
        self.planned = kept

    def state(self) -> list[dict[str, Any]]:
        """The planned failures as the control API tells them."""
        return [asdict(fault) for fault in self.planned]
