"""Dates of the year that citizens subscribe to: the report to the NGO database, the award."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from domain.grantreminders import awake, milestones, next_awake
from domain.keydates import occurrences
from domain.notices import Kind
from facts.schema import KeyDate
from models.columns import Document
from models.queries import agenda, broadcasts
from services.broadcasts import launch
from services.subscriptions import SUBSCRIBERS
from services.work import Work

MILESTONE = "milestone"
"""The agenda's word for these dates; they have one look, number 0, and a plan of the same name."""

AHEAD = timedelta(days=400)

Moment = tuple[datetime, KeyDate, date, str]


async def begin(work: Work) -> None:
    """See to it that somebody looks; called at each start, because facts may have changed."""
    await agenda.put(work.session, MILESTONE, {0: work.now})


async def look(work: Work) -> int:
    """Begin the rounds that are due: of each date the most useful stage, and never a date that has passed."""
    if not await agenda.due(work.session, MILESTONE, work.now, 1):
        return 0
    if not awake(work.now):
        await agenda.put(work.session, MILESTONE, {0: next_awake(work.now)})
        return 1
    moments = sorted(_moments(work), key=lambda one: one[0])
    known = await broadcasts.rounds(work.session, MILESTONE, {fact.key for _, fact, _, _ in moments})
    due = {
        (fact.key, on): (fact.key, stage, on.isoformat()) for at, fact, on, stage in moments if at <= work.now
    }
    begun: dict[tuple[str, str, str], int | None] = {
        (fact.key, stage, on.isoformat()): None for at, fact, on, stage in moments if at <= work.now
    }
    begun = {key: None for key in begun if key not in known}
    for key in due.values():
        if key in begun:
            begun[key] = await _remind(work, *key)
    await broadcasts.begin_rounds(work.session, MILESTONE, begun, work.now)
    later = [at for at, _, _, _ in moments if at > work.now]
    await agenda.put(work.session, MILESTONE, {0: min(later, default=work.now + AHEAD)})
    return 1


def _moments(work: Work) -> Iterator[Moment]:
    """Every reminder of every date that has not passed yet."""
    for fact in work.facts.key_dates.values():
        if fact.audience != SUBSCRIBERS:
            continue
        for pattern in fact.dates:
            for on in occurrences(pattern, work.today, work.today + AHEAD):
                for at, stage in milestones(on, fact.before):
                    yield at, fact, on, stage


async def _remind(work: Work, key: str, stage: str, on: str) -> int:
    args: Document = {"key": key, "stage": stage, "on": on}
    row = await launch(work, "milestone", MILESTONE, args, {"key": key}, Kind.REMINDER)
    return row.id
