"""What makes answering quick: canned replies, likenesses of questions, links between them, corrections."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Id, Instant
from models.tables.base import Base

IN_USE = text("withdrawn_at IS NULL")
UNANSWERED = text("answer_id IS NULL")
WAITING = text("state IN ('approval')")


class CannedReply(Base):
    """A queue's ready words for what it is often asked, in both languages.

    `{number}`, `{date}` and `{body}` in them are filled in for each inquiry. Withdrawn ones stay: answers
    name them. `outcome` is what an answer with it usually comes to.
    """

    __tablename__ = "canned_replies"
    __table_args__ = (
        Index("ix_canned_replies_queue", "body", "region", sqlite_where=IN_USE, postgresql_where=IN_USE),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    body: Mapped[str] = mapped_column(String(12))
    region: Mapped[str] = mapped_column(String(2), default="")
    title_kk: Mapped[str] = mapped_column(String(80))
    title_ru: Mapped[str] = mapped_column(String(80))
    text_kk: Mapped[str] = mapped_column(Text)
    text_ru: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str | None] = mapped_column(String(12))
    version: Mapped[int] = mapped_column(default=1)
    author_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    changed_at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)


class Gist(Base):
    """The telling words of a question as numbers, by which similar ones are found."""

    __tablename__ = "gists"

    inquiry_id: Mapped[int] = mapped_column(
        ForeignKey("inquiries.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    words: Mapped[str] = mapped_column(Text)


class Link(Base):
    """An inquiry that is answered together with another.

    Once it is, `answer_id` is the answer it went with, and `copy_id` the citizen's own copy of it.
    """

    __tablename__ = "links"
    __table_args__ = (
        Index(
            "uq_links_open",
            "inquiry_id",
            unique=True,
            sqlite_where=UNANSWERED,
            postgresql_where=UNANSWERED,
        ),
        Index("ix_links_lead", "lead_id"),
        Index("ix_links_answer", "answer_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("inquiries.id"))
    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiries.id"))
    membership_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answers.id"))
    copy_id: Mapped[int | None] = mapped_column(ForeignKey("answers.id"))


class Correction(Base):
    """The one correction of a sent answer: what it said before, and what it says once this is sent.

    States: draft, approval, sent, dropped; a dropped one may be begun again.
    """

    __tablename__ = "corrections"
    __table_args__ = (Index("ix_corrections_waiting", "id", sqlite_where=WAITING, postgresql_where=WAITING),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answers.id"), unique=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))
    state: Mapped[str] = mapped_column(String(12), default="draft")
    was: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text, default="")
    remark: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
