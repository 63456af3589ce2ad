"""What is sent to many: how far its planning has come, and what became of what left."""

from datetime import datetime

from sqlalchemy import Float, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Document, Id, Instant, Json
from models.tables.base import Base

UNDER_WAY = text("state IN ('planned', 'running')")


class Broadcast(Base):
    """One message to many people, each in their own language, planned a batch at a time.

    `plan` says who chooses the recipients (`services.broadcasts.PLANS`), `segment` from among whom; `kind`
    is that of the notices. `cursor` is the last person who was looked at: it moves in the transaction that
    plans, so that nobody is planned twice or left out. States: planned -> running -> done; paused and back;
    stopped for good, with the reason. `progress_id` is the outbox row of its author's progress bar,
    `shown_at` the machine time at which the bar was drawn last.
    """

    __tablename__ = "broadcasts"
    __table_args__ = (
        Index("ix_broadcasts_open", "id", sqlite_where=UNDER_WAY, postgresql_where=UNDER_WAY),
        Index("ix_broadcasts_created", "created_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    plan: Mapped[str] = mapped_column(String(12))
    kind: Mapped[str] = mapped_column(String(12))
    key: Mapped[str] = mapped_column(String(60))
    args: Mapped[Document] = mapped_column(Json, default=dict)
    segment: Mapped[Document] = mapped_column(Json, default=dict)
    state: Mapped[str] = mapped_column(String(8), default="planned")
    reason: Mapped[str] = mapped_column(String(12), default="")
    cursor: Mapped[int] = mapped_column(Id, default=0)
    audience: Mapped[int | None]
    planned: Mapped[int] = mapped_column(default=0)
    sent: Mapped[int] = mapped_column(default=0)
    unreachable: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    unknown: Mapped[int] = mapped_column(default=0)
    dropped: Mapped[int] = mapped_column(default=0)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    progress_id: Mapped[int | None] = mapped_column(Id)
    shown_at: Mapped[float] = mapped_column(Float, default=0.0)
    created_at: Mapped[datetime] = mapped_column(Instant)
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class Round(Base):
    """A stage that was planned for everybody it concerns: once per subject and version of its deadline.

    `subject` and `key` name what it is about: a call by its number, a date of the year by its key.
    `broadcast_id` is empty when a more useful stage overtook it before anybody was told.
    """

    __tablename__ = "rounds"

    subject: Mapped[str] = mapped_column(String(12), primary_key=True)
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    stage: Mapped[str] = mapped_column(String(16), primary_key=True)
    version: Mapped[str] = mapped_column(String(24), primary_key=True)
    broadcast_id: Mapped[int | None] = mapped_column(ForeignKey("broadcasts.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
