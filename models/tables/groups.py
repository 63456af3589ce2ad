"""Telegram groups of bodies: which queue a group shows, one card for each inquiry, and one-use codes."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Id, Instant
from models.tables.base import Base


class GroupLink(Base):
    """A queue and the group that shows it; the group reads the language of whoever linked it.

    `topic_id` is the topic of a forum in which the cards stand: none until it is made, 0 where the bot may
    not make one and the cards stand among everything else. `topic_row` is the request that makes it.
    """

    __tablename__ = "group_links"
    __table_args__ = (UniqueConstraint("body", "region"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    body: Mapped[str] = mapped_column(String(12))
    region: Mapped[str] = mapped_column(String(2), default="")
    chat_id: Mapped[int] = mapped_column(ForeignKey("chats.id"), unique=True)
    language: Mapped[str] = mapped_column(String(2))
    forum: Mapped[bool] = mapped_column(default=False)
    topic_id: Mapped[int | None] = mapped_column(BigInteger)
    topic_row: Mapped[int | None] = mapped_column(ForeignKey("outbox.id", ondelete="SET NULL"))
    linked_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    linked_at: Mapped[datetime] = mapped_column(Instant)
    hinted_at: Mapped[datetime | None] = mapped_column(Instant)


class GroupCard(Base):
    """The card of an inquiry in a group, for as long as there is more to tell.

    `outbox_id` is the request under way; `version` and `late` are what of the inquiry it was planned from.
    """

    __tablename__ = "group_cards"

    link_id: Mapped[int] = mapped_column(ForeignKey("group_links.id"), primary_key=True)
    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiries.id"), primary_key=True)
    outbox_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id", ondelete="SET NULL"))
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    version: Mapped[int] = mapped_column(default=0)
    late: Mapped[bool] = mapped_column(default=False)


class GroupCode(Base):
    """A one-use code that links a group. Only its digest is stored, as with invitations."""

    __tablename__ = "group_codes"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    body: Mapped[str] = mapped_column(String(12))
    region: Mapped[str] = mapped_column(String(2), default="")
    created_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)
