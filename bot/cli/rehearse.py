"""`dauys rehearse`: what would be sent to whom and when, played on a copy of the data."""

import html
import re
import tempfile
from datetime import date, datetime, time
from itertools import groupby
from pathlib import Path

from bot.cli.schema import ready
from bot.cli.trouble import Misused
from bot.settings import Settings
from bot.understanding import understand
from domain.civil import civil, civil_instant
from handlers.notices import draw
from models.copying import copy
from models.engine import Database
from services.rehearsal import Rehearsal, Sent

_TAG = re.compile(r"<[^>]+>")
_LAST = time(23, 59, 59)


async def rehearse(start: date, end: date, *, full: bool) -> int:
    """Play the days and print every message: its time, its reader, its first line or its whole text.

    Raises:
        Misused: the last day is before the first one.
    """
    if end < start:
        raise Misused(f"--to {end} is before --from {start}")
    settings = Settings()
    database = Database(settings.database_url)
    with tempfile.TemporaryDirectory(prefix="dauys-rehearsal-") as folder:
        trial = Database(f"sqlite+aiosqlite:///{Path(folder) / 'copy.sqlite3'}")
        try:
            await ready(database, settings)
            await copy(database, trial)
            played = Rehearsal(trial, understand(settings), draw)
            count = await _print(played, civil_instant(start), civil_instant(end, _LAST), full=full)
        finally:
            await trial.dispose()
            await database.dispose()
    print(f"{count} messages from {start} to {end}; nothing was sent, nothing was changed")
    return 0


async def _print(played: Rehearsal, start: datetime, end: datetime, *, full: bool) -> int:
    count, shown = 0, None
    async for sent in played.play(start, end):
        count += 1
        at = civil(sent.at)
        if at != shown:
            print(f"\n{at:%a %Y-%m-%d %H:%M}")
            shown = at
        print(f"  {_reader(sent)}  [{sent.key}]")
        for line in _lines(sent)[: None if full else 2]:
            print(f"      {line}")
    print()
    return count


def _reader(sent: Sent) -> str:
    """Staff by name and posts, a citizen by our key only."""
    if not sent.posts:
        return f"citizen {sent.person_id}"
    posts = [
        f"{role} {', '.join(sorted({' '.join(filter(None, post[1:])) for post in of_role}))}".rstrip()
        for role, of_role in groupby(sorted(sent.posts), key=lambda post: post[0])
    ]
    return f"{sent.name or sent.person_id} ({'; '.join(posts)})"


def _lines(sent: Sent) -> list[str]:
    """The words without markup and without the line that names the mode."""
    words = html.unescape(_TAG.sub("", sent.drawn["text"]))
    lines = [line for line in words.splitlines() if line.strip()]
    return lines[1:] if sent.posts and len(lines) > 1 else lines
