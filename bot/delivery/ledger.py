"""Writing down endings: many in one commit, and never given up while the database is away."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from models.outages import is_outage
from models.queries.outbox import Ending

log = logging.getLogger(__name__)

_PAUSES = (0.1, 0.5, 1.0, 2.0, 5.0)

Write = Callable[[list[Ending]], Awaitable[None]]


class Ledger:
    """Collects endings and writes them together.

    Args:
        write: stores a batch with all that follows from it, in one transaction.
        write_bare: stores only what became of the requests, for when something that follows is at fault.
        linger: how many seconds to wait for more endings, while many are about to come.
    """

    def __init__(self, write: Write, write_bare: Write, linger: Callable[[], float] = lambda: 0.0) -> None:
        self._write = write
        self._linger = linger
        self._write_bare = write_bare
        self._waiting: list[tuple[Ending, asyncio.Future[None]]] = []
        self._bell = asyncio.Event()

    async def enter(self, ending: Ending) -> None:
        """Write down one ending; returns once it is committed."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((ending, done))
        self._bell.set()
        await done

    async def run(self) -> None:
        """Write until cancelled."""
        while True:
            await self._bell.wait()
            if (more := self._linger()) > 0:
                await asyncio.sleep(more)
            self._bell.clear()
            batch, self._waiting = self._waiting, []
            await self._store_each([ending for ending, _ in batch])
            for _, done in batch:
                if not done.done():
                    done.set_result(None)

    async def _store_each(self, endings: list[Ending]) -> None:
        """Together if possible; one at fault must not take the others, or its own ending, with it."""
        try:
            await self._store(endings, self._write)
        except Exception as trouble:  # a mistake of ours in what follows from an ending
            if len(endings) == 1:
                log.error("nothing follows from outbox row %d", endings[0].row_id, exc_info=trouble)
                await self._store(endings, self._write_bare)
                return
            for ending in endings:
                await self._store_each([ending])

    async def _store(self, endings: list[Ending], write: Write) -> None:
        """What Telegram has said is true whether or not the database can hear it just now."""
        trouble = 0
        while True:
            try:
                await write(endings)
            except Exception as outage:
                if not is_outage(outage):
                    raise
                log.warning("%d deliveries wait to be written down", len(endings))
                await asyncio.sleep(_PAUSES[min(trouble, len(_PAUSES) - 1)])
                trouble += 1
            else:
                return
