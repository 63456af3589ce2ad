"""What a dead process left unfinished: updates go back to their lanes, half-sent messages are judged."""

from collections.abc import Sequence
from secrets import SystemRandom

from models.engine import ring
from models.queries import inbox, sending
from models.tables import Inbox
from services import delivery, documents
from services.work import Work

DEATHS = 3
"""Alone in progress at so many deaths running, an update is taken for their cause."""

APART_SECONDS = (1.0, 4.0)
"""How long an update waits that was alone in progress when a process died.

Whoever kills processes from outside, shortly after each start perhaps, should not meet the same innocent
update three times.
"""

_RANDOM = SystemRandom()


async def holders(work: Work) -> set[int]:
    """Processes that hold unfinished work."""
    owners = await inbox.owners(work.session) | await sending.owners(work.session)
    return owners | await documents.holders(work)


async def recover(work: Work, dead: set[int]) -> Sequence[Inbox]:
    """Release what dead processes held; returns the updates that seem to kill whoever takes them."""
    await inbox.forgive(work.session)
    for owner in sorted(dead):
        await inbox.release(work.session, owner, work.machine_now + _RANDOM.uniform(*APART_SECONDS))
        await delivery.orphaned(work, owner)
        await documents.orphaned(work, owner)
    for bell in ("inbox", "outbox"):
        ring(work.session, bell)
    return await inbox.deadly(work.session, DEATHS)
