"""The working calendar: which days are worked, and walking along them.

Saturdays and Sundays are off, the rest is worked, and a `Day` is an exception to that: a holiday or
a moved day off, a worked weekend day, a shortened day. A year is known when somebody loaded it, and
approved when a person has confirmed it against the Government's order.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from domain.civil import civil, civil_instant

DAY_STARTS: Final = dt.time(9, 0)
"""State bodies open at 09:00; staff get nothing before it."""

DAY_ENDS: Final = dt.time(18, 30)
"""End of the working day of state bodies; what comes later counts for the next one (art. 64(3))."""

LONGEST_REST: Final = 31
"""Days off in a row after which the calendar itself must be wrong. The longest real run is ten."""

_SATURDAY: Final = 5
_OCTOBER: Final = 10


class DayKind(StrEnum):
    """How a day departs from the ordinary week."""

    OFF = "off"
    WORKED = "worked"
    SHORT = "short"


class DayStatus(StrEnum):
    """How sure we are of a day."""

    CONFIRMED = "confirmed"
    ESTIMATE = "estimate"
    COMPUTED = "computed"


class CalendarError(ValueError):
    """The calendar cannot answer. The message names the day and the reason."""


class UnknownYearError(CalendarError):
    """A day of a year that nobody has loaded.

    Args:
        date: the day that was asked for.
        years: the years that are known.
    """

    def __init__(self, date: dt.date, years: Iterable[int]) -> None:
        known = ", ".join(map(str, sorted(years))) or "none"
        super().__init__(f"no calendar for {date.year} (asked for {date}); known years: {known}")
        self.year = date.year


@dataclass(frozen=True, slots=True)
class Day:
    """One exception of the calendar.

    `pair` is the other half of a swap: the worked day of a moved day off, and the other way round.
    `ends` is the end of a shortened day, civil time. `order` is the date of the Government's order.
    """

    date: dt.date
    kind: DayKind
    kk: str
    ru: str
    source: str
    status: DayStatus = DayStatus.CONFIRMED
    pair: dt.date | None = None
    ends: dt.time | None = None
    order: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """Exceptions by date, the years they cover, and which of those years a person approved."""

    days: Mapping[dt.date, Day]
    years: frozenset[int]
    approved: frozenset[int]

    @classmethod
    def of(cls, days: Iterable[Day], years: Iterable[int], approved: Iterable[int] = ()) -> "Calendar":
        """Build a calendar from its days; of two days with one date the later one wins."""
        table = MappingProxyType({day.date: day for day in days})
        return cls(table, frozenset(years), frozenset(approved))

    def day(self, date: dt.date) -> Day | None:
        """Return the exception that stands on this date, if there is one.

        Raises:
            UnknownYearError: the year is not loaded.
        """
        if date.year not in self.years:
            raise UnknownYearError(date, self.years)
        return self.days.get(date)

    def is_working(self, date: dt.date) -> bool:
        """Tell whether state bodies work on this date."""
        day = self.day(date)
        return date.weekday() < _SATURDAY if day is None else day.kind is not DayKind.OFF

    def is_sure(self, date: dt.date) -> bool:
        """Tell whether the year is approved and the day itself is no estimate."""
        day = self.day(date)
        return date.year in self.approved and (day is None or day.status is not DayStatus.ESTIMATE)

    def ends(self, date: dt.date) -> dt.time:
        """Return when the working day of this date ends, shortened days included."""
        day = self.day(date)
        return day.ends if day is not None and day.ends is not None else DAY_ENDS

    def working_days(self, start: dt.date, step: int = 1) -> Iterator[dt.date]:
        """Walk over working days, the start included when it is one; `step` is 1 or -1.

        Raises:
            CalendarError: no working day within `LONGEST_REST` days.
            UnknownYearError: the walk reached a year that is not loaded.
        """
        date, rest = start, 0
        while rest <= LONGEST_REST:
            if self.is_working(date):
                yield date
                rest = 0
            else:
                rest += 1
            date += dt.timedelta(days=step)
        raise CalendarError(f"no working day within {LONGEST_REST} days of {start}: the calendar is wrong")

    def first_working(self, date: dt.date) -> dt.date:
        """Return this date when it is worked, else the first working day after it."""
        return next(self.working_days(date))

    def next_working(self, date: dt.date) -> dt.date:
        """Return the first working day after this date."""
        return next(self.working_days(date + dt.timedelta(days=1)))

    def previous_working(self, date: dt.date) -> dt.date:
        """Return the last working day before this date."""
        return next(self.working_days(date - dt.timedelta(days=1), step=-1))

    def add(self, date: dt.date, count: int) -> dt.date:
        """Return the working day that is `count` working days after this date.

        Zero gives the first working day from the date on.

        Raises:
            ValueError: the count is negative.
        """
        if count < 0:
            raise ValueError(f"cannot count {count} working days: the number must not be negative")
        if count == 0:
            return self.first_working(date)
        days = self.working_days(date + dt.timedelta(days=1))
        return next(day for number, day in enumerate(days, start=1) if number == count)

    def between(self, start: dt.date, end: dt.date) -> int:
        """Count working days after `start` up to and including `end`; zero when the end is not later."""
        span = range(1, (end - start).days + 1)
        return sum(self.is_working(start + dt.timedelta(days=number)) for number in span)

    def to_approve(self, today: dt.date, latest_due: dt.date) -> tuple[int, ...]:
        """Return years without approval that a deadline reaches into, once it is time to worry.

        A year is wanted from October of the year before: the Government publishes its balance then.

        Args:
            today: the civil day.
            latest_due: the latest due date of any open inquiry.
        """
        wanted = today.year + (today.month >= _OCTOBER)
        reached = range(today.year, min(latest_due.year, wanted) + 1)
        return tuple(year for year in reached if year not in self.approved)


def in_working_hours(now: dt.datetime, calendar: Calendar) -> bool:
    """Tell whether staff may be disturbed now: a working day from 09:00:00 to its end, both included.

    Raises:
        NaiveTimeError: `now` has no time zone.
    """
    local = civil(now)
    return calendar.is_working(local.date()) and DAY_STARTS <= local.time() <= calendar.ends(local.date())


def next_working_morning(now: dt.datetime, calendar: Calendar, hour: int = 9) -> dt.datetime:
    """Return the first instant, now or later, when a working day shows `hour`:00.

    Raises:
        NaiveTimeError: `now` has no time zone.
    """
    local = civil(now)
    morning = civil_instant(calendar.first_working(local.date()), dt.time(hour))
    if morning >= local:
        return morning
    return civil_instant(calendar.next_working(local.date()), dt.time(hour))
