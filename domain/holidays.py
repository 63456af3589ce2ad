"""Days off of a year by the rules alone, for years nobody has approved yet.

A state or national holiday on a weekend passes to the next working day; 7 January and Kurban Ait do
not. Which days are holidays, and their names, are facts; swaps by the Government no rule can tell.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from domain.workdays import Calendar, Day, DayKind, DayStatus

_ONE_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A holiday of every year from `since` to `until`; `moves` says whether a weekend gives it back."""

    month: int
    day: int
    kk: str
    ru: str
    moves: bool
    since: int | None = None
    until: int | None = None

    def kept_in(self, year: int) -> bool:
        """Tell whether the year keeps this holiday."""
        return (self.since or year) <= year <= (self.until or year)


@dataclass(frozen=True, slots=True)
class HolidayRules:
    """The holidays, and the words for a day off that passed from a weekend to a working day."""

    holidays: tuple[Holiday, ...]
    moved_kk: str
    moved_ru: str
    source: str


def computed_days(year: int, rules: HolidayRules) -> tuple[Day, ...]:
    """Return the days off of a year, all marked as computed, in order of date.

    Kurban Ait is not among them: its date follows the moon and the clergy.
    """
    kept = [holiday for holiday in rules.holidays if holiday.kept_in(year)]
    days = {day.date: day for day in (_day_of(holiday, year, rules.source) for holiday in kept)}
    for holiday in sorted(kept, key=lambda each: (each.month, each.day)):
        date = dt.date(year, holiday.month, holiday.day)
        if holiday.moves and date.weekday() >= 5:
            free = _next_free(date, days)
            days[free] = _moved(days[date], free, rules)
    return tuple(days[date] for date in sorted(days))


def with_computed_years(calendar: Calendar, rules: HolidayRules, years: Iterable[int]) -> Calendar:
    """Return the calendar with the years it lacks computed by the rules and left unapproved."""
    missing = [year for year in years if year not in calendar.years]
    computed = [day for year in missing for day in computed_days(year, rules)]
    return Calendar.of((*calendar.days.values(), *computed), {*calendar.years, *missing}, calendar.approved)


def _day_of(holiday: Holiday, year: int, source: str) -> Day:
    date = dt.date(year, holiday.month, holiday.day)
    return Day(date, DayKind.OFF, holiday.kk, holiday.ru, source, DayStatus.COMPUTED)


def _moved(day: Day, date: dt.date, rules: HolidayRules) -> Day:
    return replace(day, date=date, kk=f"{day.kk} ({rules.moved_kk})", ru=f"{day.ru} ({rules.moved_ru})")


def _next_free(date: dt.date, days: dict[dt.date, Day]) -> dt.date:
    while date.weekday() >= 5 or date in days:
        date += _ONE_DAY
    return date
