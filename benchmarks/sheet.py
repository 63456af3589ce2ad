"""A workbook of a hundred thousand inquiries, made beside a bot: how long, and what it adds to the bot."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from time import perf_counter

from benchmarks.figures import Figures, Value
from benchmarks.million import BODY, OPERATOR, on_sqlite, work_over
from benchmarks.millionrows import NOW
from bot.clock import RealMachine
from bot.workshop import Workshop
from models.engine import Database
from services import documents, people
from services.people import Guest
from services.statistics import SHEET
from services.work import Work

ROWS = 100_000
MOST_MB = 60.0
SECONDS = 300.0

_LOOK_SECONDS = 0.2
_A_FIFTH = 5
"""The largest body has one inquiry in five."""

HOW = (
    f"the workshop of a bot has `python -m bot.maker` write the statistic of a year with {ROWS} lines, and "
    "passes its progress on; resident memory of the bot's process at its highest against before, and of the "
    "maker's at its highest; `bars` counts the states of the bar that were written down"
)


async def measure() -> Figures:
    """On SQLite: the database hardly matters here."""
    async with on_sqlite(ROWS * _A_FIFTH) as database:
        figures = await _measured(database)
    added = float(figures["added_mb"] or 0)
    return Figures(
        "sheet",
        "MB",
        {"added_mb": added, **figures},
        HOW,
        target=f"under {MOST_MB:g} MB more in the bot, with a bar that moves",
        met=added < MOST_MB and int(figures["bars"] or 0) > 1,
    )


async def _measured(database: Database) -> dict[str, Value]:
    @asynccontextmanager
    async def unit() -> AsyncIterator[Work]:
        async with database.writing() as session:
            yield work_over(session)

    with tempfile.TemporaryDirectory(prefix="dauys-bench-") as folder:
        shop = Workshop(unit, database, RealMachine(), 1, Path(folder))
        running = asyncio.create_task(shop.run())
        try:
            await asyncio.sleep(1)
            return await _watched(database, Path(folder))
        finally:
            running.cancel()
            await asyncio.wait([running])


async def _watched(database: Database, folder: Path) -> dict[str, Value]:
    async with database.writing() as session:
        work = work_over(session)
        who = await people.meet(work, Guest(OPERATOR, "Person 1", "ru"))
        args = {"body": BODY, "region": "", "period": f"{NOW.year}"}
        await documents.ask(work, who.person, SHEET, args)
    before = most = _resident("self")
    maker, began, seen = 0.0, perf_counter(), set[int]()
    while perf_counter() - began < SECONDS:
        await asyncio.sleep(_LOOK_SECONDS)
        most = max(most, _resident("self"))
        maker = max(maker, *(map(_resident, _children())), 0.0)
        async with database.reading() as session:
            (row,) = await documents.several(work_over(session), who.id)
        seen.add(row.done)
        if row.state == "made":
            size = await asyncio.to_thread(_size, folder)
            return {
                "added_mb": most - before,
                "maker_mb": maker,
                "seconds": perf_counter() - began,
                "file_mb": size,
                "bars": len(seen),
            }
    raise TimeoutError("the sheet was not made")


def _size(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.iterdir()) / 2**20


def _resident(process: str) -> float:
    """Resident memory of a process in MB; 0 when it has ended."""
    try:
        told = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:  # it has just ended
        return 0.0
    lines = [line for line in told.splitlines() if line.startswith("VmRSS")]
    return int(lines[0].split()[1]) / 1024 if lines else 0.0


def _children() -> list[str]:
    """Processes this one has started."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            with suppress(OSError):  # it has just ended
                told = (folder / "stat").read_text(encoding="ascii", errors="replace")
                if int(told.rpartition(")")[2].split()[1]) == os.getpid():
                    found.append(folder.name)
    return found
