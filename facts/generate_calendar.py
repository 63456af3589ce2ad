"""Writes the calendar file of a year: `python -m facts.generate_calendar YEAR...`.

Dates and names come from rules.yaml and overrides.yaml, and every date must be one the `holidays`
package names too. Where they disagree nothing is written: a person has to look. The file is then
read by a person against the Government's order, and the year goes into `approved` of overrides.yaml.
"""

import datetime as dt
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Final

import holidays

from domain.holidays import HolidayRules, computed_days
from domain.workdays import Day, DayKind, DayStatus
from facts.calendars import FOLDER, read_rules, read_rules_row
from facts.reading import FactsError, Problem, check, read
from facts.schema import OverridesRow, RulesRow, SwapRow

OVERRIDES: Final = f"{FOLDER}/overrides.yaml"
_HERE: Final = Path(__file__).parent
_VERSION: Final = version("holidays")


class DisagreementError(Exception):
    """Two sources name different days off. The message names the dates."""


def generate(year: int, folder: Path | None = None) -> str:
    """Return the text of a year's file.

    Raises:
        FactsError: rules or overrides are broken.
        DisagreementError: the sources disagree about the year.
    """
    folder = folder or _HERE
    problems: list[Problem] = []
    rules, row = read_rules(folder, problems), read_rules_row(folder, problems)
    document = read(folder, OVERRIDES, problems)
    overrides = document and check(document, (), document.data, OverridesRow, problems)
    if problems or rules is None or row is None or not overrides:
        raise FactsError(problems)
    approved = next((each for each in overrides.value.approved if each.year == year), None)
    days = _days(year, rules, row, overrides.value, source=approved.source if approved else None)
    _compare(year, days, {feast.date for feast in overrides.value.kurban_ait})
    source = (
        approved.source
        if approved
        else "computed by rules.yaml and overrides.yaml, in agreement with the holidays package"
    )
    return _file(year, "approved" if approved else "computed", source, days)


def _days(
    year: int, rules: HolidayRules, row: RulesRow, overrides: OverridesRow, *, source: str | None
) -> list[Day]:
    status = DayStatus.CONFIRMED if source else DayStatus.COMPUTED
    days = [
        Day(day.date, day.kind, day.kk, day.ru, source or day.source, status)
        for day in computed_days(year, rules)
    ]
    for feast in overrides.kurban_ait:
        words = row.kurban_ait
        days.append(Day(feast.date, DayKind.OFF, words.kk, words.ru, feast.source, DayStatus(feast.status)))
    for swap in overrides.swaps:
        days += _swapped(swap, row)
    for short in overrides.short:
        ends = dt.time.fromisoformat(short.ends)
        days.append(
            Day(short.date, DayKind.SHORT, short.kk, short.ru, short.source, ends=ends, order=short.order)
        )
    return sorted((day for day in days if day.date.year == year), key=lambda day: day.date)


def _swapped(swap: SwapRow, row: RulesRow) -> list[Day]:
    off, worked = row.swap_off, row.swap_worked
    return [
        Day(
            swap.off,
            DayKind.OFF,
            f"{off.kk} ({swap.worked:%d.%m.%Y})",
            f"{off.ru} ({swap.worked:%d.%m.%Y})",
            swap.source,
            pair=swap.worked,
            order=swap.order,
        ),
        Day(
            swap.worked,
            DayKind.WORKED,
            f"{worked.kk} ({swap.off:%d.%m.%Y})",
            f"{worked.ru} ({swap.off:%d.%m.%Y})",
            swap.source,
            pair=swap.off,
            order=swap.order,
        ),
    ]


def _compare(year: int, days: list[Day], our_feasts: set[dt.date]) -> None:
    """Refuse a year in which the package and our own sources name different days.

    Kurban Ait is left out: where we have confirmed a date, an estimate of the package proves nothing.
    """
    theirs = holidays.country_holidays("KZ", years=year, language="en_US")
    their_feasts = {date for date, name in theirs.items() if "Eid al-Adha" in name}
    off = {day.date for day in days if day.kind is DayKind.OFF} - our_feasts
    worked = {day.date for day in days if day.kind is DayKind.WORKED}
    their_worked = {date for date in theirs.weekend_workdays if date.year == year}
    different = (off ^ (set(theirs) - their_feasts)) | (worked ^ their_worked)
    if different:
        listed = ", ".join(map(str, sorted(different)))
        raise DisagreementError(
            f"{year}: holidays {_VERSION} and our rules or overrides disagree about {listed}"
        )


def _file(year: int, status: str, source: str, days: list[Day]) -> str:
    head = (
        f"# Days of {year} that differ from the ordinary week. Written by facts.generate_calendar from\n"
        "# the holidays package, rules.yaml and overrides.yaml: change those and generate again.\n"
        f'year: {year}\nstatus: {status}\nsource: "{source}"\ndays:\n'
    )
    return head + "".join(map(_entry, days))


def _entry(day: Day) -> str:
    lines = [
        f"- date: {day.date}",
        f"kind: {day.kind}",
        f'kk: "{day.kk}"',
        f'ru: "{day.ru}"',
        f"status: {day.status}",
        f'source: "{day.source}"',
    ]
    lines += [f"pair: {day.pair}"] if day.pair else []
    lines += [f'ends: "{day.ends:%H:%M}"'] if day.ends else []
    lines += [f"order: {day.order}"] if day.order else []
    return "  " + "\n    ".join(lines) + "\n"


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        path = _HERE / FOLDER / f"{int(argument)}.yaml"
        path.write_text(generate(int(argument)), encoding="utf-8")
        sys.stdout.write(f"{path.name}: written\n")
