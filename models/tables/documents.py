"""Files made for people, each an order that is worked off by a process of its own."""

from datetime import datetime

from sqlalchemy import Float, ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Document, Id, Instant, Json
from models.tables.base import Base

OPEN = text("state IN ('wanted', 'making', 'made')")


class DocumentOrder(Base):
    """A document somebody asked for: wanted -> making -> made -> sent, or failed.

    `args` says of what, in ids and values. `path` is where the file lies until it is sent; `told` are the
    words its maker has for the caption. `shown_by` is the message that shows how far it has come, `sent_by`
    the one that carries the file. `retry_at` is machine time in seconds.
    """

    __tablename__ = "document_orders"
    __table_args__ = (
        Index("ix_document_orders_open", "state", "id", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    args: Mapped[Document] = mapped_column(Json, default=dict)
    at_work: Mapped[bool] = mapped_column(default=True)
    once: Mapped[str | None] = mapped_column(String(120), unique=True)
    state: Mapped[str] = mapped_column(String(12), default="wanted")
    attempts: Mapped[int] = mapped_column(default=0)
    owner: Mapped[int | None] = mapped_column(Integer)
    retry_at: Mapped[float] = mapped_column(Float, default=0.0)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    path: Mapped[str | None] = mapped_column(Text)
    name: Mapped[str | None] = mapped_column(String(120))
    sent_as: Mapped[str | None] = mapped_column(String(12))
    told: Mapped[Document] = mapped_column(Json, default=dict)
    shown_by: Mapped[int | None] = mapped_column(ForeignKey("outbox.id", ondelete="SET NULL"))
    sent_by: Mapped[int | None] = mapped_column(ForeignKey("outbox.id", ondelete="SET NULL"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
