"""The calendar as a plain document, for the database and back: checked by the same schema as the files."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from domain.holidays import HolidayRules, with_computed_years
from domain.workdays import Calendar, Day
from facts.calendars import YEARS_AHEAD, to_day
from facts.schema import DayRow


def dumped(calendar: Calendar) -> dict[str, Any]:
    """Return a calendar as a document of plain values."""
    return {
        "years": sorted(calendar.years),
        "approved": sorted(calendar.approved),
        "days": [_row(day) for day in sorted(calendar.days.values(), key=lambda day: day.date)],
    }


def loaded(document: Mapping[str, Any], rules: HolidayRules, today: dt.date) -> Calendar:
    """Return the calendar of a document; years it lacks, up to two after this one, are computed by the rules.

    Raises:
        ValidationError: a day of the document is broken.
    """
    days = [to_day(DayRow.model_validate(row)) for row in document["days"]]
    calendar = Calendar.of(days, document["years"], document["approved"])
    last = max(*document["years"], today.year + YEARS_AHEAD)
    return with_computed_years(calendar, rules, range(min(document["years"]), last + 1))


def _row(day: Day) -> dict[str, Any]:
    row: dict[str, Any] = {
        "date": day.date.isoformat(),
        "kind": str(day.kind),
        "kk": day.kk,
        "ru": day.ru,
        "status": str(day.status),
        "source": day.source,
    }
    if day.pair:
        row["pair"] = day.pair.isoformat()
    if day.ends:
        row["ends"] = f"{day.ends:%H:%M}"
    if day.order:
        row["order"] = day.order.isoformat()
    return row
