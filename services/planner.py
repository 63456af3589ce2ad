"""The tick: look at whatever is due and not recorded. It may come late, twice, or in several processes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from domain.workdays import in_working_hours, next_working_morning
from models.queries import agenda
from services import (
    appeals,
    callduedates,
    daily,
    digests,
    grantreminders,
    keydates,
    milestones,
    partreminders,
    recompute,
    reminders,
)
from services.agenda import INQUIRY, PART
from services.appeals import APPEAL
from services.calendars import RECOUNT
from services.callduedates import CLOSING
from services.daily import DAILY
from services.digests import DIGEST
from services.grantreminders import CALL
from services.keydates import KEY_DATE
from services.milestones import MILESTONE
from services.work import Work


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of thing on the agenda.

    Attributes:
        look: looks at some of what is due and says at how much; that is due later then, or never again.
        in_working_hours: whether it waits for the hours of staff.
    """

    look: Callable[[Work], Awaitable[int]]
    in_working_hours: bool = True


SUBJECTS: dict[str, Subject] = {
    RECOUNT: Subject(recompute.look, in_working_hours=False),
    CLOSING: Subject(callduedates.look, in_working_hours=False),
    INQUIRY: Subject(reminders.look),
    PART: Subject(partreminders.look),
    APPEAL: Subject(appeals.look),
    DAILY: Subject(daily.look),
    KEY_DATE: Subject(keydates.look),
    DIGEST: Subject(digests.look),
    CALL: Subject(grantreminders.look, in_working_hours=False),
    MILESTONE: Subject(milestones.look, in_working_hours=False),
}
"""In order: a digest is told after everything the same morning brings, so that it can tell of it."""


async def begin(work: Work) -> None:
    """See to it that what is looked at every day is on the agenda; called at each start."""
    await daily.begin(work)
    await milestones.begin(work)


async def tick(work: Work) -> bool:
    """Look at one portion of what is due; True when there may be more, for a transaction of its own."""
    due = await agenda.due_subjects(work.session, SUBJECTS, work.now)
    if not in_working_hours(work.now, work.facts.calendar):
        await _postpone(work, due)
        due = {name for name in due if not SUBJECTS[name].in_working_hours}
    for name, subject in SUBJECTS.items():
        if name in due:
            # What another process is looking at just now comes first all the same.
            return await subject.look(work) > 0
    return False


async def _postpone(work: Work, due: set[str]) -> None:
    """Nobody is disturbed at night or on a day off."""
    quiet = [name for name in due if SUBJECTS[name].in_working_hours]
    if quiet:
        morning = next_working_morning(work.now, work.facts.calendar)
        await agenda.postpone(work.session, quiet, work.now, morning)
