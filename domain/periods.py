"""Stretches of the calendar that reports are about: a month, a quarter, a year, each with a short code."""

import datetime as dt
import re
from dataclasses import dataclass

from domain.civil import civil_instant

_CODE = re.compile(r"(20\d\d)(?:-(0[1-9]|1[0-2])|-Q([1-4]))?")
_QUARTER = 3
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Period:
    """So many months from the first of one on.

    Attributes:
        first: its first day.
        months: 1, 3 or 12.
    """

    first: dt.date
    months: int

    @property
    def end(self) -> dt.date:
        """The first day after it."""
        return _shifted(self.first, self.months)

    @property
    def since(self) -> dt.datetime:
        """The instant it begins at, on the civil clock."""
        return civil_instant(self.first)

    @property
    def until(self) -> dt.datetime:
        """The instant the next one begins at."""
        return civil_instant(self.end)

    @property
    def code(self) -> str:
        """2026-11, 2026-Q4 or 2026: short enough for a button."""
        if self.months == 1:
            return f"{self.first:%Y-%m}"
        year = str(self.first.year)
        return year if self.months == _YEAR else f"{year}-Q{(self.first.month + 2) // _QUARTER}"

    @property
    def before(self) -> "Period":
        """The one before it."""
        return Period(_shifted(self.first, -self.months), self.months)

    @property
    def after(self) -> "Period":
        """The one after it."""
        return Period(self.end, self.months)


def month(day: dt.date) -> Period:
    """The month of a day."""
    return Period(day.replace(day=1), 1)


def quarter(day: dt.date) -> Period:
    """The quarter of a day."""
    return Period(dt.date(day.year, (day.month - 1) // _QUARTER * _QUARTER + 1, 1), _QUARTER)


def year(day: dt.date) -> Period:
    """The year of a day."""
    return Period(dt.date(day.year, 1, 1), _YEAR)


def read(code: str) -> Period | None:
    """The period of a code; None when it is none."""
    found = _CODE.fullmatch(code)
    if found is None:
        return None
    first = dt.date(int(found[1]), 1, 1)
    if found[2]:
        return Period(first.replace(month=int(found[2])), 1)
    if found[3]:
        return Period(first.replace(month=int(found[3]) * _QUARTER - 2), _QUARTER)
    return Period(first, _YEAR)


def _shifted(first: dt.date, months: int) -> dt.date:
    whole = first.year * _YEAR + first.month - 1 + months
    return dt.date(whole // _YEAR, whole % _YEAR + 1, 1)
