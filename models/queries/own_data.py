"""What is kept about one person, for their copy of it."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.tables import Answer, Draft, Event, Example, File, Inquiry, Message, Subscription

Names = tuple[str, ...]

_MEANT_FOR_THEM = or_(Message.author == "citizen", Message.kind == "question")
"""Their own words and questions back to them; notes among the staff are about the work."""


async def inquiries_of(session: AsyncSession, person_id: int) -> Sequence[Inquiry]:
    """Everything the person asked, oldest first."""
    found = select(Inquiry).where(Inquiry.person_id == person_id, Inquiry.erased_at.is_(None))
    return (await session.scalars(found.order_by(Inquiry.id))).all()


async def messages_of(session: AsyncSession, keys: Collection[int]) -> list[tuple[Message, Names]]:
    """What was said in some inquiries and is meant for their citizen, with the names of its files."""
    said = select(Message).where(Message.inquiry_id.in_(list(keys)), _MEANT_FOR_THEM)
    return await _with_files(session, (await session.scalars(said.order_by(Message.id))).all())


async def draft_of(session: AsyncSession, person_id: int) -> list[tuple[Message, Names]]:
    """What the person has written and not sent."""
    said = select(Message).join(Draft, Draft.id == Message.draft_id).where(Draft.person_id == person_id)
    return await _with_files(session, (await session.scalars(said.order_by(Message.id))).all())


async def answers_of(session: AsyncSession, keys: Collection[int]) -> list[tuple[Answer, Names]]:
    """The answers that were sent, with the names of their files."""
    sent = select(Answer).where(Answer.inquiry_id.in_(list(keys)), Answer.sent_at.is_not(None))
    rows = (await session.scalars(sent.order_by(Answer.id))).all()
    files = await session.scalars(select(File).where(File.answer_id.in_([row.id for row in rows])))
    names: dict[int, list[str]] = defaultdict(list)
    for file in files:
        names[file.answer_id or 0].append(file.name or file.kind)
    return [(row, tuple(names[row.id])) for row in rows]


async def files_opened(session: AsyncSession, keys: Collection[int]) -> dict[int, list[datetime]]:
    """When the staff opened the files, or a contact, of some inquiries."""
    opened = select(Event.inquiry_id, Event.at).where(
        Event.inquiry_id.in_(list(keys)), Event.kind.in_(("files_opened", "contact_opened"))
    )
    found: dict[int, list[datetime]] = defaultdict(list)
    for inquiry_id, at in await session.execute(opened.order_by(Event.id)):
        found[inquiry_id].append(at)
    return found


async def subscriptions_of(session: AsyncSession, person_id: int) -> list[str]:
    """Codes of what the person wants to hear of."""
    rows = await session.execute(
        select(Subscription.scope, Subscription.value).where(Subscription.person_id == person_id)
    )
    return [f"{scope} {value}".strip() for scope, value in rows]


async def learned_from(session: AsyncSession, person_id: int) -> Sequence[str]:
    """Masked texts of the person from which the router learns."""
    return (await session.scalars(select(Example.text).where(Example.person_id == person_id))).all()


async def _with_files(session: AsyncSession, rows: Sequence[Message]) -> list[tuple[Message, Names]]:
    files = await session.scalars(select(File).where(File.message_id.in_([row.id for row in rows])))
    names: dict[int, list[str]] = defaultdict(list)
    for file in files:
        names[file.message_id or 0].append(file.name or file.kind)
    return [(row, tuple(names[row.id])) for row in rows]
