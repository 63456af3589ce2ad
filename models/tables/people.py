"""People, the chats Telegram knows them by, and where each conversation stands."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Document, Id, Instant, Json
from models.tables.base import Base


class Chat(Base):
    """A place Telegram delivers to. A group that becomes a supergroup keeps its row, not its number."""

    __tablename__ = "chats"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    telegram_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    former_telegram_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    kind: Mapped[str] = mapped_column(String(12), default="private")
    unreachable_since: Mapped[datetime | None] = mapped_column(Instant)


class Person(Base):
    """Someone who wrote to the bot, or an administrator named in the settings who has not yet."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    telegram_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    chat_id: Mapped[int] = mapped_column(ForeignKey("chats.id"), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str | None] = mapped_column(String(2))
    consent_version: Mapped[str | None] = mapped_column(String(20))
    consent_at: Mapped[datetime | None] = mapped_column(Instant)
    refused_at: Mapped[datetime | None] = mapped_column(Instant)
    mode: Mapped[str] = mapped_column(String(8), default="citizen")
    is_staff: Mapped[bool] = mapped_column(default=False)
    last_region: Mapped[str | None] = mapped_column(String(2))
    created_at: Mapped[datetime] = mapped_column(Instant)


class Dialogue(Base):
    """The step a private conversation is in; it lives in the transaction of the update."""

    __tablename__ = "dialogues"

    chat_id: Mapped[int] = mapped_column(ForeignKey("chats.id"), primary_key=True)
    step: Mapped[str] = mapped_column(String(40), default="")
    data: Mapped[Document] = mapped_column(Json, default=dict)
    screen_at: Mapped[datetime | None] = mapped_column(Instant)
