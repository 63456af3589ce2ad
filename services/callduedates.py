"""Questions about a call whose closing moves earlier: each answer still comes before the call closes.

An answer comes one working day before its call closes at the latest (decision 0040). A closing that moves
later moves no date: what was promised to a citizen stays promised.
"""

from datetime import date

from domain.calls import CallState
from models.queries import agenda
from models.queries import calls as queries
from models.tables import Call, Inquiry
from services import kinds
from services.history import record
from services.queues import at_work, tell_assignee
from services.work import Work

CLOSING = "closing"
"""The agenda's word for a call whose dates changed."""

CHUNK = 100
"""Inquiries of one transaction."""


async def changed(work: Work, call: Call) -> None:
    """The dates of a call changed: look whether somebody was promised an answer after its closing."""
    await agenda.put(work.session, CLOSING, {call.id: work.now})


async def look(work: Work) -> int:
    """Bring the dates of some open questions forward; returns how many calls were looked at."""
    keys = await agenda.due(work.session, CLOSING, work.now, 1)
    for key in keys:
        if await _follow(work, await queries.by_id(work.session, key)) < CHUNK:
            await agenda.drop(work.session, CLOSING, [key])
    return len(keys)


async def _follow(work: Work, call: Call | None) -> int:
    """Bring forward what was counted with a later closing, or none; returns how many were looked at."""
    if call is None or call.closes_at is None or call.state != CallState.PUBLISHED:
        return 0
    rows = await queries.counted_with_later(work.session, call.id, call.closes_at, CHUNK)
    for inquiry, run in rows:
        old = inquiry.due
        urgent = await kinds.shorten(work, inquiry, run, call.closes_at)
        # From now on every count of this run ends before that closing, whatever pauses come.
        run.closes_at = call.closes_at
        if inquiry.due != old or urgent:
            await _tell(work, inquiry, old, urgent=urgent)
    await work.session.flush()
    return len(rows)


async def _tell(work: Work, inquiry: Inquiry, old: date, *, urgent: bool) -> None:
    """The old date is kept with its reason; the citizen is told, and whoever has the question."""
    inquiry.version += 1
    record(work, inquiry, "closes_sooner", old=old.isoformat(), due=inquiry.due.isoformat())
    await kinds.tell_sooner(work, inquiry, old, "call", urgent=urgent)
    if not urgent:
        await tell_assignee(work, inquiry, "staff.closes_sooner", not_before=at_work(work, work.now))
