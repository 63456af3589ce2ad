"""People, their chats and their conversations."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.tables import Chat, Dialogue, Person

_BY_TELEGRAM = (
    select(Person, Dialogue, Chat.unreachable_since)
    .join(Chat, Chat.id == Person.chat_id)
    .join(Dialogue, Dialogue.chat_id == Chat.id)
    .where(Person.telegram_id == bindparam("telegram"))
)


Met = tuple[Person, Dialogue, datetime | None]
"""A person, the state of their private conversation, and since when nothing reaches them."""


async def by_telegram(session: AsyncSession, telegram_id: int) -> Met | None:
    """A person we have met."""
    row = (await session.execute(_BY_TELEGRAM, {"telegram": telegram_id})).one_or_none()
    return (row[0], row[1], row[2]) if row else None


async def by_id(session: AsyncSession, person_id: int) -> Person:
    """A person we know exists."""
    return await session.get_one(Person, person_id)


_BY_CHAT = select(Person).where(Person.chat_id == bindparam("chat"))


async def by_chat(session: AsyncSession, chat_id: int) -> Person | None:
    """The person whose private chat this is."""
    return await session.scalar(_BY_CHAT, {"chat": chat_id})


async def by_chats(session: AsyncSession, chat_ids: Collection[int]) -> Sequence[Person]:
    """The people whose private chats these are."""
    return (await session.scalars(select(Person).where(Person.chat_id.in_(list(chat_ids))))).all()


async def chat_by_telegram(session: AsyncSession, telegram_id: int) -> Chat | None:
    """A chat by the number Telegram gives it, or gave it before it became a supergroup."""
    return await session.scalar(
        select(Chat).where(or_(Chat.telegram_id == telegram_id, Chat.former_telegram_id == telegram_id))
    )


async def add(session: AsyncSession, telegram_id: int, name: str, language: str | None, now: datetime) -> Met:
    """Meet somebody for the first time."""
    chat = Chat(telegram_id=telegram_id, kind="private")
    session.add(chat)
    await session.flush()
    person = Person(
        telegram_id=telegram_id, chat_id=chat.id, name=name, language=language, mode="citizen", created_at=now
    )
    dialogue = Dialogue(chat_id=chat.id, step="", data={})
    session.add_all([person, dialogue])
    await session.flush()
    return person, dialogue, None


async def chats_of(session: AsyncSession, person_ids: Sequence[int]) -> dict[int, int]:
    """Our chat keys by person."""
    rows = await session.execute(select(Person.id, Person.chat_id).where(Person.id.in_(person_ids)))
    return {row.id: row.chat_id for row in rows}


async def clear_unreachable(session: AsyncSession, chat_id: int) -> None:
    """They wrote again."""
    await session.execute(update(Chat).where(Chat.id == chat_id).values(unreachable_since=None))


async def forget_step(session: AsyncSession, chat_id: int) -> None:
    """Whatever the person was in the middle of is over."""
    await session.execute(
        update(Dialogue).where(Dialogue.chat_id == chat_id).values(step="", data={}),
        execution_options={"synchronize_session": False},
    )
