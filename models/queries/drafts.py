"""Drafts: what a citizen has written and not sent yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.tables import Album, Draft, File, Message, MessageVersion, Person
from models.tables.base import bare

_OF_PERSON = select(Draft).where(Draft.person_id == bindparam("person"))
_MESSAGES_TABLE = bare(Message)
_HAND_OVER = (
    update(_MESSAGES_TABLE)
    .where(_MESSAGES_TABLE.c.draft_id == bindparam("draft"))
    .values(draft_id=None, inquiry_id=bindparam("inquiry"))
    .returning(
        _MESSAGES_TABLE.c.telegram_id,
        _MESSAGES_TABLE.c.text,
        _MESSAGES_TABLE.c.versions,
        _MESSAGES_TABLE.c.album,
    )
)
_REMOVE = delete(bare(Draft)).where(bare(Draft).c.id == bindparam("draft"))
_MESSAGES = (
    select(Message).where(Message.draft_id == bindparam("draft")).order_by(Message.telegram_id, Message.id)
)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """One message that found its inquiry: its words, and whether they read otherwise before."""

    text: str
    edited: bool


async def of_person(session: AsyncSession, person_id: int) -> Draft | None:
    """The open draft of a person; there is at most one."""
    return await session.scalar(_OF_PERSON, {"person": person_id})


def begin(session: AsyncSession, person_id: int, now: datetime) -> Draft:
    """Open a draft; it has its number after the next flush."""
    draft = Draft(
        person_id=person_id, created_at=now, touched_at=now, version=0, suggested={}, is_question=False
    )
    session.add(draft)
    return draft


async def add(session: AsyncSession, person_id: int, now: datetime) -> Draft:
    """Open a draft."""
    draft = begin(session, person_id, now)
    await session.flush()
    return draft


async def delete_draft(session: AsyncSession, draft_id: int) -> None:
    """Erase a draft with everything in it."""
    mine = select(Message.id).where(Message.draft_id == draft_id)
    await session.execute(delete(File).where(File.message_id.in_(mine)))
    await session.execute(delete(MessageVersion).where(MessageVersion.message_id.in_(mine)))
    await session.execute(delete(Message).where(Message.draft_id == draft_id))
    await session.execute(delete(Album).where(Album.draft_id == draft_id, Album.inquiry_id.is_(None)))
    await remove(session, draft_id)


async def orphan_albums(session: AsyncSession, draft_id: int) -> None:
    """A draft is cancelled: the albums still arriving for it have no home any more."""
    mine = (Album.draft_id == draft_id, Album.inquiry_id.is_(None))
    await session.execute(update(Album).where(*mine).values(draft_id=None))


async def remove(session: AsyncSession, draft_id: int) -> None:
    """Drop the draft itself once its messages have found their inquiry."""
    await session.execute(_REMOVE, {"draft": draft_id})
    for draft in [one for one in session if isinstance(one, Draft) and one.id == draft_id]:
        session.expunge(draft)


async def hand_over(session: AsyncSession, draft_id: int, inquiry_id: int) -> list[HandedOver]:
    """Move the draft's messages, and the albums still arriving for it, into an inquiry.

    Returns what was moved, in the order in which it was written.
    """
    handed = (await session.execute(_HAND_OVER, {"draft": draft_id, "inquiry": inquiry_id})).all()
    albums = any(row.album for row in handed)
    for message in [one for one in session if isinstance(one, Message) and one.draft_id == draft_id]:
        await session.refresh(message)
    if albums:
        await session.execute(
            update(Album).where(Album.draft_id == draft_id).values(draft_id=None, inquiry_id=inquiry_id)
        )
    written = sorted(handed, key=lambda row: row.telegram_id or 0)
    return [HandedOver(row.text, row.versions > 1) for row in written]


async def messages(session: AsyncSession, draft_id: int) -> Sequence[Message]:
    """What the draft holds, in the order in which it was written."""
    return (await session.scalars(_MESSAGES, {"draft": draft_id})).all()


async def settled(session: AsyncSession, machine_now: float, limit: int = 50) -> Sequence[Draft]:
    """Drafts whose last part has had time to arrive; each is given to one process only."""
    due = select(Draft).where(Draft.settle_at <= machine_now).order_by(Draft.settle_at).limit(limit)
    return (await session.scalars(due.with_for_update(skip_locked=True))).all()


async def forgotten(
    session: AsyncSession, unconsented_before: datetime, idle_before: datetime
) -> Sequence[Draft]:
    """Drafts to erase: without consent for a day, or left alone for long."""
    return (
        await session.scalars(
            select(Draft)
            .join(Person, Person.id == Draft.person_id)
            .where(
                or_(
                    (Person.consent_at.is_(None)) & (Draft.created_at < unconsented_before),
                    Draft.touched_at < idle_before,
                )
            )
        )
    ).all()


async def album(session: AsyncSession, person_id: int, group_id: str) -> Album | None:
    """An album whose parts are arriving."""
    return await session.get(Album, (person_id, group_id))


async def settled_albums(session: AsyncSession, machine_now: float) -> Sequence[Album]:
    """Albums for an answer whose last part has had time to arrive; each is given to one process only."""
    due = select(Album).where(Album.settle_at <= machine_now).with_for_update(skip_locked=True)
    return (await session.scalars(due)).all()


async def prune_albums(session: AsyncSession, before: datetime) -> None:
    """Late parts come within minutes; after a day nobody asks for an album's home."""
    await session.execute(delete(Album).where(Album.created_at < before))
