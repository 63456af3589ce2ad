"""Grant calls: what is called for, each version of the dates, how often one was looked at and asked about."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Id, Instant, Json
from models.tables.base import Base

WANTED = text("state = 'wanted'")


class Call(Base):
    """A call for applications. Coming, open, closing and closed are no states: ask its dates and the clock.

    `body` and `region` name the customer's queue, as in `memberships`; `regions` says where projects may
    take place, an empty list meaning the whole country. The dates are those in force, the versions before
    them are in `call_dates`. `version` is 0 until it is published. `checklist` holds {kk, ru} items.
    """

    __tablename__ = "calls"
    __table_args__ = (
        Index("ix_calls_state", "state", "closes_at"),
        Index("ix_calls_customer", "body", "region", "state"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    title_kk: Mapped[str] = mapped_column(String(200), default="")
    title_ru: Mapped[str] = mapped_column(String(200), default="")
    text_kk: Mapped[str] = mapped_column(Text, default="")
    text_ru: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(String(12))
    region: Mapped[str] = mapped_column(String(2), default="")
    operator_kk: Mapped[str] = mapped_column(String(200), default="")
    operator_ru: Mapped[str] = mapped_column(String(200), default="")
    regions: Mapped[list[str]] = mapped_column(Json, default=list)
    field: Mapped[str] = mapped_column(String(40), default="")
    direction: Mapped[str | None] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(8), default="")
    amount: Mapped[int] = mapped_column(BigInteger, default=0)
    link: Mapped[str] = mapped_column(String(300), default="")
    results_link: Mapped[str] = mapped_column(String(300), default="")
    contact: Mapped[str] = mapped_column(String(200), default="")
    checklist: Mapped[list[dict[str, Any]]] = mapped_column(Json, default=list)
    state: Mapped[str] = mapped_column(String(12), default="draft")
    demonstration: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=0)
    opens_at: Mapped[datetime | None] = mapped_column(Instant)
    closes_at: Mapped[datetime | None] = mapped_column(Instant)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    published_at: Mapped[datetime | None] = mapped_column(Instant)


class CallDates(Base):
    """One version of a call's dates: who decided it and why. Rows are added, never changed."""

    __tablename__ = "call_dates"
    __table_args__ = (UniqueConstraint("call_id", "version"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"))
    version: Mapped[int]
    cause: Mapped[str] = mapped_column(String(12))
    opens_at: Mapped[datetime] = mapped_column(Instant)
    closes_at: Mapped[datetime] = mapped_column(Instant)
    reason_kk: Mapped[str] = mapped_column(Text, default="")
    reason_ru: Mapped[str] = mapped_column(Text, default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))
    decided_at: Mapped[datetime] = mapped_column(Instant)


class CallViews(Base):
    """How often a call's card was opened, by the region people last named; nobody is written down."""

    __tablename__ = "call_views"

    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), primary_key=True)
    region: Mapped[str] = mapped_column(String(2), primary_key=True, default="")
    views: Mapped[int] = mapped_column(default=0)


class CallInquiry(Base):
    """The call an inquiry is about."""

    __tablename__ = "call_inquiries"

    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiries.id"), primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("calls.id"), index=True)


class CallImport(Base):
    """A file of calls somebody sent: wanted -> done, or failed. It is fetched and read outside of any update.

    `report` says what is wrong with it, row by row; `calls` are the drafts that came of it.
    """

    __tablename__ = "call_imports"
    __table_args__ = (Index("ix_call_imports_open", "state", sqlite_where=WANTED, postgresql_where=WANTED),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    file_id: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(255))
    state: Mapped[str] = mapped_column(String(8), default="wanted")
    attempts: Mapped[int] = mapped_column(default=0)
    report: Mapped[list[Any]] = mapped_column(Json, default=list)
    calls: Mapped[list[int]] = mapped_column(Json, default=list)
    created_at: Mapped[datetime] = mapped_column(Instant)
