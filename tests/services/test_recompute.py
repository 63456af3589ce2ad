"""The files propose a calendar, a person approves it, open inquiries are counted again, told once."""

from dataclasses import replace
from datetime import date

import pytest

from domain.permissions import Role
from domain.workdays import Calendar, Day, DayKind, DayStatus
from facts.exchange import dumped, loaded
from services import calendars, clock, daily, extensions, recompute
from tests.domain.samples import off, shipped
from tests.services.house import House, Sent


def with_days_off(*dates: str) -> Calendar:
    base = shipped().calendar
    return Calendar.of((*base.days.values(), *off(*dates)), base.years, base.approved)


async def adopt(house: House) -> bool:
    async with house.work() as work:
        return await calendars.adopt(work, house.understanding)


async def approve(house: House, calendar: Calendar) -> None:
    async with house.work() as work:
        await calendars.approve(work, calendar, None, "бұйрық")
    await adopt(house)
    await house.tick()


def of(sent: list[Sent], key: str) -> list[Sent]:
    return [s for s in sent if s.key == key]


@pytest.fixture
async def seeded(house: House) -> House:
    """A house whose first calendar is the files'."""
    assert await adopt(house)
    await house.tick()
    return house


async def test_the_first_version_is_what_the_files_say(seeded: House) -> None:
    assert seeded.understanding.facts.calendar_version == 1
    assert seeded.understanding.facts.calendar == shipped().calendar
    assert not await adopt(seeded), "nothing new"
    assert len(await seeded.rows("SELECT 1 FROM calendar_versions")) == 1


async def test_a_changed_file_alone_changes_nothing(seeded: House) -> None:
    inquiry = await seeded.taken(await seeded.operator())
    seeded.understanding.facts = replace(
        seeded.understanding.facts, calendar=with_days_off("2026-12-07"), calendar_version=0
    )
    assert await adopt(seeded), "a restarted bot takes over what is in force, not what the files say"
    assert await seeded.due(inquiry) == "2026-12-11"
    assert seeded.understanding.facts.calendar == shipped().calendar


async def test_an_approved_day_off_moves_dates_and_tells_everybody_once(seeded: House) -> None:
    house = seeded
    operator, citizen = await house.operator(), await house.person()
    first, second = await house.taken(operator, citizen), await house.taken(operator, citizen)
    free = await house.asks(citizen)
    await house.drain()
    house.at("2026-11-24 11:00")
    await approve(house, with_days_off("2026-12-07"))
    for inquiry in (first, second, free):
        found = await house.inquiry(inquiry)
        assert (found.due.isoformat(), found.first_due.isoformat()) == ("2026-12-14", "2026-12-11")
    told = await house.drain()
    assert [s.to for s in of(told, "recounted")] == [citizen] * 3
    assert [s.to for s in of(told, "dates_moved")] == [operator]
    assert "у 2 вопросов" in of(told, "dates_moved")[0].text
    assert "11 декабря" in of(told, "recounted")[0].text
    events = await house.rows("SELECT details FROM events WHERE kind = 'recounted'")
    assert len(events) == 3
    assert "2026-12-11" in str(events[0].details)
    await house.tick()
    assert await house.drain() == []
    assert await house.rows("SELECT 1 FROM agenda WHERE subject = 'recount'") == []


async def test_a_preview_changes_nothing(seeded: House) -> None:
    inquiry = await seeded.taken(await seeded.operator())
    await seeded.asks(await seeded.person())
    async with seeded.work() as work:
        seen, moved = await recompute.preview(work, with_days_off("2026-12-07"))
        assert calendars.changes(work.facts.calendar, with_days_off("2026-12-07"))[0].before is None
    assert seen == len(moved) == 2
    assert (moved[0].before, moved[0].after) == (date(2026, 12, 11), date(2026, 12, 14))
    assert await seeded.due(inquiry) == "2026-12-11"


async def test_closed_and_untouched_dates_are_left_alone(seeded: House) -> None:
    house = seeded
    operator, citizen = await house.operator(), await house.person()
    answered, open_one = await house.taken(operator, citizen), await house.taken(operator, citizen)
    await house.answers(operator, answered)
    await house.drain()
    await approve(house, with_days_off("2027-06-07"))
    assert of(await house.drain(), "recounted") == []
    assert await house.due(open_one) == await house.due(answered) == "2026-12-11"


async def test_extended_and_paused_dates_are_counted_by_the_new_calendar_too(seeded: House) -> None:
    house = seeded
    operator, head = await house.operator(), await house.head()
    extended, paused = await house.taken(operator), await house.taken(operator)
    async with house.acting(head) as (work, who):
        await extensions.extend(work, who, extended, date(2026, 12, 25), "Нужны архивы")
    async with house.acting(operator) as (work, who):
        await clock.ask_back(work, who, paused, "Какой у вас стаж?")
    await house.drain()
    house.at("2026-11-24 11:00")
    await approve(house, with_days_off("2026-12-25", "2026-12-07"))
    assert await house.due(extended) == "2026-12-28"
    assert [s.key for s in await house.drain() if s.key == "recounted"] == ["recounted"]
    async with house.acting(operator) as (work, who):
        await clock.go_on(work, who, paused)
    assert await house.due(paused) == "2026-12-17", "two days of waiting, one new day off"


async def test_an_inquiry_counted_by_a_process_that_was_behind_is_found(seeded: House) -> None:
    house = seeded
    async with house.work() as work:
        await calendars.approve(work, with_days_off("2026-12-07"), None, "")
    inquiry = await house.asks(await house.operator())
    assert await house.due(inquiry) == "2026-12-11"
    await adopt(house)
    await house.tick()
    assert await house.due(inquiry) == "2026-12-14"


async def test_nobody_is_told_at_night(seeded: House) -> None:
    operator = await seeded.operator()
    await seeded.taken(operator)
    await seeded.drain()
    seeded.at("2026-11-24 23:00")
    await approve(seeded, with_days_off("2026-12-07"))
    assert await seeded.drain() == []
    seeded.at("2026-11-25 09:00")
    assert {s.key for s in await seeded.drain()} == {"recounted", "dates_moved"}


async def test_a_year_nobody_approved_rings_from_october_on_weekly(house: House) -> None:
    admin = await house.person((Role.ADMIN, None))
    house.at("2026-09-30 10:00")
    async with house.work() as work:
        await daily.begin(work)
    operator = await house.operator()
    house.at("2026-12-11 10:00")
    await house.taken(operator)
    await house.drain()
    rung = [
        s.at.date()
        for day in range(14, 25)
        for s in await house.morning(f"2026-12-{day} 09:00")
        if s.to == admin
    ]
    assert rung == [date(2026, 12, 14), date(2026, 12, 21)]
    base = shipped().calendar
    house.understanding.facts = replace(
        house.understanding.facts, calendar=replace(base, approved=base.approved | {2027})
    )
    assert [s for s in await house.morning("2026-12-28 09:00") if s.to == admin] == []


def test_a_calendar_survives_the_database() -> None:
    calendar, rules = shipped().calendar, shipped().holiday_rules
    assert loaded(dumped(calendar), rules, date(2026, 11, 20)) == calendar
    later = loaded(dumped(calendar), rules, date(2031, 1, 1))
    assert max(later.years) == 2033
    short = Day(date(2026, 12, 31), DayKind.SHORT, "қысқа", "короткий", "s", DayStatus.CONFIRMED)
    one = Calendar.of([short], [2026], [2026])
    assert loaded(dumped(one), rules, date(2026, 1, 1)).days[short.date] == short


async def test_from_october_on_an_unapproved_year_rings_once_a_week(house: House) -> None:
    admin, operator = await house.person((Role.ADMIN, None)), await house.operator()
    calendar = shipped().calendar
    only = replace(calendar, approved=frozenset({2024, 2025, 2026}))
    house.understanding.facts = replace(house.understanding.facts, calendar=only)
    house.at("2026-09-28 10:00")
    async with house.work() as work:
        await daily.begin(work)
    await house.taken(operator)
    quiet = [s for day in range(28, 31) for s in await house.morning(f"2026-09-{day} 09:00")]
    assert of(quiet, "year_unapproved") == [], "nothing reaches into 2027, and it is September"
    house.at("2026-12-11 10:00")
    await house.taken(operator)
    told = [s for day in range(11, 29) for s in await house.morning(f"2026-12-{day} 11:00")]
    rung = of(told, "year_unapproved")
    assert {s.to for s in rung} == {admin}
    assert [s.at.isocalendar().week for s in rung] == [50, 51, 52, 53]
    assert "2027" in rung[0].text and "dauys calendar --preview" in rung[0].text
    house.understanding.facts = replace(
        house.understanding.facts, calendar=replace(only, approved=calendar.years)
    )
    assert of(await house.morning("2027-01-05 09:00"), "year_unapproved") == []
