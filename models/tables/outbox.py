"""Everything that must reach a person: saved with the change it tells of, sent afterwards."""

from datetime import datetime

from sqlalchemy import BigInteger, Float, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Document, Id, Instant, Json
from models.tables.base import Base

UNFINISHED = text("state IN ('waiting', 'sending', 'later')")
DRAWN = text("key IN ('screen')")
TROUBLED = text("state IN ('unknown', 'failed')")
OF_ANSWER = text("answer_id IS NOT NULL")
OF_BROADCAST = text("broadcast_id IS NOT NULL")
OPEN_OF_BROADCAST = text("broadcast_id IS NOT NULL AND state IN ('waiting', 'sending', 'later', 'held')")


class Outbox(Base):
    """One Telegram request to be made, as key and arguments, or a screen already drawn for its reader.

    States: waiting -> sending -> sent | later | unreachable | failed | unknown; a newer screen of the
    chat makes a waiting one superseded, a notice that lost its point is dropped; held: its broadcast stands.
    `not_before` is civil time (quiet hours); `retry_at` is machine time in seconds (back-off).
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_open", "priority", "id", sqlite_where=UNFINISHED, postgresql_where=UNFINISHED),
        Index("ix_outbox_chat_open", "chat_id", "id", sqlite_where=UNFINISHED, postgresql_where=UNFINISHED),
        Index("ix_outbox_message", "chat_id", "message_id"),
        Index("ix_outbox_inquiry", "inquiry_id"),
        Index("ix_outbox_answer", "answer_id", sqlite_where=OF_ANSWER, postgresql_where=OF_ANSWER),
        Index("ix_outbox_troubled", "state", sqlite_where=TROUBLED, postgresql_where=TROUBLED),
        Index("ix_outbox_drawn", "created_at", sqlite_where=DRAWN, postgresql_where=DRAWN),
        # A broadcast says one thing to a chat, however often it is planned.
        Index(
            "uq_outbox_broadcast",
            "broadcast_id",
            "chat_id",
            unique=True,
            sqlite_where=OF_BROADCAST,
            postgresql_where=OF_BROADCAST,
        ),
        Index(
            "ix_outbox_broadcast_open",
            "broadcast_id",
            "state",
            sqlite_where=OPEN_OF_BROADCAST,
            postgresql_where=OPEN_OF_BROADCAST,
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    priority: Mapped[int]
    chat_id: Mapped[int] = mapped_column(ForeignKey("chats.id"))
    key: Mapped[str] = mapped_column(String(60))
    args: Mapped[Document] = mapped_column(Json, default=dict)
    inquiry_id: Mapped[int | None] = mapped_column(ForeignKey("inquiries.id"))
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answers.id"))
    once: Mapped[str | None] = mapped_column(String(120), unique=True)
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    owner: Mapped[int | None] = mapped_column(Integer)
    attempts: Mapped[int] = mapped_column(default=0)
    deaths: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime | None] = mapped_column(Instant)
    retry_at: Mapped[float] = mapped_column(Float, default=0.0)
    created_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    error: Mapped[str | None] = mapped_column(Text)
    broadcast_id: Mapped[int | None] = mapped_column(ForeignKey("broadcasts.id"))
