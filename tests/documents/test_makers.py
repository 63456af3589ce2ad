"""What documents look like inside: sheets, tables and pictures of a statistic."""

import csv
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from documents.makers import MAKERS, make
from documents.paper import Paper, Result
from locales import LANGUAGES, has
from services.work import Reading
from tests.services.house import BODY, House, house_in

ARGS = {"body": BODY, "region": None, "period": "2026-11"}


async def made(tmp_path: Path, kind: str, language: str) -> tuple[Result, Path]:
    """A document over a small November."""
    async with house_in(tmp_path, "2026-11-03 10:00") as house:
        await _lived(house)
        async with house.database.reading() as session:
            path = tmp_path / kind
            paper = Paper(Reading(session, house.now, house.understanding.facts), ARGS, language, path)
            return await make(kind, paper), path


async def _lived(house: House) -> None:
    operator = await house.operator(name="=HYPERLINK(1)")
    for _ in range(3):
        await house.answers(operator, await house.taken(operator))
    await house.asks(await house.person())


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_workbook_has_its_sheets(tmp_path: Path, language: str) -> None:
    result, path = await made(tmp_path, "statistics_sheet", language)
    book = load_workbook(BytesIO(_read(path)))
    names = {"kk": ["Қорытынды", "Маман", "Сауалдар"], "ru": ["Итоги", "Сотрудник", "Вопросы"]}[language]
    assert [name for name in names if name not in book.sheetnames] == []
    lines = list(book[names[2]].values)
    assert len(lines) == 3 + 4
    operators = [row[0] for row in book[names[1]].values]
    assert "'=HYPERLINK(1)" in operators
    assert result.name == "MLSPP-2026-11.xlsx"
    assert result.told["received"] == "4"


async def test_a_table_opens_in_excel(tmp_path: Path) -> None:
    result, path = await made(tmp_path, "statistics_table", "ru")
    content = _read(path).decode("utf-8-sig")
    rows = list(csv.reader(content.splitlines(), delimiter=";"))
    assert rows[0][:2] == ["Номер", "Регион"]
    assert len(rows) == 5
    assert "'=HYPERLINK(1)" in {row[8] for row in rows}
    assert result.told["count"] == "4"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_picture_is_upright_and_sent_as_one(tmp_path: Path, language: str) -> None:
    result, path = await made(tmp_path, "statistics_chart", language)
    content = _read(path)
    assert content.startswith(b"\x89PNG")
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == (1080, 1680)
    assert result.sent_as == "photo"
    assert len(content) < 500_000


def test_every_document_has_its_caption() -> None:
    assert [k for k in MAKERS for language in LANGUAGES if not has(language, f"document.{k}")] == []


def _read(path: Path) -> bytes:
    return path.read_bytes()
