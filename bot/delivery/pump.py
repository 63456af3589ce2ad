"""The pump: takes what may leave from the outbox, sends it, writes down what became of it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from typing import Any

from bot.alarm import Alarm
from bot.clock import Civil, Machine
from bot.delivery.drawing import Drawing, Together
from bot.delivery.ledger import Ledger
from bot.delivery.messenger import Messenger
from bot.delivery.outcomes import Outcome, outcome
from bot.delivery.pacing import Pacing
from bot.strays import Strays
from domain.notices import Kind
from models.engine import Database
from models.outages import is_outage
from models.queries import outbox, sending
from models.queries.outbox import Ending
from models.tables import Chat, Outbox
from services import delivery
from services.outbox import BELL
from services.ports import Understanding

log = logging.getLogger(__name__)

UNCONFIRMED = 8
"""Sends under way at the same time; at most so many can be repeated after a crash."""

DRAWN_AT_MOST = 3
"""So many failures of our own to put a notice into words, and a person must look."""

DRAW_AGAIN_SECONDS = 2.0

_LOOK_AGAIN_SECONDS = 5.0
_PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)
_BLOCKED_SECONDS = 0.25
"""How soon to look again when something is due but another message of its chat is under way."""

_FULL_SECONDS = (0.01, 0.05)
"""How long, at least and at most, to leave the outbox alone when the rate is used up by what goes to many."""

_MANY = UNCONFIRMED // 2
"""While messages to many leave one after another, so many places must be free before the next are taken."""

_LINGER_SECONDS = 0.004
"""So long their endings gather, to be written down together."""

_PATIENCE_SECONDS = 2.0
"""A screen waits here for its turn so long before it is left to the pump."""


@dataclass(slots=True)
class Pump:
    """Sends what the outbox holds; also what a lane wants to leave at once.

    Attributes:
        drawing: gives notices their words.
        perform: sends what is no message (a command menu); returns once Telegram has it.
    """

    database: Database
    messenger: Messenger
    clock: Civil
    machine: Machine
    pacing: Pacing
    alarm: Alarm
    understanding: Understanding
    owner: int
    drawing: Drawing
    perform: Callable[[Chat, dict[str, Any]], Awaitable[None]]
    random: Random = field(default_factory=Random)
    _bell: asyncio.Event = field(default_factory=asyncio.Event)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _sending: int = 0
    _blocked: bool = False
    _to_many: bool = False
    _chats: dict[int, asyncio.Lock] = field(default_factory=dict)
    _room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(UNCONFIRMED))
    ledger: Ledger = field(init=False)
    strays: Strays = field(init=False)

    def __post_init__(self) -> None:
        """Listen for the outbox's bell."""
        self.ledger = Ledger(self._write, self._write_bare, self._linger)
        self.strays = Strays(self.owner, sending.held, sending.give_back)
        self.database.listeners.append(self._hear)

    async def run(self) -> None:
        """Send until cancelled; a database that is away is waited for."""
        trouble = 0
        while True:
            await self._free_places()
            self._bell.clear()
            # What was claimed last takes its place in the rate as soon as it is let run.
            await asyncio.sleep(0)
            room = self.pacing.room(self.machine.now())
            try:
                claimed = await self._claim(room)
                trouble = 0
            except Exception as outage:
                if not is_outage(outage):
                    raise
                self.strays.doubt()
                log.warning("the outbox is away (%s)", type(outage).__name__)
                await asyncio.sleep(_PAUSES[min(trouble, len(_PAUSES) - 1)])
                trouble += 1
                continue
            self._take_up(claimed)
            if not room:
                await self._until_room()
            elif not claimed:
                await self._rest()

    def _take_up(self, claimed: Sequence[tuple[Outbox, Chat]]) -> None:
        many = [(row, chat) for row, chat in claimed if row.broadcast_id is not None]
        self._to_many = bool(many)
        together = self.drawing.begin(many)
        for row, chat in claimed:
            self._sending += 1
            self.strays.held.add(row.id)
            self.spawn(self._send(row, chat, together if row.broadcast_id is not None else None))

    async def _free_places(self) -> None:
        """Messages to many are taken up several at a time; an answer does not wait long for that."""
        try:
            async with asyncio.timeout(_FULL_SECONDS[1]):
                while self._to_many and self._sending > _MANY:
                    self._bell.clear()
                    await self._bell.wait()
        except TimeoutError:
            pass

    def _linger(self) -> float:
        return _LINGER_SECONDS if self._to_many and self._sending > 1 else 0.0

    async def deliver(self, screens: Sequence[tuple[Outbox, Chat]]) -> None:
        """Send what a lane has just committed as `sending`; what cannot leave now is left to the pump."""
        rows = [row.id for row, _ in screens]
        self.strays.held.update(rows)
        try:
            for row, chat in screens:
                async with self._lock(chat.id):
                    await self._deliver_in_turn(row, chat)
        finally:
            self.strays.held.difference_update(rows)
        if self._blocked:
            self._bell.set()

    async def _deliver_in_turn(self, row: Outbox, chat: Chat) -> None:
        wait = self._wait(row, chat)
        if 0 < wait <= _PATIENCE_SECONDS:
            await self.machine.sleep(wait)
            wait = self._wait(row, chat)
        if wait > 0:
            await self._enter(row, Ending(row.id, "later", retry_at=self.machine.now() + wait))
            self.wake()
            return
        async with self._room:
            await self._request(row, chat, row.args)

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something beside the pump, and keep hold of it."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    async def drain(self) -> None:
        """Wait for what is under way; used at shutdown."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (trouble := task.exception()) is not None:
            log.error("a delivery task failed", exc_info=trouble)

    async def _until_room(self) -> None:
        """Wait for a place in the rate, shortly: an answer that comes meanwhile needs none."""
        least, most = _FULL_SECONDS
        await asyncio.sleep(max(least, min(most, self.pacing.until_room(self.machine.now()))))

    async def _claim(self, bulk: int) -> list[tuple[Outbox, Chat]]:
        free = UNCONFIRMED - self._sending
        if free <= 0:
            return []
        now = self.machine.now()
        async with self.database.writing() as session:
            await self.strays.look(session, now)
            rows = await outbox.claim(
                session, self.owner, self.clock.now(), now, free, self.pacing.paused_chats(now), bulk
            )
        return list(rows)

    async def _send(self, row: Outbox, chat: Chat, together: Together | None) -> None:
        try:
            async with self._lock(chat.id):
                await self._send_in_turn(row, chat, together)
        finally:
            self._sending -= 1
            self.strays.held.discard(row.id)
            self._bell.set()

    async def _send_in_turn(self, row: Outbox, chat: Chat, together: Together | None) -> None:
        if chat.unreachable_since is not None:
            await self._enter(row, Ending(row.id, "unreachable", error="out of reach since before"))
            return
        wait = self._wait(row, chat)
        if wait > 0:
            await self._enter(row, Ending(row.id, "later", retry_at=self.machine.now() + wait))
            return
        try:
            if row.kind == Kind.SCREEN and await self._is_overtaken(row):
                await self._enter(row, Ending(row.id, "superseded"))
                return
            drawn = await self.drawing.drawn(row, chat, together)
        except Exception as trouble:  # a notice that cannot be drawn must not block its chat for ever
            await self._enter(row, await self._undrawn(row, trouble))
            return
        if drawn is None:
            await self._enter(row, Ending(row.id, "dropped"))
            return
        if "later" in drawn:
            await self._enter(row, Ending(row.id, "later", not_before=drawn["later"]))
            return
        async with self._room:
            await self._request(row, chat, drawn)

    async def _undrawn(self, row: Outbox, trouble: Exception) -> Ending:
        """The database was away, which costs nothing; or the notice is at fault, but only three times."""
        later = self.machine.now() + DRAW_AGAIN_SECONDS
        if is_outage(trouble):
            return Ending(row.id, "later", retry_at=later)
        log.error("notice %s (outbox row %d) could not be drawn", row.key, row.id, exc_info=trouble)
        if row.attempts + 1 < DRAWN_AT_MOST:
            return Ending(row.id, "later", retry_at=later, attempts=1)
        await self.alarm.raise_("alarm.refused")
        return Ending(row.id, "failed", error=type(trouble).__name__)

    async def _is_overtaken(self, row: Outbox) -> bool:
        """Between its claim and its turn a lane may have sent a newer screen to this chat."""
        async with self.database.reading() as session:
            return await outbox.is_overtaken(session, row.id)

    async def _request(self, row: Outbox, chat: Chat, drawn: dict[str, Any]) -> None:
        try:
            if "perform" in drawn:
                await self.perform(chat, drawn)
                ending = Ending(row.id, "sent")
            else:
                ending = Ending(row.id, "sent", await self.messenger.send(chat.telegram_id, drawn))
        except Exception as trouble:  # every kind is sorted into an honest outcome
            found = self._sorted(row, chat, drawn, trouble)
            await self._enter(row, found.ending)
            if found.alarm is not None:
                await self.alarm.raise_(found.alarm)
        else:
            await self._enter(row, ending)

    def _sorted(self, row: Outbox, chat: Chat, drawn: dict[str, Any], trouble: Exception) -> Outcome:
        found = outcome(
            row.id,
            row.attempts,
            trouble,
            self.machine.now(),
            group=chat.kind != "private",
            repeatable=_repeatable(row, drawn),
            age=(self.clock.now() - max(row.created_at, row.not_before or row.created_at)).total_seconds(),
            random=self.random,
        )
        log.info("outbox row %d: %s (%s)", row.id, found.ending.state, type(trouble).__name__)
        if found.pause:
            self.pacing.pause(chat.id, self.machine.now() + found.pause)
            if row.kind in outbox.BULK:
                self.pacing.pause_bulk(self.machine.now() + found.pause)
        if found.pause_all:
            self.pacing.pause(None, self.machine.now() + found.pause_all)
        return found

    async def _write(self, endings: list[Ending]) -> None:
        async with self.database.writing() as session:
            work = self.understanding.work(session, self.clock.now(), self.machine.now())
            await delivery.ended(work, self.owner, endings)

    async def _write_bare(self, endings: list[Ending]) -> None:
        async with self.database.writing() as session:
            await outbox.end(session, self.owner, endings, self.clock.now())

    async def _enter(self, row: Outbox, ending: Ending) -> None:
        """Write down an ending, for its broadcast too."""
        await self.ledger.enter(replace(ending, broadcast_id=row.broadcast_id))

    def _wait(self, row: Outbox, chat: Chat) -> float:
        screen = row.kind in (Kind.SCREEN, Kind.RECEIPT)
        return self.pacing.wait(chat.id, self.machine.now(), group=chat.kind != "private", screen=screen)

    def _lock(self, chat_id: int) -> asyncio.Lock:
        if len(self._chats) > 10_000:
            self._chats = {chat: lock for chat, lock in self._chats.items() if lock.locked()}
        return self._chats.setdefault(chat_id, asyncio.Lock())

    async def _rest(self) -> None:
        """Wait for a bell, but not past the next moment at which something may leave."""
        try:
            async with asyncio.timeout(await self._until_next()):
                await self._bell.wait()
        except TimeoutError:
            pass

    async def _until_next(self) -> float:
        if self._sending >= UNCONFIRMED:
            return _LOOK_AGAIN_SECONDS
        now = self.machine.now()
        try:
            async with self.database.reading() as session:
                retry, hour = await outbox.next_due(session, self.clock.now(), now)
                self._blocked = await outbox.is_blocked(session, self.clock.now(), now)
        except Exception as outage:
            if not is_outage(outage):
                raise
            return _PAUSES[0]
        waits = [_BLOCKED_SECONDS if self._blocked else _LOOK_AGAIN_SECONDS]
        if retry is not None:
            waits.append(retry - now)
        if hour is not None:
            waits.append((hour - self.clock.now()) / timedelta(seconds=1))
        return max(0.01, min(waits))

    def wake(self) -> None:
        """Look again now: the civil clock jumped, or a screen was left to the pump."""
        self._bell.set()

    def _hear(self, bell: str) -> None:
        if bell == BELL:
            self._bell.set()


def _repeatable(row: Outbox, drawn: dict[str, Any]) -> bool:
    """Does sending this twice harm nobody? Edits and menus say the same again; a screen may come twice."""
    return "edit" in drawn or "perform" in drawn or (row.kind == Kind.SCREEN and not row.attempts)
