"""Who changed what in the house, and who looked at a citizen's files or contact."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.columns import spelled
from models.tables import Audit, Event, Inquiry, Person

_LOOKS = spelled(Event.kind, ("files_opened", "contact_opened"))


async def changes(
    session: AsyncSession, before: int | None, limit: int
) -> Sequence[tuple[Audit, str | None]]:
    """Changes, newest first, each with the name of whoever made it; only those older than a row."""
    found = select(Audit, Person.name).outerjoin(Person, Person.id == Audit.person_id)
    if before is not None:
        found = found.where(Audit.id < before)
    rows = await session.execute(found.order_by(Audit.id.desc()).limit(limit))
    return [(audit, name) for audit, name in rows]


async def looks(
    session: AsyncSession, before: int | None, limit: int
) -> Sequence[tuple[Event, Inquiry, str | None]]:
    """When files or contacts were opened, newest first, where and by whom; only those older than a row."""
    found = (
        select(Event, Inquiry, Person.name)
        .join(Inquiry, Inquiry.id == Event.inquiry_id)
        .outerjoin(Person, Person.id == Event.person_id)
        .where(_LOOKS)
    )
    if before is not None:
        found = found.where(Event.id < before)
    rows = await session.execute(found.order_by(Event.id.desc()).limit(limit))
    return [(event, inquiry, name) for event, inquiry, name in rows]
