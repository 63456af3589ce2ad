"""The alarm for a year without an approved calendar, from October on, once a week until somebody acts."""

from domain.notices import Kind
from domain.permissions import Role
from models.queries import reminders
from services.outbox import notice
from services.team import Team
from services.work import Work

WATCH = "year"
"""The ledger's word for a year."""


async def check(work: Work) -> None:
    """Ask whether a date reaches into a year that nobody has approved, and tell the administrators."""
    latest = await reminders.latest_due(work.session)
    for year in work.facts.calendar.to_approve(work.today, latest) if latest else ():
        await _alarm(work, year)


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
