"""Values the rules are tried on: instants, terms, calendars, and personal numbers of nobody."""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from random import Random

from domain.civil import ZONE
from domain.privacy import check_digit
from domain.terms import Extension, ExtensionStart, ExtensionUnit, Term, Unit
from domain.workdays import Calendar, Day, DayKind
from facts.load import Facts, load

TWO_MONTHS = Extension(2, ExtensionUnit.MONTHS, ExtensionStart.DECISION)


@cache
def shipped() -> Facts:
    """The facts of this repository, read once for all tests."""
    return load()


def at(text: str) -> dt.datetime:
    """An instant of the civil clock, such as `at("2026-12-11 18:30")`."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZONE)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def term(amount: int = 15, unit: Unit = Unit.WORKING, *, before_close: bool = False) -> Term:
    return Term("question", amount, unit, "бап", "статья", "source", TWO_MONTHS, before_close)


def off(*dates: str) -> list[Day]:
    return [Day(day(text), DayKind.OFF, "мереке", "праздник", "source") for text in dates]


def plain_calendar(days: Iterable[Day] = (), *years: int) -> Calendar:
    """A calendar with nothing but weekends and the given days; 2026 alone unless years are named."""
    covered = years or (2026,)
    return Calendar.of(days, covered, covered)


def make_iin(random: Random) -> str:
    """A number with the form of an IIN, belonging to nobody we know of: born on a day of the future."""
    while True:
        digits = f"{random.randint(80, 99)}{random.randint(1, 12):02d}{random.randint(1, 28):02d}"
        digits += f"{random.choice('56')}{random.randint(0, 9999):04d}"
        check = check_digit(digits)
        if check is not None:
            return f"{digits}{check}"


def make_bin(random: Random) -> str:
    """A number with the form of a BIN."""
    while True:
        digits = f"{random.randint(80, 99)}{random.randint(1, 12):02d}{random.choice('456')}"
        digits += f"{random.randint(0, 3)}{random.randint(0, 99999):05d}"
        check = check_digit(digits)
        if check is not None:
            return f"{digits}{check}"
