"""From the command line to the first getUpdates."""

from statistics import median
from time import perf_counter

from benchmarks.figures import Figures
from benchmarks.stand import standing

TARGET_SECONDS = 4.0

_TIMES = 3

HOW = (
    f"`dauys run` from the start of its process to its first getUpdates, median of {_TIMES}; "
    "`empty` makes the schema first"
)


async def measure() -> Figures:
    """Start with an empty database once, then with the one that is there."""
    async with standing(0) as stand:
        (stand.folder / "dauys.sqlite3").unlink()
        taken = []
        for _ in range(1 + _TIMES):
            began = perf_counter()
            async with stand.bot():
                taken.append(perf_counter() - began)
    usual = median(taken[1:])
    return Figures(
        "start",
        "seconds",
        {"start": usual, "slowest": max(taken[1:]), "empty": taken[0]},
        HOW,
        target=f"under {TARGET_SECONDS:g} s",
        met=max(usual, taken[0]) < TARGET_SECONDS,
    )
