"""Fixtures every room's tests share."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.postgres import Cluster, cluster
from tests.stage import Stage, sqlite_url, staged


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
