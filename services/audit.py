"""The audit log as an administrator reads it: every change of the house, every look at a citizen's files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.queries import audit
from services import access
from services.work import Actor, Work

PAGE = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log.

    Attributes:
        at: when it happened.
        who: the first name of whoever did it; empty for the settings or the command line.
        action: what, a key.
        details: codes, numbers and dates that say more.
    """

    at: datetime
    who: str
    action: str
    details: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Log:
    """A page of the log, newest first; `older` is where the next page begins, None on the last one."""

    entries: Sequence[Entry]
    older: int | None


async def changes(work: Work, who: Actor, before: int | None = None) -> Log:
    """What administrators and heads changed.

    Raises:
        Refused: the person is no administrator.
    """
    access.as_admin(who)
    rows = await audit.changes(work.session, before, PAGE + 1)
    entries = [Entry(row.at, name or "", row.action, row.details) for row, name in rows[:PAGE]]
    return Log(entries, rows[PAGE - 1][0].id if len(rows) > PAGE else None)


async def looks(work: Work, who: Actor, before: int | None = None) -> Log:
    """Who opened the files of which inquiry.

    Raises:
        Refused: the person is no administrator.
    """
    access.as_admin(who)
    rows = await audit.looks(work.session, before, PAGE + 1)
    entries = [
        Entry(event.at, name or "", event.kind, {"number": inquiry.number, "body": inquiry.body})
        for event, inquiry, name in rows[:PAGE]
    ]
    return Log(entries, rows[PAGE - 1][0].id if len(rows) > PAGE else None)
