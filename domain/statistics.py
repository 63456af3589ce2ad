"""What a statistic says, counted one row at a time: numbers of a body, and of its parts."""

import datetime as dt
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil

MEDIAN = 0.5
MOST = 0.9
"""Nine answers of ten were at least so quick: one slow case does not move it, ten do."""

_HOUR = 3600


class Side(StrEnum):
    """What a statistic is divided by."""

    OPERATOR = "operator"
    KIND = "kind"
    TOPIC = "topic"
    REGION = "region"
    LANGUAGE = "language"
    APPLICANT = "applicant"
    CHANNEL = "channel"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer.

    Attributes:
        on: the civil day it left.
        due: the date in force then.
        first_due: the date first promised; None where it promised nothing about this answer, because the
            inquiry had been answered and was opened again.
        seconds: working time since it came to the body, without waiting for the citizen.
    """

    on: dt.date
    due: dt.date
    first_due: dt.date | None
    seconds: int


@dataclass(slots=True)
class Group:
    """Numbers of one part, or of the whole."""

    received: int = 0
    answered: int = 0
    in_term: int = 0
    in_first_term: int = 0
    _seconds: "array[int]" = field(default_factory=lambda: array("q"))

    def answer(self, one: Answered) -> None:
        """Count an answer."""
        self.answered += 1
        self.in_term += one.on <= one.due
        self.in_first_term += one.on <= (one.first_due or one.due)
        self._seconds.append(one.seconds)

    def add(self, other: "Group") -> None:
        """Count everything of another group as well."""
        self.received += other.received
        self.answered += other.answered
        self.in_term += other.in_term
        self.in_first_term += other.in_first_term
        self._seconds.extend(other._seconds)

    @property
    def late(self) -> int:
        """Answers that came after the date in force."""
        return self.answered - self.in_term

    @property
    def share_in_term(self) -> int | None:
        """Answers in term in percent, rounded down: a hundred means all. None without answers."""
        return self.in_term * 100 // self.answered if self.answered else None

    def hours(self, share: float = MEDIAN) -> float | None:
        """Working hours within which this share of the answers came; None without answers."""
        found = percentile(self._seconds, share)
        return None if found is None else found / _HOUR


@dataclass(slots=True)
class Statistics:
    """The numbers of a queue over a period.

    Attributes:
        whole: everything together.
        parts: by side, then by its value.
        days: received and answered by civil day.
        passed_here: came from another body.
        came_back: of those, had been here before.
        reopened: "not solved".
        passed_on: went to another body.
        closed: ended without an answer.
        rated: marks given to the answers of the period.
        stars: their sum.
    """

    whole: Group = field(default_factory=Group)
    parts: dict[Side, dict[str, Group]] = field(default_factory=lambda: {side: {} for side in Side})
    days: dict[dt.date, list[int]] = field(default_factory=dict)
    passed_here: int = 0
    came_back: int = 0
    reopened: int = 0
    passed_on: int = 0
    closed: int = 0
    rated: int = 0
    stars: int = 0

    def add(self, group: Group, sides: Iterable[tuple[Side, str]]) -> None:
        """Count what is alike in every side."""
        self.whole.add(group)
        for side, value in sides:
            self.parts[side].setdefault(value, Group()).add(group)

    def on(self, day: dt.date, *, received: int = 0, answered: int = 0) -> None:
        """Count what happened on a day."""
        both = self.days.setdefault(day, [0, 0])
        both[0] += received
        both[1] += answered

    @property
    def rating(self) -> float | None:
        """The average mark; None when nobody gave one."""
        return self.stars / self.rated if self.rated else None

    @property
    def anything(self) -> bool:
        """Did anything happen at all?"""
        return bool(self.whole.received or self.whole.answered or self.passed_on or self.closed)


def percentile(values: Iterable[int], share: float) -> int | None:
    """The smallest value that at least this share (0 to 1) of all values does not exceed; None of none."""
    ordered = sorted(values)
    return ordered[max(0, ceil(len(ordered) * share) - 1)] if ordered else None
