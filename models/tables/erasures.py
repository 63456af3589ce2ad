"""Who asked for everything about them to be erased, and how far that has come."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Id, Instant
from models.tables.base import Base

UNDER_WAY = text("parted_at IS NULL")
UNNOTED = text("noted_at IS NULL")


class Erasure(Base):
    """A wish to be erased: asked -> emptied (nothing they wrote is left) -> parted (nobody knows who it was).

    Between the last two the person is told, for which their chat must still be known. `noted_at` is when it
    was entered in the ledger beside the database, by which a restored backup is cleaned again.
    """

    __tablename__ = "erasures"
    __table_args__ = (
        Index("ix_erasures_open", "id", sqlite_where=UNDER_WAY, postgresql_where=UNDER_WAY),
        Index("ix_erasures_unnoted", "id", sqlite_where=UNNOTED, postgresql_where=UNNOTED),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    emptied_at: Mapped[datetime | None] = mapped_column(Instant)
    parted_at: Mapped[datetime | None] = mapped_column(Instant)
    noted_at: Mapped[datetime | None] = mapped_column(Instant)
    notice_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id", ondelete="SET NULL"))
