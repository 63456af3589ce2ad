"""The numbers of a call: in all, by region, for its customer only; as a message, a picture and a sheet."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from documents.makers import make
from documents.paper import Paper
from domain.errors import Refused
from locales import LANGUAGES
from services import callinquiries, callnumbers, calls, demonstration, grants, inquiries, marks, subscriptions
from services.conversation import hear
from services.thread import Said
from services.work import Reading
from tests.services.house import House


async def lived(house: House) -> tuple[int, int]:
    """Two people look, one of them subscribes, applies and asks; returns the call and its customer's head."""
    async with house.work() as work:
        await demonstration.bring(work)
        call = await calls.by_code(work, "demorural")
        call.title_ru = '=HYPERLINK("http://x";"y")'
    head = await house.head("MCI")
    citizen, looker = await house.person(), await house.person()
    async with house.acting(looker) as (work, who):
        await grants.card(work, who, await calls.seen(work, call.id))
    async with house.acting(citizen) as (work, who):
        who.person.last_region = "55"
        await grants.card(work, who, await calls.seen(work, call.id))
        for scope, value in (("all", ""), ("field", "youth_children")):
            await subscriptions.subscribe(work, who, scope, value)
        await marks.applied(work, who, call.id)
        await callinquiries.ask(work, who, call)
        heard = await hear(work, who, Said(1, "text", "Можно ли подать по почте?"))
        await inquiries.submit(work, who, heard.suggestion.draft_id, "MCI")  # type: ignore[union-attr]
    return call.id, head


async def test_everything_is_counted_once_and_by_region(either_house: House) -> None:
    call, head = await lived(either_house)
    async with either_house.work() as work:
        found = await callnumbers.count(work, call)
    assert found is not None
    assert {one: found.total(one) for one in callnumbers.MEASURES} == {
        "views": 2,
        "subscribers": 1,
        "delivered": 0,
        "applied": 1,
        "questions": 1,
    }
    assert found.regions == ["55", ""]
    assert found.of("55") == [1, 1, 0, 1, 1]
    stranger = await either_house.head("MOH")
    with pytest.raises(Refused):
        async with either_house.acting(stranger) as (work, who):
            await callnumbers.ask(work, who, call)
    async with either_house.acting(head) as (work, who):
        await callnumbers.ask(work, who, call)
        await callnumbers.order(work, who, call, "sheet")
    (told,) = [one for one in await either_house.drain() if one.key == "call_numbers"]
    assert "Открывали карточку: 2" in told.text and "Павлодарская область: 1 · 1 · 0 · 1 · 1" in told.text


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_picture_and_a_sheet_are_made(house: House, tmp_path: Path, language: str) -> None:
    call, _ = await lived(house)
    for kind, beginning in (("call_chart", b"\x89PNG"), ("call_sheet", b"PK")):
        async with house.database.reading() as session:
            work = Reading(session, house.now, house.understanding.facts)
            path = tmp_path / kind
            await make(kind, Paper(work, {"call": call, "body": "MCI", "region": None}, language, path))
        assert path.read_bytes().startswith(beginning)
    sheet = load_workbook(BytesIO((tmp_path / "call_sheet").read_bytes())).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells), "a title that is a formula stays a text"
    assert [cell.value for cell in sheet[4]][1:] == [2, 1, 0, 1, 1]
