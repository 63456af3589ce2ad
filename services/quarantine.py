"""Updates that could not be handled: seen without their words, tried again, or let go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.errors import Stale
from models.engine import ring
from models.queries import inbox
from models.tables import Audit
from services import access
from services.work import Actor, Work

SHOWN = 10

BELL = "inbox"


@dataclass(frozen=True, slots=True)
class Stuck:
    """One update in quarantine: our number, the number its citizen was told, when it came.

    `readable` is False when its period is over and its words are gone.
    """

    id: int
    incident: str
    received_at: datetime
    readable: bool


async def listed(work: Work, who: Actor) -> Sequence[Stuck]:
    """The newest updates in quarantine.

    Raises:
        Refused: the person is no administrator.
    """
    access.as_admin(who)
    rows = await inbox.in_quarantine(work.session, SHOWN)
    return [Stuck(row.id, row.incident or "", row.received_at, row.payload is not None) for row in rows]


async def again(work: Work, who: Actor, row_id: int) -> None:
    """Put an update back into its lane, after the mistake was mended.

    Raises:
        Refused: the person is no administrator.
        Stale: it is not there any more, or its period is over and its words are gone.
    """
    await _out(work, who, row_id, "again")
    ring(work.session, BELL)


async def let_go(work: Work, who: Actor, row_id: int) -> None:
    """Forget an update; whoever sent it was told at the time that it failed.

    Raises:
        Refused: the person is no administrator.
        Stale: it is not there any more.
    """
    await _out(work, who, row_id, "let_go")


async def _out(work: Work, who: Actor, row_id: int, act: str) -> None:
    access.as_admin(who)
    if not await inbox.out_of_quarantine(work.session, row_id, again=act == "again"):
        raise Stale("error.stale")
    details = {"row": row_id, "act": act}
    work.session.add(Audit(at=work.now, person_id=who.id, action="quarantine", details=details))
