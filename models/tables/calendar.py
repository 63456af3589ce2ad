"""The working calendar in force, version by version: what an administrator approved, and when."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Document, Id, Instant, Json
from models.tables.base import Base


class CalendarVersion(Base):
    """A whole calendar. The newest one is in force; the first one is what the files said at the start."""

    __tablename__ = "calendar_versions"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    approved_at: Mapped[datetime] = mapped_column(Instant)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    note: Mapped[str] = mapped_column(String(200), default="")
    days: Mapped[Document] = mapped_column(Json)
