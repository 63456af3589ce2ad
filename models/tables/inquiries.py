"""One matter in one thread: its draft, the inquiry, its clock runs, its history and its answers."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Document, Id, Instant, Json
from models.tables.base import Base

RUNNING = text("ended_at IS NULL")
OPENED = text("kind IN ('files_opened', 'contact_opened')")
CLOSED = text("state IN ('answered', 'closed', 'merged', 'withdrawn') AND erased_at IS NULL")
CANNED = text("canned_id IS NOT NULL")
FREE = text("state IN ('new')")


class Draft(Base):
    """What a citizen has written and not yet sent to a body. One open draft per person."""

    __tablename__ = "drafts"
    # A number is never used twice: a button of a draft sent long ago must not open somebody's new one.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), unique=True)
    version: Mapped[int] = mapped_column(default=0)
    suggested: Mapped[Document] = mapped_column(Json, default=dict)
    body: Mapped[str | None] = mapped_column(String(12))
    is_question: Mapped[bool] = mapped_column(default=False)
    settle_at: Mapped[float | None] = mapped_column(Float, index=True)
    created_at: Mapped[datetime] = mapped_column(Instant, index=True)
    touched_at: Mapped[datetime] = mapped_column(Instant)


class Inquiry(Base):
    """A matter in a queue. `late` is not here: it is a question asked of `due` and the clock."""

    __tablename__ = "inquiries"
    __table_args__ = (
        Index("ix_inquiries_queue", "body", "region", "state", "due", "id"),
        Index("ix_inquiries_assignee", "assignee_id", "state", "due"),
        Index("ix_inquiries_free", "body", "region", "id", sqlite_where=FREE, postgresql_where=FREE),
        Index("ix_inquiries_person", "person_id", "state", "id"),
        Index("ix_inquiries_closed", "touched_at", sqlite_where=CLOSED, postgresql_where=CLOSED),
        Index("ix_inquiries_received", "body", "region", "received_at", "id"),
        CheckConstraint(
            "(state in ('taken', 'approval')) <= (assignee_id is not null)", name="taken_by_someone"
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    number: Mapped[str] = mapped_column(String(16), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    draft_id: Mapped[int] = mapped_column(Id, unique=True)
    body: Mapped[str] = mapped_column(String(12))
    region: Mapped[str] = mapped_column(String(2), default="")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    kind: Mapped[str] = mapped_column(String(12), default="question")
    state: Mapped[str] = mapped_column(String(12), default="new")
    version: Mapped[int] = mapped_column(default=1)
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))
    language: Mapped[str] = mapped_column(String(2))
    topic: Mapped[str | None] = mapped_column(String(80))
    channel: Mapped[str] = mapped_column(String(12), default="telegram")
    applicant: Mapped[str] = mapped_column(String(12), default="individual")
    disputes: Mapped[bool] = mapped_column(default=False)
    urgent: Mapped[bool] = mapped_column(default=False)
    suggested: Mapped[Document] = mapped_column(Json, default=dict)
    received_at: Mapped[datetime] = mapped_column(Instant)
    first_due: Mapped[date]
    due: Mapped[date]
    hops: Mapped[int] = mapped_column(default=0)
    reopened: Mapped[int] = mapped_column(default=0)
    last_author_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    touched_at: Mapped[datetime] = mapped_column(Instant)
    rating: Mapped[int | None]
    erased_at: Mapped[datetime | None] = mapped_column(Instant)
    flagged_at: Mapped[datetime | None] = mapped_column(Instant)
    merged_into: Mapped[int | None] = mapped_column(Id)


class ClockRun(Base):
    """One stretch of running clock: from registration, from a transfer, or from a reopening.

    The term is written down as it was promised (`amount`, `unit`, `promise`, the call that `closes_at`),
    together with when it was counted: a change of the facts moves no date that somebody was told.
    `calendar` is the version of the calendar it was counted by; `free_since` is when it last lay in the
    queue with nobody's name on it. `body` and `region` name the queue it ran in: the inquiry moves on, the
    run stays where it was.
    """

    __tablename__ = "clock_runs"
    __table_args__ = (
        UniqueConstraint("inquiry_id", "n"),
        Index("ix_clock_runs_running", "calendar", sqlite_where=RUNNING, postgresql_where=RUNNING),
        Index("ix_clock_runs_received", "body", "received_at"),
        Index("ix_clock_runs_ended", "body", "ended_at"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiries.id"))
    n: Mapped[int]
    cause: Mapped[str] = mapped_column(String(12))
    rule: Mapped[str] = mapped_column(String(20))
    received_at: Mapped[datetime] = mapped_column(Instant)
    registered: Mapped[date]
    due: Mapped[date]
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    amount: Mapped[int | None]
    unit: Mapped[str | None] = mapped_column(String(8))
    promise: Mapped[int | None]
    closes_at: Mapped[datetime | None] = mapped_column(Instant)
    counted_at: Mapped[datetime | None] = mapped_column(Instant)
    calendar: Mapped[int | None]
    free_since: Mapped[datetime | None] = mapped_column(Instant)
    body: Mapped[str] = mapped_column(String(12), server_default="")
    region: Mapped[str] = mapped_column(String(2), server_default="")


class Event(Base):
    """Append-only history of an inquiry: who did what and when, in keys and ids, never in sentences."""

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_inquiry", "inquiry_id", "id"),
        Index("ix_events_opened", "id", sqlite_where=OPENED, postgresql_where=OPENED),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiries.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    kind: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    membership_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))
    details: Mapped[Document] = mapped_column(Json, default=dict)


class Answer(Base):
    """An operator's answer, from its first word to its approval and sending. One unsent at a time.

    While it is written, `opening` holds the words of a canned reply in both languages with their
    placeholders, `text` what was typed after them, and `other_text` the same in the other language, for
    those who are answered together with this citizen. Once sent, `text` is what the citizen reads.
    """

    __tablename__ = "answers"
    __table_args__ = (
        Index("ix_answers_inquiry", "inquiry_id", "state"),
        Index("ix_answers_canned", "canned_id", "id", sqlite_where=CANNED, postgresql_where=CANNED),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiries.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))
    state: Mapped[str] = mapped_column(String(12), default="draft")
    text: Mapped[str] = mapped_column(Text, default="")
    remark: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    outcome: Mapped[str | None] = mapped_column(String(12))
    canned_id: Mapped[int | None] = mapped_column(ForeignKey("canned_replies.id"))
    opening: Mapped[Document | None] = mapped_column(Json)
    other_text: Mapped[str] = mapped_column(Text, default="", server_default="")


class Album(Base):
    """Parts of one album arrive as several updates; the last one settles it."""

    __tablename__ = "albums"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    group_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("drafts.id", ondelete="SET NULL"), index=True)
    inquiry_id: Mapped[int | None] = mapped_column(ForeignKey("inquiries.id"))
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answers.id"))
    settle_at: Mapped[float | None] = mapped_column(Float, index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
