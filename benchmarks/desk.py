"""What the desk waits for at a million inquiries: its screens as a tap opens them, a month's statistic."""

import gc
import os
from collections.abc import Sequence
from contextlib import suppress
from statistics import median
from time import perf_counter

from benchmarks.deskscreens import QUICK_MS, WORDS_MS, Tap, cards, screens
from benchmarks.figures import Figures, Value, percentile
from benchmarks.million import BODY, PERIOD, SIZE, million_in, on_postgresql, on_sqlite, work_over
from domain import periods
from models.engine import Database
from services import people, statistics
from services.people import Guest
from services.statistics import Scope

STATISTICS_MS = 1000.0

_CARDS = 100
"""Of each kind of card."""

_ROUNDS = 60
_WARM_UP = 5
_SEVERAL = 3

ONLY = "DAUYS_BENCH_ONLY"
"""The environment's name for beginnings of screens that alone are measured, while one is mended."""

HOW = (
    f"{SIZE} inquiries of a year with texts, answers, gists, history, files, parts, notes and some thirty "
    "words each: a fifth one body's, 50 000 of them open; sixteen with some 49 000, sixty open; 20 000 "
    "unclaimed with the dispatcher; thirty canned replies a body. The handler itself, from who taps to the "
    f"drawn screen, in a transaction that is taken back; {_CARDS} cards of each kind, {_ROUNDS} taps of "
    f"every other screen; `statistics` is a month of the largest body, median of {_SEVERAL}"
)


async def measure() -> Figures:
    """On SQLite, and beside it on PostgreSQL where its wheel is installed."""
    async with on_sqlite() as database:
        figures = await _measured(database)
    async with on_postgresql() as database:
        beside = await _measured(database) if database is not None else {}
    both = [found for found in (figures, beside) if found]
    return Figures(
        "desk",
        "ms",
        figures,
        HOW,
        baseline={f"postgresql_{key}": value for key, value in beside.items()},
        target=f"99 of 100 cards, pages, numbers and lists under {QUICK_MS:g} ms, words and overview under "
        f"{WORDS_MS:g} ms, statistics under {STATISTICS_MS:g} ms, on both",
        met=not any(found["over"] for found in both),
    )


async def _measured(database: Database, size: int = SIZE) -> dict[str, Value]:
    million = await million_in(database, size)
    taps = cards(million, _CARDS) | screens(million)
    only = tuple(os.environ.get(ONLY, "").split())
    gc.freeze()  # as a bot does at its start: what was built up to here is no garbage
    taken = {
        name: await _taken(database, tap) for name, tap in taps.items() if not only or name.startswith(only)
    }
    all_cards = [ms for name, of_kind in taken.items() if name.startswith("card_") for ms in of_kind]
    spent = await _statistic(database, size)
    found: dict[str, Value] = _told("card", all_cards) if all_cards else {}
    for name, of_kind in taken.items():
        found |= _told(name, of_kind)
    over = [name for name, tap in taps.items() if name in taken and _is_over(tap, taken[name])]
    return {
        **found,
        "statistics": spent,
        "over": " ".join([*over, *(["statistics"] if spent >= STATISTICS_MS else [])]),
    }


def _told(name: str, taken: Sequence[float]) -> dict[str, Value]:
    return {f"{name}_p50": percentile(taken, 0.5), f"{name}_p99": percentile(taken, 0.99)}


def _is_over(tap: Tap, taken: Sequence[float]) -> bool:
    return tap.most_ms is not None and percentile(taken, 0.99) >= tap.most_ms


async def _taken(database: Database, tap: Tap) -> list[float]:
    """How long each tap took, in milliseconds; the first ones warm up."""
    count = max(_ROUNDS, len(tap.over))
    return [await _once(database, tap, n) for n in range(-_WARM_UP, count)][_WARM_UP:]


async def _once(database: Database, tap: Tap, n: int) -> float:
    taken = 0.0
    with suppress(_Undone):
        async with database.writing() as session:
            work = work_over(session)
            began = perf_counter()
            who = await people.meet(work, Guest(tap.who, "", "ru"))
            await tap.ask(work, who, tap.over[n % len(tap.over)])
            await session.flush()
            taken = (perf_counter() - began) * 1000
            raise _Undone
    return taken


class _Undone(Exception):  # noqa: N818 - says what is the case
    """What was measured is taken back, so that the next one finds the same."""


async def _statistic(database: Database, size: int) -> float:
    """Where a statistic is counted: in a session that only reads."""
    period, times = periods.read(PERIOD), list[float]()
    assert period is not None
    for _ in range(_SEVERAL):
        async with database.reading() as session:
            began = perf_counter()
            found = await statistics.report(work_over(session), Scope(BODY), period)
            times.append((perf_counter() - began) * 1000)
            assert found.counted.whole.answered > size // 100, found.counted.whole
    return median(times)
