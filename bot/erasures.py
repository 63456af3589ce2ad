"""The ledger of erasures: a file beside the database, by which a restored backup is cleaned again.

It holds our numbers and dates, nothing else. A line may come twice, after a death between writing it and
noting that; erasing somebody twice harms nobody.
"""

import asyncio
import json
import os
from datetime import datetime
from pathlib import Path

from models.engine import Database
from services import erasure
from services.erasure import Entry
from services.ports import Units


def ledger_of(database: Database, chosen: Path | None) -> Path | None:
    """Where the ledger is: as set, or beside the SQLite file; None where neither is."""
    if chosen is not None or not database.is_sqlite:
        return chosen
    return Path(f"{database.url.database}.erasures")


async def note(units: Units, ledger: Path) -> None:
    """Enter what was erased and is not in the ledger yet."""
    async with units() as work:
        found = await erasure.unnoted(work)
    if not found:
        return
    await asyncio.to_thread(_append, ledger, [entry for _, entry in found])
    async with units() as work:
        await erasure.noted(work, [key for key, _ in found])


def read(ledger: Path) -> list[Entry]:
    """What the ledger says.

    Raises:
        ValueError: a line is none of ours; nobody should restore past it.
        OSError: it cannot be read.
    """
    entries = []
    for n, line in enumerate(ledger.read_text(encoding="utf-8").splitlines(), 1):
        try:
            told = json.loads(line)
            met, at = (datetime.fromisoformat(told[name]) for name in ("met", "at"))
            entries.append(Entry(int(told["person"]), met, at))
        except (ValueError, KeyError, TypeError):
            raise ValueError(f"{ledger}, line {n}: not an entry of the ledger of erasures") from None
    return entries


def _append(ledger: Path, entries: list[Entry]) -> None:
    lines = [
        json.dumps({"person": entry.person, "met": entry.met.isoformat(), "at": entry.at.isoformat()})
        for entry in entries
    ]
    with ledger.open("a", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
