"""Planning broadcasts a batch at a time: "not planned yet" is a cursor that moves in the same transaction."""

from collections.abc import Awaitable, Callable

from domain.grantreminders import awake
from models.engine import ring
from models.queries import broadcasts as queries
from models.tables import Broadcast
from services import callrounds, segments
from services.batches import EVERYBODY, Batch
from services.broadcasts import SEGMENT, SHOW_EVERY_SECONDS, State, show
from services.grantreminders import CALLS, CORRECTED
from services.milestones import MILESTONE
from services.outbox import BELL
from services.work import Work

BATCH = 250
"""Messages of one transaction: a writer must not keep people waiting."""

AHEAD = 1000
"""So many messages of a broadcast may wait in the outbox: seconds of sending, and quickly held by a pause."""

Plan = Callable[[Work, Broadcast, int], Awaitable[Batch]]

PLANS: dict[str, Plan] = {
    SEGMENT: segments.batch,
    CALLS: callrounds.reminded,
    CORRECTED: callrounds.corrected,
    MILESTONE: callrounds.milestone,
}
"""Who chooses the people of a broadcast."""


async def plan(work: Work) -> bool:
    """Plan one batch of one broadcast; True when there may be more, for a transaction of its own.

    Nothing is planned at night: what waits in the outbox then waits there for the morning.
    """
    if not awake(work.now):
        return False
    for broadcast in await queries.under_way(work.session):
        waiting = await queries.waiting(work.session, broadcast.id, AHEAD)
        if waiting <= AHEAD - BATCH and broadcast.cursor < EVERYBODY:
            await _plan(work, broadcast)
            return True
        if not waiting:
            broadcast.state, broadcast.ended_at = State.DONE, work.now
            await show(work, broadcast)
            return True
        if work.machine_now - broadcast.shown_at >= SHOW_EVERY_SECONDS:
            await show(work, broadcast)
    return False


async def _plan(work: Work, broadcast: Broadcast) -> None:
    if broadcast.state == State.PLANNED:
        broadcast.state, broadcast.started_at = State.RUNNING, work.now
    batch = await PLANS[broadcast.plan](work, broadcast, BATCH)
    await queries.plan(work.session, broadcast, batch.told, work.now)
    broadcast.planned += len(batch.told)
    broadcast.cursor = batch.cursor
    if batch.told:
        ring(work.session, BELL)
