"""`python -m bot.maker`: makes one document and ends. The workshop starts it and reads what it prints.

It takes a line of JSON from its input and holds on to it: when the input ends, whoever started it is gone,
and so is the wish for the document. Lines `{"done", "total"}` tell how far it is, the last one what was made.
"""

import asyncio
import json
import os
import resource
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any

from documents.makers import make
from documents.paper import Paper, Result
from facts.load import load
from models.engine import Database
from services import calendars
from services.work import Reading

MEMORY_BYTES = 1536 * 1024 * 1024
"""Address space of this process: a document that wants more is a mistake, and must not take the machine."""

_SELDOM_SECONDS = 0.5


def main() -> None:
    """Make what the input asks for."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    os.nice(10)  # people who tap come first
    job = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_the_input, daemon=True).start()
    result = asyncio.run(made(job, _reporter()))
    _print({"name": result.name, "sent_as": result.sent_as, "told": dict(result.told)})


async def made(job: dict[str, Any], report: Callable[[int, int], None]) -> Result:
    """Make one document.

    Args:
        job: kind, args, language, now (ISO), path, database (URL), facts (folder or none).
        report: told how many rows of how many are done.
    """
    database = Database(job["database"], read_only=True)
    facts = load(Path(job["facts"]) if job["facts"] else None)
    try:
        async with database.reading() as session:
            work = Reading(session, datetime.fromisoformat(job["now"]), facts)
            work.facts = await calendars.in_force(work)
            paper = Paper(work, job["args"], job["language"], Path(job["path"]), report)
            return await make(job["kind"], paper)
    finally:
        await database.dispose()


def _reporter() -> Callable[[int, int], None]:
    """Prints now and then: nobody reads a bar that moves a hundred times a second."""
    last = 0.0

    def report(done: int, total: int) -> None:
        nonlocal last
        if monotonic() - last >= _SELDOM_SECONDS:
            last = monotonic()
            _print({"done": done, "total": total})

    return report


def _print(told: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _end_with_the_input() -> None:
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main()
