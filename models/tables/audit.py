"""Who changed what in the house itself, and when each job last ran."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Document, Id, Instant, Json
from models.tables.base import Base


class Audit(Base):
    """One change by an administrator or a head: append-only."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    action: Mapped[str] = mapped_column(String(40))
    details: Mapped[Document] = mapped_column(Json, default=dict)


class Heartbeat(Base):
    """When a part of the process last did its work; `/health` and the alarm read it."""

    __tablename__ = "heartbeats"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    details: Mapped[Document] = mapped_column(Json, default=dict)
