"""Which reminders a part earns and when: asked for on a Friday morning, due on Wednesday 9 December 2026."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.civil import civil
from domain.partreminders import AUDIENCES, NOON, Matter, Planner
from domain.workdays import DAY_STARTS
from tests.domain.samples import at, day, shipped, term
from tests.domain.test_deadline_properties import calendar_of, days_off, instants

ASKED = at("2026-11-20 10:00")
DUE = "2026-12-09"


def planner() -> Planner:
    return Planner(shipped().calendar, term(1))


def told(matter: Matter, now: str) -> dict[str, str]:
    """The useful stage of each audience."""
    earned = (i for i in planner().intents(matter, at(now)) if not i.passed)
    return {str(AUDIENCES[i.stage]): str(i.stage) for i in earned}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-12-09 11:59:59", {}),
        ("2026-12-09 12:00:00", {"contributor": "today"}),
        ("2026-12-09 23:59:59", {"contributor": "today"}),
        ("2026-12-10 08:59:59", {"contributor": "today"}),
        ("2026-12-10 09:00:00", {"contributor": "late", "head": "head_late", "compiler": "missing"}),
    ],
)
def test_the_stages_around_a_date(now: str, expected: dict[str, str]) -> None:
    assert told(Matter(ASKED, day(DUE), None), now) == expected


def test_what_lies_longer_than_a_working_day_is_the_head_s() -> None:
    free = Matter(ASKED, day(DUE), ASKED)
    assert told(free, "2026-11-23 18:00") == {}
    assert told(free, "2026-11-24 09:00") == {"head": "unclaimed"}
    assert told(free, "2026-12-10 09:00")["head"] == "head_late"


def test_what_was_asked_for_after_noon_and_is_due_today_is_not_asked_for_again() -> None:
    short = Matter(at("2026-12-09 15:00"), day(DUE), None)
    assert told(short, "2026-12-09 18:00") == {}
    assert told(short, "2026-12-10 09:00")["compiler"] == "missing"


def test_a_moved_date_is_another_version() -> None:
    versions = {
        intent.version
        for due in ("2026-12-09", "2026-12-10")
        for intent in planner().intents(Matter(ASKED, day(due), ASKED), at("2026-12-14 12:00"))
    }
    assert versions == {"", "2026-12-09", "2026-12-10"}


@given(days_off, instants, st.integers(0, 40), st.booleans())
def test_every_moment_is_in_working_hours_and_the_next_look_misses_none(
    free: set[dt.date], since: dt.datetime, ahead: int, unclaimed: bool
) -> None:
    plans = Planner(calendar_of(free), term(1))
    matter = Matter(since, civil(since).date() + dt.timedelta(days=ahead), since if unclaimed else None)
    moments = [moment for moment, _ in plans.schedule(matter)]
    for moment in moments:
        assert plans.calendar.is_working(civil(moment).date())
        assert civil(moment).time() in (DAY_STARTS, NOON)
    looked, seen = since - dt.timedelta(seconds=1), list[dt.datetime]()
    while (following := plans.next_look(matter, looked)) is not None:
        seen.append(following)
        looked = following
    assert seen == sorted(set(moments))
