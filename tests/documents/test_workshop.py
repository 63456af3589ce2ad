"""The workshop: a real process makes the file, and nothing of it is left."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from bot.workshop import Workshop
from services import documents
from tests.services.house import BODY, House, house_at
from tests.stage import TestMachine, eventually


@asynccontextmanager
async def at_work(house: House, folder: Path) -> AsyncIterator[Workshop]:
    """A workshop that is open."""
    shop = Workshop(house.work, house.database, TestMachine(), 1, folder)
    running = asyncio.create_task(shop.run())
    try:
        yield shop
    finally:
        running.cancel()
        await asyncio.wait([running])


def _rows(path: Path) -> list[tuple[object, ...]]:
    return list(load_workbook(BytesIO(path.read_bytes())).active.values)


async def test_a_sheet_is_made_sent_and_removed(database_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    async with house_at(database_url) as house:
        operator, head = await house.operator(name="=Данияр"), await house.head()
        await house.taken(operator)
        await house.asks(await house.person())
        async with at_work(house, folder) as shop:
            async with house.acting(head) as (work, who):
                await documents.ask(work, who.person, "open_sheet", {"body": BODY, "region": None})

            async def is_made() -> bool:
                return bool(await house.rows("SELECT 1 FROM document_orders WHERE state = 'made'"))

            await eventually(is_made, timeout=30)
            (path,) = folder.iterdir()
            rows = _rows(path)
            assert rows[2][0] == "Номер"
            assert len(rows) == 5
            assert {row[8] for row in rows[3:]} == {"'=Данияр", None}
            (arrived,) = [sent for sent in await house.drain() if sent.key == "document_file"]
            assert arrived.text.startswith("📄 Открытые вопросы: 2")
            await shop.settle()
            assert list(folder.iterdir()) == []


async def test_a_maker_that_fails_is_tried_again(tmp_path: Path) -> None:
    async with house_at(f"sqlite+aiosqlite:///{tmp_path / 'h.sqlite3'}") as house:
        head = await house.head()
        async with at_work(house, tmp_path / "documents"):
            async with house.acting(head) as (work, who):
                await documents.ask(work, who.person, "no_such_thing", {})

            async def is_back() -> bool:
                asked = "SELECT 1 FROM document_orders WHERE state = 'wanted' AND attempts = 1"
                return bool(await house.rows(asked))

            await eventually(is_back, timeout=30)
            assert list((tmp_path / "documents").iterdir()) == []
