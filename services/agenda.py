"""When to look at an inquiry or a part next: written whenever its clock changes, read by the planner."""

from datetime import datetime

from domain import partreminders
from domain.coexecutors import OPEN_PARTS
from domain.reminders import Matter, Planner, Rules
from domain.workdays import in_working_hours, next_working_morning
from models.queries import agenda, reminders
from models.queries.reminders import Facts
from models.tables import ClockRun, Inquiry, Part
from services.work import Work

__all__ = [
    "INQUIRY",
    "PART",
    "begin",
    "forget",
    "matter",
    "part_matter",
    "part_planner",
    "planner",
    "replan",
    "replan_part",
    "staff_hour",
]

INQUIRY = "inquiry"
"""The agenda's word for an inquiry."""

PART = "part"
"""The agenda's and the ledger's word for another body's part of an answer."""


def planner(work: Work) -> Planner:
    """The planner over the calendar and the patiences in force."""
    term = work.facts.term
    rules = Rules(
        unclaimed=term("unclaimed"),
        long_unclaimed=term("long_unclaimed"),
        long_late=term("long_late"),
        pause_reminder=term("pause_reminder"),
        pause_end=term("pause_end"),
    )
    return Planner(work.facts.calendar, rules)


def matter(found: Facts) -> Matter:
    """An inquiry as the pure planner sees it."""
    return Matter(
        found.run,
        found.state,
        found.since,
        found.due,
        found.free_since,
        found.asked,
        found.pause or 0,
    )


async def begin(work: Work, inquiry: Inquiry, run: ClockRun) -> None:
    """A clock run begins, with nobody's name on the inquiry yet."""
    fresh = Matter(run.n, "new", run.received_at, run.due, run.free_since)
    at = planner(work).first_look(fresh, work.now)
    await _write(work, INQUIRY, inquiry.id, at)


async def replan(work: Work, inquiry: Inquiry) -> None:
    """Something about the clock changed: look now if a stage is reached, else at the next one."""
    await work.session.flush()
    found = await reminders.facts(work.session, [inquiry.id])
    at = planner(work).first_look(matter(found[0]), work.now) if found else None
    await _write(work, INQUIRY, inquiry.id, at)


async def forget(work: Work, inquiry: Inquiry) -> None:
    """Nobody owes an answer any more."""
    await agenda.drop(work.session, INQUIRY, [inquiry.id])


def part_planner(work: Work) -> partreminders.Planner:
    """The planner of parts over the calendar and the patience in force."""
    return partreminders.Planner(work.facts.calendar, work.facts.term("unclaimed"))


def part_matter(part: Part) -> partreminders.Matter:
    """A part as the pure planner sees it."""
    return partreminders.Matter(part.engaged_at, part.due, part.free_since)


async def replan_part(work: Work, part: Part) -> None:
    """A part was asked for, moved or ended: look now if a stage is reached, else at the next one."""
    owed = part.state in OPEN_PARTS
    at = part_planner(work).first_look(part_matter(part), work.now) if owed else None
    await _write(work, PART, part.id, at)


def staff_hour(work: Work, at: datetime) -> datetime:
    """The first moment from `at` on at which staff may be disturbed."""
    calendar = work.facts.calendar
    return at if in_working_hours(at, calendar) else next_working_morning(at, calendar)


async def _write(work: Work, subject: str, key: int, at: datetime | None) -> None:
    if at is None:
        await agenda.drop(work.session, subject, [key])
    else:
        await agenda.put(work.session, subject, {key: staff_hour(work, at)})
