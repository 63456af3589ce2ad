"""The life of a grant call: its phase is a question asked of its dates, and when it may be shown."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.civil import civil, civil_date


class GrantKind(StrEnum):
    """The three types of grants (Law of 12 April 2005, art. 6-1)."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


class CallState(StrEnum):
    """What was decided about a call; the rest is the clock's."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CANCELLED = "cancelled"
    RESULTS = "results"


class Phase(StrEnum):
    """Where a call stands at an instant."""

    DRAFT = "draft"
    COMING = "coming"
    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"
    RESULTS = "results"
    CANCELLED = "cancelled"


class Cause(StrEnum):
    """Why a version of the dates exists."""

    PUBLISHED = "published"
    EXTENDED = "extended"
    REANNOUNCED = "reannounced"
    CANCELLED = "cancelled"


TAKING: Final = frozenset({Phase.OPEN, Phase.CLOSING})
"""Phases in which applications are taken."""

CLOSING_DAYS: Final = 7
"""So many civil days before its last day a call counts as closing soon."""

CLOSES_AT: Final = dt.time(18, 30)
"""The hour that is meant where a call names only a day (the operator's own rule, Astana time)."""

EARLIEST_OPENING: Final = dt.time(9)
"""The hour a call opens at where it names only a day."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is left until a call closes, in whole days, hours and minutes."""

    days: int
    hours: int
    minutes: int


def phase(state: str, opens: dt.datetime | None, closes: dt.datetime | None, now: dt.datetime) -> Phase:
    """Tell where a call stands. The closing second itself still belongs to the call.

    Args:
        state: what was decided, one of `CallState`.
        opens: the instant applications are taken from; None only for a draft.
        closes: the last instant at which they are.
        now: the instant asked about.

    Raises:
        NaiveTimeError: an instant has no time zone.
        ValueError: there is no such state, or a published call has no dates.
    """
    if state != CallState.PUBLISHED:
        return Phase(CallState(state))
    if opens is None or closes is None:
        raise ValueError("a published call has both dates")
    if civil(now) < civil(opens):
        return Phase.COMING
    if civil(now) > civil(closes):
        return Phase.CLOSED
    days = (civil_date(closes) - civil_date(now)).days
    return Phase.CLOSING if days <= CLOSING_DAYS else Phase.OPEN


def left(closes: dt.datetime, now: dt.datetime) -> Left:
    """What is left until an instant; nothing once it has passed.

    Raises:
        NaiveTimeError: an instant has no time zone.
    """
    seconds = max(0, int((civil(closes) - civil(now)).total_seconds()))
    return Left(seconds // 86400, seconds % 86400 // 3600, seconds % 3600 // 60)
