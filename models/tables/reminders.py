"""When to look at what, and what was said already. Truth for the planner: due and not recorded."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Id, Instant
from models.tables.base import Base


class Agenda(Base):
    """The next moment at which something about a subject may fall due; no row when nothing is to come.

    A look costs what is due and not what there is: closed inquiries have no row here.
    """

    __tablename__ = "agenda"
    __table_args__ = (Index("ix_agenda_due", "subject", "at"),)

    subject: Mapped[str] = mapped_column(String(12), primary_key=True)
    subject_id: Mapped[int] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)


class Reminded(Base):
    """The ledger: who was told of which stage of what, once per version of its deadline.

    `how` is sent, digest (the morning's digest told it), passed (a more useful stage overtook it) or empty
    (there was nothing to say).
    """

    __tablename__ = "reminder_ledger"

    subject: Mapped[str] = mapped_column(String(12), primary_key=True)
    subject_id: Mapped[int] = mapped_column(Id, primary_key=True)
    stage: Mapped[str] = mapped_column(String(16), primary_key=True)
    version: Mapped[str] = mapped_column(String(24), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    how: Mapped[str] = mapped_column(String(8))
    at: Mapped[datetime] = mapped_column(Instant)


class Absence(Base):
    """Who is away from a post, until and including which day, and who answers meanwhile."""

    __tablename__ = "absences"
    __table_args__ = (
        Index(
            "ix_absences_open",
            "membership_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    membership_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))
    until: Mapped[date]
    created_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
