"""An instant keeps its zone on both databases, and one without a zone is refused."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import StatementError

from domain.civil import ZONE
from models.columns import Instant
from models.engine import Database
from models.tables import Heartbeat
from tests.stage import fresh, sqlite_url

EVENING = datetime(2026, 11, 20, 18, 30, tzinfo=ZONE)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An empty database with our tables."""
    opened = Database(database_url)
    await fresh(opened)
    yield opened
    await opened.dispose()


async def test_an_instant_comes_back_aware_and_in_utc(database: Database) -> None:
    async with database.writing() as session:
        session.add(Heartbeat(name="evening", at=EVENING, details={}))
    async with database.reading() as session:
        found = await session.scalar(select(Heartbeat.at))
    assert found == EVENING
    assert found is not None and found.tzinfo is UTC and found.hour == 13


async def test_instants_are_compared_as_instants_whatever_their_zone(database: Database) -> None:
    async with database.writing() as session:
        session.add(Heartbeat(name="evening", at=EVENING, details={}))
    async with database.reading() as session:
        for zone in (UTC, ZONE, timezone(timedelta(hours=-9))):
            same = EVENING.astimezone(zone)
            assert await session.scalar(select(Heartbeat.name).where(Heartbeat.at <= same)) == "evening"
            earlier = same - timedelta(microseconds=1)
            assert await session.scalar(select(Heartbeat.name).where(Heartbeat.at <= earlier)) is None


async def test_a_naive_instant_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="needs a time zone"):
        async with database.writing() as session:
            session.add(Heartbeat(name="naive", at=EVENING.replace(tzinfo=None), details={}))


async def test_sqlite_stores_utc(tmp_path: Path) -> None:
    opened = Database(sqlite_url(tmp_path))
    await fresh(opened)
    async with opened.writing() as session:
        session.add(Heartbeat(name="evening", at=EVENING, details={}))
    async with opened.reading() as session:
        stored = await session.scalar(text("SELECT at FROM heartbeats"))
    await opened.dispose()
    assert stored == "2026-11-20 13:30:00.000000"


@given(st.datetimes(timezones=st.timezones()), st.sampled_from([sqlite.dialect(), postgresql.dialect()]))
def test_the_way_in_and_out_keeps_the_instant(moment: datetime, dialect: object) -> None:
    column = Instant()
    stored = column.process_bind_param(moment, dialect)  # type: ignore[arg-type]
    assert column.process_result_value(stored, dialect) == moment.astimezone(UTC)  # type: ignore[arg-type]


def test_nothing_stays_nothing() -> None:
    column = Instant()
    assert column.process_bind_param(None, sqlite.dialect()) is None  # type: ignore[no-untyped-call]
    assert column.process_result_value(None, sqlite.dialect()) is None  # type: ignore[no-untyped-call]
