"""Working time between two instants: what a statistic says a body took, nights and days off left out."""

import datetime as dt

from domain.civil import civil
from domain.workdays import DAY_STARTS, Calendar

HOUR = 3600

_STARTS = dt.timedelta(hours=DAY_STARTS.hour, minutes=DAY_STARTS.minute)
_DAY = dt.timedelta(days=1)
_DAY_SECONDS = 86400


class WorkTime:
    """Counts working seconds; a hundred thousand spans cost a few passes over the calendar.

    A working day lasts from 09:00 to its end in the calendar. The break at noon is not in the calendar and
    counts as working time.

    Args:
        calendar: says which days are worked and when they end.
    """

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._first = dt.date(min(calendar.years), 1, 1)
        self._before: list[int] = [0]
        """Working seconds before each day, from the calendar's first day on."""
        self._lengths: dict[dt.date, int] = {}

    def between(self, start: dt.datetime, end: dt.datetime) -> int:
        """Working seconds from one instant to another; zero when the end is not later.

        Raises:
            NaiveTimeError: an instant has no time zone.
            UnknownYearError: the calendar does not know the year.
        """
        return max(0, self._until(civil(end)) - self._until(civil(start)))

    def _until(self, moment: dt.datetime) -> int:
        day = moment.date()
        passed = dt.timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second) - _STARTS
        before = self._before_day(day)
        return before + min(max(0, passed.days * _DAY_SECONDS + passed.seconds), self._lengths[day])

    def _before_day(self, day: dt.date) -> int:
        wanted = (day - self._first).days
        if wanted < 0:
            self._calendar.day(day)  # says that it does not know this year
            raise ValueError(f"{day} is before the calendar's first day")
        while len(self._before) <= wanted + 1:
            last = self._first + _DAY * (len(self._before) - 1)
            self._lengths[last] = self._length(last)
            self._before.append(self._before[-1] + self._lengths[last])
        return self._before[wanted]

    def _length(self, day: dt.date) -> int:
        if not self._calendar.is_working(day):
            return 0
        ends = self._calendar.ends(day)
        return int((dt.timedelta(hours=ends.hour, minutes=ends.minute) - _STARTS).total_seconds())
