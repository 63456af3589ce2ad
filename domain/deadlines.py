"""Counting a due date so that it can explain itself.

Source: the Administrative Procedural Code of 29.06.2020, articles 64(3) and 76
(https://adilet.zan.kz/rus/docs/K2000000350); the grant rule and the promise of a body are our own.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.civil import civil, civil_date
from domain.terms import Term, Unit
from domain.workdays import LONGEST_REST, Calendar, CalendarError, DayStatus

__all__ = [
    "Deadline",
    "Pause",
    "SkipReason",
    "Skipped",
    "Term",
    "Unit",
    "count",
    "earlier",
    "is_late",
    "registration",
    "stopped",
]

_ONE_DAY: Final = dt.timedelta(days=1)


class SkipReason(StrEnum):
    """Why a day between registration and due date does not count."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    MOVED = "moved"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A day that did not count. A plain weekend or a pause has no name of its own, both are empty."""

    date: dt.date
    reason: SkipReason
    kk: str = ""
    ru: str = ""

    def name(self, lang: str) -> str:
        """Return the day's name in the language, `kk` or `ru`; empty for weekends and pauses."""
        return self.kk if lang == "kk" else self.ru

    @property
    def remarkable(self) -> bool:
        """Worth a word in a short explanation: everything but Saturdays and Sundays."""
        return self.date.weekday() < 5


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch in which the clock stood, waiting for the citizen; `ended` is None while it stands.

    The day it began is spent, the day it ended is not.
    """

    started: dt.datetime
    ended: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due date with everything that led to it.

    `counted` days plus the `skipped` ones make up the way from `registered` to `due`.

    Attributes:
        rule: the term's rule.
        received: when it arrived, civil time.
        after_hours: it arrived on a working day after its end.
        waited: days off between arrival and registration.
        registered: the working day it counts as received on.
        day_one: the first day of the term.
        due: the last day on which an answer is in time.
        amount: days of the term that decided, in `unit`.
        counted: days really counted up to `due`; fewer than `amount` when a call cut the term.
        skipped: days after registration that did not count.
        legal_due: what the article alone would give.
        promised: the body's own promise was earlier than the law and decided.
        closes: the closing day of the call that cut the term.
        urgent: the call closes before a working day is left; due on its closing day.
        estimated: a year not yet approved, or a day not yet fixed, may still move the date.
    """

    rule: str
    received: dt.datetime
    after_hours: bool
    waited: tuple[Skipped, ...]
    registered: dt.date
    day_one: dt.date
    due: dt.date
    amount: int
    unit: Unit
    counted: int
    skipped: tuple[Skipped, ...]
    legal_due: dt.date
    promised: bool = False
    closes: dt.date | None = None
    urgent: bool = False
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class _Walk:
    due: dt.date
    amount: int
    unit: Unit
    skipped: tuple[Skipped, ...]


def count(
    received: dt.datetime,
    term: Term,
    calendar: Calendar,
    closes: dt.datetime | None = None,
    *,
    pauses: Sequence[Pause] = (),
    now: dt.datetime | None = None,
) -> Deadline:
    """Count a due date.

    Args:
        received: the instant the message arrived, or the inquiry reached a new body.
        term: the rule to count by, with the body's promise in it.
        calendar: the working calendar.
        closes: the instant the grant call in question closes, for terms that look at it.
        pauses: stretches in which the clock stood; an open one is taken as ending now.
        now: the instant of counting when it is later than the arrival; a call that is over by now
            cuts nothing.

    Raises:
        NaiveTimeError: an instant has no time zone.
        UnknownYearError: the count reaches a year that is not loaded.
        CalendarError: the calendar has no working days to count.
    """
    at = civil(received if now is None else now)
    registered = registration(received, calendar)
    stood = stopped(pauses, at)
    law = _walk(registered, term.amount, term.unit, calendar, stood)
    best = _with_promise(law, registered, term, calendar, stood)
    closing = civil_date(closes) if term.before_close and closes is not None and closes >= at else None
    due, urgent = _before_close(best.due, closing, at.date(), calendar)
    skipped = tuple(day for day in best.skipped if day.date < due)
    arrived = civil(received)
    return Deadline(
        rule=term.rule,
        received=arrived,
        after_hours=registered > arrived.date() and calendar.is_working(arrived.date()),
        waited=_days_off(arrived.date(), registered, calendar),
        registered=registered,
        day_one=registered + _ONE_DAY if best.unit is Unit.CALENDAR else calendar.next_working(registered),
        due=due,
        amount=best.amount,
        unit=best.unit,
        counted=max(0, (due - registered).days - len(skipped)),
        skipped=skipped,
        legal_due=law.due,
        promised=best is not law,
        closes=closing if due != best.due else None,
        urgent=urgent,
        estimated=_is_estimated(arrived.date(), due, calendar),
    )


def registration(received: dt.datetime, calendar: Calendar) -> dt.date:
    """Return the working day a message counts as received on (art. 64(3)).

    18:30:00 sharp is still the same day; after that, or on a day off, it is the next working day.

    Raises:
        NaiveTimeError: the instant has no time zone.
    """
    local = civil(received)
    if calendar.is_working(local.date()) and local.time() <= calendar.ends(local.date()):
        return local.date()
    return calendar.next_working(local.date())


def is_late(due: dt.date, now: dt.datetime) -> bool:
    """Tell whether the due date has passed: late from 00:00 of the next day.

    Raises:
        NaiveTimeError: `now` has no time zone.
    """
    return civil_date(now) > due


def earlier(first: Deadline, second: Deadline) -> Deadline:
    """Return the one due earlier, the first when both fall on one day.

    A changed kind only shortens: pass the present deadline first and the recounted one second.
    """
    return second if second.due < first.due else first


def stopped(pauses: Sequence[Pause], now: dt.datetime) -> frozenset[dt.date]:
    """Return the days on which the clock stood; an open pause is taken as ending now.

    A day named by two pauses stands once.

    Raises:
        NaiveTimeError: an instant has no time zone.
    """
    days: set[dt.date] = set()
    for pause in pauses:
        start, end = civil_date(pause.started), civil_date(pause.ended or now)
        days.update(start + dt.timedelta(days=number) for number in range(1, (end - start).days + 1))
    return frozenset(days)


def _walk(
    registered: dt.date, amount: int, unit: Unit, calendar: Calendar, stood: frozenset[dt.date]
) -> _Walk:
    """Count days after registration. A last day off moves on, so the last counted day is worked."""
    date, left, rest = registered, amount, 0
    skipped: list[Skipped] = []
    while left:
        date += _ONE_DAY
        working = calendar.is_working(date)
        rest = 0 if working else rest + 1
        if rest > LONGEST_REST:
            raise CalendarError(f"no working day within {LONGEST_REST} days of {date}: the calendar is wrong")
        if not working and (unit is Unit.WORKING or left == 1):
            skipped.append(_day_off(date, calendar))
        elif date in stood:
            skipped.append(Skipped(date, SkipReason.PAUSED))
        else:
            left -= 1
    return _Walk(date, amount, unit, tuple(skipped))


def _with_promise(
    law: _Walk, registered: dt.date, term: Term, calendar: Calendar, stood: frozenset[dt.date]
) -> _Walk:
    if term.promise is None:
        return law
    promise = _walk(registered, term.promise, Unit.WORKING, calendar, stood)
    return promise if promise.due < law.due else law


def _before_close(
    due: dt.date, closing: dt.date | None, today: dt.date, calendar: Calendar
) -> tuple[dt.date, bool]:
    """Cut a due date to one working day before a call closes; too late for that means urgent.

    A call that closes long after the due date is not looked up: its year may have no calendar yet.
    """
    if closing is None or closing > due + _ONE_DAY * (LONGEST_REST + 1):
        return due, False
    eve = calendar.previous_working(closing)
    if eve <= today:
        return min(due, closing), True
    return min(due, eve), False


def _days_off(start: dt.date, end: dt.date, calendar: Calendar) -> tuple[Skipped, ...]:
    dates = (start + dt.timedelta(days=number) for number in range((end - start).days))
    return tuple(_day_off(date, calendar) for date in dates if not calendar.is_working(date))


def _day_off(date: dt.date, calendar: Calendar) -> Skipped:
    day = calendar.day(date)
    if day is None:
        return Skipped(date, SkipReason.WEEKEND)
    reason = SkipReason.HOLIDAY if day.pair is None else SkipReason.MOVED
    return Skipped(date, reason, day.kk, day.ru)


def _is_estimated(start: dt.date, due: dt.date, calendar: Calendar) -> bool:
    """An estimated holiday may move by a day, so its neighbours are unsure too."""
    if any(year not in calendar.approved for year in range(start.year, due.year + 1)):
        return True
    unsure = (day.date for day in calendar.days.values() if day.status is DayStatus.ESTIMATE)
    return any(start - _ONE_DAY <= date <= due + _ONE_DAY for date in unsure)
