"""Which reminders an inquiry has earned by now, and when to look at it again. Facts in, intents out.

Staff hear on working mornings and a citizen together with them, so no moment here lies in a night or on
a day off. Nothing asks "what fell due since the last look": the moments of a clock run are always the same,
and what was said already is for the ledger to know.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from domain.civil import civil_date, civil_instant
from domain.clock import days_after, pause_ends
from domain.deadlines import count
from domain.inquiries import RUNNING, State
from domain.terms import Term
from domain.workdays import DAY_STARTS, Calendar


class Audience(StrEnum):
    """Who is told."""

    ASSIGNEE = "assignee"
    HEAD = "head"
    DISPATCHER = "dispatcher"
    CITIZEN = "citizen"


class Stage(StrEnum):
    """How far an inquiry has come. Each is told once per person and version of the deadline."""

    THREE = "three"
    ONE = "one"
    TODAY = "today"
    LATE = "late"
    UNCLAIMED = "unclaimed"
    TOMORROW = "tomorrow"
    HEAD_LATE = "head_late"
    LONG_UNCLAIMED = "long_unclaimed"
    LONG_LATE = "long_late"
    ASKED = "asked"
    SILENT = "silent"
    CITIZEN_LATE = "citizen_late"


AUDIENCES: Final[dict[Stage, Audience]] = {
    Stage.THREE: Audience.ASSIGNEE,
    Stage.ONE: Audience.ASSIGNEE,
    Stage.TODAY: Audience.ASSIGNEE,
    Stage.LATE: Audience.ASSIGNEE,
    Stage.UNCLAIMED: Audience.HEAD,
    Stage.TOMORROW: Audience.HEAD,
    Stage.HEAD_LATE: Audience.HEAD,
    Stage.LONG_UNCLAIMED: Audience.DISPATCHER,
    Stage.LONG_LATE: Audience.DISPATCHER,
    Stage.ASKED: Audience.CITIZEN,
    Stage.CITIZEN_LATE: Audience.CITIZEN,
}
"""Who is told of a stage. `SILENT` is nobody's: the clock runs again by itself."""

_USEFUL: Final = tuple(Stage)
"""Of several stages reached at once the last of these is the useful one: late says more than tomorrow."""

_OF_QUEUE: Final = frozenset({Stage.UNCLAIMED, Stage.LONG_UNCLAIMED})


@dataclass(frozen=True, slots=True)
class Matter:
    """What must be known of an open inquiry.

    Attributes:
        run: number of its clock run.
        state: where it stands.
        since: when the run began; nothing before it was ever due.
        due: the date in force.
        free_since: when it last lay in the queue with nobody's name on it.
        asked: when the pause it stands in began.
        pause: number of that pause.
    """

    run: int
    state: str
    since: dt.datetime
    due: dt.date
    free_since: dt.datetime | None = None
    asked: dt.datetime | None = None
    pause: int = 0


@dataclass(frozen=True, slots=True)
class Intent:
    """A reminder somebody has earned.

    Attributes:
        stage: what to say.
        audience: to whom.
        version: the clock run, and the date or pause it follows; a date that moved earns it anew.
        passed: overtaken by a more useful one before anybody could say it; only recorded.
    """

    stage: Stage
    audience: Audience
    version: str
    passed: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """How long each patience lasts.

    Attributes:
        unclaimed: how long an inquiry may lie in the queue before the head hears of it.
        long_unclaimed: how long before the dispatcher does.
        long_late: how long after its date the dispatcher hears of it.
        pause_reminder: when the citizen is reminded of a question back.
        pause_end: when nobody waits for the citizen any longer.
    """

    unclaimed: Term
    long_unclaimed: Term
    long_late: Term
    pause_reminder: Term
    pause_end: Term


@dataclass(slots=True)
class Planner:
    """Plans over one calendar; what follows from a date alone is counted once."""

    calendar: Calendar
    rules: Rules
    _dates: dict[dt.date, tuple[tuple[dt.datetime, Stage], ...]] = field(default_factory=dict)

    def schedule(self, matter: Matter) -> tuple[tuple[dt.datetime, Stage], ...]:
        """Return every moment at which this inquiry reaches a stage, from the beginning of its run on.

        Raises:
            UnknownYearError: its date lies beyond the loaded calendar.
        """
        if matter.state == State.WAITING:
            return self._waiting(matter)
        if matter.state not in RUNNING:
            return ()
        moments = self._by_date(matter.due)
        if matter.state == State.NEW and matter.free_since is not None:
            moments += self._free(matter.free_since)
        return tuple((at, stage) for at, stage in moments if at >= matter.since)

    def intents(self, matter: Matter, now: dt.datetime) -> tuple[Intent, ...]:
        """Return what was earned by now: for each audience the most useful, and what it overtook."""
        reached = sorted(
            (stage for at, stage in self.schedule(matter) if at <= now and stage in AUDIENCES),
            key=_USEFUL.index,
        )
        best = {AUDIENCES[stage]: stage for stage in reached}
        return tuple(
            Intent(
                stage, AUDIENCES[stage], version(matter, stage), passed=best[AUDIENCES[stage]] is not stage
            )
            for stage in reached
        )

    def is_silent(self, matter: Matter, now: dt.datetime) -> bool:
        """Has the citizen been waited for long enough?"""
        return any(stage is Stage.SILENT and at <= now for at, stage in self.schedule(matter))

    def next_look(self, matter: Matter, after: dt.datetime) -> dt.datetime | None:
        """Return the next moment at which something may be said; None when nothing is to come."""
        return min((at for at, _ in self.schedule(matter) if at > after), default=None)

    def first_look(self, matter: Matter, now: dt.datetime) -> dt.datetime | None:
        """Return when to look after a change: now, if a stage is reached already, else at the next one."""
        moments = [at for at, _ in self.schedule(matter)]
        if any(at <= now for at in moments):
            return now
        return min(moments, default=None)

    def _waiting(self, matter: Matter) -> tuple[tuple[dt.datetime, Stage], ...]:
        if matter.asked is None:
            return ()
        asked = civil_date(matter.asked)
        reminded = days_after(asked, self.rules.pause_reminder, self.calendar)
        over = civil_date(pause_ends(matter.asked, self.rules.pause_end, self.calendar))
        return (
            (_morning(reminded), Stage.ASKED),
            (_morning(self.calendar.next_working(over)), Stage.SILENT),
        )

    def _free(self, since: dt.datetime) -> tuple[tuple[dt.datetime, Stage], ...]:
        """Unclaimed for more than a working day: told on the morning after that day."""
        calendar = self.calendar
        return tuple(
            (_morning(calendar.next_working(count(since, term, calendar).due)), stage)
            for term, stage in (
                (self.rules.unclaimed, Stage.UNCLAIMED),
                (self.rules.long_unclaimed, Stage.LONG_UNCLAIMED),
            )
        )

    def _by_date(self, due: dt.date) -> tuple[tuple[dt.datetime, Stage], ...]:
        if due not in self._dates:
            self._dates[due] = self._count(due)
        return self._dates[due]

    def _count(self, due: dt.date) -> tuple[tuple[dt.datetime, Stage], ...]:
        """The mornings around a date. One that is a day off (a call may close on a Sunday) is told before."""
        calendar = self.calendar
        today = due if calendar.is_working(due) else calendar.previous_working(due)
        one = calendar.previous_working(today)
        three = calendar.previous_working(calendar.previous_working(one))
        late = calendar.next_working(due)
        long_late = calendar.next_working(days_after(due, self.rules.long_late, calendar))
        return (
            (_morning(three), Stage.THREE),
            (_morning(one), Stage.ONE),
            (_morning(today), Stage.TODAY),
            (_morning(late), Stage.LATE),
            (_morning(one), Stage.TOMORROW),
            (_morning(late), Stage.HEAD_LATE),
            (_morning(long_late), Stage.LONG_LATE),
            (_morning(late), Stage.CITIZEN_LATE),
        )


def version(matter: Matter, stage: Stage) -> str:
    """Return the version of the deadline a stage belongs to."""
    if stage in _OF_QUEUE:
        return f"{matter.run}"
    if stage is Stage.ASKED:
        return f"{matter.run}:{matter.pause}"
    return f"{matter.run}:{matter.due.isoformat()}"


def latest(stages: Iterable[Stage]) -> Stage:
    """Return the most useful of several stages."""
    return max(stages, key=_USEFUL.index)


def _morning(day: dt.date) -> dt.datetime:
    return civil_instant(day, DAY_STARTS)
