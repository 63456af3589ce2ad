"""What people want to hear of, and what they said about a call."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Instant, Json
from models.tables.base import Base


class Subscription(Base):
    """Somebody wants to hear of grant calls: of all, of a field, a region, a type, or of one.

    Also of a date of the year (`milestone`). `value` is the code of what they chose, empty for all calls.
    The row goes when they stop. Its key is in the order in which an audience is gone through.
    """

    __tablename__ = "subscriptions"

    scope: Mapped[str] = mapped_column(String(10), primary_key=True)
    value: Mapped[str] = mapped_column(String(40), primary_key=True, default="")
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)


class CallMark(Base):
    """What somebody said about one call: applied, not taking part, remind me, what is done already.

    `checked` holds the places of checklist items, counted from 0.
    """

    __tablename__ = "call_marks"

    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    applied_at: Mapped[datetime | None] = mapped_column(Instant)
    declined_at: Mapped[datetime | None] = mapped_column(Instant)
    hour_reminder: Mapped[bool] = mapped_column(default=False)
    checked: Mapped[list[int]] = mapped_column(Json, default=list)
