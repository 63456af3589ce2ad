"""Dated events that come back: when people are reminded of one, and when it has passed."""

import calendar as months
import datetime as dt
from collections.abc import Sequence
from typing import Final

from domain.civil import civil_instant
from domain.workdays import DAY_STARTS, Calendar

LATE: Final = "late"
"""The stage after the date, for heads."""


def occurrences(pattern: str, start: dt.date, end: dt.date) -> tuple[dt.date, ...]:
    """Return the days a pattern names from `start` to `end`, both included.

    Args:
        pattern: `MM-DD` for every year, or `YYYY-MM-DD` for one day. 29 February is the 28th in other years.
        start: the first day of interest.
        end: the last one.

    Raises:
        ValueError: the pattern is no day.
    """
    if len(pattern) > 5:
        days = [dt.date.fromisoformat(pattern)]
    else:
        month, day = (int(part) for part in pattern.split("-"))
        days = [_in_year(year, month, day) for year in range(start.year, end.year + 1)]
    return tuple(found for found in days if start <= found <= end)


def stages(on: dt.date, before: Sequence[int], calendar: Calendar) -> tuple[tuple[dt.datetime, str], ...]:
    """Return the mornings on which staff hear of a date, each with its stage, in order.

    A morning on a day off is told on the working day before: later might be too late.
    """
    found = {f"d{days}": _working_before(on - dt.timedelta(days=days), calendar) for days in before}
    found[LATE] = calendar.next_working(on)
    return tuple(sorted((civil_instant(day, DAY_STARTS), stage) for stage, day in found.items()))


def _in_year(year: int, month: int, day: int) -> dt.date:
    last = months.monthrange(year, month)[1]
    if day > 31 or (day > last and (month, day) != (2, 29)):
        raise ValueError(f"{month:02d}-{day:02d} is no day of a year")
    return dt.date(year, month, min(day, last))


def _working_before(day: dt.date, calendar: Calendar) -> dt.date:
    return day if calendar.is_working(day) else calendar.previous_working(day)
