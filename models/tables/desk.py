"""What the desk does besides answering: parts of other bodies, notes among colleagues, closings."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Id, Instant
from models.tables.base import Base

OPEN_PART = text("state IN ('asked', 'taken')")


class Part(Base):
    """Another body's part of one answer: what it was asked, by when, and what it wrote.

    The text is internal: the main body's operator puts it into the answer, the citizen gets that one.
    `free_since` says since when it lies in the queue with nobody's name on it.
    """

    __tablename__ = "parts"
    __table_args__ = (
        Index("ix_parts_inquiry", "inquiry_id", "id"),
        Index(
            "ix_parts_queue",
            "body",
            "region",
            "due",
            "id",
            sqlite_where=OPEN_PART,
            postgresql_where=OPEN_PART,
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiries.id"))
    body: Mapped[str] = mapped_column(String(12))
    region: Mapped[str] = mapped_column(String(2), default="")
    state: Mapped[str] = mapped_column(String(12), default="asked")
    due: Mapped[date]
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))
    asked: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    engaged_by: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    engaged_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)
    free_since: Mapped[datetime | None] = mapped_column(Instant)


class Note(Base):
    """What colleagues write to each other about an inquiry: in a table of its own, it reaches no thread."""

    __tablename__ = "notes"
    __table_args__ = (Index("ix_notes_inquiry", "inquiry_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiries.id"))
    membership_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)


class Closing(Base):
    """An inquiry was closed without an answer to its substance, why, and whether its citizen objected."""

    __tablename__ = "closings"
    __table_args__ = (Index("ix_closings_inquiry", "inquiry_id", "id"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiries.id"))
    membership_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    reason: Mapped[str] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Instant)
    objected_at: Mapped[datetime | None] = mapped_column(Instant)
