"""Random walks of people of every role through the services, further than the suite has time for."""

from pathlib import Path
from random import Random
from secrets import randbits
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.figures import Figures
from tests.services.house import house_in
from tests.services.walks import Walk

HOUSES = 4
SEQUENCES = 1_000
STEPS = 8

HOW = (
    "operators, heads, a dispatcher, a press service and citizens of three bodies do random things with "
    "inquiries in every state on SQLite, days go by, people are removed and erased; after each step the rows "
    "are judged: the move is on the table and in the history, one clock runs while an answer is owed, every "
    "change its citizen can see was told to that citizen once and nothing else was, and whoever reads of it "
    "at work holds a post that has to do with it"
)
TARGET = "no step that the judge objects to"


async def measure() -> Figures:
    """Walk through several houses, each from a seed of its own."""
    seed, began = randbits(32), perf_counter()
    done = refused = 0
    wrong: str | None = None
    for number in range(HOUSES):
        with TemporaryDirectory(prefix="dauys-walks-") as folder:
            async with house_in(Path(folder)) as house:
                walk = Walk(house, Random(seed + number))
                await walk.furnish()
                try:
                    await walk.sequences(SEQUENCES, STEPS)
                except AssertionError as objection:
                    wrong = f"{objection}: {'; '.join(walk.trail)}"
                done, refused = done + walk.done.total(), refused + walk.refused
    return Figures(
        "walks",
        "sequences",
        {
            "sequences": HOUSES * SEQUENCES,
            "steps": done,
            "refused": refused,
            "wrong": wrong,
            "seconds": perf_counter() - began,
            "seed": seed,
        },
        HOW,
        target=TARGET,
        met=wrong is None,
    )
