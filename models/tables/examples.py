"""What people taught the router: texts with the body that turned out to answer them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Document, Id, Instant, Json
from models.tables.base import Base


class Example(Base):
    """One inquiry's masked text with the body it is with now.

    `suggested` holds what the router had proposed, best first; `chosen` is what the citizen chose then.
    Whoever erases a person or an inquiry erases its example with it, whether they know of it or not.
    """

    __tablename__ = "routing_examples"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiries.id", ondelete="CASCADE"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    suggested: Mapped[Document] = mapped_column(Json, default=dict)
    chosen: Mapped[str] = mapped_column(String(12))
    body: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime] = mapped_column(Instant, index=True)
