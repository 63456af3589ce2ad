"""A copy holds what the original holds, whichever database that is, and the original is left as it was."""

from pathlib import Path

from sqlalchemy import func, select

from models.copying import LEFT_OUT, copy
from models.engine import Database
from models.tables import Base
from tests.services.house import House, house_at
from tests.stage import sqlite_url


async def counts(database: Database) -> dict[str, int]:
    async with database.reading() as session:
        tables = [table for table in Base.metadata.sorted_tables if table.name not in LEFT_OUT]
        return {t.name: await session.scalar(select(func.count()).select_from(t)) or 0 for t in tables}


async def _lived_in(house: House) -> None:
    operator = await house.operator()
    await house.answers(operator, await house.taken(operator))
    await house.taken(operator)
    await house.morning("2026-12-14 09:00")


async def test_a_copy_holds_what_the_original_holds(database_url: str, tmp_path: Path) -> None:
    async with house_at(database_url) as house:
        await _lived_in(house)
        before = await counts(house.database)
        target = Database(sqlite_url(tmp_path / "copy"))
        (tmp_path / "copy").mkdir()
        try:
            await copy(house.database, target)
            assert await counts(target) == before
            original = await house.rows("SELECT due, state FROM inquiries ORDER BY id")
            async with target.reading() as session:
                rows = await session.execute(select(*_columns("inquiries", "due", "state")))
                assert [(str(row[0]), row[1]) for row in rows] == [(str(r[0]), r[1]) for r in original]
        finally:
            await target.dispose()


def _columns(table: str, *names: str) -> list[object]:
    return [Base.metadata.tables[table].c[name] for name in names]
