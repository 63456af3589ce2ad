"""`dauys calendar`: the files propose, a person approves, open inquiries are counted again."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from bot.cli.schema import ready
from bot.clock import SystemClock
from bot.settings import Settings
from bot.understanding import understand
from domain.workdays import Calendar, Day
from models.engine import Database
from services import calendars, recompute
from services.calendars import Change
from services.ports import Understanding
from services.recompute import Moved
from services.work import Work

SHOWN = 50
"""Inquiries listed in a preview; the rest is counted."""


async def compare(*, preview: bool, approve: bool, note: str) -> int:
    """Show the calendar in force and how the files differ; with `approve` the files come into force."""
    settings = Settings()
    database = Database(settings.database_url)
    try:
        await ready(database, settings)
        understanding = understand(settings)
        proposed = understanding.facts.calendar
        async with database.writing() as session:
            work = _work(understanding, session)
            await calendars.adopt(work, understanding)
        in_force = understanding.facts
        changes = calendars.changes(in_force.calendar, proposed)
        _show(in_force.calendar_version, in_force.calendar, proposed, changes)
        if preview or approve:
            async with database.reading() as session:
                seen, moved = await recompute.preview(_work(understanding, session), proposed)
            _show_moved(seen, moved)
        if approve:
            await _approve(database, understanding, proposed, note)
    finally:
        await database.dispose()
    return 0


async def _approve(database: Database, understanding: Understanding, proposed: Calendar, note: str) -> None:
    """A new version first, then the inquiries in portions: a running bot goes on with what is left."""
    async with database.writing() as session:
        version = await calendars.approve(_work(understanding, session), proposed, None, note)
    async with database.writing() as session:
        await calendars.adopt(_work(understanding, session), understanding)
    more = 1
    while more:
        async with database.writing() as session:
            more = await recompute.look(_work(understanding, session))
    print(f"calendar version {version} is in force; a running bot takes it over within half a minute")


def _work(understanding: Understanding, session: AsyncSession) -> Work:
    return understanding.work(session, SystemClock().now(), 0.0)


def _show(version: int, in_force: Calendar, proposed: Calendar, changes: Sequence[Change]) -> None:
    approved = ", ".join(map(str, sorted(in_force.approved)))
    print(f"in force: version {version}, approved years {approved}")
    for year in sorted(proposed.approved - in_force.approved):
        print(f"  {year} would be approved")
    for year in sorted(in_force.approved - proposed.approved):
        print(f"  {year} would no longer be approved")
    for change in changes:
        print(f"  {change.day.date} {_said(change.before)} -> {_said(change.after)}")
    if not changes and proposed.approved == in_force.approved:
        print("the files say the same")


def _said(day: Day | None) -> str:
    return f"{day.kind}, {day.status}: {day.ru}" if day else "ordinary"


def _show_moved(seen: int, moved: Sequence[Moved]) -> None:
    print(f"open inquiries: {seen}, dates that move: {len(moved)}")
    for one in moved[:SHOWN]:
        print(f"  {one.number} {one.body} {one.region} {one.before} -> {one.after}".replace("  ", " "))
    if len(moved) > SHOWN:
        print(f"  and {len(moved) - SHOWN} more")
