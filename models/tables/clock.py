"""What happened to a clock run: when it stood, and who gave it more days. Rows are ended, never changed."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Id, Instant
from models.tables.base import Base


class ClockPause(Base):
    """A stretch in which the clock stood because the citizen was asked something."""

    __tablename__ = "clock_pauses"
    __table_args__ = (UniqueConstraint("run_id", "n"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("clock_runs.id"))
    n: Mapped[int]
    cause: Mapped[str] = mapped_column(String(12))
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))
    started_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    ending: Mapped[str | None] = mapped_column(String(12))


class ClockExtension(Base):
    """A head's decision that the answer comes later, with the reason the citizen was given."""

    __tablename__ = "clock_extensions"
    __table_args__ = (UniqueConstraint("run_id", "n"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("clock_runs.id"))
    n: Mapped[int]
    decided_at: Mapped[datetime] = mapped_column(Instant)
    membership_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    old_due: Mapped[date]
    due: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
