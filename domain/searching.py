"""What somebody typed into a search: a number, dates, and words, in any order."""

import datetime as dt
import re
from dataclasses import dataclass

from domain.civil import civil_instant
from domain.ids import normalise, read_number

_DATE = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})(?:\.(20\d\d|\d\d))?(?!\d)")
_MONTH = re.compile(r"(?<![\d.])(0?[1-9]|1[0-2])\.(20\d\d)(?!\d)")
_ISO = re.compile(r"(?<!\d)(20\d\d)-(\d\d)-(\d\d)(?!\d)")
_PIECE = re.compile(r"[^\W_]{6}")
_NUMBERS = 24
"""Signs in which a number fits with all the dashes and spaces people put into it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a search says.

    Attributes:
        number: a whole number of an inquiry.
        piece: six signs that may be the middle of one: people read out no more than that.
        words: the rest.
        since: received on this day or later.
        until: received before this day.
    """

    number: str | None
    piece: str | None
    words: str
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def from_(self) -> dt.datetime | None:
        """The first instant, on the civil clock."""
        return civil_instant(self.since) if self.since else None

    @property
    def to(self) -> dt.datetime | None:
        """The first instant that is too late."""
        return civil_instant(self.until) if self.until else None


def read(typed: str, today: dt.date) -> Asked:
    """Read what somebody typed.

    One day means that day, two days everything between them, `11.2026` a month. A day without a year is the
    last one that has been.
    """
    number = read_number(typed) if len(typed) <= _NUMBERS else None
    if number is not None:
        return Asked(number, None, "")
    months = _MONTH.findall(typed)
    rest = _MONTH.sub(" ", typed)
    days = sorted(_days(rest, today))
    rest = _ISO.sub(" ", _DATE.sub(" ", rest)).strip()
    piece = normalise(rest) if _PIECE.fullmatch(rest) and re.search(r"\d", rest) else None
    since, until = (days[0], days[-1] + dt.timedelta(days=1)) if days else (None, None)
    if months and not days:
        since = dt.date(int(months[0][1]), int(months[0][0]), 1)
        until = (since + dt.timedelta(days=32)).replace(day=1)
    return Asked(None, piece, rest, since, until)


def _days(typed: str, today: dt.date) -> list[dt.date]:
    found = [_day(int(y), int(m), int(d)) for y, m, d in _ISO.findall(typed)]
    for day, month, year in _DATE.findall(_ISO.sub(" ", typed)):
        if year:
            found.append(_day(2000 + int(year) % 100, int(month), int(day)))
            continue
        this = _day(today.year, int(month), int(day))
        found.append(_day(today.year - 1, int(month), int(day)) if this and this > today else this)
    return [day for day in found if day is not None]


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:  # the 31st of a short month, or no date at all
        return None
