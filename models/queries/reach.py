"""Whom the outbox can reach, and where: people who block the bot and come back, groups that move."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.queries.outbox import IS_PENDING, IS_UNFINISHED
from models.tables import Chat, Outbox


async def chat(session: AsyncSession, chat_id: int) -> Chat:
    """A chat we know exists."""
    return await session.get_one(Chat, chat_id)


async def unreachable(session: AsyncSession, chat_id: int, since: datetime) -> None:
    """A person blocked the bot: nothing more is tried until they write again."""
    await session.execute(
        update(Chat)
        .where(Chat.id == chat_id, Chat.unreachable_since.is_(None))
        .values(unreachable_since=since)
    )
    await session.execute(
        update(Outbox).where(Outbox.chat_id == chat_id, IS_PENDING).values(state="unreachable")
    )


async def revive(session: AsyncSession, chat_id: int) -> None:
    """The person wrote again: what could not reach them and still matters goes out after all."""
    await session.execute(
        update(Outbox)
        .where(Outbox.chat_id == chat_id, Outbox.state == "unreachable", Outbox.kind.in_(("answer", "state")))
        .values(state="waiting", retry_at=0.0)
    )


async def migrate(session: AsyncSession, chat_id: int, new_telegram_id: int) -> None:
    """A group became a supergroup: one row changes, everything addressed to it follows.

    If the supergroup has written to us already and has a row of its own, what waits moves over to it.
    """
    known = await session.scalar(select(Chat.id).where(Chat.telegram_id == new_telegram_id))
    if known is None:
        await session.execute(
            update(Chat)
            .where(Chat.id == chat_id)
            .values(former_telegram_id=Chat.telegram_id, telegram_id=new_telegram_id, kind="supergroup")
        )
    elif known != chat_id:
        await session.execute(
            update(Outbox).where(Outbox.chat_id == chat_id, IS_UNFINISHED).values(chat_id=known)
        )
