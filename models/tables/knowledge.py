"""Answers for everybody that grew out of answers to one citizen, how answers are used, and what has none."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Id, Instant
from models.tables.base import Base


class PublishedAnswer(Base):
    """A question and its answer in both languages, grown out of an answer to one citizen, who is not in it.

    `state` is draft, offered (waits for the head), published or dropped. `answer_id` names the
    answer it grew out of only until it is published or dropped: afterwards nothing leads back to a person.
    Nobody is shown it after the day of its `review`; `told` is the review its owners were told of.
    """

    __tablename__ = "published_answers"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    body: Mapped[str] = mapped_column(String(12))
    region: Mapped[str] = mapped_column(String(2), default="")
    state: Mapped[str] = mapped_column(String(10), default="draft")
    question_kk: Mapped[str] = mapped_column(Text, default="")
    question_ru: Mapped[str] = mapped_column(Text, default="")
    answer_kk: Mapped[str] = mapped_column(Text, default="")
    answer_ru: Mapped[str] = mapped_column(Text, default="")
    review: Mapped[date | None]
    told: Mapped[date | None]
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("answers.id", ondelete="CASCADE"), unique=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("memberships.id"))
    head_id: Mapped[int | None] = mapped_column(ForeignKey("memberships.id"))
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (
        Index("ix_published_answers_body_state", "body", "region", "state"),
        Index("ix_published_answers_state_review", "state", "review"),
    )


class ShelfVersion(Base):
    """The one row that counts changes to what is published; a searcher compares it with the one it knows."""

    __tablename__ = "shelf_version"

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    n: Mapped[int] = mapped_column(default=0)


class AnswerUse(Base):
    """Somebody was offered an answer, read it, found what they sought, or asked a human all the same.

    Nobody is written down: `draft` is the number of what was being asked, which goes once it is sent.
    """

    __tablename__ = "answer_uses"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    answer: Mapped[str] = mapped_column(String(40))
    act: Mapped[str] = mapped_column(String(8))
    draft: Mapped[int | None] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(Instant, index=True)

    __table_args__ = (UniqueConstraint("draft", "answer", "act", name="uq_answer_uses_draft"),)


class ReviewTold(Base):
    """The owner of a ready answer was told that its day of review has passed."""

    __tablename__ = "reviews_told"

    answer: Mapped[str] = mapped_column(String(40), primary_key=True)
    review: Mapped[date] = mapped_column(primary_key=True)


class Likeness(Base):
    """An example and the first one that asks the same: together they are a question without an answer.

    `lead_id` is empty where an answer had been offered. Like the example it goes with its author.
    """

    __tablename__ = "likenesses"

    example_id: Mapped[int] = mapped_column(
        ForeignKey("routing_examples.id", ondelete="CASCADE"), primary_key=True
    )
    lead_id: Mapped[int | None] = mapped_column(Id)
    body: Mapped[str] = mapped_column(String(12))

    __table_args__ = (Index("ix_likenesses_body_lead", "body", "lead_id"),)
