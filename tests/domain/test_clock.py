"""The clock, whatever happens to it: pauses, extensions and transfers as pure rules."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock import Extended, pause_ends, reckon
from domain.deadlines import Pause, count
from domain.permissions import TRIAGE, Role
from domain.transfers import Barred, barred, goes_to_dispatcher
from tests.domain.samples import at, day, off, plain_calendar, shipped, term
from tests.domain.test_deadline_properties import amounts, calendar_of, days_off, instants

QUESTION = term()


def test_without_events_the_date_is_the_count() -> None:
    found = reckon(at("2026-11-20 10:00"), QUESTION, shipped().calendar)
    assert (found.due, found.extended) == (day("2026-12-11"), ())
    assert found.counted == count(at("2026-11-20 10:00"), QUESTION, shipped().calendar)


def test_the_last_extension_decides_and_only_later_pauses_move_it() -> None:
    decided = at("2026-12-01 10:00")
    before = Pause(at("2026-11-24 10:00"), at("2026-11-26 10:00"))
    after = Pause(at("2026-12-14 10:00"), at("2026-12-18 10:00"))
    extended = [Extended(decided, day("2026-12-25"))]
    calendar, received = shipped().calendar, at("2026-11-20 10:00")

    def due(*pauses: Pause) -> dt.date:
        found = reckon(received, QUESTION, calendar, pauses=pauses, extensions=extended)
        return found.due

    assert due(before) == day("2026-12-25")
    assert due(before, after) == day("2026-12-30")
    assert due(Pause(at("2026-12-28 10:00"), at("2026-12-30 10:00"))) == day("2026-12-25")


def test_an_extension_to_a_day_that_became_a_day_off_moves_on() -> None:
    extended = [Extended(at("2026-12-01 10:00"), day("2026-12-25"))]
    calendar = plain_calendar(off("2026-12-25"))
    assert reckon(at("2026-11-20 10:00"), QUESTION, calendar, extensions=extended).due == day("2026-12-28")


@given(instants, amounts, days_off, st.integers(1, 40), st.integers(0, 20), st.integers(0, 10))
def test_a_pause_of_n_working_days_moves_an_extended_date_by_n(
    received: dt.datetime, amount: int, extra: set[dt.date], more: int, wait: int, length: int
) -> None:
    calendar = calendar_of(extra)
    counted = count(received, term(amount), calendar)
    until = calendar.add(counted.due, more)
    extended = [Extended(received, until)]
    start = received + dt.timedelta(days=wait)
    pause = Pause(start, start + dt.timedelta(days=length))
    found = reckon(received, term(amount), calendar, pauses=[pause], extensions=extended)
    lost = calendar.between(start.date(), pause.ended.date()) if pause.ended and start.date() < until else 0
    assert found.due == (calendar.add(until, lost) if lost else until)


@pytest.mark.parametrize(
    ("started", "ends"),
    [
        ("2026-11-20 10:00", "2026-12-04 23:59:59"),
        ("2026-11-20 19:00", "2026-12-04 23:59:59"),
        ("2026-12-30 10:00", "2027-01-18 23:59:59"),
    ],
)
def test_a_pause_ends_with_its_tenth_working_day(started: str, ends: str) -> None:
    assert pause_ends(at(started), shipped().term("pause_end"), shipped().calendar) == at(ends)


@given(instants, days_off)
def test_a_pause_nobody_ends_costs_ten_working_days(started: dt.datetime, extra: set[dt.date]) -> None:
    calendar = calendar_of(extra)
    plain = count(started, QUESTION, calendar)
    silence = Pause(started, pause_ends(started, term(10), calendar))
    paused = count(started, QUESTION, calendar, pauses=[silence])
    stood = (
        calendar.between(max(started.date(), plain.registered), silence.ended.date()) if silence.ended else 0
    )
    assert paused.due == calendar.add(plain.due, stood)


HEARD = at("2026-11-20 10:00")


@pytest.mark.parametrize(
    ("role", "reason", "same", "now", "expected"),
    [
        (Role.OPERATOR, "competence", False, "2026-11-25 23:59:59", None),
        (Role.OPERATOR, "competence", False, "2026-11-26 00:00:00", Barred.ONLY_HEAD),
        (Role.HEAD, "competence", False, "2027-03-01 10:00", None),
        (Role.DISPATCHER, "dispatched", False, "2027-03-01 10:00", None),
        (Role.HEAD, "  ", False, "2026-11-20 11:00", Barred.NO_REASON),
        (Role.HEAD, "competence", True, "2026-11-20 11:00", Barred.SAME_BODY),
    ],
)
def test_who_may_pass_on_and_until_when(
    role: Role, reason: str, same: bool, now: str, expected: Barred | None
) -> None:
    found = barred(
        role,
        reason=reason,
        same_body=same,
        received=HEARD,
        now=at(now),
        term=shipped().term("transfer"),
        days=shipped().calendar,
    )
    assert found is expected


@pytest.mark.parametrize(
    ("role", "hops", "body", "expected"),
    [
        (Role.OPERATOR, 0, "MOH", False),
        (Role.OPERATOR, 1, "MOH", False),
        (Role.OPERATOR, 2, "MOH", True),
        (Role.HEAD, 5, "MOH", True),
        (Role.OPERATOR, 0, TRIAGE, True),
        (Role.DISPATCHER, 7, "MOH", False),
    ],
)
def test_the_third_transfer_goes_to_the_dispatcher(role: Role, hops: int, body: str, expected: bool) -> None:
    assert goes_to_dispatcher(role, hops, body) is expected
