"""Fixtures every room's tests share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.stage import Stage, sqlite_url, staged


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """A playground and the whole bot on an empty SQLite database."""
    async with staged(sqlite_url(tmp_path)) as ready:
        yield ready
