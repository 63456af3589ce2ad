"""Periods, hours and shares as people say them, for screens and documents alike."""

from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from locales.catalog import label

_ROMAN = ("I", "II", "III", "IV")
_QUARTER = 3


def period(language: str, first: date, months: int) -> str:
    """«2026 жылғы қараша», «IV квартал 2026 года», «2026 год».

    Args:
        language: "kk" or "ru".
        first: the first day.
        months: 1, 3 or 12.
    """
    if months == 1:
        return label(language, "period.month", month=month(language, first), year=first.year)
    if months == _QUARTER:
        numeral = _ROMAN[(first.month - 1) // _QUARTER]
        return label(language, "period.quarter", quarter=numeral, year=first.year)
    return label(language, "period.year", year=first.year)


def month(language: str, day: date) -> str:
    """«қараша», «ноябрь»."""
    return format_date(day, "LLLL", locale=language).lower()


def share(percent: int | None) -> str:
    """«95 %», or a dash where there is nothing to divide by."""
    return "–" if percent is None else f"{percent} %"


def hours(language: str, value: float | None) -> str:
    """Working hours without false precision."""
    if value is None:
        return "–"
    return label(language, "hours.some", n=round(value)) if value >= 1 else label(language, "hours.less")


def decimal(language: str, value: float | None) -> str:
    """«4,3»."""
    return "–" if value is None else str(format_decimal(value, format="0.0", locale=language))
