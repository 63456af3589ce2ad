"""Writing calls: cell by cell, never published half; decisions step by step; files all or nothing."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.tables import read
from domain.errors import Impossible, Refused, Stale, Unusable
from domain.permissions import Role
from services import calldecisions, calldesk, callimports, calls, callwriting, demonstration
from services.callwriting import STEPS, BadAnswer, Customer
from services.thread import Attached
from tests.domain.test_callsheet import GOOD
from tests.services.house import House

MCI = Customer("MCI", "")


def rows(*changes: Mapping[str, Any]) -> list[tuple[int, dict[str, Any]]]:
    return [(n, {**GOOD, **one}) for n, one in enumerate(changes, 2)]


async def draft(house: House, head: int) -> int:
    """A draft with every cell filled as somebody would type it."""
    async with house.acting(head) as (work, who):
        call = await callwriting.begin(work, who, MCI)
        step: str | None = STEPS[0]
        while step is not None:
            await callwriting.put(work, who, call.id, step, GOOD[step])
            step = callwriting.following(call, step)
        return call.id


async def test_a_call_is_published_whole_or_not_at_all(either_house: House) -> None:
    house = either_house
    head = await house.head("MCI")
    key = await draft(house, head)
    async with house.acting(head) as (work, who):
        seen = (await calldesk.opened(work, who, key)).sign
        await callwriting.put(work, who, key, "text_ru", "")
    for sign, expected in ((seen, Stale), (None, Unusable)):
        with pytest.raises(expected):
            async with house.acting(head) as (work, who):
                now = (await calldesk.opened(work, who, key)).sign
                await callwriting.publish(work, who, key, sign or now)
    async with house.acting(head) as (work, who):
        await callwriting.put(work, who, key, "text_ru", "Текст")
        found = await calldesk.opened(work, who, key)
        assert (found.wrong, found.sign) == ([], seen), "the same contents have the same sign"
        await callwriting.publish(work, who, key, seen)
    async with house.acting(head) as (work, who):
        assert (await calls.seen(work, key)).version == 1
        with pytest.raises(Unusable):
            await callwriting.put(work, who, key, "closes", "2027-01-20 18:30")
        with pytest.raises(Impossible):
            await callwriting.discard(work, who, key)
    with pytest.raises(Unusable):
        async with house.acting(head) as (work, who):
            await callwriting.put(work, who, key, "title_ru", "")


async def test_only_the_customers_head_and_administrators_write(house: House) -> None:
    head, stranger = await house.head("MCI"), await house.head("MOH")
    operator, admin = await house.operator("MCI"), await house.person((Role.ADMIN, None))
    key = await draft(house, head)
    for person in (stranger, operator):
        with pytest.raises(Refused):
            async with house.acting(person) as (work, who):
                await callwriting.put(work, who, key, "contact", "1414")
        with pytest.raises(Refused):
            async with house.acting(person) as (work, who):
                await callwriting.begin(work, who, MCI)
    with pytest.raises(Refused):
        async with house.acting(operator) as (work, who):
            await calldesk.listed(work, who)
    async with house.acting(admin) as (work, who):
        await callwriting.put(work, who, key, "contact", "1414")
        assert len((await calldesk.listed(work, who)).rows) == 1
        await callwriting.discard(work, who, key)
    assert await house.rows("SELECT 1 FROM calls") == []


async def test_what_cannot_be_read_is_asked_for_again(house: House) -> None:
    head = await house.head("MCI")
    async with house.acting(head) as (work, who):
        call = await callwriting.begin(work, who, MCI)
        for column, typed in (("amount", "много"), ("closes", "завтра"), ("title_ru", "=1+1"), ("kind", "x")):
            with pytest.raises(BadAnswer):
                await callwriting.put(work, who, call.id, column, typed)
        with pytest.raises(Unusable):
            await callwriting.put(work, who, call.id, "state", "published")
        await callwriting.toggle(work, who, call.id, "55")
        await callwriting.toggle(work, who, call.id, "10")
        assert call.regions == ["10", "55"]
        with pytest.raises(Refused):
            await callwriting.toggle(work, who, call.id, "99")


async def test_a_decision_is_told_step_by_step(house: House) -> None:
    async with house.work() as work:
        await demonstration.bring(work)
    head = await house.head("MCI")
    async with house.acting(head) as (work, who):
        call = await calls.by_code(work, "demorural")
        found = await calldecisions.begin(work, who, call.id, "extend")
        kept: dict[str, Any] = {"call": call.id, "act": "extend", "given": {}}
        with pytest.raises(Unusable):
            await calldecisions.give(work, who, kept, "24.11.2026 18:30")
        for typed in ("05.12.2026", "Сұрау көп", "Много вопросов"):
            found = await calldecisions.give(work, who, kept, typed)
            kept["given"] = found.given
        assert found.wanted is None
        with pytest.raises(Stale):
            await calldecisions.decide(work, who, call.id + 1, 1, kept)
        moved = await calldecisions.decide(work, who, call.id, 1, kept)
        assert moved.closes_at is not None
        assert moved.closes_at.isoformat() == "2026-12-05T18:30:00+05:00"
        with pytest.raises(Impossible):
            await calldecisions.begin(work, who, call.id, "results")


async def test_a_file_is_taken_whole_or_not_at_all(either_house: House) -> None:
    house = either_house
    head = await house.head("MCI")

    async def sent(*changes: Mapping[str, Any]) -> list[list[Any]]:
        async with house.acting(head) as (work, who):
            row = await callimports.order(work, who, Attached("document", "f", "u", "calls.xlsx", size=100))
            await work.session.flush()
            key = row.id
        async with house.work() as work:
            wanted = await callimports.wanted(work)
            assert wanted is not None and wanted.id == key
            await callimports.take(work, key, rows(*changes))
        async with house.work() as work:
            found = await callimports.report_of(work, key)
            assert found is not None
            return found.report

    second = {"title_kk": "Екінші", "title_ru": "Второй"}
    report = await sent({}, {**second, "body": "MOH"}, {**second, "title_ru": ""}, {})
    assert report == [
        [3, "body", "not_yours"],
        [4, "title_ru", "missing"],
        [5, "title_kk", "duplicate"],
    ]
    assert await house.rows("SELECT 1 FROM calls") == []
    assert await sent({}, second) == []
    assert await sent({}) == [[2, "title_kk", "exists"]]
    told = [one.text for one in await house.drain() if one.key == "call_import"]
    assert ["Ничего не загружено: нашлись 3 ошибки" in told[0], "2 черновика" in told[1]] == [True, True]
    assert "Строка 4, <code>title_ru</code>: не заполнено" in told[0]
    async with house.acting(head) as (work, who):
        assert await callimports.publish(work, who, 2) == 2
        assert await callimports.publish(work, who, 2) == 0
    assert len(await house.rows("SELECT 1 FROM call_dates")) == 2


async def test_a_file_nobody_can_fetch_is_told_after_a_while(house: House) -> None:
    head, operator = await house.head("MCI"), await house.operator("MCI")
    with pytest.raises(Refused):
        async with house.acting(operator) as (work, who):
            await callimports.order(work, who, Attached("document", "f", "u", "calls.csv"))
    for file in (None, Attached("photo", "f", "u"), Attached("document", "f", "u", "calls.exe")):
        with pytest.raises(Unusable):
            async with house.acting(head) as (work, who):
                await callimports.order(work, who, file)
    with pytest.raises(Unusable):
        async with house.acting(head) as (work, who):
            big = Attached("document", "f", "u", "calls.xlsx", size=10 * 1024 * 1024)
            await callimports.order(work, who, big)
    async with house.acting(head) as (work, who):
        await callimports.order(work, who, Attached("document", "f", "u", "calls.csv"))
    for _ in range(4):
        async with house.work() as work:
            await callimports.wanted(work)
    (told,) = [one for one in await house.drain() if one.key == "call_import"]
    assert "файл не удалось получить" in told.text


async def test_the_template_is_read_back(house: House) -> None:
    async with house.work() as work:
        told = await read("calls.csv", callimports.template(work).encode())
        sheet = await callimports.check(work, [(n, cells) for n, cells in told["rows"]], None)
    assert sheet.bad == []
    assert len(sheet.calls) == 1
