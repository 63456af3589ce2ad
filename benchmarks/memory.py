"""Memory of `dauys run` after it has worked for a while."""

import asyncio
from itertools import cycle

from benchmarks.figures import Figures
from benchmarks.furniture import citizens, questions
from benchmarks.questions import ask
from benchmarks.stand import standing

TARGET_MIB = 240.0

_UPDATES = 2000
_AT_ONCE = 16
_REST_SECONDS = 2.0

HOW = f"resident memory of `dauys run` after {_UPDATES} updates ({_UPDATES // 2} complete questions)"


async def measure() -> Figures:
    """Ask a thousand questions and look at the process before and after."""
    people, texts = iter(citizens(_UPDATES // 2)), cycle(questions())

    async def one_after_another() -> None:
        for person in people:
            await ask(stand, person, next(texts))

    async with standing(_UPDATES // 2) as stand, stand.bot() as bot:
        await stand.staffed()
        fresh = bot.resident_mib()
        async with asyncio.TaskGroup() as group:
            for _ in range(_AT_ONCE):
                group.create_task(one_after_another())
        await asyncio.sleep(_REST_SECONDS)
        worked = bot.resident_mib()
    return Figures(
        "memory",
        "MiB",
        {"resident": worked, "at_start": fresh},
        HOW,
        target=f"under {TARGET_MIB:g} MiB",
        met=worked < TARGET_MIB,
    )
