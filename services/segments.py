"""Whom an administrator's broadcast is for: people who agreed, by language, region and role."""

from models.queries import broadcasts as queries
from models.queries.broadcasts import Filter
from models.tables import Broadcast
from services.batches import EVERYBODY, Batch
from services.work import Work

STRETCH = 1000
"""Keys of people looked at in one transaction."""


async def batch(work: Work, broadcast: Broadcast, most: int) -> Batch:
    """The next people of the segment, in the order of their keys."""
    last = await queries.last_person(work.session)
    until = broadcast.cursor + min(STRETCH, most)
    found = await queries.people(work.session, Filter(**broadcast.segment), broadcast.cursor, until)
    return Batch({chat: broadcast.args for _, chat in found}, until if until < last else EVERYBODY)
