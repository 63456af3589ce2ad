"""What a term is: a number of days under a rule, with the article it comes from."""

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from domain.civil import civil_date
from domain.workdays import Calendar

LONGEST_TERM: Final = 366
"""Days. A longer term is a slip of the pen; no article of the code comes near it."""


class Unit(StrEnum):
    """How the days of a term are counted."""

    WORKING = "working"
    CALENDAR = "calendar"


class ExtensionUnit(StrEnum):
    """How far an extension may reach."""

    MONTHS = "months"
    CALENDAR = "calendar"


class ExtensionStart(StrEnum):
    """From where the reach of an extension is measured."""

    DECISION = "decision"
    DUE = "due"


class Refusal(StrEnum):
    """Why an extension is not possible."""

    NOT_PROVIDED = "not_provided"
    USED_UP = "used_up"
    TOO_LATE = "too_late"
    NOT_LATER = "not_later"
    TOO_FAR = "too_far"
    DAY_OFF = "day_off"


@dataclass(frozen=True, slots=True)
class Extension:
    """How a term may be extended: `times` at most, up to `amount` months or calendar days each time.

    The law gives 3 working days to tell the applicant (art. 76(3)); we tell at once, so the number
    is kept for the explanation only.
    """

    amount: int
    unit: ExtensionUnit
    start: ExtensionStart
    times: int = 1
    notice_days: int = 3

    def __post_init__(self) -> None:
        if self.amount < 1 or self.times < 1 or self.notice_days < 0:
            raise ValueError(f"an extension must have a positive amount and number of times: {self}")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a rule: so many days, counted so, after this article.

    `before_close` marks terms that must end before a call closes. `promise` is what a body promises
    of itself, in working days; it counts only where it gives an earlier date than the law.
    """

    rule: str
    amount: int
    unit: Unit
    article_kk: str
    article_ru: str
    source: str
    extension: Extension | None = None
    before_close: bool = False
    promise: int | None = None

    def __post_init__(self) -> None:
        for amount in (self.amount, self.promise):
            if amount is not None and not 1 <= amount <= LONGEST_TERM:
                raise ValueError(f"term {self.rule!r}: {amount} days, it must be 1 to {LONGEST_TERM}")

    def article(self, lang: str) -> str:
        """Return the article in the language, `kk` or `ru`."""
        return self.article_kk if lang == "kk" else self.article_ru

    def promised(self, working_days: int | None) -> "Term":
        """Return this term with the promise of a body, or without one."""
        return replace(self, promise=working_days)


def extension_limit(extension: Extension, decided: dt.datetime, due: dt.date) -> dt.date:
    """Return the last day an extension may reach (art. 76(3): two months from the decision).

    Raises:
        NaiveTimeError: `decided` has no time zone.
    """
    start = civil_date(decided) if extension.start is ExtensionStart.DECISION else due
    if extension.unit is ExtensionUnit.CALENDAR:
        return start + dt.timedelta(days=extension.amount)
    return _months_later(start, extension.amount)


def extension_refusal(
    term: Term, due: dt.date, new_due: dt.date, decided: dt.datetime, used: int, days: Calendar
) -> Refusal | None:
    """Tell why a due date may not be moved to `new_due`, or None when it may.

    Args:
        term: the rule the inquiry runs under.
        due: its present due date.
        new_due: the date somebody wants.
        decided: the instant of the decision.
        used: how many extensions this inquiry has had.
        days: the working calendar.

    Raises:
        NaiveTimeError: `decided` has no time zone.
        UnknownYearError: the new date lies in a year without a calendar.
    """
    if term.extension is None:
        return Refusal.NOT_PROVIDED
    checks = (
        (used >= term.extension.times, Refusal.USED_UP),
        (civil_date(decided) > due, Refusal.TOO_LATE),
        (new_due <= due, Refusal.NOT_LATER),
        (new_due > extension_limit(term.extension, decided, due), Refusal.TOO_FAR),
    )
    refusal = next((reason for refused, reason in checks if refused), None)
    if refusal is None and not days.is_working(new_due):
        return Refusal.DAY_OFF
    return refusal


def _months_later(date: dt.date, months: int) -> dt.date:
    """The same day of a later month, or that month's last day where it is shorter."""
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(date.day, last))
