"""Writing down endings: many in one commit, and never given up while the database is away."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from models.outages import is_outage
from models.queries.outbox import Ending

log = logging.getLogger(__name__)

_PAUSES = (0.1, 0.5, 1.0, 2.0, 5.0)


class Ledger:
    """Collects endings and writes them together.

    Args:
        write: stores a batch in one transaction.
    """

    def __init__(self, write: Callable[[list[Ending]], Awaitable[None]]) -> None:
        self._write = write
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
            self._bell.clear()
            batch, self._waiting = self._waiting, []
            await self._store([ending for ending, _ in batch])
            for _, done in batch:
                if not done.done():
                    done.set_result(None)

    async def _store(self, endings: list[Ending]) -> None:
        """What Telegram has said is true whether or not the database can hear it just now."""
        trouble = 0
        while True:
            try:
                await self._write(endings)
            except Exception as outage:
                if not is_outage(outage):
                    raise
                log.warning("%d deliveries wait to be written down", len(endings))
                await asyncio.sleep(_PAUSES[min(trouble, len(_PAUSES) - 1)])
                trouble += 1
            else:
                return
