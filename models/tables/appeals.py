"""Official appeals that citizens filed at eOtinish and have us count: only their number and dates."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Id, Instant
from models.tables.base import Base

_TRACKED = text("stopped_at IS NULL")


class Appeal(Base):
    """An appeal somebody tracks here, by the number eOtinish gave it.

    Its clock is its own and never stands: `rule` names the term, `filed` the day, `calendar` the version of
    the calendar by which `due` was counted. `body` is empty where it is none of ours.
    """

    __tablename__ = "appeals"
    __table_args__ = (
        Index(
            "ix_appeals_person",
            "person_id",
            "number",
            unique=True,
            sqlite_where=_TRACKED,
            postgresql_where=_TRACKED,
        ),
        Index("ix_appeals_running", "calendar", sqlite_where=_TRACKED, postgresql_where=_TRACKED),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    number: Mapped[str] = mapped_column(String(40))
    body: Mapped[str] = mapped_column(String(12), default="")
    region: Mapped[str] = mapped_column(String(2), default="")
    rule: Mapped[str] = mapped_column(String(20))
    filed: Mapped[date]
    due: Mapped[date]
    calendar: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Instant)
    stopped_at: Mapped[datetime | None] = mapped_column(Instant)
