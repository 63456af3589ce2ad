"""A closed load: so many people, each of whom begins again as soon as they are done."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import perf_counter

from benchmarks.figures import percentile
from benchmarks.processes import Child

AT_ONCE = 32
"""People who are in the middle of something at the same moment."""

_WARM_UP_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Speed:
    """What was done within a time, and what it cost the measured process.

    Attributes:
        acts: seconds that each finished act took.
        seconds: how long all of it took.
        cpu_seconds: processor time of the measured process meanwhile.
        all: acts finished before, within and after the time that counts.
    """

    acts: list[float]
    seconds: float
    cpu_seconds: float
    all: int

    @property
    def per_second(self) -> float:
        """Finished acts per second."""
        return len(self.acts) / self.seconds

    @property
    def cpu_milliseconds(self) -> float:
        """Processor time of one act."""
        return 1000 * self.cpu_seconds / len(self.acts)

    def milliseconds(self, share: float) -> float:
        """So many acts (0 to 1) took at most this long."""
        return 1000 * percentile(self.acts, share)


async def pressed(child: Child, act: Callable[[], Awaitable[object]], seconds: float) -> Speed:
    """AT_ONCE people repeat an act; what ends within `seconds` after a warm-up counts.

    Raises:
        ExceptionGroup: an act failed; the others were stopped.
    """
    taken: list[float] = []
    over = False

    async def repeat() -> None:
        while not over:
            began = perf_counter()
            await act()
            taken.append(perf_counter() - began)

    async with asyncio.TaskGroup() as people:
        for _ in range(AT_ONCE):
            people.create_task(repeat())
        await asyncio.sleep(_WARM_UP_SECONDS)
        first, began, cpu = len(taken), perf_counter(), child.cpu_seconds()
        await asyncio.sleep(seconds)
        last, took, used = len(taken), perf_counter() - began, child.cpu_seconds() - cpu
        over = True
    return Speed(taken[first:last], took, used, len(taken))
