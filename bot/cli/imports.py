"""`dauys import`: grant calls from a table, every one of them or none."""

import asyncio
from pathlib import Path

from bot.cli.schema import ready
from bot.cli.trouble import Misused
from bot.clock import SystemClock
from bot.settings import Settings
from bot.tables import read
from bot.understanding import understand
from domain.callsheet import Sheet
from locales import label
from models.engine import Database
from services import callimports

WORDS = "ru"
"""The language in which reasons are printed beside their names."""


async def bring(path: Path, *, publish: bool) -> int:
    """Read a table and store its calls as drafts, or publish them; 1 when anything is wrong with it.

    Raises:
        Misused: there is no such file, or it cannot be read as a table.
    """
    told = await read(path.name, await asyncio.to_thread(_content, path))
    if "refused" in told:
        key = f"imports.refused.{told['refused']}"
        raise Misused(f"{path}: {label(WORDS, key)}")
    settings = Settings()
    database = Database(settings.database_url)
    try:
        await ready(database, settings)
        async with database.writing() as session:
            work = understand(settings).work(session, SystemClock().now(), 0.0)
            sheet = await callimports.check(work, [(n, cells) for n, cells in told["rows"]], None)
            if sheet.bad:
                return _complain(path, sheet)
            keys = await callimports.store(work, sheet, None, None)
            if publish:
                await callimports.put_out(work, keys)
    finally:
        await database.dispose()
    print(f"{len(keys)} calls {'published' if publish else 'stored as drafts: /calls in the bot'}")
    return 0


def _content(path: Path) -> bytes:
    if not path.is_file():
        raise Misused(f"There is no file {path}.")
    with path.open("rb") as file:
        return file.read(callimports.MOST_BYTES + 1)


def _complain(path: Path, sheet: Sheet) -> int:
    print(f"{path}: nothing was imported, {len(sheet.bad)} complaints")
    for bad in sheet.bad:
        why = label(WORDS, f"call.bad.{bad.reason}")
        print(f"  row {bad.row}, {bad.column or '-'}: {bad.reason} ({why})")
    return 1
