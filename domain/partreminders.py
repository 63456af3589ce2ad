"""Which reminders another body's part has earned by now, and when to look at it again.

The same shape as `domain.reminders`, for a smaller matter: a part is owed to a colleague and not to a
citizen. Its body's operators read of it in the morning's digest; here is what is said beside that.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.civil import civil_instant
from domain.deadlines import count
from domain.terms import Term
from domain.workdays import DAY_STARTS, Calendar

NOON: Final = dt.time(12)
"""When a part that is due today and not handed in is asked for: half the day is left to write it."""


class Audience(StrEnum):
    """Who is told."""

    CONTRIBUTOR = "contributor"
    HEAD = "head"
    COMPILER = "compiler"


class Stage(StrEnum):
    """How far a part has come. Each is told once per person and version of its date."""

    TODAY = "today"
    LATE = "late"
    UNCLAIMED = "unclaimed"
    HEAD_LATE = "head_late"
    MISSING = "missing"


AUDIENCES: Final[dict[Stage, Audience]] = {
    Stage.TODAY: Audience.CONTRIBUTOR,
    Stage.LATE: Audience.CONTRIBUTOR,
    Stage.UNCLAIMED: Audience.HEAD,
    Stage.HEAD_LATE: Audience.HEAD,
    Stage.MISSING: Audience.COMPILER,
}
"""Who is told of a stage: who writes the part, who heads their queue, who waits for it."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What must be known of a part that is owed.

    Attributes:
        since: when it was asked for; nothing before it was ever due.
        due: the day by which it is to be handed in.
        free_since: when it last lay in the queue with nobody's name on it; None while somebody has it.
    """

    since: dt.datetime
    due: dt.date
    free_since: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Intent:
    """A reminder somebody has earned.

    Attributes:
        stage: what to say.
        version: the date it follows; one that moved earns it anew.
        passed: overtaken by a more useful one before anybody could say it; only recorded.
    """

    stage: Stage
    version: str
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans over one calendar.

    Attributes:
        calendar: the working calendar.
        unclaimed: how long a part may lie in the queue before the head hears of it.
    """

    calendar: Calendar
    unclaimed: Term

    def schedule(self, matter: Matter) -> tuple[tuple[dt.datetime, Stage], ...]:
        """Return every moment at which this part reaches a stage, the earliest first.

        Raises:
            UnknownYearError: its date lies beyond the loaded calendar.
        """
        return tuple(sorted((at, stage) for at, stage in self._moments(matter) if at >= matter.since))

    def intents(self, matter: Matter, now: dt.datetime) -> tuple[Intent, ...]:
        """Return what was earned by now: for each audience the most useful, and what it overtook."""
        reached = [stage for at, stage in self.schedule(matter) if at <= now]
        reached.sort(key=_USEFUL.index)
        best = {AUDIENCES[stage]: stage for stage in reached}
        return tuple(
            Intent(stage, version(matter, stage), passed=best[AUDIENCES[stage]] is not stage)
            for stage in reached
        )

    def next_look(self, matter: Matter, after: dt.datetime) -> dt.datetime | None:
        """Return the next moment at which something may be said; None when nothing is to come."""
        return next((at for at, _ in self.schedule(matter) if at > after), None)

    def first_look(self, matter: Matter, now: dt.datetime) -> dt.datetime | None:
        """Return when to look after a change: now, if a stage is reached already, else at the next one."""
        first = next((at for at, _ in self.schedule(matter)), None)
        return first and max(first, now)

    def _moments(self, matter: Matter) -> Iterator[tuple[dt.datetime, Stage]]:
        calendar, due = self.calendar, matter.due
        last = due if calendar.is_working(due) else calendar.previous_working(due)
        after = _morning(calendar.next_working(due))
        yield civil_instant(last, NOON), Stage.TODAY
        for stage in (Stage.LATE, Stage.HEAD_LATE, Stage.MISSING):
            yield after, stage
        if matter.free_since is not None:
            lain = count(matter.free_since, self.unclaimed, calendar).due
            yield _morning(calendar.next_working(lain)), Stage.UNCLAIMED


def version(matter: Matter, stage: Stage) -> str:
    """Return the version of the date a stage belongs to; that nobody takes a part is told once."""
    return "" if stage is Stage.UNCLAIMED else matter.due.isoformat()


_USEFUL: Final = tuple(Stage)
"""Of several stages reached at once the last of these is the useful one."""


def _morning(day: dt.date) -> dt.datetime:
    return civil_instant(day, DAY_STARTS)
