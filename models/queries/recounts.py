"""Telling operators of dates that a new calendar moves."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models.queries.outbox import IS_PENDING
from models.tables import Membership, Outbox, Person


async def chat_of_post(session: AsyncSession, membership_id: int) -> int:
    """Our key of the chat of whoever holds or held a post."""
    wanted = select(Person.chat_id).join(Membership, Membership.person_id == Person.id)
    return (await session.scalars(wanted.where(Membership.id == membership_id))).one()


async def waiting(session: AsyncSession, chat_id: int) -> Outbox | None:
    """The message about moved dates that has not left this chat yet."""
    wanted = select(Outbox).where(Outbox.chat_id == chat_id, Outbox.key == "dates_moved", IS_PENDING)
    return await session.scalar(wanted.limit(1).with_for_update())
