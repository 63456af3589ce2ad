"""Tracked appeals: counted by the law, reminded on their day and after it, their clock never stands."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from domain.appeals import COMPLAINT, ORDINARY
from domain.errors import Refused, Unusable
from domain.privacy import check_digit
from domain.workdays import Calendar
from models.tables import Appeal
from services import appeals, calendars, people
from tests.domain.samples import off, shipped
from tests.services.house import House, Sent

NUMBER = "ЖТ-2026-01234567"


async def tracked(
    house: House, citizen: int, filed: str = "2026-11-20", rule: str = COMPLAINT, number: str = NUMBER
) -> Appeal:
    async with house.acting(citizen) as (work, who):
        return await appeals.track(work, who, number, date.fromisoformat(filed), rule, "MOH")


def keys(sent: list[Sent], to: int) -> list[str]:
    return [s.key for s in sent if s.to == to]


@pytest.mark.parametrize(
    ("filed", "rule", "due"),
    [
        ("2026-11-20", COMPLAINT, "2026-12-21"),
        ("2026-11-20", ORDINARY, "2026-12-11"),
        ("2026-11-15", COMPLAINT, "2026-12-14"),
    ],
)
async def test_it_is_counted_by_the_law(house: House, filed: str, rule: str, due: str) -> None:
    row = await tracked(house, await house.person(), filed, rule)
    assert row.due.isoformat() == due
    async with house.work() as work:
        found = appeals.explained(work, row)
    assert found.due == row.due
    assert found.counted == (20 if rule == COMPLAINT else 15)
    assert not found.promised


async def test_its_day_and_the_day_after_are_told_once(either_house: House) -> None:
    house = either_house
    citizen, operator = await house.person(), await house.operator("MOH")
    await tracked(house, citizen)
    told: list[Sent] = []
    for day in range(17, 30):
        for hour in ("08:00", "09:00", "12:00", "21:00"):
            told += await house.morning(f"2026-12-{day} {hour}")
    assert [(s.key, s.at.strftime("%d %H")) for s in told] == [("appeal", "21 09"), ("appeal", "22 09")]
    assert NUMBER in told[0].text and "Сегодня срок ответа" in told[0].text
    assert "прошёл" in told[1].text and "статья 100" in told[1].text
    assert "Ответ получен, не следить" in told[1].buttons
    assert keys(told, operator) == [], "it is the citizen's own; nobody here can answer it"


async def test_after_downtime_only_the_more_useful_word(house: House) -> None:
    citizen = await house.person()
    await tracked(house, citizen)
    told = await house.morning("2027-01-05 14:00")
    assert keys(told, citizen) == ["appeal"]
    assert "прошёл" in told[0].text
    assert await house.morning("2027-01-06 09:00") == []


async def test_what_had_passed_before_is_shown_and_not_told(house: House) -> None:
    citizen = await house.person()
    await tracked(house, citizen, "2026-09-01")
    assert await house.morning("2026-11-23 09:00") == []


async def test_one_that_is_stopped_is_silent(house: House) -> None:
    citizen, other = await house.person(), await house.person()
    row = await tracked(house, citizen)
    async with house.acting(other) as (work, who):
        with pytest.raises(Refused):
            await appeals.stop(work, who, row.id)
    for _ in range(2):
        async with house.acting(citizen) as (work, who):
            await appeals.stop(work, who, row.id)
            assert await appeals.of_person(work, who) == []
    assert await house.morning("2026-12-21 09:00") == []
    again = await tracked(house, citizen)
    assert again.id != row.id, "somebody changed their mind"


async def test_the_same_number_is_one_appeal(house: House) -> None:
    citizen = await house.person()
    first, second = await tracked(house, citizen), await tracked(house, citizen, "2026-11-19")
    assert (first.id, first.due) == (second.id, second.due)
    for n in range(appeals.MOST - 1):
        await tracked(house, citizen, number=f"{NUMBER}-{n}")
    with pytest.raises(Unusable, match=r"eotinish\.enough"):
        await tracked(house, citizen, number="one-more-111")


@pytest.mark.parametrize(
    ("filed", "rule", "body"),
    [
        ("2026-11-21", COMPLAINT, "MOH"),
        ("2025-11-01", COMPLAINT, "MOH"),
        ("2026-11-20", "grant", "MOH"),
        ("2026-11-20", COMPLAINT, "NOBODY"),
        ("2026-11-20", COMPLAINT, "AKIMAT"),
    ],
)
async def test_what_cannot_be_is_refused(house: House, filed: str, rule: str, body: str) -> None:
    async with house.acting(await house.person()) as (work, who):
        with pytest.raises(Unusable):
            await appeals.track(work, who, NUMBER, date.fromisoformat(filed), rule, body)


async def test_a_new_calendar_moves_it_and_tells_once(house: House) -> None:
    citizen = await house.person()
    async with house.work() as work:
        await calendars.adopt(work, house.understanding)
    row = await tracked(house, citizen)
    base = shipped().calendar
    longer = Calendar.of((*base.days.values(), *off("2026-12-07")), base.years, base.approved)
    async with house.work() as work:
        await calendars.approve(work, longer, None, "")
    async with house.work() as work:
        await calendars.adopt(work, house.understanding)
    await house.tick()
    told = await house.drain()
    assert keys(told, citizen) == ["appeal_moved"]
    assert "21 декабря" in told[0].text and "22 декабря" in told[0].text
    assert keys(await house.morning("2026-12-21 09:00"), citizen) == []
    assert keys(await house.morning("2026-12-22 09:00"), citizen) == ["appeal"]
    assert await house.rows("SELECT 1 FROM agenda WHERE subject = 'recount'") == []
    assert row.calendar < house.understanding.facts.calendar_version


async def test_without_consent_nothing_is_tracked(house: House) -> None:
    citizen = await house.person()
    await tracked(house, citizen)
    async with house.acting(citizen) as (work, who):
        await people.refuse(work, who)
    assert await house.rows("SELECT 1 FROM appeals") == []
    assert await house.rows("SELECT 1 FROM agenda WHERE subject = 'appeal'") == []


async def test_an_iin_is_no_number(house: House) -> None:
    iin = f"91010130001{check_digit('91010130001')}"
    assert appeals.number_given(f"{NUMBER}") == NUMBER
    kept = appeals.number_given(f"№ 12345, ИИН {iin}")
    assert kept is None or iin not in kept
    async with house.work() as work:
        assert appeals.day_given(replace(work, now=datetime.fromisoformat("2026-11-20T20:00+05:00")), "20.11")
