"""What the desk waits for at a million inquiries: queue, card, search by number and by words, a statistic."""

import gc
from collections.abc import Awaitable, Callable
from statistics import median
from time import perf_counter

from benchmarks.figures import Figures, Value
from benchmarks.million import BODY, OPERATOR, PERIOD, SIZE, on_postgresql, on_sqlite, vocabulary, work_over
from domain import periods
from models.engine import Database
from services import cards, people, queues, search, statistics, workload
from services.people import Guest
from services.queues import Filter
from services.search import Search
from services.statistics import Scope
from services.work import Actor, Work
from services.workload import Place

QUICK_MS, WORDS_MS, STATISTICS_MS = 15.0, 150.0, 1000.0

_ROUNDS = 15
_SEVERAL = 3

HOW = (
    f"{SIZE} inquiries of a year, a fifth of them one body's, one in twenty open, eight words kept of each; "
    f"median of {_ROUNDS} calls of the service in a transaction of its own, as a tap makes them; `words` is "
    "the slowest of a frequent word, two of them, a rare one, and a beginning of four letters; `statistics` "
    f"is a month of the largest body, median of {_SEVERAL}"
)

Ask = Callable[[Work, Actor], Awaitable[object]]


async def measure() -> Figures:
    """On SQLite, and beside it on PostgreSQL where its wheel is installed."""
    async with on_sqlite() as database:
        figures = await _measured(database)
    async with on_postgresql() as database:
        beside = await _measured(database) if database is not None else {}
    met = all(_holds(found) for found in (figures, beside) if found)
    return Figures(
        "desk",
        "ms",
        {"words": figures["words"], **figures},
        HOW,
        baseline={f"postgresql_{key}": value for key, value in beside.items()},
        target=f"queue, card and number under {QUICK_MS:g} ms, words under {WORDS_MS:g} ms, "
        f"statistics under {STATISTICS_MS:g} ms, on both",
        met=met,
    )


def _holds(found: dict[str, Value]) -> bool:
    most = {"words": WORDS_MS, "statistics": STATISTICS_MS, "overview": WORDS_MS}
    counted = [key for key in found if not key.startswith("words_")]
    return all(float(found[key] or 0) < most.get(key, QUICK_MS) for key in counted)


async def _measured(database: Database) -> dict[str, Value]:
    gc.freeze()  # as a bot does at its start: what was built up to here is no garbage
    asked = _asked()
    found: dict[str, Value] = {name: await _taken(database, ask) for name, ask in asked.items()}
    words = {key: float(value or 0) for key, value in found.items() if key.startswith("words_")}
    found["statistics"] = await _statistic(database)
    return {"words": max(words.values()), **found}


def _asked() -> dict[str, Ask]:
    known = vocabulary()
    sought = {
        "frequent": known[0],
        "two": f"{known[0]} {known[1]}",
        "rare": f"{known[-3]} {known[2]}",
        "beginning": known[3][:4],
    }

    def looked_for(said: str) -> Ask:
        return lambda work, who: search.find(work, who, Search(said))

    return {
        "queue": lambda work, who: queues.page(work, who, Filter.ALL, 0),
        "late": lambda work, who: queues.page(work, who, Filter.LATE, 0),
        "card": lambda work, who: cards.card(work, who, SIZE // 2),
        "number": lambda work, who: cards.by_number(work, who, f"26-{SIZE // 2:06d}-0"),
        "overview": lambda work, who: workload.overview(work, who, Place(BODY)),
        **{f"words_{name}": looked_for(said) for name, said in sought.items()},
    }


async def _taken(database: Database, ask: Ask) -> float:
    times = []
    for _ in range(_ROUNDS + 1):
        async with database.writing() as session:
            work = work_over(session)
            who = await people.meet(work, Guest(OPERATOR, "Person 1", "ru"))
            began = perf_counter()
            await ask(work, who)
            times.append((perf_counter() - began) * 1000)
    return median(times[1:])


async def _statistic(database: Database) -> float:
    """Where a statistic is counted: in a session that only reads."""
    period, times = periods.read(PERIOD), list[float]()
    assert period is not None
    for _ in range(_SEVERAL):
        async with database.reading() as session:
            began = perf_counter()
            found = await statistics.report(work_over(session), Scope(BODY), period)
            times.append((perf_counter() - began) * 1000)
            assert found.counted.whole.answered > SIZE // 100, found.counted.whole
    return median(times)
