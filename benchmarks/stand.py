"""The stand on which the bot is measured: a playground with a crowd, a furnished database, a process."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.crowd import PATIENCE_SECONDS, Crowd
from benchmarks.furniture import OPERATORS, furnish
from benchmarks.processes import Child, running
from domain.civil import ZONE
from playground import acts
from playground.server import serving
from playground.town import TOKEN

WORKING_MORNING = datetime(2026, 11, 20, 10, 0, tzinfo=ZONE)
"""A Friday on which everybody is at work, so that operators are told of new questions at once."""

_LOOK_SECONDS = 0.002
_QUIET_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Stand:
    """A playground that serves, its crowd, and a folder for databases and logs."""

    url: str
    crowd: Crowd
    folder: Path

    @property
    def database_url(self) -> str:
        """The one SQLite file of this stand."""
        return f"sqlite+aiosqlite:///{self.folder / 'dauys.sqlite3'}"

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[Child]:
        """`dauys run` as a process of its own, from its first getUpdates on; pacing does not hold it back."""
        env = {
            "DAUYS_BOT_TOKEN": TOKEN,
            "DAUYS_API_BASE": self.url,
            "DAUYS_DATABASE_URL": self.database_url,
            "DAUYS_CLOCK_URL": f"{self.url}/sim/clock",
            "DAUYS_RATE": "1000000",
            "DAUYS_CHAT_RATE": "1000",
            "DAUYS_LOG_LEVEL": "WARNING",
        }
        async with running("bot", "run", log=self.folder / "bot.log", env=env) as child:
            await self.polled(child)
            yield child

    async def polled(self, child: Child) -> None:
        """Wait for the next getUpdates of a process.

        Raises:
            Died: the process ended instead.
            TimeoutError: it did not come.
        """
        before = self.crowd.town.poll
        async with asyncio.timeout(PATIENCE_SECONDS):
            while self.crowd.town.poll == before:
                child.alive()
                await asyncio.sleep(_LOOK_SECONDS)

    async def staffed(self) -> None:
        """Let the operators open the bot, as they did when they joined: they can be written to."""
        for operator in OPERATORS:
            acts.follow_link(self.crowd.town, self.crowd.moves_in(operator).person, "")
        await asyncio.sleep(_QUIET_SECONDS)


@asynccontextmanager
async def standing(citizens: int) -> AsyncIterator[Stand]:
    """A playground and a furnished database, gone at the end of the block."""
    gc.set_threshold(100_000, 50, 1000)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="dauys-bench-")))
        server = await stack.enter_async_context(serving())
        server.town.clock.set(WORKING_MORNING)
        stand = Stand(server.url, Crowd(server.town), folder)
        await furnish(stand.database_url, citizens)
        watching = asyncio.create_task(stand.crowd.watch())
        stack.callback(watching.cancel)
        gc.freeze()
        yield stand
