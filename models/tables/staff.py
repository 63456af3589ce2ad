"""Who works for which body, how they came in, and what they have been told of new questions."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Id, Instant
from models.tables.base import Base


class Membership(Base):
    """(person, body, region or none, unit or none, role). Ended, never deleted: answers are signed by it."""

    __tablename__ = "memberships"
    __table_args__ = (Index("ix_memberships_queue", "body", "region", "role"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    body: Mapped[str | None] = mapped_column(String(12))
    region: Mapped[str | None] = mapped_column(String(2))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    role: Mapped[str] = mapped_column(String(12))
    post_kk: Mapped[str | None] = mapped_column(String(120))
    post_ru: Mapped[str | None] = mapped_column(String(120))
    created_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class Invitation(Base):
    """A one-use link. Only a digest of its code is stored, so a copy of the database opens no door."""

    __tablename__ = "invitations"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    body: Mapped[str | None] = mapped_column(String(12))
    region: Mapped[str | None] = mapped_column(String(2))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    role: Mapped[str] = mapped_column(String(12))
    post_kk: Mapped[str | None] = mapped_column(String(120))
    post_ru: Mapped[str | None] = mapped_column(String(120))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class Arrivals(Base):
    """The one counter message an operator has about new questions; it is edited, not repeated."""

    __tablename__ = "arrivals"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    unseen: Mapped[int] = mapped_column(default=0)
    shown_by: Mapped[int | None] = mapped_column(ForeignKey("outbox.id", ondelete="SET NULL"))
