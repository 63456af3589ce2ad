"""What is seen to on every working morning, whatever else is due."""

from datetime import timedelta

from domain.workdays import next_working_morning
from models.queries import agenda
from services import keydates, monthly, reviews, yearwatch
from services.work import Work

DAILY = "daily"
"""The agenda's word for this look; it has one subject, number 0."""

_SECOND = timedelta(seconds=1)


async def begin(work: Work) -> None:
    """See to it that somebody looks; called at each start."""
    await agenda.ensure(work.session, DAILY, [0], work.now)


async def look(work: Work) -> int:
    """Dated events of the coming year, the last month, a missing calendar, answers past their review."""
    if not await agenda.due(work.session, DAILY, work.now, 1):
        return 0
    await keydates.bring(work)
    await monthly.send(work)
    await yearwatch.check(work)
    await reviews.tell_overdue(work)
    morning = next_working_morning(work.now + _SECOND, work.facts.calendar)
    await agenda.put(work.session, DAILY, {0: morning})
    return 1
