"""What an administrator switches per body or per region of a body. Names and phones are facts."""

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.columns import Id, Instant
from models.tables.base import Base


class BodySettings(Base):
    """One queue's switches. `region` is part of the key: empty, not null, where a body has one queue."""

    __tablename__ = "body_settings"

    body: Mapped[str] = mapped_column(String(12), primary_key=True)
    region: Mapped[str] = mapped_column(String(2), primary_key=True, default="")
    connected: Mapped[bool] = mapped_column(default=False)
    approval: Mapped[bool] = mapped_column(default=False)
    text_only: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[datetime] = mapped_column(Instant)


class Unit(Base):
    """A department inside a body, where a body wants its queue divided."""

    __tablename__ = "units"
    __table_args__ = (UniqueConstraint("body", "region", "name_kk"),)

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    body: Mapped[str] = mapped_column(String(12))
    region: Mapped[str] = mapped_column(String(2), default="")
    name_kk: Mapped[str] = mapped_column(String(200))
    name_ru: Mapped[str] = mapped_column(String(200))
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
