"""How a due date was counted, in words. Imports no aiogram, so that `dauys deadline` answers at once."""

import datetime as dt
from collections.abc import Sequence

from domain.clock import Extended
from domain.deadlines import Deadline, Skipped, SkipReason
from domain.terms import Unit
from handlers.views.words import Reader
from locales import text

_RECEIVED = {
    "first": "deadline.received",
    "transfer": "deadline.received_transfer",
    "reopened": "deadline.received_reopened",
    "appeal": "deadline.received_appeal",
    "objected": "deadline.received_objected",
}
"""How a clock run began, as the citizen reads it."""

_OPENINGS = {"complaint": "deadline.by_law", "reopened": "deadline.own_rule"}
"""Most dates are a body's promise; two rules are not."""


def explained(reader: Reader, deadline: Deadline, *, cause: str = "first", staff: bool = False) -> list[str]:
    """The lines of an explanation.

    Args:
        reader: who reads.
        deadline: the count.
        cause: how the clock run began.
        staff: whether an operator reads, for whom "you" would be somebody else.
    """
    language = reader.language
    article = reader.facts.terms[deadline.rule].article(language)
    tracked = cause == "appeal"
    opening = "deadline.by_law" if tracked else _OPENINGS.get(deadline.rule, "deadline.promise")
    arrived = reader.day(deadline.received.date()) if tracked else reader.moment(deadline.received)
    received = "deadline.received_staff" if staff else _RECEIVED[cause]
    return [
        text(language, opening, **({} if opening == "deadline.own_rule" else {"article": article})),
        "",
        text(language, received, at=arrived),
        *_registered(reader, deadline),
        text(language, "deadline.day_one", date=reader.day(deadline.day_one)),
        *_amount(reader, deadline),
        *_skipped(reader, deadline),
        *_cut(reader, deadline),
        *([text(language, "deadline.estimated")] if deadline.estimated else []),
    ]


def extended(reader: Reader, extensions: Sequence[tuple[Extended, str]], due: dt.date) -> list[str]:
    """The lines about decisions that moved the date, each with its reason, and the date in force."""
    if not extensions:
        return []
    lines = [
        text(
            reader.language,
            "deadline.extended",
            at=reader.moment(decision.decided),
            date=reader.day(decision.due),
            reason=reason,
        )
        for decision, reason in extensions
    ]
    return [*lines, text(reader.language, "deadline.in_force", date=reader.day(due))]


def _registered(reader: Reader, deadline: Deadline) -> list[str]:
    if deadline.registered == deadline.received.date():
        return []
    why = "deadline.after_hours" if deadline.after_hours else "deadline.day_off"
    return [text(reader.language, why, date=reader.day(deadline.registered))]


def _amount(reader: Reader, deadline: Deadline) -> list[str]:
    working = deadline.unit is Unit.WORKING
    key = "deadline.working" if working else "deadline.calendar"
    lines: list[str] = [text(reader.language, key, n=deadline.amount)]
    if deadline.promised:
        lines.append(text(reader.language, "deadline.promised", date=reader.day(deadline.legal_due)))
    return lines


def _skipped(reader: Reader, deadline: Deadline) -> list[str]:
    """Holidays by name, waiting by stretches, and how many weekend days there were: the days add up."""
    language, days = reader.language, deadline.skipped
    named = [day for day in days if day.reason in (SkipReason.HOLIDAY, SkipReason.MOVED) and day.remarkable]
    lines: list[str] = [text(language, "deadline.skipped")] if named else []
    lines += [
        text(language, "deadline.skipped_day", date=reader.day(day.date), name=day.name(language))
        for day in named
    ]
    stretches = _stretches(days)
    lines += [text(language, "deadline.paused")] if stretches else []
    lines += [
        text(language, "deadline.paused_days", first=reader.day(first), last=reader.day(last), n=n)
        for first, last, n in stretches
    ]
    weekends = sum(not day.remarkable and day.reason is not SkipReason.PAUSED for day in days)
    key = "deadline.weekends" if deadline.unit is Unit.WORKING else "deadline.moved_on"
    return [*lines, text(language, key, n=weekends)] if weekends else lines


def _stretches(days: Sequence[Skipped]) -> list[tuple[dt.date, dt.date, int]]:
    """First day, last day and number of counted days of each wait; days off in between do not divide it."""
    found: list[tuple[dt.date, dt.date, int]] = []
    chain: dt.date | None = None
    for day in days:
        adjacent = chain is not None and (day.date - chain).days == 1
        if day.reason is SkipReason.PAUSED:
            first, _, n = found.pop() if adjacent else (day.date, day.date, 0)
            found.append((first, day.date, n + 1))
            chain = day.date
        else:
            chain = day.date if adjacent else None
    return found


def _cut(reader: Reader, deadline: Deadline) -> list[str]:
    if deadline.closes is None:
        return []
    key = "deadline.closes_now" if deadline.urgent else "deadline.closes"
    return [text(reader.language, key, date=reader.day(deadline.closes))]
