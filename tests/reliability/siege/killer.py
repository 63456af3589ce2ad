"""The process that is killed, started again at once, and killed again at a random moment."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import perf_counter

from playground.town import TOKEN, Town
from playground.updates import FIRST_UPDATE_ID
from tests.reliability.siege.lives import Birth, Env, Life

START_SECONDS = 60.0
_LOOK_SECONDS = 0.003
_SETTLE_SECONDS = 0.1
"""What a dead process still had in its sockets is read by the server within this time."""

_KILLED_AT_START = 0.15
"""So many of the kills come while the process starts or recovers, the others once it receives again."""


class DiedError(AssertionError):
    """The process ended by itself; the message has the end of its log."""


@dataclass(frozen=True, slots=True)
class Kill:
    """One death.

    Attributes:
        update: how many updates had been sent by then.
        alive: seconds the process had lived.
        last_ids: the newest message of each chat when everything the dead process said had arrived.
    """

    update: int
    alive: float
    last_ids: dict[int, int]


@dataclass(slots=True)
class Victim:
    """The bot's process. `starting` is how many seconds its first start took."""

    town: Town
    birth: Birth
    log: Path
    kills: list[Kill] = field(default_factory=list)
    starting: float = 0.0
    _life: Life | None = None
    _born: float = 0.0
    _polls: int = 0

    async def start(self) -> None:
        """Start the process; returns at once."""
        self._born, self._polls = perf_counter(), self.town.poll
        self._life = await self.birth()

    async def receives(self) -> None:
        """Wait for the first getUpdates of the present process."""
        async with asyncio.timeout(START_SECONDS):
            while self.town.poll == self._polls:
                self.must_live()
                await asyncio.sleep(_LOOK_SECONDS)
        self.starting = self.starting or perf_counter() - self._born

    def must_live(self) -> Life:
        """Raise DiedError when the process ended by itself."""
        if self._life is None or self._life.ended.done():
            tail = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-30:]
            raise DiedError("\n".join(tail))
        return self._life

    async def die(self) -> None:
        """SIGKILL, and the next life."""
        await self.stop()
        last = {chat.id: chat.last_id for chat in self.town.chats.values()}
        self.kills.append(Kill(emitted(self.town), perf_counter() - self._born, last))
        await self.start()

    async def stop(self) -> None:
        """SIGKILL."""
        life = self.must_live()
        life.kill()
        await life.ended
        await asyncio.sleep(_SETTLE_SECONDS)


def emitted(town: Town) -> int:
    """How many updates the town has made so far."""
    return town.queue.next_id - FIRST_UPDATE_ID


def environment(town_url: str, database_url: str) -> Env:
    """Settings of a bot that pacing does not hold back and that keeps the page's time."""
    return {
        "DAUYS_BOT_TOKEN": TOKEN,
        "DAUYS_API_BASE": town_url,
        "DAUYS_DATABASE_URL": database_url,
        "DAUYS_CLOCK_URL": f"{town_url}/sim/clock",
        "DAUYS_RATE": "100000",
        "DAUYS_CHAT_RATE": "1000",
    }


def moments(random: Random, kills: int, updates: int) -> list[int]:
    """After how many updates the process is killed: random, in order, none in the last twentieth."""
    return sorted(random.randrange(int(updates * 0.95)) for _ in range(kills))


async def kill_again_and_again(victim: Victim, when: Sequence[int], random: Random) -> None:
    """Kill at each moment; a moment that passed while the process was starting is caught up with later."""
    for moment in when:
        if random.random() < _KILLED_AT_START:
            await asyncio.sleep(random.uniform(0.0, victim.starting))
        else:
            await victim.receives()
            while emitted(victim.town) < moment:
                victim.must_live()
                await asyncio.sleep(_LOOK_SECONDS)
            await asyncio.sleep(random.uniform(0.0, 0.4))
        await victim.die()
    await victim.receives()
