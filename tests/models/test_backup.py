"""A backup holds everything, comes back into either database, and is not believed before it did."""

from pathlib import Path

import pytest

from models import backup, migrations
from models.backup import BackupError
from models.engine import Database
from tests.services.house import house_at
from tests.stage import sqlite_url


async def lived_in(url: str, folder: Path) -> backup.Counts:
    """A house with an answered and a taken inquiry, and its backup in `folder`."""
    database = Database(url)
    await migrations.upgrade(database)
    await database.dispose()
    async with house_at(url) as house:
        operator = await house.operator()
        await house.answers(operator, await house.taken(operator))
        await house.taken(operator)
        return await backup.take(house.database, folder / "backup.sqlite3")


async def test_a_backup_comes_back_into_either_database(database_url: str, tmp_path: Path) -> None:
    (tmp_path / "from").mkdir()
    held = await lived_in(sqlite_url(tmp_path / "from"), tmp_path)
    assert held["inquiries"] == 2 and held["answers"] == 1
    target = Database(database_url)
    try:
        assert await backup.restore(tmp_path / "backup.sqlite3", target) == held
        assert await backup.counted(target) == held
        assert await migrations.current(target) == migrations.head()
    finally:
        await target.dispose()
    async with house_at(database_url) as house:  # new rows are numbered after the restored ones
        await house.taken(await house.operator())
        assert await house.rows("SELECT count(*) FROM inquiries") == [(3,)]


async def test_a_backup_is_taken_from_either_database(database_url: str, tmp_path: Path) -> None:
    held = await lived_in(database_url, tmp_path)
    assert await backup.proven(tmp_path / "backup.sqlite3") == held
    assert not (tmp_path / "backup.unproven").exists()


async def test_what_is_damaged_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / "from").mkdir()
    await lived_in(sqlite_url(tmp_path / "from"), tmp_path)
    file = tmp_path / "backup.sqlite3"
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BackupError, match="damaged"):
        await backup.proven(file)
    file.write_bytes(b"Dear diary")
    with pytest.raises(BackupError, match="no backup"):
        await backup.proven(file)


async def test_nothing_is_restored_over_something(tmp_path: Path) -> None:
    (tmp_path / "from").mkdir()
    url = sqlite_url(tmp_path / "from")
    await lived_in(url, tmp_path)
    database = Database(url)
    try:
        with pytest.raises(BackupError, match="not empty"):
            await backup.restore(tmp_path / "backup.sqlite3", database)
        with pytest.raises(BackupError, match="already"):
            await backup.take(database, tmp_path / "backup.sqlite3")
    finally:
        await database.dispose()


async def test_where_nothing_can_be_written_no_backup_is_claimed(tmp_path: Path) -> None:
    database = Database(sqlite_url(tmp_path))
    await migrations.upgrade(database)
    try:
        with pytest.raises(BackupError, match="could not be written"):
            await backup.take(database, tmp_path / "no such folder" / "backup.sqlite3")
    finally:
        await database.dispose()
