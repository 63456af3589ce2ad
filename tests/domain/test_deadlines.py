import datetime as dt

import pytest

from domain.deadlines import Deadline, Pause, SkipReason, count, earlier, is_late
from domain.terms import Unit
from domain.workdays import CalendarError, Day, DayKind, DayStatus, UnknownYearError
from tests.domain.samples import at, day, off, plain_calendar, shipped, term


def due(received: str, rule: str = "question") -> Deadline:
    return count(at(received), shipped().term(rule), shipped().calendar)


@pytest.mark.parametrize(
    ("registered", "three", "fifteen", "twenty"),
    [
        ("2026-11-20", "2026-11-25", "2026-12-11", "2026-12-21"),
        ("2026-12-11", "2026-12-17", "2027-01-06", "2027-01-14"),
        ("2027-03-01", "2027-03-04", "2027-03-29", "2027-04-05"),
        ("2027-04-19", "2027-04-22", "2027-05-13", "2027-05-20"),
    ],
)
def test_vectors_of_the_law(registered: str, three: str, fifteen: str, twenty: str) -> None:
    found = [due(f"{registered} 10:00", rule).due for rule in ("transfer", "question", "complaint")]
    assert found == [day(three), day(fifteen), day(twenty)]


@pytest.mark.parametrize(
    ("received", "registered", "day_one", "expected"),
    [
        ("2026-11-20 00:00:00", "2026-11-20", "2026-11-23", "2026-12-11"),
        ("2026-11-20 18:30:00", "2026-11-20", "2026-11-23", "2026-12-11"),
        ("2026-11-20 18:30:01", "2026-11-23", "2026-11-24", "2026-12-14"),
        ("2026-11-20 23:59:59", "2026-11-23", "2026-11-24", "2026-12-14"),
        ("2026-11-21 10:00:00", "2026-11-23", "2026-11-24", "2026-12-14"),
        ("2026-12-31 18:30:01", "2027-01-05", "2027-01-06", "2027-01-27"),
        ("2027-01-01 12:00:00", "2027-01-05", "2027-01-06", "2027-01-27"),
        ("2027-03-20 12:00:00", "2027-03-25", "2027-03-26", "2027-04-15"),
        ("2025-01-02 10:00:00", "2025-01-05", "2025-01-06", "2025-01-27"),
        ("2025-01-05 18:30:00", "2025-01-05", "2025-01-06", "2025-01-27"),
        ("2024-02-29 18:30:00", "2024-02-29", "2024-03-01", "2024-03-27"),
        ("2024-02-29 23:59:59", "2024-03-01", "2024-03-04", "2024-03-28"),
        ("2024-03-01 00:00:00", "2024-03-01", "2024-03-04", "2024-03-28"),
    ],
)
def test_what_comes_after_hours_or_on_a_day_off_is_registered_on_the_next_working_day(
    received: str, registered: str, day_one: str, expected: str
) -> None:
    found = due(received)
    assert (found.registered, found.day_one, found.due) == (day(registered), day(day_one), day(expected))


def test_the_offset_of_the_instant_does_not_matter() -> None:
    utc = dt.datetime(2026, 11, 20, 13, 30, 1, tzinfo=dt.UTC)
    assert count(utc, term(), shipped().calendar) == due("2026-11-20 18:30:01")


def test_a_shortened_day_ends_the_day_of_receipt_earlier() -> None:
    eve = Day(day("2026-11-20"), DayKind.SHORT, "қысқа", "короткий", "source", ends=dt.time(17))
    calendar = plain_calendar([eve])
    assert count(at("2026-11-20 17:00:00"), term(), calendar).registered == day("2026-11-20")
    assert count(at("2026-11-20 17:00:01"), term(), calendar).registered == day("2026-11-23")


def test_skipped_days_are_named_in_both_languages() -> None:
    found = due("2026-12-11 10:00")
    named = {skipped.date: skipped for skipped in found.skipped if skipped.remarkable}
    assert sorted(named) == [day("2026-12-16"), day("2027-01-01"), day("2027-01-04")]
    independence = named[day("2026-12-16")]
    assert independence.reason is SkipReason.HOLIDAY
    assert (independence.name("kk"), independence.name("ru")) == ("Тәуелсіздік күні", "День Независимости")
    weekend = found.skipped[0]
    assert (weekend.date, weekend.reason, weekend.name("kk")) == (day("2026-12-12"), SkipReason.WEEKEND, "")


def test_a_swapped_day_off_is_told_apart_and_the_worked_sunday_counts() -> None:
    found = due("2024-12-31 10:00", "transfer")
    moved = next(skipped for skipped in found.skipped if skipped.date == day("2025-01-03"))
    assert moved.reason is SkipReason.MOVED
    assert (found.day_one, found.due) == (day("2025-01-05"), day("2025-01-08"))


def test_days_between_arrival_and_registration_are_told() -> None:
    found = due("2026-12-31 19:00")
    assert found.after_hours
    waited = [skipped.date for skipped in found.waited]
    assert waited == [dt.date(2027, 1, number) for number in (1, 2, 3, 4)]
    weekend = due("2026-11-21 10:00")
    assert not weekend.after_hours
    assert [skipped.date.day for skipped in weekend.waited] == [21, 22]
    assert due("2026-11-20 10:00").waited == ()


@pytest.mark.parametrize(
    ("received", "expected", "rolled_over"),
    [
        ("2026-11-23 10:00", "2026-12-08", []),
        ("2026-11-20 10:00", "2026-12-07", [5, 6]),
        ("2026-12-01 10:00", "2026-12-17", [16]),
        ("2027-03-06 10:00", "2027-03-25", [24]),
    ],
)
def test_calendar_days_run_through_weekends_and_only_the_last_moves_on(
    received: str, expected: str, rolled_over: list[int]
) -> None:
    found = due(received, "information")
    assert found.due == day(expected)
    assert found.day_one == found.registered + dt.timedelta(days=1)
    assert [skipped.date.day for skipped in found.skipped] == rolled_over


def test_a_body_may_promise_less_but_never_more() -> None:
    law = due("2026-11-20 10:00")
    quick = count(at("2026-11-20 10:00"), term().promised(3), shipped().calendar)
    assert (quick.due, quick.amount, quick.promised) == (day("2026-11-25"), 3, True)
    assert quick.legal_due == law.due
    slow = count(at("2026-11-20 10:00"), term(5).promised(9), shipped().calendar)
    assert (slow.amount, slow.promised) == (5, False)
    information = count(at("2026-11-20 10:00"), term(15, Unit.CALENDAR).promised(5), shipped().calendar)
    assert (information.due, information.unit) == (day("2026-11-27"), Unit.WORKING)


GRANTS = [
    # received, the call closes, due, cut by the call, urgent
    ("2026-11-20 10:00", "2026-12-30 18:30", "2026-12-11", False, False),
    ("2026-11-20 10:00", "2026-12-14 18:30", "2026-12-11", False, False),
    ("2026-11-20 10:00", "2026-12-11 18:30", "2026-12-10", True, False),
    ("2026-11-20 10:00", "2026-11-25 18:30", "2026-11-24", True, False),
    ("2026-11-20 10:00", "2026-11-24 18:30", "2026-11-23", True, False),
    ("2026-11-20 10:00", "2026-11-23 18:30", "2026-11-23", True, True),  # its eve is today
    ("2026-11-20 10:00", "2026-11-22 18:30", "2026-11-22", True, True),  # closes on a Sunday
    ("2026-11-20 10:00", "2026-11-20 18:30", "2026-11-20", True, True),
    ("2026-11-20 18:30", "2026-11-20 18:30", "2026-11-20", True, True),
    ("2026-11-20 18:31", "2026-11-20 18:30", "2026-12-14", False, False),  # the call is over
    ("2026-11-20 10:00", "2026-10-01 18:30", "2026-12-11", False, False),
    ("2026-12-11 10:00", "2027-01-05 18:30", "2026-12-31", True, False),  # over the New Year
    ("2026-11-20 10:00", "2040-01-05 18:30", "2026-12-11", False, False),  # a year without a calendar
]


@pytest.mark.parametrize(("received", "closes", "expected", "cut", "urgent"), GRANTS)
def test_a_grant_inquiry_is_answered_before_its_call_closes(
    received: str, closes: str, expected: str, cut: bool, urgent: bool
) -> None:
    found = count(at(received), shipped().term("grant"), shipped().calendar, at(closes))
    assert (found.due, found.urgent) == (day(expected), urgent)
    assert found.closes == (at(closes).date() if cut else None)
    assert found.counted <= 15
    assert all(skipped.date < found.due for skipped in found.skipped)


def test_other_rules_do_not_look_at_a_call() -> None:
    found = count(at("2026-11-20 10:00"), term(), shipped().calendar, at("2026-11-25 18:30"))
    assert (found.due, found.closes) == (day("2026-12-11"), None)


def test_a_call_linked_later_is_judged_by_the_day_of_linking() -> None:
    arguments = (at("2026-11-20 10:00"), shipped().term("grant"), shipped().calendar, at("2026-11-30 18:30"))
    assert count(*arguments).due == day("2026-11-27")
    late = count(*arguments, now=at("2026-11-28 10:00"))
    assert (late.due, late.urgent) == (day("2026-11-30"), True)


def test_a_changed_kind_only_shortens() -> None:
    question, information = due("2026-11-20 10:00"), due("2026-11-20 10:00", "information")
    assert earlier(question, information) is information
    assert earlier(information, question) is information
    assert earlier(question, due("2026-11-20 11:00")) is question


@pytest.mark.parametrize(
    ("started", "ended", "expected"),
    [
        ("2026-11-24 10:00", "2026-11-24 18:00", "2026-12-11"),
        ("2026-11-24 10:00", "2026-11-26 10:00", "2026-12-15"),
        ("2026-11-27 10:00", "2026-11-29 10:00", "2026-12-11"),
        ("2026-11-20 12:00", "2026-11-27 10:00", "2026-12-21"),
        ("2026-12-14 10:00", "2026-12-20 10:00", "2026-12-11"),
    ],
)
def test_a_pause_moves_the_date_by_its_working_days(started: str, ended: str, expected: str) -> None:
    pause = Pause(at(started), at(ended))
    found = count(at("2026-11-20 10:00"), term(), shipped().calendar, pauses=[pause])
    assert found.due == day(expected)
    assert found.counted == 15


def test_pauses_are_told_and_an_open_one_lasts_until_now() -> None:
    pauses = [
        Pause(at("2026-11-24 10:00"), at("2026-11-25 10:00")),
        Pause(at("2026-11-30 10:00")),
    ]
    found = count(
        at("2026-11-20 10:00"), term(), shipped().calendar, pauses=pauses, now=at("2026-12-02 09:00")
    )
    paused = [skipped.date for skipped in found.skipped if skipped.reason is SkipReason.PAUSED]
    assert paused == [day("2026-11-25"), day("2026-12-01"), day("2026-12-02")]
    assert found.due == day("2026-12-17")


@pytest.mark.parametrize(
    ("now", "late"),
    [
        ("2026-12-11 18:30:00", False),
        ("2026-12-11 23:59:59", False),
        ("2026-12-12 00:00:00", True),
    ],
)
def test_late_begins_at_midnight_after_the_due_date(now: str, late: bool) -> None:
    assert is_late(day("2026-12-11"), at(now)) is late


def test_late_follows_the_civil_midnight_and_not_the_one_of_utc() -> None:
    assert not is_late(day("2026-12-11"), dt.datetime(2026, 12, 11, 18, 59, 59, tzinfo=dt.UTC))
    assert is_late(day("2026-12-11"), dt.datetime(2026, 12, 11, 19, 0, 0, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    ("received", "estimated"),
    [
        ("2026-11-20 10:00", False),
        ("2026-12-11 10:00", True),  # reaches into 2027, which nobody has approved
        ("2026-05-20 10:00", False),
    ],
)
def test_a_date_in_a_year_not_approved_is_marked(received: str, estimated: bool) -> None:
    assert due(received).estimated is estimated


@pytest.mark.parametrize(("received", "estimated"), [("2026-05-05", True), ("2026-04-22", False)])
def test_an_estimated_holiday_near_the_way_marks_the_date(received: str, estimated: bool) -> None:
    feast = Day(day("2026-05-27"), DayKind.OFF, "айт", "айт", "source", DayStatus.ESTIMATE)
    found = count(at(f"{received} 10:00"), term(), plain_calendar([feast]))
    assert found.estimated is estimated


def test_a_year_without_a_calendar_stops_the_count() -> None:
    with pytest.raises(UnknownYearError, match="no calendar for 2027"):
        count(at("2026-12-20 10:00"), term(), plain_calendar())


def test_a_calendar_without_working_days_stops_the_count() -> None:
    dates = (day("2026-03-10") + dt.timedelta(days=number) for number in range(200))
    with pytest.raises(CalendarError, match="the calendar is wrong"):
        count(at("2026-03-09 10:00"), term(), plain_calendar(off(*map(str, dates))))


@pytest.mark.parametrize("amount", [0, -1, 367])
def test_an_absurd_term_is_refused(amount: int) -> None:
    with pytest.raises(ValueError, match=f"'question': {amount} days, it must be 1 to 366"):
        term(amount)
