"""The working calendar from its files: one per year, and the rules for years that have none."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from domain.holidays import Holiday, HolidayRules, with_computed_years
from domain.workdays import DAY_ENDS, DAY_STARTS, Calendar, Day, DayKind, DayStatus
from facts.reading import Document, Problem, Row, check, check_list, read
from facts.schema import DayRow, RulesRow, YearRow

RULES: Final = "calendar/rules.yaml"
FOLDER: Final = "calendar"

BELIEVABLE: Final = range(235, 256)
"""Working days of a real year; 2025 to 2027 have 246 or 247. Anything else is a broken file."""

YEARS_AHEAD: Final = 2
"""Years computed by the rules after the last file: a term and its extension end within them."""


def read_calendar(folder: Path, problems: list[Problem]) -> tuple[Calendar, HolidayRules | None]:
    """Read rules and years; complaints are added to the problems.

    Years between the first file and two after the last one are always there: what has no file is
    computed by the rules and stays unapproved, so that a deadline can be counted and marked.
    """
    rules = read_rules(folder, problems)
    heads: list[YearRow] = []
    rows: list[Row[DayRow]] = []
    for path in sorted((folder / FOLDER).glob("[0-9][0-9][0-9][0-9].yaml")):
        head, days = _read_year(folder, f"{FOLDER}/{path.name}", problems)
        heads += [head] if head else []
        rows += days
    if not heads:
        problems.append(Problem(FOLDER, 1, "there is no sound calendar of any year"))
        return Calendar.of((), ()), rules
    years = {head.year for head in heads}
    problems += _broken_swaps(rows, years)
    approved = (head.year for head in heads if head.status == "approved")
    calendar = Calendar.of(map(to_day, (row.value for row in rows)), years, approved)
    if rules is not None:
        calendar = with_computed_years(calendar, rules, range(min(years), max(years) + YEARS_AHEAD + 1))
    return calendar, rules


def read_rules(folder: Path, problems: list[Problem]) -> HolidayRules | None:
    """Read the rules days off follow."""
    row = read_rules_row(folder, problems)
    if row is None:
        return None
    holidays = tuple(Holiday(**holiday.model_dump()) for holiday in row.holidays)
    return HolidayRules(holidays, row.moved_kk, row.moved_ru, row.source)


def read_rules_row(folder: Path, problems: list[Problem]) -> RulesRow | None:
    """Read the file of the rules as it stands."""
    document = read(folder, RULES, problems)
    row = document and check(document, (), document.data, RulesRow, problems)
    return row.value if row else None


def to_day(row: DayRow) -> Day:
    """Return the entry as the domain knows it."""
    ends = dt.time.fromisoformat(row.ends) if row.ends else None
    return Day(
        row.date,
        DayKind(row.kind),
        row.kk,
        row.ru,
        row.source,
        DayStatus(row.status),
        row.pair,
        ends,
        row.order,
    )


def _read_year(folder: Path, name: str, problems: list[Problem]) -> tuple[YearRow | None, list[Row[DayRow]]]:
    document = read(folder, name, problems)
    if document is None:
        return None, []
    head = check(document, (), document.data, YearRow, problems)
    if head is None:
        return None, []
    days = check_list(document, ("days",), head.value.days, DayRow, problems)
    found = [*_wrong_year(document, head.value), *_wrong_days(days, head.value)]
    whole = len(days) == len(head.value.days)
    problems += found or (_unbelievable(document, head.value, days) if whole else [])
    return head.value, days


def _wrong_year(document: Document, head: YearRow) -> Iterable[Problem]:
    if Path(document.file).stem != str(head.year):
        yield Problem(document.file, document.line(("year",)), f"year: {head.year} in the file of another")


def _wrong_days(days: list[Row[DayRow]], head: YearRow) -> Iterable[Problem]:
    lines: dict[dt.date, int] = {}
    for row in days:
        day = row.value
        if day.date.year != head.year:
            yield row.problem(f"date: {day.date} is not in {head.year}")
        if day.date in lines:
            yield row.problem(f"date: {day.date} stands already on line {lines[day.date]}")
        lines.setdefault(day.date, row.line)
        if head.status == "approved" and day.status == "computed":
            yield row.problem("status: computed in an approved year; confirm the day or mark an estimate")
        reason = _senseless(day)
        if reason:
            yield row.problem(reason)


def _senseless(day: DayRow) -> str | None:
    """A kind of day that cannot stand on its date."""
    weekend = day.date.weekday() >= 5
    match day.kind:
        case "worked" if not weekend:
            return f"kind: {day.date} is a weekday and is worked anyway"
        case "worked" if day.pair is None:
            return "pair: is missing; a worked weekend day names the day off given for it"
        case "short" if weekend:
            return f"kind: {day.date} is a weekend day and cannot be shortened"
        case "short" if day.ends is None:
            return "ends: is missing; a shortened day says when it ends"
        case "short" if day.ends and not DAY_STARTS < dt.time.fromisoformat(day.ends) < DAY_ENDS:
            return f"ends: {day.ends} is not between {DAY_STARTS:%H:%M} and {DAY_ENDS:%H:%M}"
        case "off" | "worked" if day.ends is not None:
            return "ends: only a shortened day has it"
    return None


def _broken_swaps(rows: list[Row[DayRow]], years: set[int]) -> Iterable[Problem]:
    """Both halves of a swap must name each other, where both years are loaded."""
    days = {row.value.date: row.value for row in rows}
    for row in rows:
        day = row.value
        if day.pair is None or day.pair.year not in years:
            continue
        other = days.get(day.pair)
        if other is None or other.pair != day.date or {day.kind, other.kind} != {"off", "worked"}:
            yield row.problem(f"pair: {day.pair} is not the other half of a swap with {day.date}")


def _unbelievable(document: Document, head: YearRow, days: list[Row[DayRow]]) -> list[Problem]:
    calendar = Calendar.of((to_day(row.value) for row in days), [head.year])
    start = dt.date(head.year - 1, 12, 31)
    working = calendar.between(start, dt.date(head.year, 12, 31))
    if working in BELIEVABLE:
        return []
    reason = (
        f"days: {working} working days in {head.year}; {BELIEVABLE[0]} to {BELIEVABLE[-1]} can be believed"
    )
    return [Problem(document.file, document.line(("days",)), reason)]
