"""The calendar in force: its versions in the database, and adopting the newest one in a running process."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from domain.errors import Stale
from domain.workdays import Calendar, Day
from facts.exchange import dumped, loaded
from facts.load import Facts
from models.queries import agenda, calendars
from models.tables import Audit, CalendarVersion
from services import access
from services.ports import Understanding
from services.work import Actor, Reading, Work

RECOUNT = "recount"
"""The agenda's word for a calendar version by which open inquiries are still to be counted."""


@dataclass(frozen=True, slots=True)
class Change:
    """One day that differs between two calendars; None where it is an ordinary day."""

    before: Day | None
    after: Day | None

    @property
    def day(self) -> Day:
        """Whichever of the two there is."""
        found = self.after or self.before
        assert found is not None, "a change has two sides, and one of them is a day"
        return found


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the files propose against the calendar in force.

    Attributes:
        version: of the calendar in force.
        approved: its approved years.
        changes: days that would differ.
        years_added: years that would be approved.
        years_dropped: years that would no longer be.
        digest: a short mark of exactly this proposal: who approves it has seen no other.
    """

    version: int
    approved: Sequence[int]
    changes: Sequence[Change]
    years_added: Sequence[int]
    years_dropped: Sequence[int]
    digest: str

    @property
    def differs(self) -> bool:
        """Is there anything to approve?"""
        return bool(self.changes or self.years_added or self.years_dropped)


def proposal(work: Reading, who: Actor | None = None) -> Proposal:
    """How the files differ from what is in force; `who` is None where no person asks.

    Raises:
        Refused: the person is no administrator.
    """
    if who is not None:
        access.as_admin(who)
    now, then = work.facts.calendar, work.facts.proposed
    told = json.dumps([work.facts.calendar_version, dumped(then)], sort_keys=True, default=str)
    return Proposal(
        work.facts.calendar_version,
        sorted(now.approved),
        changes(now, then),
        sorted(then.approved - now.approved),
        sorted(now.approved - then.approved),
        sha256(told.encode()).hexdigest()[:16],
    )


async def approve_proposal(work: Work, who: Actor, digest: str) -> int:
    """An administrator approves what the files propose, and nothing else than was shown; returns the version.

    Raises:
        Refused: the person is no administrator.
        Stale: the files or the calendar in force have changed since it was shown.
    """
    if proposal(work, who).digest != digest:
        raise Stale("error.calendar_changed")
    return await approve(work, work.facts.proposed, who.id, "")


async def adopt(work: Work, understanding: Understanding) -> bool:
    """Take over the newest version; False when it is in force already.

    The first process of a new database writes down what the files say: from then on a change of the files is
    a proposal until somebody approves it.
    """
    newest = await calendars.newest_id(work.session)
    if newest is None:
        newest = (await _store(work, work.facts.calendar, None, "the files, as they were at the start")).id
    if newest == understanding.facts.calendar_version:
        return False
    understanding.facts = await _with(work, newest)
    await agenda.put(work.session, RECOUNT, {newest: work.now})
    return True


async def in_force(work: Reading) -> Facts:
    """The facts with the newest approved calendar, for whoever only reads."""
    newest = await calendars.newest_id(work.session)
    return work.facts if newest is None else await _with(work, newest)


async def _with(work: Reading, newest: int) -> Facts:
    version = await work.session.get_one(CalendarVersion, newest)
    calendar = loaded(version.days, work.facts.holiday_rules, work.today)
    proposed = work.facts.proposed
    return replace(work.facts, calendar=calendar, calendar_version=newest, filed=proposed)


async def approve(work: Work, calendar: Calendar, person_id: int | None, note: str) -> int:
    """Put a calendar in force; open inquiries are counted again at the next tick. Returns its version."""
    version = await _store(work, calendar, person_id, note)
    details = {"version": version.id, "note": note}
    work.session.add(Audit(at=work.now, person_id=person_id, action="calendar", details=details))
    await agenda.put(work.session, RECOUNT, {version.id: work.now})
    return version.id


def changes(before: Calendar, after: Calendar) -> tuple[Change, ...]:
    """The days on which two calendars differ, in order; an estimate that is confirmed differs too.

    Years that only one of them knows are left out: the other would compute them by the rules.
    """
    both = before.years & after.years
    dates = sorted(date for date in before.days.keys() | after.days.keys() if date.year in both)
    pairs = (Change(before.days.get(date), after.days.get(date)) for date in dates)
    return tuple(pair for pair in pairs if _said(pair.before) != _said(pair.after))


def _said(day: Day | None) -> tuple[object, ...] | None:
    """What makes a difference to people; another wording of the source does not."""
    return (day.kind, day.status, day.pair, day.ends, day.kk, day.ru) if day else None


async def _store(work: Work, calendar: Calendar, person_id: int | None, note: str) -> CalendarVersion:
    version = CalendarVersion(
        approved_at=work.now, person_id=person_id, note=note[:200], days=dumped(calendar)
    )
    work.session.add(version)
    await work.session.flush()
    return version
