"""When people are reminded of a grant call, and which of several still helps. Instants in, stages out.

Citizens are told between 09:00 and 20:00 on any day of the week. What would have to wait past the end of the
call is told on the evening before instead: 89 of 111 applications to one call came on its last day.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from domain.civil import civil, civil_date, civil_instant

DAY_FROM: Final = dt.time(9)
DAY_TO: Final = dt.time(20)
EVENING: Final = dt.time(19)
"""Where a reminder moves that would come too late in the morning; an hour is left for it to leave in."""

HOURS_BEFORE: Final = dt.timedelta(hours=3)


class Stage(StrEnum):
    """How near the end of a call is. Each is told once per person and version of the deadline."""

    OPENING = "opening"
    D14 = "d14"
    D7 = "d7"
    D3 = "d3"
    D1 = "d1"
    LAST = "last"
    HOURS = "hours"
    CORRECTED = "corrected"


DAYS: Final[dict[Stage, int]] = {Stage.D14: 14, Stage.D7: 7, Stage.D3: 3, Stage.D1: 1, Stage.LAST: 0}
"""Civil days before the last day."""

_USEFUL: Final = tuple(Stage)
"""Of several stages the later one here says more."""


@dataclass(frozen=True, slots=True)
class Window:
    """The dates of a call in force.

    Attributes:
        since: when this version of them was decided; nothing before it was ever due.
        opens: from when applications are taken.
        closes: the last instant at which they are.
        announced: since when the call is announced, or announced anew; None where its opening is no news.
    """

    since: dt.datetime
    opens: dt.datetime
    closes: dt.datetime
    announced: dt.datetime | None = None


def awake(at: dt.datetime) -> bool:
    """Is this an hour at which a citizen may be disturbed?"""
    return DAY_FROM <= civil(at).time() < DAY_TO


def next_awake(at: dt.datetime) -> dt.datetime:
    """Return the first such moment from `at` on."""
    if awake(at):
        return at
    day = civil_date(at)
    return civil_instant(day if civil(at).time() < DAY_FROM else day + dt.timedelta(days=1), DAY_FROM)


def in_time(at: dt.datetime, closes: dt.datetime) -> dt.datetime:
    """Return when something wanted at `at` is told: at a decent hour, and before the call closes."""
    told = next_awake(at)
    if told < closes:
        return told
    evening = civil_instant(civil_date(at), EVENING)
    return evening if evening < at else evening - dt.timedelta(days=1)


def last_day(closes: dt.datetime) -> dt.date:
    """Return the last day of a call; one that closes at 00:00 has its last day before."""
    return civil_date(closes - dt.timedelta(seconds=1))


def schedule(window: Window) -> tuple[tuple[dt.datetime, Stage], ...]:
    """Return the moments at which a call reaches its stages, in order; those before `since` are left out."""
    last = last_day(window.closes)
    moments = [
        (in_time(civil_instant(last - dt.timedelta(days=days), DAY_FROM), window.closes), stage)
        for stage, days in DAYS.items()
    ]
    moments.append((in_time(window.closes - HOURS_BEFORE, window.closes), Stage.HOURS))
    kept = [(at, stage) for at, stage in moments if max(window.since, window.opens) <= at]
    if window.announced is not None:
        kept.append((in_time(max(window.announced, window.opens), window.closes), Stage.OPENING))
    return tuple(sorted(kept, key=lambda told: (told[0], _USEFUL.index(told[1]))))


def reached(window: Window, now: dt.datetime) -> tuple[Stage, ...]:
    """Return the stages that are due by now; none once the call is closed."""
    if now >= window.closes:
        return ()
    return tuple(stage for at, stage in schedule(window) if at <= now)


def next_look(window: Window, after: dt.datetime) -> dt.datetime | None:
    """Return the next moment at which something may be told; None when nothing is to come."""
    return min((at for at, _ in schedule(window) if at > after), default=None)


def useful(stages: Collection[Stage]) -> tuple[Stage, ...]:
    """Return what is still told of several stages reached at once: the latest for everybody, and the hours.

    The reminder three hours before goes to those who asked for it; the others are told of the last day.
    """
    common = [stage for stage in stages if stage is not Stage.HOURS]
    best = (latest(common),) if common else ()
    return (*best, Stage.HOURS) if Stage.HOURS in stages else best


def latest(stages: Iterable[Stage]) -> Stage:
    """Return the most useful of several stages."""
    return max(stages, key=_USEFUL.index)


def milestones(on: dt.date, before: Sequence[int]) -> tuple[tuple[dt.datetime, str], ...]:
    """Return the mornings on which subscribers hear of a date of the year, each with its stage, in order."""
    days = ((on - dt.timedelta(days=days), f"d{days}") for days in before)
    return tuple(sorted((civil_instant(day, DAY_FROM), stage) for day, stage in days))
