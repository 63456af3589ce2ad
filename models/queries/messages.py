"""Messages of a thread, their earlier versions and their files."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.tables import Album, File, Message, MessageVersion
from models.tables.base import bare

_BY_TELEGRAM = select(Message).where(
    Message.chat_id == bindparam("chat"), Message.telegram_id == bindparam("telegram")
)
_THREAD = select(Message).where(Message.inquiry_id == bindparam("inquiry")).order_by(Message.at, Message.id)
_TABLE = bare(Message)
_LAST_WORD = (
    select(_TABLE.c.at, _TABLE.c.inquiry_id)
    .where(
        _TABLE.c.chat_id == bindparam("chat"),
        _TABLE.c.inquiry_id.is_not(None),
        _TABLE.c.author == "citizen",
    )
    .order_by(_TABLE.c.telegram_id.desc())
    .limit(1)
)


async def by_telegram(session: AsyncSession, chat_id: int, telegram_id: int) -> Message | None:
    """A message by the number Telegram gave it in its chat."""
    return await session.scalar(_BY_TELEGRAM, {"chat": chat_id, "telegram": telegram_id})


async def last_word(session: AsyncSession, chat_id: int) -> tuple[datetime, int] | None:
    """When a person last wrote something that belongs to an inquiry, and to which."""
    last = (await session.execute(_LAST_WORD, {"chat": chat_id})).first()
    return (last.at, last.inquiry_id) if last else None


async def thread(session: AsyncSession, inquiry_id: int) -> Sequence[Message]:
    """Everything said in an inquiry, in order; parts of an album as they were sent, however they arrived."""
    found = list(await session.scalars(_THREAD, {"inquiry": inquiry_id}))
    begun: dict[str, datetime] = {}
    for message in found:
        if message.album:
            begun.setdefault(message.album, message.at)
    return sorted(found, key=lambda m: (begun[m.album], m.telegram_id or 0) if m.album else (m.at, 0))


async def words_of(session: AsyncSession, inquiry_ids: Sequence[int], most: int) -> dict[int, list[str]]:
    """What was said in several inquiries, by inquiry; of the newest so many messages."""
    rows = await session.execute(
        select(Message.inquiry_id, Message.text)
        .where(Message.inquiry_id.in_(inquiry_ids), Message.text != "")
        .order_by(Message.inquiry_id.desc(), Message.id)
        .limit(most)
    )
    found: dict[int, list[str]] = {}
    for inquiry_id, said in rows:
        found.setdefault(inquiry_id or 0, []).append(said)
    return found


async def move(session: AsyncSession, inquiry_id: int, into: int) -> None:
    """Everything said in one inquiry belongs to another from now on, its files with it."""
    await session.execute(update(Message).where(Message.inquiry_id == inquiry_id).values(inquiry_id=into))
    await session.execute(update(Album).where(Album.inquiry_id == inquiry_id).values(inquiry_id=into))


async def files_of_inquiry(session: AsyncSession, inquiry_id: int) -> Sequence[File]:
    """The citizen's files of an inquiry."""
    rows = await session.scalars(
        select(File)
        .join(Message, Message.id == File.message_id)
        .where(Message.inquiry_id == inquiry_id)
        .order_by(Message.telegram_id, File.id)
    )
    return rows.all()


async def files_of_answer(session: AsyncSession, answer_id: int) -> Sequence[File]:
    """Files an operator attached to an answer."""
    return (await session.scalars(select(File).where(File.answer_id == answer_id).order_by(File.id))).all()


async def file(session: AsyncSession, file_id: int) -> File | None:
    """One file."""
    return await session.get(File, file_id)


async def has_file(session: AsyncSession, message_id: int, unique_id: str) -> bool:
    """Did this file come with the message? Telegram's `file_unique_id` is the same for the same file."""
    found = await session.scalar(
        select(File.id).where(File.message_id == message_id, File.telegram_unique_id == unique_id)
    )
    return found is not None


async def keep_version(session: AsyncSession, message: Message, until: datetime) -> None:
    """Remember how a message read before an edit."""
    session.add(MessageVersion(message_id=message.id, n=message.versions, text=message.text, until=until))


async def versions(session: AsyncSession, inquiry_id: int) -> dict[int, list[MessageVersion]]:
    """Earlier versions of an inquiry's messages, by message."""
    rows = await session.scalars(
        select(MessageVersion)
        .join(Message, Message.id == MessageVersion.message_id)
        .where(Message.inquiry_id == inquiry_id)
        .order_by(MessageVersion.n)
    )
    found: dict[int, list[MessageVersion]] = {}
    for row in rows:
        found.setdefault(row.message_id, []).append(row)
    return found
