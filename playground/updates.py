"""The queue of updates: numbering, long polling with offsets, and deliveries held, repeated or reordered."""

from __future__ import annotations

import asyncio
import random
from collections import OrderedDict
from typing import Any

from playground.errors import ControlError

FIRST_UPDATE_ID = 700_000_001
PENDING_KEPT = 100_000
HISTORY_KEPT = 5000
# Bot API, getUpdates: these three kinds come only when they are asked for by name.
ASKED_FOR_ONLY = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Delivery:
    """One update on its way. `odd` ones (repeated, reordered, injected) ignore the confirmed offset."""

    __slots__ = ("lane", "odd", "solo", "update")

    def __init__(self, update: dict[str, Any], *, odd: bool = False, solo: bool = False) -> None:
        self.update = update
        self.odd = odd
        self.solo = solo
        self.lane: object = lane_of(update)

    @property
    def id(self) -> int:
        """The update_id."""
        return int(self.update["update_id"])


class UpdateQueue:
    """Updates waiting for the bot, whichever way it takes them."""

    def __init__(self) -> None:
        self.next_id = FIRST_UPDATE_ID
        self.pending: list[Delivery] = []
        self.held: list[Delivery] | None = None
        self.allowed: frozenset[str] | None = None
        self.arrived = asyncio.Event()
        self._history: OrderedDict[int, dict[str, Any]] = OrderedDict()
        self._handed_out: list[Delivery] = []

    def add(self, kind: str, payload: dict[str, Any]) -> int | None:
        """Queue one update of `kind`; None when the bot did not ask for that kind."""
        if not self.wants(kind):
            return None
        number = self.next_id
        self.next_id += 1
        update = {"update_id": number, kind: payload}
        self._remember(update)
        self._enqueue(Delivery(update))
        return number

    def wants(self, kind: str) -> bool:
        """Whether the last allowed_updates lets this kind through."""
        return kind not in ASKED_FOR_ONLY if self.allowed is None else kind in self.allowed

    def allow(self, kinds: list[str] | None) -> None:
        """Remember allowed_updates; None keeps the last choice, an empty list means the default kinds."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def inject(self, update: dict[str, Any]) -> int:
        """Queue `update` as it is; a missing update_id is given."""
        given = "update_id" in update
        update = update if given else {"update_id": self.next_id, **update}
        number = int(update["update_id"])
        odd = given and number < self.next_id
        self.next_id = max(self.next_id, number + 1)
        self._remember(update)
        self._enqueue(Delivery(update, odd=odd))
        return number

    def repeat(self, update_id: int, times: int, *, parallel: bool) -> None:
        """Deliver a known update again: all at once, or each in a batch of its own."""
        update = self._history.get(update_id)
        if update is None:
            raise ControlError(f"update {update_id} is not among the last {HISTORY_KEPT}", 404)
        for _ in range(times):
            delivery = Delivery(update, odd=True, solo=not parallel)
            if parallel:
                delivery.lane = object()  # a lane of its own, so that a webhook gets it at the same moment
            self._enqueue(delivery)

    def hold(self, on: bool) -> None:
        """Keep new updates back, or let them go in their order."""
        if on:
            self.held = self.held if self.held is not None else []
        else:
            self.release("in order", None)
            self.held = None

    def release(self, order: str, seed: int | None) -> int:
        """Deliver what is held, in the order asked for, and say how many. Holding goes on."""
        held, odd = self.held or [], order != "in order"
        if self.held is not None:
            self.held = []
        if order == "reversed":
            held.reverse()
        elif order == "shuffled":
            random.Random(seed).shuffle(held)
        elif odd:
            raise ControlError('order is one of "in order", "reversed", "shuffled"')
        for delivery in held:
            delivery.odd = delivery.odd or odd
        self.pending += held
        self.arrived.set()
        return len(held)

    def confirm(self, offset: int) -> None:
        """Forget what an offset confirms, as getUpdates does; a negative one keeps only the last ones.

        A batch with odd deliveries in it is confirmed as a whole by an offset just after any of its ids.
        """
        if offset < 0:
            self.pending = self.pending[offset:]
            return
        if offset == 0:
            return
        batch, self._handed_out = self._handed_out, []
        if any(d.odd for d in batch) and any(d.id == offset - 1 for d in batch):
            gone = set(map(id, batch))
            self.pending = [d for d in self.pending if id(d) not in gone]
        if self.pending:
            self.pending = [d for d in self.pending if d.odd or d.id >= offset]

    def batch(self, limit: int) -> list[dict[str, Any]]:
        """The next updates for getUpdates; they stay pending until they are confirmed."""
        chosen: list[Delivery] = []
        for delivery in self.pending[:limit]:
            if delivery.solo and chosen:
                break
            chosen.append(delivery)
            if delivery.solo:
                break
        self._handed_out = chosen
        if not chosen:
            self.arrived.clear()
        return [delivery.update for delivery in chosen]

    def known(self) -> list[dict[str, Any]]:
        """The updates that can be repeated, oldest first."""
        return list(self._history.values())

    def put_back(self, deliveries: list[Delivery]) -> None:
        """Take back what a webhook has not delivered."""
        self.pending = deliveries + self.pending
        self.arrived.set()

    def clear(self) -> None:
        """Drop everything undelivered; numbers go on."""
        self.pending.clear()
        self._handed_out = []
        if self.held is not None:
            self.held = []

    def _enqueue(self, delivery: Delivery) -> None:
        if self.held is not None:
            self.held.append(delivery)
            return
        if len(self.pending) >= PENDING_KEPT:
            del self.pending[0]
        self.pending.append(delivery)
        self.arrived.set()

    def _remember(self, update: dict[str, Any]) -> None:
        self._history[int(update["update_id"])] = update
        if len(self._history) > HISTORY_KEPT:
            self._history.popitem(last=False)


def lane_of(update: dict[str, Any]) -> int:
    """The chat an update belongs to; Telegram's webhook keeps order inside it. 0 when there is none."""
    for content in update.values():
        if not isinstance(content, dict):
            continue
        holder = content.get("message", content)
        chat = holder.get("chat") or content.get("from") if isinstance(holder, dict) else None
        if isinstance(chat, dict) and isinstance(chat.get("id"), int):
            return int(chat["id"])
    return 0
