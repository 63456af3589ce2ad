"""From typed text to the suggestion on the screen, at a steady flow that no queue can hide."""

import asyncio
from random import Random
from time import perf_counter

from benchmarks.crowd import button
from benchmarks.figures import Figures, percentile
from benchmarks.furniture import citizens, questions
from benchmarks.stand import Stand, standing

TARGET_MS = 60.0

CHATS = 200
PER_SECOND = 20.0
_MESSAGES = 600
_WARM_UP = 40

HOW = (
    f"SQLite, synchronous=FULL; {PER_SECOND:g} messages a second from {CHATS} chats at random moments (fixed "
    "seed), whether or not earlier ones are answered; over HTTP, from the text in the playground to the "
    "suggestion in it"
)


async def measure() -> Figures:
    """Let people write at their own pace and note how long each waits."""
    async with standing(CHATS) as stand, stand.bot():
        await stand.staffed()
        taken = await _flow(stand)
    p99 = 1000 * percentile(taken, 0.99)
    return Figures(
        "latency",
        "milliseconds",
        {
            "p99": p99,
            "p50": 1000 * percentile(taken, 0.5),
            "slowest": 1000 * max(taken),
            "messages": len(taken),
        },
        HOW,
        target=f"p99 under {TARGET_MS:g} ms",
        met=p99 < TARGET_MS,
    )


async def _flow(stand: Stand) -> list[float]:
    random, texts, people = Random(20), questions(), citizens(CHATS)

    async def write(person: int, text: str) -> float:
        began = perf_counter()
        suggestion = await stand.crowd.says(person, text)
        waited = perf_counter() - began
        button(suggestion, "pick:")
        return waited

    waits: list[asyncio.Task[float]] = []
    next_at = perf_counter()
    async with asyncio.TaskGroup() as group:
        for n in range(_WARM_UP + _MESSAGES):
            # Everybody has their turn: two messages in one breath would be answered together, later.
            person, text = people[n % CHATS], texts[n % len(texts)]
            waits.append(group.create_task(write(person, text)))
            next_at += random.expovariate(PER_SECOND)
            await asyncio.sleep(max(0.0, next_at - perf_counter()))
    return [wait.result() for wait in waits[_WARM_UP:]]
