"""What holds for every due date, whatever the calendar."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from domain.civil import ZONE
from domain.deadlines import Deadline, Pause, SkipReason, count
from domain.terms import Unit
from domain.workdays import Calendar
from tests.domain.samples import off, plain_calendar, shipped, term

YEARS = range(2024, 2028)
ONE_DAY = dt.timedelta(days=1)

START = dt.datetime(2024, 2, 1)  # noqa: DTZ001 - hypothesis adds the zone
END = dt.datetime(2027, 10, 31)  # noqa: DTZ001 - hypothesis adds the zone
instants = st.datetimes(START, END, timezones=st.just(ZONE))
dates = st.dates(dt.date(2024, 2, 1), dt.date(2027, 12, 31))
amounts = st.integers(1, 40)
units = st.sampled_from(list(Unit))
days_off = st.sets(dates, max_size=20)


def calendar_of(extra: set[dt.date]) -> Calendar:
    """The shipped calendar with more days off."""
    base = shipped().calendar
    return Calendar.of((*base.days.values(), *off(*map(str, extra))), base.years, base.approved)


def paused_days(found: Deadline) -> set[dt.date]:
    return {skipped.date for skipped in found.skipped if skipped.reason is SkipReason.PAUSED}


@given(instants, instants, amounts, units, days_off)
def test_who_comes_first_is_due_first(
    first: dt.datetime, second: dt.datetime, amount: int, unit: Unit, extra: set[dt.date]
) -> None:
    early, late = sorted((first, second))
    calendar = calendar_of(extra)
    rule = term(amount, unit)
    assert count(early, rule, calendar).due <= count(late, rule, calendar).due


@given(instants, amounts, units, days_off)
def test_no_due_date_is_a_day_off(
    received: dt.datetime, amount: int, unit: Unit, extra: set[dt.date]
) -> None:
    calendar = calendar_of(extra)
    found = count(received, term(amount, unit), calendar)
    assert calendar.is_working(found.due)
    assert calendar.is_working(found.registered)
    assert received.date() <= found.registered < found.day_one <= found.due


@given(instants, amounts, units, days_off, dates)
def test_one_more_day_off_never_makes_it_earlier(
    received: dt.datetime, amount: int, unit: Unit, extra: set[dt.date], another: dt.date
) -> None:
    rule = term(amount, unit)
    assert count(received, rule, calendar_of(extra | {another})).due >= (
        count(received, rule, calendar_of(extra)).due
    )


@given(instants, amounts, units, days_off, st.lists(st.tuples(instants, instants), max_size=3))
def test_the_days_of_the_explanation_add_up(
    received: dt.datetime,
    amount: int,
    unit: Unit,
    extra: set[dt.date],
    stretches: list[tuple[dt.datetime, dt.datetime]],
) -> None:
    pauses = [Pause(min(pair), min(max(pair), min(pair) + dt.timedelta(days=60))) for pair in stretches]
    calendar = calendar_of(extra)
    found = count(received, term(amount, unit), calendar, pauses=pauses)
    skipped = [each.date for each in found.skipped]
    assert found.counted == amount
    assert found.registered + ONE_DAY * (found.counted + len(skipped)) == found.due
    assert skipped == sorted(set(skipped))
    assert all(not calendar.is_working(date) for date in set(skipped) - paused_days(found))


@given(instants, amounts, instants, st.integers(0, 30), days_off)
def test_a_pause_of_n_working_days_moves_it_by_n(
    received: dt.datetime, amount: int, started: dt.datetime, length: int, extra: set[dt.date]
) -> None:
    calendar = calendar_of(extra)
    plain = count(received, term(amount), calendar)
    pause = Pause(started, started + dt.timedelta(days=length))
    moved = count(received, term(amount), calendar, pauses=[pause])
    begins = max(started.date(), plain.registered)
    inside = plain.registered <= begins < plain.due
    lost = calendar.between(begins, pause.ended.date()) if inside and pause.ended else 0
    assert moved.due == (calendar.add(plain.due, lost) if lost else plain.due)


@given(instants, st.integers(0, 60), days_off)
def test_a_grant_inquiry_is_due_a_working_day_before_the_close_or_is_urgent(
    received: dt.datetime, ahead: int, extra: set[dt.date]
) -> None:
    calendar = calendar_of(extra)
    closes = received + dt.timedelta(days=ahead, minutes=1)
    found = count(received, shipped().term("grant"), calendar, closes)
    uncut = count(received, shipped().term("question"), calendar)
    if found.urgent:
        assert found.due == closes.date()
    else:
        assert found.due == min(uncut.due, calendar.previous_working(closes.date()))
    assert found.counted + len(found.skipped) == max(0, (found.due - found.registered).days)


@given(instants, st.integers(1, 15), units)
def test_a_promise_never_makes_it_later(received: dt.datetime, promise: int, unit: Unit) -> None:
    calendar = plain_calendar((), *YEARS, 2028)
    law = count(received, term(15, unit), calendar)
    promised = count(received, term(15, unit).promised(promise), calendar)
    assert promised.due <= law.due == promised.legal_due
    assert promised.promised is (promised.due < law.due)
