"""`dauys backup`, `dauys restore` and `dauys retention`: keeping, bringing back, and letting go."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot import erasures
from bot.cli.schema import ready
from bot.cli.trouble import Misused
from bot.clock import SystemClock
from bot.settings import Settings
from bot.understanding import understand
from domain.civil import civil
from models import backup
from models.backup import BackupError
from models.engine import Database
from services import erasure
from services.erasure import Entry

_NAME = "dauys-%Y-%m-%dT%H%M%S.sqlite3"


async def back_up(folder: Path) -> int:
    """Take a backup into a folder, prove it, and remove backups that have outlived their period there.

    Raises:
        Misused: it could not be taken or proven.
    """
    settings, now = Settings(), SystemClock().now()
    async with _opened(settings) as database:
        await ready(database, settings)
        folder.mkdir(  # noqa: ASYNC240 - nothing else waits for this command
            mode=0o700, parents=True, exist_ok=True
        )
        file = folder / f"{civil(now):{_NAME}}"
        try:
            held = await backup.take(database, file)
        except (BackupError, OSError) as trouble:
            raise Misused(f"No backup was taken. {trouble}") from None
    file.chmod(0o600)
    size = file.stat().st_size / 2**20
    print(
        f"{file}: {sum(held.values())} rows in {len(held)} tables, {size:.1f} MiB, restored once to prove it"
    )
    for old in _outlived(folder, now, settings):
        old.unlink()
        print(f"{old}: removed, its period is over")
    return 0


async def bring_back(file: Path, ledger: Path | None) -> int:
    """Restore a backup into the empty database of the settings, and erase again whoever was erased since.

    Raises:
        Misused: the file, the ledger or the database cannot be used.
    """
    settings = Settings()
    async with _opened(settings) as database:
        known = _read(ledger or _beside(settings, database, file))
        try:
            held = await backup.restore(file, database)
        except BackupError as trouble:
            raise Misused(str(trouble)) from None
        async with database.writing() as session:
            work = understand(settings).work(session, SystemClock().now(), 0.0)
            again = await erasure.replay(work, known or [])
    print(f"{file}: {sum(held.values())} rows in {len(held)} tables restored")
    if known is None:
        print("No ledger of erasures was found: whoever was erased after this backup is back. Name it with")
        print("--erasures FILE and restore again into an empty database, or erase them by hand.")
    else:
        print(f"erased again: {again} of {len(known)} in the ledger")
    return 0


async def outlived() -> int:
    """Print what the retention job would empty now."""
    settings = Settings()
    async with _opened(settings) as database:
        await ready(database, settings)
        async with database.reading() as session:
            work = understand(settings).work(session, SystemClock().now(), 0.0)
            count = await erasure.outlived(work)
            days = work.facts.retention["inquiry"].amount
    print(f"closed inquiries older than {days} days that still have their words: {count}")
    return 0


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[Database]:
    database = Database(settings.database_url)
    try:
        yield database
    finally:
        await database.dispose()


def _outlived(folder: Path, now: datetime, settings: Settings) -> list[Path]:
    """Backups of ours in a folder that are older than the facts allow, by the moment in their names."""
    oldest = civil(now) - understand(settings).facts.retention["backup"].period
    found = []
    for file in sorted(folder.glob("dauys-*.sqlite3")):
        try:
            taken = datetime.strptime(file.name, _NAME).replace(tzinfo=oldest.tzinfo)
        except ValueError:
            continue
        if taken < oldest:
            found.append(file)
    return found


def _beside(settings: Settings, database: Database, file: Path) -> Path | None:
    """The ledger where it is kept, or else where somebody put it for safety: in the folder of the backups."""
    kept = erasures.ledger_of(database, settings.erasure_ledger)
    places = [place for place in (kept, *sorted(file.parent.glob("*.erasures"))) if place is not None]
    return next((place for place in places if place.is_file()), None)


def _read(ledger: Path | None) -> list[Entry] | None:
    if ledger is None:
        return None
    try:
        return erasures.read(ledger)
    except (OSError, ValueError) as trouble:
        raise Misused(f"The ledger of erasures cannot be read: {trouble}") from None
