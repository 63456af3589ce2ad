"""The clock of an inquiry: what stops it, what moves its date, and where the date falls in the end.

Intervals are kept and never their sum, so that every date can be counted again and explained.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from domain.civil import civil_date, civil_instant
from domain.deadlines import Deadline, Pause, count, stopped
from domain.terms import Term, Unit
from domain.workdays import Calendar

MOST_ASK_BACKS: Final = 2
"""An operator may stop the clock of one inquiry so often by asking the citizen."""

_LAST_SECOND: Final = dt.time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Extended:
    """A decision of the head that the answer comes on a later day."""

    decided: dt.datetime
    due: dt.date


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A date with everything that led to it.

    Attributes:
        counted: the count by the term, with its pauses.
        extended: decisions that moved the date beyond the count, in order.
        due: the date in force.
    """

    counted: Deadline
    extended: tuple[Extended, ...]
    due: dt.date


def reckon(
    received: dt.datetime,
    term: Term,
    calendar: Calendar,
    *,
    closes: dt.datetime | None = None,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extended] = (),
    now: dt.datetime | None = None,
) -> Reckoning:
    """Count the date in force: the term and its pauses, then the last extension and the pauses after it.

    Args:
        received: the instant the inquiry reached the body.
        term: the rule to count by.
        calendar: the working calendar.
        closes: the instant the grant call in question closes.
        pauses: stretches in which the clock stood.
        extensions: decisions on a later date, in order.
        now: the instant of counting.

    Raises:
        NaiveTimeError: an instant has no time zone.
        UnknownYearError: the count reaches a year that is not loaded.
        CalendarError: the calendar has no working days to count.
    """
    counted = count(received, term, calendar, closes, pauses=pauses, now=now)
    if not extensions:
        return Reckoning(counted, (), counted.due)
    last = extensions[-1]
    days = stopped([p for p in pauses if p.started >= last.decided], now or received)
    return Reckoning(counted, tuple(extensions), _moved_by(last.due, days, calendar))


def _moved_by(due: dt.date, days: Iterable[dt.date], calendar: Calendar) -> dt.date:
    """Give back each working day on which the clock stood; what comes after the date moves nothing."""
    due = calendar.first_working(due)
    for day in sorted(days):
        if day > due:
            break
        if calendar.is_working(day):
            due = calendar.next_working(due)
    return due


def pause_ends(started: dt.datetime, term: Term, calendar: Calendar) -> dt.datetime:
    """Return the last second in which the clock stands if the citizen says nothing.

    It does not depend on when somebody looks, so no downtime makes a pause longer.

    Raises:
        NaiveTimeError: the instant has no time zone.
        UnknownYearError: the count reaches a year that is not loaded.
    """
    return civil_instant(days_after(civil_date(started), term, calendar), _LAST_SECOND)


def days_after(date: dt.date, term: Term, calendar: Calendar) -> dt.date:
    """Return the day that is the term's number of days after a date; a last day off moves on."""
    if term.unit is Unit.WORKING:
        return calendar.add(date, term.amount)
    return calendar.first_working(date + dt.timedelta(days=term.amount))
