"""Two processes on one database never do the same piece of work."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from models.engine import Database
from models.queries import drafts, inbox, outbox, people
from models.tables import Album, Draft, Outbox
from tests.postgres import Cluster
from tests.stage import fresh

NOW = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@pytest.fixture
async def database(postgres: Cluster) -> AsyncIterator[Database]:
    """PostgreSQL with one citizen; on SQLite there is only one process."""
    opened = Database(postgres.database())
    await fresh(opened)
    async with opened.writing() as session:
        await people.add(session, 1001, "Айгерім", "kk", NOW)
    yield opened
    await opened.dispose()


async def test_a_settled_draft_is_answered_by_one_process(database: Database) -> None:
    async with database.writing() as session:
        (await drafts.add(session, 1, NOW)).settle_at = 1.0
        session.add(Album(person_id=1, group_id="a", settle_at=1.0, created_at=NOW))
    async with database.writing() as ours, database.writing() as theirs:
        assert len(await drafts.settled(ours, 2.0)) == 1
        assert len(await drafts.settled_albums(ours, 2.0)) == 1
        assert await drafts.settled(theirs, 2.0) == []
        assert await drafts.settled_albums(theirs, 2.0) == []


async def test_a_message_leaves_through_one_process(database: Database) -> None:
    async with database.writing() as session:
        session.add(Outbox(kind="state", priority=1, chat_id=1, key="transferred", created_at=NOW))
    async with database.writing() as ours, database.writing() as theirs:
        assert len(await outbox.claim(ours, 1, NOW, 0.0, 8)) == 1
        assert await outbox.claim(theirs, 2, NOW, 0.0, 8) == []


async def test_a_chat_stays_in_one_lane_while_its_first_update_is_claimed(database: Database) -> None:
    async with database.writing() as session:
        await inbox.store(session, [update(n, lane=1001) for n in (1, 2)] + [update(3, lane=1002)])
    async with database.writing() as ours, database.writing() as theirs:
        assert [row.update_id for row in await inbox.claim(ours, 1, 0.0, 1)] == [1]
        assert [row.update_id for row in await inbox.claim(theirs, 2, 0.0, 8)] == [3]


async def test_what_is_locked_by_a_lane_is_left_for_the_next_tick(database: Database) -> None:
    async with database.writing() as session:
        (await drafts.add(session, 1, NOW)).settle_at = 1.0
    async with database.writing() as lane, database.writing() as job:
        await lane.scalar(select(Draft).with_for_update())
        assert await drafts.settled(job, 2.0) == []


def update(number: int, lane: int) -> dict[str, object]:
    """A raw update as intake stores it."""
    return {
        "update_id": number,
        "lane": lane,
        "payload": "{}",
        "state": "waiting",
        "attempts": 0,
        "deaths": 0,
        "retry_at": 0.0,
        "received_at": NOW,
    }
