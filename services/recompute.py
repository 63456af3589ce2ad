"""Counting open inquiries again by a new calendar: previewed first, old date and reason kept, told once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.inquiries import State
from domain.notices import Kind
from domain.workdays import Calendar
from models.queries import agenda, calendars, inquiries, people, recounts
from models.tables import ClockExtension, ClockPause, ClockRun, Inquiry
from services import appeals, deadlines, parts
from services.agenda import replan, staff_hour
from services.calendars import RECOUNT
from services.history import record
from services.outbox import notice
from services.work import Reading, Work

CHUNK = 200
"""Inquiries of one transaction."""


@dataclass(frozen=True, slots=True)
class Moved:
    """An inquiry whose date a calendar moves."""

    number: str
    body: str
    region: str
    before: date
    after: date


async def preview(work: Reading, proposed: Calendar) -> tuple[int, tuple[Moved, ...]]:
    """How many open inquiries would be counted again, and whose dates would move; nothing is changed."""
    would = replace(work, facts=replace(work.facts, calendar=proposed))
    seen, last, moved = 0, 0, list[Moved]()
    while rows := await calendars.counted_before(work.session, _EVERY, CHUNK, last):
        seen, last = seen + len(rows), rows[-1][1].id
        for inquiry, due in await _counted(would, rows):
            if due != inquiry.due:
                moved.append(Moved(inquiry.number, inquiry.body, inquiry.region, inquiry.due, due))
    return seen, tuple(moved)


async def look(work: Work) -> int:
    """Count some of the open inquiries again by the calendar in force; returns how many.

    A process that still has an older calendar leaves the work to one that has the new one.
    """
    versions = await agenda.due(work.session, RECOUNT, work.now, 1)
    version = work.facts.calendar_version
    if not versions or versions[0] > version:
        return 0
    rows = await calendars.counted_before(work.session, version, CHUNK)
    if not rows:
        tracked = await appeals.recount(work, version)
        if not tracked:
            await agenda.drop(work.session, RECOUNT, versions)
        return tracked or len(versions)
    # Somebody may be extending or answering one of them just now: what is left of them is counted.
    held = await inquiries.lock(work.session, [inquiry.id for inquiry, _ in rows])
    again = await calendars.counted_before(work.session, version, CHUNK)
    rows = [(inquiry, run) for inquiry, run in again if inquiry.id in held]
    for inquiry, due in await _counted(work, rows):
        if due != inquiry.due:
            await _move(work, inquiry, due, version)
    await calendars.counted_by(work.session, [run.id for _, run in rows], version)
    return len(rows)


async def _counted(work: Reading, rows: Sequence[tuple[Inquiry, ClockRun]]) -> list[tuple[Inquiry, date]]:
    """The date of each by the calendar of this work; one that waits for its citizen is counted afterwards."""
    keys = [run.id for _, run in rows]
    pauses: dict[int, list[ClockPause]] = await calendars.pauses(work.session, keys)
    extensions: dict[int, list[ClockExtension]] = await calendars.extensions(work.session, keys)
    return [
        (
            inquiry,
            inquiry.due
            if inquiry.state == State.WAITING
            else deadlines.reckoned_with(work, run, pauses.get(run.id, ()), extensions.get(run.id, ())).due,
        )
        for inquiry, run in rows
    ]


async def _move(work: Work, inquiry: Inquiry, due: date, version: int) -> None:
    """Move one date, keep the old one with the reason, and tell its citizen and its operator."""
    old = inquiry.due
    run = await deadlines.current(work, inquiry)
    run.due = inquiry.due = due
    await parts.follow(work, inquiry)
    inquiry.version += 1
    dates = {"old": old.isoformat(), "due": due.isoformat()}
    record(work, inquiry, "recounted", calendar=version, old=dates["old"], due=dates["due"])
    await replan(work, inquiry)
    citizen = await people.by_id(work.session, inquiry.person_id)
    hour = staff_hour(work, work.now)
    notice(work, citizen.chat_id, "recounted", dates, inquiry_id=inquiry.id, not_before=hour)
    if inquiry.assignee_id is not None:
        await _tell_operator(work, inquiry, old)


async def _tell_operator(work: Work, inquiry: Inquiry, old: date) -> None:
    """One message for all of an operator's dates that move together."""
    chat_id = await recounts.chat_of_post(work.session, inquiry.assignee_id or 0)
    item = {"inquiry": inquiry.id, "old": old.isoformat()}
    waiting = await recounts.waiting(work.session, chat_id)
    if waiting is not None:
        waiting.args = {"items": [*waiting.args["items"], item]}
        await work.session.flush()
        return
    hour = staff_hour(work, work.now)
    notice(work, chat_id, "dates_moved", {"items": [item]}, kind=Kind.REMINDER, not_before=hour)
    await work.session.flush()


_EVERY = 2**31 - 1
"""Greater than any version: a preview looks at every open run."""
