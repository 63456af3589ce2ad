"""Fixtures every room's tests share, and what makes a process of tests quick."""

import gc
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from models import sqlite
from tests.postgres import Cluster, cluster
from tests.stage import Stage, sqlite_url, staged

_SELDOM = (10_000, 20, 20)
"""As in the bot itself: looking for circles after every 700 objects takes a sixth of the time."""


_TESTS_OF_A_HEAP = 200


@event.listens_for(Engine, "connect")
def not_waiting_for_the_disk(connection: Any, _record: Any) -> None:
    """Only the machine's own crash could lose a commit; processes that tests start and kill do wait."""
    if isinstance(connection, sqlite.Connection):
        connection.execute("PRAGMA synchronous=OFF")


def pytest_collection_finish() -> None:
    """What was imported lives as long as the process."""
    gc.freeze()
    gc.set_threshold(*_SELDOM)


_finished = count(1)


def pytest_runtest_logfinish() -> None:
    """A bot that has ended is a heap of circles: some hundreds of them would fill a small machine."""
    if next(_finished) % _TESTS_OF_A_HEAP == 0:
        gc.collect()


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A playground and the whole bot on an empty SQLite database."""
    async with staged(sqlite_url(tmp_path)) as ready:
        yield ready


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A PostgreSQL server for all tests of this process; each takes a database of its own from it."""
    with cluster() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, once on SQLite and once on PostgreSQL; for `staged(...)`."""
    if request.param == "sqlite":
        return sqlite_url(tmp_path)
    server: Cluster = request.getfixturevalue("postgres")
    return server.database()
