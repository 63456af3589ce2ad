"""When people hear of a call: at decent hours, before its end, the most useful stage."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.civil import civil, civil_date
from domain.grantreminders import (
    Stage,
    Window,
    awake,
    in_time,
    last_day,
    milestones,
    next_awake,
    next_look,
    reached,
    schedule,
    useful,
)
from tests.domain.samples import at

LONG_AGO = at("2026-10-01 12:00")


def told(closes: str, since: str = "2026-10-01 12:00", opens: str = "2026-10-01 12:00") -> list[str]:
    window = Window(at(since), at(opens), at(closes), at(since))
    return [f"{stage} {civil(moment):%d.%m %H:%M}" for moment, stage in schedule(window)]


def test_a_call_is_told_at_every_stage() -> None:
    assert told("2026-12-10 18:30") == [
        "opening 01.10 12:00",
        "d14 26.11 09:00",
        "d7 03.12 09:00",
        "d3 07.12 09:00",
        "d1 09.12 09:00",
        "last 10.12 09:00",
        "hours 10.12 15:30",
    ]


@pytest.mark.parametrize(
    ("closes", "last", "hours"),
    [
        ("2026-12-10 18:30", "10.12 09:00", "10.12 15:30"),
        ("2026-12-10 12:00", "10.12 09:00", "10.12 09:00"),
        ("2026-12-10 10:00", "10.12 09:00", "10.12 09:00"),
        ("2026-12-10 08:00", "09.12 19:00", "09.12 19:00"),
        ("2026-12-10 09:00", "09.12 19:00", "09.12 19:00"),
        ("2026-12-10 23:59", "10.12 09:00", "10.12 19:00"),
        ("2026-12-10 23:00", "10.12 09:00", "10.12 19:00"),
        ("2026-12-11 00:00", "10.12 09:00", "10.12 19:00"),
    ],
)
def test_the_last_hours_are_told_while_people_are_awake(closes: str, last: str, hours: str) -> None:
    found = dict(line.split(" ", 1) for line in told(closes))
    assert found["last"] == last
    assert found["hours"] == hours


def test_a_call_that_opens_at_night_is_told_in_the_morning() -> None:
    assert told("2026-12-10 18:30", opens="2026-11-30 00:00")[0] == "opening 30.11 09:00"
    assert told("2026-12-10 18:30", since="2026-11-30 21:15")[0] == "opening 01.12 09:00"


def test_what_came_before_the_dates_were_decided_was_never_due() -> None:
    stages = [line.split()[0] for line in told("2026-12-10 18:30", since="2026-12-05 10:00")]
    assert stages == ["opening", "d3", "d1", "last", "hours"]


def test_an_extension_is_no_opening() -> None:
    window = Window(at("2026-12-05 10:00"), LONG_AGO, at("2026-12-20 18:30"))
    assert [str(stage) for _, stage in schedule(window)] == ["d14", "d7", "d3", "d1", "last", "hours"]


def test_of_several_stages_only_the_most_useful_is_told() -> None:
    window = Window(LONG_AGO, LONG_AGO, at("2026-12-10 18:30"), LONG_AGO)
    assert useful(reached(window, at("2026-12-08 11:00"))) == (Stage.D3,)
    assert useful(reached(window, at("2026-12-10 16:00"))) == (Stage.LAST, Stage.HOURS)
    assert useful(reached(window, at("2026-11-01 16:00"))) == (Stage.OPENING,)
    assert reached(window, at("2026-12-10 18:30")) == ()
    assert useful(()) == ()


def test_the_database_of_ngos_is_reminded_of_on_five_days_of_march() -> None:
    days = [f"{moment:%d.%m %H:%M}" for moment, _ in milestones(date(2026, 3, 31), (30, 14, 7, 1, 0))]
    assert days == ["01.03 09:00", "17.03 09:00", "24.03 09:00", "30.03 09:00", "31.03 09:00"]


INSTANTS = st.integers(0, 2 * 366 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
SPANS = st.timedeltas(timedelta(minutes=1), timedelta(days=90))


@given(INSTANTS, SPANS, SPANS)
def test_nobody_is_woken_and_nothing_comes_after_the_end(
    since: datetime, until_open: timedelta, open_for: timedelta
) -> None:
    opens = since + until_open - timedelta(days=30)
    closes = max(opens, since) + open_for
    window = Window(since, opens, closes, since)
    moments = schedule(window)
    assert moments == tuple(sorted(moments, key=lambda told: told[0]))
    assert len({stage for _, stage in moments}) == len(moments)
    for moment, _ in moments:
        assert awake(moment)
        assert moment < closes
    later = [moment for moment, _ in moments if moment > since]
    assert next_look(window, since) == (later[0] if later else None)


@given(INSTANTS, INSTANTS)
def test_waiting_for_the_morning_never_goes_back_unless_it_would_be_too_late(
    wanted: datetime, closes: datetime
) -> None:
    assert awake(next_awake(wanted))
    assert next_awake(wanted) >= wanted
    told_at = in_time(wanted, closes)
    assert awake(told_at)
    assert told_at >= wanted or next_awake(wanted) >= closes


@given(INSTANTS)
def test_the_last_day_is_the_day_on_which_one_may_still_apply(closes: datetime) -> None:
    assert civil_date(closes) - last_day(closes) in (timedelta(0), timedelta(days=1))
