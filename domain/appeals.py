"""Appeals filed at eOtinish: reading their number and day as people type them, and when to remind.

Nothing is filed here and nothing is promised: the date is the law's, counted from the day of filing
(Administrative Procedural Code of 29.06.2020, articles 76 and 99).
"""

import datetime as dt
import re
from typing import Final

from domain.civil import civil_instant
from domain.workdays import DAY_STARTS, Calendar

COMPLAINT: Final = "complaint"
ORDINARY: Final = "question"
"""The rule of every other appeal: the same 15 working days (art. 76)."""

RULES: Final = (COMPLAINT, ORDINARY)

LONGEST: Final = 40
"""Characters of a number or a day; whoever writes more is asking something."""

TODAY: Final = "today"
LATE: Final = "late"

_DAY: Final = re.compile(r"(\d{1,2})[ ./-](\d{1,2})(?:[ ./-](\d{4}|\d{2}))?\.?")
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FEWEST_DIGITS: Final = 3


def read_number(typed: str) -> str | None:
    """Return the number of an appeal as it is kept, None when this is none.

    eOtinish does not say how its numbers are built, so any short line with three digits will do.
    """
    number = " ".join(typed.replace("№", " ").split())
    digits = sum(char.isdecimal() for char in number)
    return number if len(number) <= LONGEST and digits >= _FEWEST_DIGITS else None


def read_day(typed: str, today: dt.date) -> dt.date | None:
    """Return the day somebody typed, None when this is none: 20.11.2026, 20.11, 20/11/26, 2026-11-20.

    Without a year it is the latest such day that is not in the future.
    """
    words = typed.strip()
    if found := _ISO.fullmatch(words):
        year, month, day = (int(part) for part in found.groups())
        return _date(year, month, day)
    found = _DAY.fullmatch(words)
    if found is None:
        return None
    day, month = int(found[1]), int(found[2])
    if found[3]:
        year = int(found[3])
        return _date(year if year > 99 else 2000 + year, month, day)
    this_year = _date(today.year, month, day)
    return _date(today.year - 1, month, day) if this_year is None or this_year > today else this_year


def stages(due: dt.date, calendar: Calendar) -> tuple[tuple[dt.datetime, str], ...]:
    """Return the mornings on which the citizen hears of the date: its own, and the working day after."""
    return (
        (civil_instant(due, DAY_STARTS), TODAY),
        (civil_instant(calendar.next_working(due), DAY_STARTS), LATE),
    )


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
