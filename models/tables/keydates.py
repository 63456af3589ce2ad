"""Dated events of bodies, each occurrence with its mark when done. What they are about is facts."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Id, Instant
from models.tables.base import Base


class KeyDate(Base):
    """One occurrence of a dated event for one queue."""

    __tablename__ = "key_dates"
    __table_args__ = (UniqueConstraint("key", "body", "region", "on"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(40))
    body: Mapped[str] = mapped_column(String(12))
    region: Mapped[str] = mapped_column(String(2), default="")
    on: Mapped[date]
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    done_by: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))
