"""Which reminders an inquiry earns and when: the pure planner, on the calendar of 2026 and 2027."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.civil import civil
from domain.deadlines import count
from domain.reminders import AUDIENCES, Audience, Matter, Planner, Rules, Stage, latest
from domain.workdays import DAY_STARTS
from tests.domain.samples import at, day, shipped, term
from tests.domain.test_deadline_properties import calendar_of, days_off, instants

RULES = Rules(
    unclaimed=term(1),
    long_unclaimed=term(3),
    long_late=term(2),
    pause_reminder=term(3),
    pause_end=term(10),
)
ASKED = at("2026-11-20 10:00")


def planner() -> Planner:
    return Planner(shipped().calendar, RULES)


def taken(due: str = "2026-12-11", since: str = "2026-11-20 10:00") -> Matter:
    return Matter(1, "taken", at(since), day(due))


def told(matter: Matter, now: str) -> dict[str, str]:
    """The useful stage of each audience."""
    return {str(i.audience): str(i.stage) for i in planner().intents(matter, at(now)) if not i.passed}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-12-08 08:59:59", {}),
        ("2026-12-08 09:00:00", {"assignee": "three"}),
        ("2026-12-10 08:59:59", {"assignee": "three"}),
        ("2026-12-10 09:00:00", {"assignee": "one", "head": "tomorrow"}),
        ("2026-12-11 09:00:00", {"assignee": "today", "head": "tomorrow"}),
        ("2026-12-11 23:59:59", {"assignee": "today", "head": "tomorrow"}),
        ("2026-12-12 00:00:00", {"assignee": "today", "head": "tomorrow"}),
        ("2026-12-14 08:59:59", {"assignee": "today", "head": "tomorrow"}),
        ("2026-12-14 09:00:00", {"assignee": "late", "head": "head_late", "citizen": "citizen_late"}),
        (
            "2026-12-18 09:00:00",  # the 16th is a holiday
            {"assignee": "late", "head": "head_late", "citizen": "citizen_late", "dispatcher": "long_late"},
        ),
    ],
)
def test_the_stages_around_a_date(now: str, expected: dict[str, str]) -> None:
    assert told(taken(), now) == expected


def test_what_was_overtaken_is_only_recorded() -> None:
    found = planner().intents(taken(), at("2026-12-14 12:00"))
    assert {str(i.stage) for i in found if i.passed} == {"three", "one", "today", "tomorrow"}


def test_nobody_hears_of_a_morning_before_the_run_began() -> None:
    short = taken(due="2026-11-23", since="2026-11-20 10:00")
    assert told(short, "2026-11-20 18:00") == {}
    assert told(short, "2026-11-23 09:00") == {"assignee": "today"}


@pytest.mark.parametrize("state", ["answered", "withdrawn"])
def test_a_closed_inquiry_is_silent(state: str) -> None:
    closed = Matter(1, state, at("2026-11-20 10:00"), day("2026-12-11"))
    assert planner().intents(closed, at("2027-01-20 10:00")) == ()
    assert planner().next_look(closed, at("2026-11-20 10:00")) is None


def test_a_paused_inquiry_is_silent_but_for_the_citizen() -> None:
    waiting = Matter(1, "waiting", at("2026-11-20 09:00"), day("2026-11-24"), asked=ASKED, pause=1)
    assert told(waiting, "2026-11-25 08:59:59") == {}
    assert told(waiting, "2026-11-25 09:00:00") == {"citizen": "asked"}
    assert told(waiting, "2026-12-04 18:00:00") == {"citizen": "asked"}
    assert not planner().is_silent(waiting, at("2026-12-04 23:59:59"))
    assert planner().is_silent(waiting, at("2026-12-07 09:00:00"))


def test_unclaimed_for_more_than_a_working_day_reaches_the_head_then_the_dispatcher() -> None:
    free = Matter(1, "new", at("2026-11-20 10:00"), day("2026-12-11"), free_since=at("2026-11-20 10:00"))
    assert told(free, "2026-11-23 18:30:00") == {}
    assert told(free, "2026-11-24 09:00:00") == {"head": "unclaimed"}
    assert told(free, "2026-11-26 09:00:00") == {"head": "unclaimed", "dispatcher": "long_unclaimed"}
    evening = Matter(1, "new", at("2026-11-20 19:00"), day("2026-12-14"), free_since=at("2026-11-20 19:00"))
    assert told(evening, "2026-11-24 09:00:00") == {}
    assert told(evening, "2026-11-25 09:00:00") == {"head": "unclaimed"}


def test_a_version_names_the_run_and_what_its_stage_follows() -> None:
    free = Matter(2, "new", at("2026-11-20 10:00"), day("2026-12-11"), free_since=at("2026-11-20 10:00"))
    versions = {i.stage: i.version for i in planner().intents(free, at("2026-12-10 10:00"))}
    assert versions[Stage.UNCLAIMED] == "2"
    assert versions[Stage.TOMORROW] == "2:2026-12-11"
    waiting = Matter(2, "waiting", at("2026-11-20 09:00"), day("2026-12-11"), asked=ASKED, pause=3)
    assert planner().intents(waiting, at("2026-12-01 10:00"))[0].version == "2:3"


def test_a_date_on_a_day_off_is_told_on_the_working_day_before() -> None:
    sunday = taken(due="2026-11-29", since="2026-11-20 10:00")  # a call closes on a Sunday
    assert told(sunday, "2026-11-27 09:00")["assignee"] == "today"
    assert told(sunday, "2026-11-30 09:00")["assignee"] == "late"


def test_the_first_look_is_now_when_something_is_reached() -> None:
    now = at("2026-12-11 15:00")
    assert planner().first_look(taken(), now) == now
    assert planner().first_look(taken(), at("2026-11-20 10:00")) == at("2026-12-08 09:00")


def test_the_most_useful_stage_is_the_furthest() -> None:
    assert latest([Stage.TODAY, Stage.THREE, Stage.ONE]) is Stage.TODAY


def test_every_stage_has_an_audience_but_silence() -> None:
    assert set(Stage) - AUDIENCES.keys() == {Stage.SILENT}
    assert set(AUDIENCES.values()) == set(Audience)


@given(instants, st.integers(1, 30), days_off, st.sampled_from(["new", "taken", "approval", "waiting"]))
def test_every_moment_is_a_working_morning_of_the_run(
    received: dt.datetime, amount: int, extra: set[dt.date], state: str
) -> None:
    calendar = calendar_of(extra)
    due = count(received, term(amount), calendar).due
    matter = Matter(1, state, received, due, free_since=received, asked=received, pause=1)
    for moment, _ in Planner(calendar, RULES).schedule(matter):
        local = civil(moment)
        assert calendar.is_working(local.date())
        assert local.time() == DAY_STARTS
        assert moment >= received


@given(instants, st.integers(1, 30), st.integers(0, 90))
def test_looking_from_moment_to_moment_misses_nothing(received: dt.datetime, amount: int, days: int) -> None:
    plans = planner()
    matter = Matter(1, "taken", received, count(received, term(amount), plans.calendar).due)
    end, seen, look = received + dt.timedelta(days=days), set[Stage](), plans.first_look(matter, received)
    while look is not None and look <= end:
        seen |= {intent.stage for intent in plans.intents(matter, look)}
        look = plans.next_look(matter, look)
    assert seen == {intent.stage for intent in plans.intents(matter, end)}
