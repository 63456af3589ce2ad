"""The alarm for a year without an approved calendar, from October on, once a week until somebody acts."""

from datetime import timedelta

from domain.notices import Kind
from domain.permissions import Role
from domain.workdays import next_working_morning
from models.queries import agenda, reminders
from services.outbox import notice
from services.team import Team
from services.work import Work

WATCH = "year"
"""The agenda's word for this look; it has one subject, number 0."""

_SECOND = timedelta(seconds=1)


async def begin(work: Work) -> None:
    """See to it that somebody looks every working morning."""
    await agenda.ensure(work.session, WATCH, 0, work.now)


async def look(work: Work) -> int:
    """Ask whether a date reaches into a year that nobody has approved, and tell the administrators."""
    if not await agenda.due(work.session, WATCH, work.now, 1):
        return 0
    latest = await reminders.latest_due(work.session)
    for year in work.facts.calendar.to_approve(work.today, latest) if latest else ():
        await _alarm(work, year)
    morning = next_working_morning(work.now + _SECOND, work.facts.calendar)
    await agenda.put(work.session, WATCH, {0: morning})
    return 1


async def _alarm(work: Work, year: int) -> None:
    week = work.today.isocalendar()
    version = f"{week.year}-W{week.week:02d}"
    known = await reminders.recorded(work.session, WATCH, [year])
    team = await Team.of(work)
    admins = {place.person_id: place.chat_id for place in team.with_role(Role.ADMIN)}
    told = {
        (year, "approve", version, person): "sent"
        for person in admins
        if (year, "approve", version, person) not in known
    }
    await reminders.record(work.session, WATCH, told.items(), work.now)
    for _, _, _, person in told:
        notice(work, admins[person], "year_unapproved", {"year": year}, kind=Kind.REMINDER)
