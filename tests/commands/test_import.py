"""`dauys import`: every call of a table or none, and each slip with row, column and reason."""

from datetime import UTC, datetime
from pathlib import Path

from openpyxl import Workbook

from tests.commands.conftest import Dauys, refusal
from tests.domain.test_callsheet import GOOD


def table(path: Path, *rows: dict[str, object]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(GOOD))
    for row in rows:
        sheet.append(list({**GOOD, **row}.values()))
    book.save(path)
    return path


def test_a_table_is_imported_whole_or_not_at_all(dauys: Dauys, tmp_path: Path) -> None:
    settings = {"DAUYS_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'dauys.sqlite3'}"}
    year = datetime.now(UTC).year + 1
    future = {"opens": f"01.03.{year}", "closes": f"21.03.{year}"}
    bad = table(tmp_path / "bad.xlsx", future, {**future, "title_ru": "=1+1", "regions": "99"})
    told = dauys("import", str(bad), **settings)
    assert told.exit_code == 1
    assert "nothing was imported, 2 complaints" in told.stdout
    assert "row 3, title_ru: formula" in told.stdout
    assert "row 3, regions: unknown_region" in told.stdout
    good = table(tmp_path / "good.xlsx", future, {**future, "title_kk": "Екінші"})
    told = dauys("import", str(good), "--publish", **settings)
    assert told.exit_code == 0, told.output
    assert told.stdout == "2 calls published\n"
    told = dauys("import", str(good), **settings)
    assert told.exit_code == 1
    assert told.stdout.count("exists") == 2


def test_files_that_are_no_tables(dauys: Dauys, tmp_path: Path) -> None:
    (tmp_path / "big.csv").write_bytes(b"x" * 10 * 1024 * 1024)
    (tmp_path / "calls.txt").write_text("x", encoding="utf-8")
    for name in ("nosuch.csv", "big.csv", "calls.txt"):
        told = dauys("import", str(tmp_path / name))
        assert told.exit_code == 1
        assert name in refusal(told)
