"""Raw updates: stored before Telegram is told they arrived, blanked once they are done."""

from datetime import datetime

from sqlalchemy import BigInteger, Float, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Id, Instant
from models.tables.base import Base

QUARANTINED = text("state IN ('quarantined')")


class Inbox(Base):
    """An update on its way: waiting -> working -> done, or quarantined after three failures."""

    __tablename__ = "inbox"
    __table_args__ = (
        Index(
            "ix_inbox_open",
            "lane",
            "id",
            sqlite_where=text("state IN ('waiting', 'working')"),
            postgresql_where=text("state IN ('waiting', 'working')"),
        ),
        Index("ix_inbox_quarantined", "id", sqlite_where=QUARANTINED, postgresql_where=QUARANTINED),
        # Order inside a lane is the order of these ids, so one is never used twice.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    update_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    lane: Mapped[int] = mapped_column(BigInteger)
    payload: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    owner: Mapped[int | None] = mapped_column(Integer)
    attempts: Mapped[int] = mapped_column(default=0)
    deaths: Mapped[int] = mapped_column(default=0)
    retry_at: Mapped[float] = mapped_column(Float, default=0.0)
    received_at: Mapped[datetime] = mapped_column(Instant, index=True)
    incident: Mapped[str | None] = mapped_column(String(16))
