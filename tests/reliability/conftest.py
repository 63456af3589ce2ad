"""Fixtures of this room."""

from collections.abc import AsyncIterator

import pytest

from tests.stage import Stage, staged


@pytest.fixture
async def anywhere(database_url: str) -> AsyncIterator[Stage]:
    """The stage on an empty database, once of each kind."""
    async with staged(database_url) as stage:
        yield stage
