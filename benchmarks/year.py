"""A year of deadlines and reminders, in minutes: who was told what, and what nobody should have been told."""

import asyncio
import json
import signal
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.figures import Figures
from benchmarks.furniture import counted
from benchmarks.yearaudit import Line, Verdict
from benchmarks.yearlife import lives
from benchmarks.yearoracle import Days
from benchmarks.yearrun import DOWN, END, MORNING, REMINDERS, SEED, START, STEP, lost
from benchmarks.yearstaff import OPERATORS
from domain.civil import civil_date

TARGET_SECONDS = 300.0
MONTHS = 12
_NAMED = 3
_WITHIN_SECONDS = 0.4
"""A morning takes about so long, so a kill falls anywhere in it."""

HOW = (
    f"{START} to {END}: 5000 questions to 25 bodies with {OPERATORS} operators, with pauses, transfers, "
    "extensions, parts of other bodies, answers, reopenings and absences; the bot is a process of its own, "
    "killed by SIGKILL once a month, every other time in its morning; nothing runs on "
    f"{DOWN[0]} and {DOWN[1]}; a plain count of the rows says each working morning "
    "what is owed, and every reminder that leaves is held against the rows"
)


async def measure() -> Figures:
    """Play the year and judge it."""
    began = perf_counter()
    with TemporaryDirectory(prefix="dauys-year-") as name:
        folder = Path(name)
        kills = await _played(folder)
        gone = await lost(folder)
        journal, mornings = _lines(folder / "journal.jsonl"), _lines(folder / "mornings.jsonl")
        asked, _ = await counted(f"sqlite+aiosqlite:///{folder / 'year.sqlite3'}")
    wrong = Verdict(journal, mornings, gone, REMINDERS).wrong()
    seconds = perf_counter() - began
    return Figures(
        "year",
        "seconds",
        {
            "seconds": seconds,
            "inquiries": asked,
            "kills": kills,
            **_counts(journal),
            **_per_operator_and_day(journal),
            "owed": len({tuple(entry) for morning in mornings for entry in morning["owed"]}),
            "lost_to_kills": len(gone),
            "wrong": len(wrong),
            "first_wrong": "; ".join(wrong[:_NAMED]) or None,
        },
        HOW,
        target=f"nothing wrong, {MONTHS} kills, under {TARGET_SECONDS:g} s",
        met=not wrong and seconds < TARGET_SECONDS and kills == MONTHS,
    )


async def _played(folder: Path) -> int:
    """Let the bot live to the end of the year; kill it once in every month, at a moment of chance."""
    random, kills = Random(SEED), 0
    while True:
        kind, earliest = _next_kill(random, kills)
        async with lives(folder) as (process, steps):
            async for begun, day in steps:
                if kills < MONTHS and begun == kind and day >= earliest:
                    await asyncio.sleep(random.uniform(0.0, _WITHIN_SECONDS))
                    process.kill()
                    kills += 1
                    break
        if process.exitcode == 0:
            return kills
        if process.exitcode != -signal.SIGKILL:
            raise RuntimeError(f"the year ended with exit code {process.exitcode}")


def _next_kill(random: Random, kills: int) -> tuple[str, str]:
    """In which step, and from which day on: one in each month after the first."""
    year, month = divmod(START.month + kills, 12)
    day = random.randint(1, 18)
    return (MORNING if kills % 2 else STEP), f"{START.year + year}-{month + 1:02d}-{day:02d}"


def _lines(path: Path) -> list[Line]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _counts(journal: Iterable[Line]) -> dict[str, int]:
    keys = Counter(line["key"] for line in journal)
    return {"messages": keys.total(), **{key: keys[key] for key in sorted(REMINDERS)}}


def _per_operator_and_day(journal: Iterable[Line]) -> dict[str, float]:
    """New messages of each member of the staff on each working day, days without any included."""
    days, span = Days(), (END - START).days
    working = [d for d in (START + timedelta(days=n) for n in range(span + 1)) if days.working(d)]
    found = Counter(
        (line["person"], civil_date(datetime.fromisoformat(line["at"])))
        for line in journal
        if line["staff"] and not line["edit"]
    )
    people = {person for person, _ in found}
    per_day = [found[person, day] for person in people for day in working if day not in DOWN]
    return {"operator_day_median": median(per_day), "operator_day_maximum": max(found.values())}
