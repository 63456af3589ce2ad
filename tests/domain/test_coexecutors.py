"""When another body's part is due: always early enough to compile, never before it was asked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.coexecutors import part_due
from facts.load import load

CALENDAR = load().calendar
FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("due", "part"),
    [
        (date(2026, 12, 11), date(2026, 12, 9)),  # two working days before
        (date(2026, 11, 25), date(2026, 11, 23)),
        (date(2026, 11, 24), date(2026, 11, 23)),  # two would leave no day
        (FRIDAY + timedelta(days=3), FRIDAY),  # due on Monday: today
        (FRIDAY, FRIDAY),
        (date(2026, 11, 2), FRIDAY),  # late already
    ],
)
def test_the_date_of_a_part(due: date, part: date) -> None:
    assert part_due(FRIDAY, due, CALENDAR) == part


@given(st.dates(date(2026, 2, 1), date(2026, 11, 1)), st.integers(-5, 40))
def test_a_part_leaves_a_day_to_compile_wherever_there_is_one(today: date, ahead: int) -> None:
    due = CALENDAR.first_working(today + timedelta(days=ahead))
    part = part_due(today, due, CALENDAR)
    assert part >= today
    if CALENDAR.previous_working(due) >= today:
        assert part < due
        assert CALENDAR.between(part, due) <= 2 or part == today
