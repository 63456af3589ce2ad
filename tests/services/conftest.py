"""Fixtures of the services' tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.services.house import House, house_at, house_in


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """An empty house on a Friday morning at which everybody works."""
    async with house_in(tmp_path) as opened:
        yield opened


@pytest.fixture
async def either_house(database_url: str) -> AsyncIterator[House]:
    """An empty house, once on SQLite and once on PostgreSQL."""
    async with house_at(database_url) as opened:
        yield opened
