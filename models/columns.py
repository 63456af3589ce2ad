"""Column types that behave the same on SQLite and PostgreSQL."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, ColumnElement, DateTime, Integer, literal_column
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """A moment in UTC.

    SQLite drops the zone of a timestamp without a word; this type puts it back and refuses
    naive values on the way in, so that a forgotten zone is an error and not five hours.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC; raise ValueError for a naive value."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return an aware value in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Json = JSON().with_variant(JSONB(), "postgresql")
"""A small JSON document; JSONB where the database has it."""

Id = BigInteger().with_variant(Integer(), "sqlite")
"""A surrogate key: SQLite gives row ids only to a column declared INTEGER."""

Document = dict[str, Any]
"""What a `Json` column holds."""


def spelled(column: InstrumentedAttribute[str] | Column[str], states: Iterable[str]) -> ColumnElement[bool]:
    """`column IN (...)` with the states written out in the statement, in this order.

    A partial index is used only where its condition can be read in the statement itself: a bound value is
    known too late, and the search for the few open rows would walk through all that were ever closed.
    """
    return column.in_([literal_column(f"'{state}'") for state in states])
