"""Dated events: told to operators and head in time, silent once done."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from domain.errors import Refused
from domain.keydates import LATE, occurrences, stages
from domain.limits import MESSAGE_LIMIT, utf16_length
from domain.permissions import Role
from services import daily, keydates, people
from tests.domain.samples import at, shipped
from tests.services.house import House, Sent

BODY = "MEDU"
"""One of the bodies that report by 5 December."""


async def begin(house: House) -> None:
    async with house.work() as work:
        await daily.begin(work)
    await house.tick()
    await house.drain()


def keys(sent: list[Sent], to: int) -> list[str]:
    return [s.key for s in sent if s.to == to]


async def test_a_report_is_told_in_time_to_operators_and_head_until_it_is_done(house: House) -> None:
    operator, head = await house.operator(BODY), await house.head(BODY)
    stranger = await house.operator("MOH")
    await begin(house)
    told = await house.morning("2026-11-20 12:00")
    told += [s for day in range(21, 31) for s in await house.morning(f"2026-11-{day} 09:00")]
    assert keys(told, operator) == keys(told, head) == ["key_dates"]
    assert told[0].at.date() == date(2026, 11, 27), "28 November, a Saturday, is told the day before"
    assert "Приближается срок" in told[0].text
    assert "информация в Министерство культуры и информации" in told[0].text
    assert "ПРИМЕР" in told[0].text
    assert told[0].buttons == ("✅ Выполнено",)

    key = (await house.rows("SELECT id FROM key_dates WHERE body = 'MEDU' AND \"on\" = '2026-12-05'"))[0].id
    with pytest.raises(Refused):
        async with house.acting(stranger) as (work, who):
            await keydates.done(work, who, key)
    async with house.acting(operator) as (work, who):
        await keydates.done(work, who, key)
        await keydates.done(work, who, key)
    told = [s for day in range(1, 15) for s in await house.morning(f"2026-12-{day:02d} 09:00")]
    assert keys(told, operator) == keys(told, head) == []
    assert len(await house.rows("SELECT 1 FROM audit WHERE action = 'key_date'")) == 1


async def test_what_nobody_did_reaches_the_head_once_more(house: House) -> None:
    operator, head = await house.operator(BODY), await house.head(BODY)
    await begin(house)
    told = [s for day in range(1, 15) for s in await house.morning(f"2026-12-{day:02d} 09:00")]
    days = [s.at.day for s in told if s.to == operator]
    assert days == [1, 2, 4], "the week before, caught up; three days before; the day itself is a Saturday"
    late = [s for s in told if "Срок прошёл" in s.text]
    assert [(s.to, s.at.date()) for s in late] == [(head, date(2026, 12, 7))]


async def test_a_body_of_regions_reports_in_each_of_them(house: House) -> None:
    await begin(house)
    rows = await house.rows("SELECT count(*) AS n FROM key_dates WHERE body = 'AKIMAT'")
    assert rows[0].n == 2 * len(house.understanding.facts.regions)
    await begin(house)
    assert (await house.rows("SELECT count(*) AS n FROM key_dates WHERE body = 'AKIMAT'"))[0].n == rows[0].n


async def test_subscribers_dates_are_none_of_a_body(house: House) -> None:
    await begin(house)
    assert await house.rows("SELECT 1 FROM key_dates WHERE key = 'ngo_database'") == []


async def test_an_event_the_facts_know_no_more_is_silent(house: House) -> None:
    operator = await house.operator(BODY)
    await begin(house)
    house.understanding.facts = replace(house.understanding.facts, key_dates=MappingProxyType({}))
    told = [s for day in range(23, 31) for s in await house.morning(f"2026-11-{day} 09:00")]
    assert keys(told, operator) == []


async def test_many_queues_of_one_person_are_one_message_that_fits(house: House) -> None:
    busy = await house.person()
    async with house.acting(busy) as (work, who):
        for region in work.facts.regions:
            await people.join(work, who.person, Role.OPERATOR, "AKIMAT", region)
    await begin(house)
    told = [s for s in house.sent if s.key == "key_dates"]
    assert [s.to for s in told] == [busy]
    assert utf16_length(told[0].text) < MESSAGE_LIMIT
    assert len(told[0].buttons) == 3 and "и ещё" in told[0].text
    assert all(len(button) <= 28 for button in told[0].buttons)


async def test_a_reminder_held_up_is_overtaken_by_the_next(house: House) -> None:
    operator = await house.operator(BODY)
    await begin(house)
    for moment in ("2026-11-27 09:00", "2026-12-02 09:00"):
        house.at(moment)
        await house.tick()  # nothing could leave
    assert keys(await house.drain(), operator) == ["key_dates"]


def test_patterns_name_days() -> None:
    start, end = date(2026, 11, 20), date(2028, 11, 20)
    assert occurrences("12-05", start, end) == (date(2026, 12, 5), date(2027, 12, 5))
    assert occurrences("02-29", start, end) == (date(2027, 2, 28), date(2028, 2, 29))
    assert occurrences("2027-07-15", start, end) == (date(2027, 7, 15),)
    assert occurrences("2026-07-15", start, end) == ()
    with pytest.raises(ValueError, match="no day"):
        occurrences("02-30", start, end)


def test_the_ngo_database_is_reminded_of_on_five_days_of_march() -> None:
    found = stages(date(2026, 3, 31), shipped().key_dates["ngo_database"].before, shipped().calendar)
    days = [f"{moment:%d.%m}" for moment, _ in found]
    # 1 March 2026 is a Sunday: told on the Friday before.
    assert days == ["27.02", "17.03", "20.03", "30.03", "31.03", "01.04"]
    assert found[-1] == (at("2026-04-01 09:00"), LATE)
