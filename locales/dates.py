"""Dates and hours as people say them. The caller gives civil dates; zones are not decided here."""

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date


def day(language: str, value: date, today: date) -> str:
    """«6 қаңтар, сәрсенбі», «6 января, среда»; with the year when it is not this one."""
    return _day(language, value, value.year == today.year)


@lru_cache(maxsize=1_000)
def _day(language: str, value: date, this_year: bool) -> str:
    """Many people are told the same few days."""
    if this_year:
        return format_date(value, "d MMMM, EEEE", locale=language)
    if language == "kk":
        return format_date(value, "y 'жылғы' d MMMM, EEEE", locale="kk")
    return format_date(value, "d MMMM y 'года', EEEE", locale="ru")


def clock(value: datetime) -> str:
    """Hours and minutes of a civil moment: 18:30."""
    return f"{value:%H:%M}"


def day_and_clock(language: str, value: datetime, today: date) -> str:
    """«6 қаңтар, сәрсенбі, 18:30»."""
    return f"{day(language, value.date(), today)}, {clock(value)}"
