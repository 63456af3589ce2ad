"""What was said in a thread, in every version, and the files that came with it."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Id, Instant
from models.tables.base import Base


class Message(Base):
    """One message of a draft, of an inquiry's thread, or of an answer.

    `contact` holds name and telephone of a contact the citizen shared. It is no text of theirs: it stands in
    no list, is found by no word and teaches nothing; whoever opens it at the desk is written down.
    """

    __tablename__ = "messages"
    __table_args__ = (
        Index("ix_messages_telegram", "chat_id", "telegram_id"),
        Index("ix_messages_inquiry", "inquiry_id", "id"),
        Index("ix_messages_draft", "draft_id"),
        CheckConstraint("draft_id is null or inquiry_id is null", name="one_home"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("drafts.id"))
    inquiry_id: Mapped[int | None] = mapped_column(ForeignKey("inquiries.id"))
    chat_id: Mapped[int | None] = mapped_column(ForeignKey("chats.id"))
    telegram_id: Mapped[int | None] = mapped_column(BigInteger)
    author: Mapped[str] = mapped_column(String(8), default="citizen")
    kind: Mapped[str] = mapped_column(String(16), default="text")
    text: Mapped[str] = mapped_column(Text, default="")
    album: Mapped[str | None] = mapped_column(String(64))
    versions: Mapped[int] = mapped_column(default=1)
    at: Mapped[datetime] = mapped_column(Instant)
    contact: Mapped[str] = mapped_column(Text, default="", server_default="")


class MessageVersion(Base):
    """How a message read before it was edited."""

    __tablename__ = "message_versions"

    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    until: Mapped[datetime] = mapped_column(Instant)


class File(Base):
    """A file as Telegram keeps it. The identifier works for this bot only; links are never stored."""

    __tablename__ = "files"
    __table_args__ = (Index("ix_files_message", "message_id"), Index("ix_files_answer", "answer_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answers.id"))
    kind: Mapped[str] = mapped_column(String(16))
    telegram_file_id: Mapped[str] = mapped_column(String(255))
    telegram_unique_id: Mapped[str] = mapped_column(String(64))
    name: Mapped[str | None] = mapped_column(String(255))
    mime: Mapped[str | None] = mapped_column(String(120))
    size: Mapped[int | None] = mapped_column(BigInteger)
