"""Backups as an administrator takes and brings them back."""

import asyncio
from pathlib import Path

from services import erasure
from tests.commands.conftest import Dauys, refusal
from tests.services.house import house_at


async def _asked(url: str) -> None:
    async with house_at(url) as house:
        await house.operator()
        await house.asks(await house.person())


async def _erased(url: str) -> None:
    async with house_at(url) as house:
        async with house.work() as work:
            person = (await house.rows("SELECT id, telegram_id FROM people ORDER BY id DESC"))[0]
        async with house.acting(person[1]) as (work, who):
            await erasure.ask(work, who)
        async with house.work() as work:
            await erasure.carry_on(work)


async def _words(url: str) -> list[object]:
    async with house_at(url) as house:
        return list(await house.rows("SELECT text FROM messages"))


def test_a_backup_comes_back_and_the_erased_stay_erased(
    dauys: Dauys, settings: dict[str, str], tmp_path: Path
) -> None:
    url, kept = settings["DAUYS_DATABASE_URL"], tmp_path / "kept"
    assert dauys("migrate").exit_code == 0
    asyncio.run(_asked(url))
    kept.mkdir()
    old = kept / "dauys-2026-01-01T000000.sqlite3"
    old.write_bytes(b"")
    taken = dauys("backup", str(kept))
    assert "restored once to prove it" in taken.output and "removed, its period is over" in taken.output
    (file,) = kept.glob("*.sqlite3")
    assert file.stat().st_mode & 0o077 == 0

    asyncio.run(_erased(url))
    ledger = Path(f"{url.split(':///')[1]}.erasures")
    assert "empty" in refusal(dauys("restore", str(file)))
    fresh = {"DAUYS_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'fresh.sqlite3'}"}
    assert "No ledger of erasures" in dauys("restore", str(file), **fresh).output
    assert asyncio.run(_words(fresh["DAUYS_DATABASE_URL"])) != [("",)]

    asyncio.run(_noted(url, ledger))
    clean = {"DAUYS_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'clean.sqlite3'}"}
    told = dauys("restore", str(file), "--erasures", str(ledger), **clean)
    assert "erased again: 1 of 1" in told.output
    assert asyncio.run(_words(clean["DAUYS_DATABASE_URL"])) == [("",)]


async def _noted(url: str, ledger: Path) -> None:
    from bot.erasures import note

    async with house_at(url) as house:
        await note(house.work, ledger)
        await note(house.work, ledger)  # what is in it already is not entered again


def test_what_cannot_be_used_is_said(dauys: Dauys, tmp_path: Path) -> None:
    assert "There is no file" in refusal(dauys("restore", str(tmp_path / "nothing")))
    torn = tmp_path / "torn.sqlite3"
    torn.write_bytes(b"SQLite format 3\0 and then nothing")
    assert "damaged" in refusal(dauys("restore", str(torn)))
    ledger = tmp_path / "torn.erasures"
    ledger.write_text('{"person": 1}\n')
    assert "line 1" in refusal(dauys("restore", str(torn), "--erasures", str(ledger)))


def test_retention_only_tells(dauys: Dauys) -> None:
    assert "still have their words: 0" in dauys("retention").output
