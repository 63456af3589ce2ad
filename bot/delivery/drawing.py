"""Putting notices into words just before they leave: one by one, or those of a broadcast together."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.clock import Civil, Machine
from models.engine import Database
from models.tables import Chat, Outbox
from services.ports import Understanding
from services.work import Work

log = logging.getLogger(__name__)

Drawn = dict[str, Any] | None
"""Text and buttons; None for a notice that lost its point meanwhile."""

Together = asyncio.Task[dict[int, Drawn]]


class Draws(Protocol):
    """Puts a notice into words for its reader; None when it lost its point meanwhile."""

    async def __call__(self, work: Work, row: Outbox, chat: Chat) -> Drawn:
        """Draw one notice."""


class DrawsMany(Protocol):
    """Puts several messages to many into words at once; what is left out is drawn one by one."""

    async def __call__(self, work: Work, pairs: Sequence[tuple[Outbox, Chat]]) -> dict[int, Drawn]:
        """Draw several notices, by row."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Draws from what is committed at the moment a message leaves."""

    database: Database
    clock: Civil
    machine: Machine
    understanding: Understanding
    one: Draws
    many: DrawsMany

    def begin(self, pairs: Sequence[tuple[Outbox, Chat]]) -> Together | None:
        """Begin to draw what one claim took of broadcasts; None when it is not worth it."""
        return asyncio.create_task(self._together(pairs)) if len(pairs) > 1 else None

    async def drawn(self, row: Outbox, chat: Chat, together: Together | None) -> Drawn:
        """The words of a notice, after one more look whether it should still go."""
        if row.key == "screen":
            return row.args
        if together is not None and row.id in (found := await together):
            return found[row.id]
        async with self.database.reading() as session:
            work = self.understanding.work(session, self.clock.now(), self.machine.now())
            return await self.one(work, row, chat)

    async def _together(self, pairs: Sequence[tuple[Outbox, Chat]]) -> dict[int, Drawn]:
        """In one session; if there is trouble, whoever is at fault shall fail alone, when drawn alone."""
        try:
            async with self.database.reading() as session:
                work = self.understanding.work(session, self.clock.now(), self.machine.now())
                return await self.many(work, pairs)
        except Exception as trouble:  # a mistake in one of them, or the database is away
            log.warning("%d messages could not be drawn together", len(pairs), exc_info=trouble)
            return {}
