"""Does the bot hear, does it speak, what waits: read from the rows, not from hopes."""

from dataclasses import dataclass
from datetime import datetime

from models.queries import inbox, inquiries, outbox
from models.tables import Heartbeat
from services import access
from services.bodies import overview
from services.work import Actor, Work


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the service at one instant.

    Attributes:
        last_update: when the newest update came.
        inbox_waiting: updates not handled yet, and the oldest of them.
        quarantined: updates a person must look at.
        outbox: messages by state that is not an end, or is a bad one.
        oldest_unsent: when the oldest message that could have left was written.
        scheduler: the scheduler's last beat.
        connected: queues that answer, of all.
        open: open inquiries.
        calendar_until: the last year of the approved calendar.
    """

    last_update: datetime | None
    inbox_waiting: int
    oldest_update: datetime | None
    quarantined: int
    outbox: dict[str, int]
    oldest_unsent: datetime | None
    scheduler: datetime | None
    connected: int
    queues: int
    open: int
    calendar_until: int
    sample_owner: bool


async def report(work: Work, who: Actor) -> Health:
    """The state of the service, for administrators.

    Raises:
        Refused: the person is none.
    """
    access.as_admin(who)
    # The command itself is being handled while this is counted.
    waiting, oldest = await inbox.waiting(work.session)
    beat = await work.session.get(Heartbeat, "scheduler")
    lines = await overview(work, who)
    return Health(
        last_update=await inbox.last_received(work.session),
        inbox_waiting=max(0, waiting - 1),
        oldest_update=oldest if waiting > 1 else None,
        quarantined=await inbox.quarantined(work.session),
        outbox=await outbox.counts(work.session),
        oldest_unsent=await outbox.oldest_waiting(work.session, work.now),
        scheduler=beat.at if beat else None,
        connected=sum(line.on for line in lines),
        queues=sum(line.of for line in lines),
        open=sum((await inquiries.open_per_queue(work.session)).values()),
        calendar_until=max(work.facts.calendar.approved, default=0),
        sample_owner=work.facts.owner.sample,
    )
