import datetime as dt

import pytest

from domain.workdays import (
    Calendar,
    CalendarError,
    Day,
    DayKind,
    UnknownYearError,
    in_working_hours,
    next_working_morning,
)
from tests.domain.samples import at, day, off, plain_calendar, shipped


@pytest.mark.parametrize(
    ("date", "working"),
    [
        ("2025-01-03", False),  # a Friday off, given for the Sunday after it
        ("2025-01-05", True),  # that Sunday is worked
        ("2025-01-04", False),
        ("2024-05-04", True),
        ("2024-05-08", False),
        ("2026-08-31", True),  # Constitution Day has moved to March
        ("2026-03-24", False),
        ("2026-03-25", False),
        ("2026-05-27", False),  # Kurban Ait
        ("2027-01-04", False),
        ("2027-03-15", False),
        ("2027-05-17", True),  # Kurban Ait on a Sunday gives no Monday
    ],
)
def test_days_of_the_shipped_calendar(date: str, working: bool) -> None:
    assert shipped().calendar.is_working(day(date)) is working


@pytest.mark.parametrize(("year", "working"), [(2025, 246), (2026, 247), (2027, 247)])
def test_a_year_has_the_official_number_of_working_days(year: int, working: int) -> None:
    calendar = shipped().calendar
    assert calendar.between(dt.date(year - 1, 12, 31), dt.date(year, 12, 31)) == working


def test_steps_along_working_days() -> None:
    calendar = shipped().calendar
    assert calendar.next_working(day("2026-12-31")) == day("2027-01-05")
    assert calendar.previous_working(day("2027-01-05")) == day("2026-12-31")
    assert calendar.first_working(day("2025-01-05")) == day("2025-01-05")
    assert calendar.add(day("2024-12-31"), 1) == day("2025-01-05")
    assert calendar.add(day("2026-11-21"), 0) == day("2026-11-23")
    assert calendar.between(day("2026-11-20"), day("2026-11-19")) == 0
    with pytest.raises(ValueError, match="-1 working days"):
        calendar.add(day("2026-11-20"), -1)


def test_an_empty_calendar_knows_no_year() -> None:
    with pytest.raises(UnknownYearError, match=r"no calendar for 2026 .*known years: none"):
        Calendar.of((), ()).is_working(day("2026-11-20"))


def test_an_unknown_year_is_named_with_those_that_are_known() -> None:
    with pytest.raises(UnknownYearError, match=r"no calendar for 2035 .*2024, 2025"):
        shipped().calendar.is_working(day("2035-01-01"))


@pytest.mark.parametrize("step", [1, -1])
def test_a_calendar_of_days_off_ends_the_search(step: int) -> None:
    dates = (day("2026-01-01") + dt.timedelta(days=number) for number in range(365))
    calendar = plain_calendar(off(*map(str, dates)))
    with pytest.raises(CalendarError, match="the calendar is wrong"):
        next(calendar.working_days(day("2026-06-15"), step))


@pytest.mark.parametrize(
    ("now", "open_"),
    [
        ("2026-11-20 08:59:59", False),
        ("2026-11-20 09:00:00", True),
        ("2026-11-20 18:30:00", True),
        ("2026-11-20 18:30:01", False),
        ("2026-11-21 12:00:00", False),
        ("2025-01-05 12:00:00", True),
    ],
)
def test_working_hours(now: str, open_: bool) -> None:
    assert in_working_hours(at(now), shipped().calendar) is open_


def test_a_shortened_day_ends_earlier() -> None:
    eve = Day(day("2026-12-31"), DayKind.SHORT, "қысқа", "короткий", "source", ends=dt.time(17))
    calendar = plain_calendar([eve])
    assert calendar.is_working(eve.date)
    assert calendar.ends(eve.date) == dt.time(17)
    assert in_working_hours(at("2026-12-31 17:00"), calendar)
    assert not in_working_hours(at("2026-12-31 17:01"), calendar)


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-11-20 00:00:00", "2026-11-20 09:00"),
        ("2026-11-20 09:00:00", "2026-11-20 09:00"),
        ("2026-11-20 09:00:01", "2026-11-23 09:00"),
        ("2026-12-31 20:00:00", "2027-01-05 09:00"),
        ("2025-01-04 10:00:00", "2025-01-05 09:00"),
    ],
)
def test_next_working_morning(now: str, morning: str) -> None:
    assert next_working_morning(at(now), shipped().calendar) == at(morning)


@pytest.mark.parametrize(
    ("today", "latest_due", "expected"),
    [
        ("2026-09-30", "2027-01-06", ()),
        ("2026-10-01", "2027-01-06", (2027,)),
        ("2026-10-01", "2026-12-30", ()),
        ("2027-01-05", "2027-01-06", (2027,)),
        ("2027-12-15", "2028-01-12", (2027, 2028)),
    ],
)
def test_a_year_must_be_approved_from_october_on(
    today: str, latest_due: str, expected: tuple[int, ...]
) -> None:
    assert shipped().calendar.to_approve(day(today), day(latest_due)) == expected


def test_a_day_is_sure_when_its_year_is_approved_and_it_is_no_estimate() -> None:
    calendar = shipped().calendar
    assert calendar.is_sure(day("2026-05-27"))
    assert not calendar.is_sure(day("2027-05-16"))
    assert not calendar.is_sure(day("2027-05-18"))
