"""`dauys calendar`: the files propose, a person previews and approves."""

import asyncio
import shutil
from pathlib import Path

import facts
from tests.commands.conftest import Dauys
from tests.services.house import house_at

EXTRA = """  - date: 2026-12-07
    kind: off
    kk: "Қосымша демалыс"
    ru: "Дополнительный выходной"
    status: confirmed
    source: "an order"
"""


def with_a_day_off(folder: Path) -> str:
    """The shipped facts with one day more in the calendar of 2026."""
    copy = folder / "facts"
    shutil.copytree(Path(facts.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    year = copy / "calendar" / "2026.yaml"
    year.write_text(year.read_text("utf-8") + EXTRA, "utf-8")
    return str(copy)


async def _asked(url: str) -> None:
    async with house_at(url) as house:
        await house.taken(await house.operator())


async def _due(url: str) -> list[str]:
    async with house_at(url) as house:
        return [row.due for row in await house.rows("SELECT due FROM inquiries")]


def test_a_day_off_is_proposed_previewed_and_approved(
    dauys: Dauys, settings: dict[str, str], tmp_path: Path
) -> None:
    url, changed = settings["DAUYS_DATABASE_URL"], with_a_day_off(tmp_path)
    assert "the files say the same" in dauys("calendar").output
    asyncio.run(_asked(url))

    previewed = dauys("calendar", "--preview", DAUYS_FACTS_DIR=changed)
    assert "2026-12-07 ordinary -> off, confirmed: Дополнительный выходной" in previewed.output
    assert "open inquiries: 1, dates that move: 1" in previewed.output
    assert "2026-12-11 -> 2026-12-14" in previewed.output
    assert asyncio.run(_due(url)) == ["2026-12-11"]

    approved = dauys("calendar", "--approve", "--note", "қаулы", DAUYS_FACTS_DIR=changed)
    assert "calendar version 2 is in force" in approved.output
    assert asyncio.run(_due(url)) == ["2026-12-14"]
    assert "the files say the same" in dauys("calendar", DAUYS_FACTS_DIR=changed).output
