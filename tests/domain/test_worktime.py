"""Working time between two instants, and the periods of reports."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import periods
from domain.civil import ZONE
from domain.statistics import Answered, Group, percentile
from domain.workdays import Calendar, Day, DayKind, DayStatus
from domain.worktime import HOUR, WorkTime

OFF = Day(date(2026, 12, 16), DayKind.OFF, DayStatus.CONFIRMED, "kk", "ru", "source")
CALENDAR = Calendar.of([OFF], [2025, 2026, 2027])
TIME = WorkTime(CALENDAR)


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-20 10:00", "2026-11-20 12:30", 2.5),
        ("2026-11-20 07:00", "2026-11-20 08:59", 0),
        ("2026-11-20 08:00", "2026-11-20 10:00", 1),
        ("2026-11-20 18:00", "2026-11-20 23:00", 0.5),
        ("2026-11-20 18:00", "2026-11-23 10:00", 1.5),  # over a weekend
        ("2026-12-15 18:30", "2026-12-17 09:00", 0),  # over a holiday
        ("2026-12-31 18:00", "2027-01-01 09:30", 1),  # over the turn of the year
        ("2026-11-20 12:00", "2026-11-20 11:00", 0),
    ],
)
def test_nights_and_days_off_do_not_count(start: str, end: str, hours: float) -> None:
    assert TIME.between(at(start), at(end)) == hours * HOUR


moments = st.integers(0, 3 * 365 * 86400 - 1).map(lambda s: at("2025-01-01 00:00") + timedelta(seconds=s))


@given(moments, moments, moments)
def test_two_stretches_make_the_whole(one: datetime, two: datetime, three: datetime) -> None:
    first, middle, last = sorted((one, two, three))
    assert TIME.between(first, middle) + TIME.between(middle, last) == TIME.between(first, last)
    assert TIME.between(first, last) <= (last - first + timedelta(seconds=1)).total_seconds()


@pytest.mark.parametrize("code", ["2026-01", "2026-12", "2026-Q1", "2026-Q4", "2026"])
def test_a_period_s_code_leads_back_to_it(code: str) -> None:
    found = periods.read(code)
    assert found is not None
    assert found.code == code
    assert found.before.after == found
    assert found.before.end == found.first


@pytest.mark.parametrize("code", ["", "2026-13", "2026-Q5", "26-11", "2026-11-20", "x" * 50])
def test_what_is_no_code_is_none(code: str) -> None:
    assert periods.read(code) is None


def test_a_day_s_periods() -> None:
    day = date(2026, 11, 20)
    assert [p.code for p in (periods.month(day), periods.quarter(day), periods.year(day))] == [
        "2026-11",
        "2026-Q4",
        "2026",
    ]
    assert periods.month(day).since == at("2026-11-01 00:00")


def test_shares_of_answers() -> None:
    group = Group()
    day = date(2026, 11, 20)
    for hours in range(1, 11):
        late = hours == 10
        group.answer(Answered(day, day - timedelta(days=late), day - timedelta(days=hours > 8), hours * HOUR))
    assert (group.in_term, group.late, group.in_first_term) == (9, 1, 8)
    assert group.share_in_term == 90
    assert (group.hours(), group.hours(0.9)) == (5, 9)
    assert Group().hours() is None
    assert percentile([], 0.5) is None


@given(st.lists(st.integers(0, 1000), min_size=1), st.floats(0.01, 1))
def test_a_percentile_is_one_of_the_values(values: list[int], share: float) -> None:
    found = percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values) - 1e-9
