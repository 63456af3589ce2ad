"""The words of inquiries, so that staff find them by what was written. One index that both databases know."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Id
from models.tables.base import Base

LONGEST_WORD = 16
"""Folded letters of a word that are kept: what differs later is an ending."""

Word = String(LONGEST_WORD).with_variant(String(LONGEST_WORD, collation="C"), "postgresql")
"""Ordered letter by letter, so that words with one beginning lie side by side."""


class SearchWord(Base):
    """A word that stands in an inquiry, under the queue the inquiry lies in.

    The queue comes first: nobody searches beyond their own, and a search costs what their queue holds. What
    is found is looked up among the inquiries, so a word left behind leads nowhere.
    """

    __tablename__ = "search_words"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012

    body: Mapped[str] = mapped_column(String(12), primary_key=True)
    region: Mapped[str] = mapped_column(String(2), primary_key=True)
    word: Mapped[str] = mapped_column(Word, primary_key=True)
    inquiry_id: Mapped[int] = mapped_column(Id, primary_key=True)
