"""A bot that is killed a dozen times while a town asks and answers: nothing lost, hardly anything twice."""

from pathlib import Path

import pytest

from tests.reliability.siege.lives import from_nursery
from tests.reliability.siege.run import Size, besieged

DOZEN = Size(citizens=16, operators=2, each=3, kills=12)


@pytest.mark.slow
async def test_a_dozen_deaths(database_url: str, tmp_path: Path) -> None:
    """The full run, by `python -m bot run` and with fifty deaths, is `python -m benchmarks kill`."""
    outcome = await besieged(database_url, tmp_path, DOZEN, seed=20261120, lives=from_nursery)
    assert outcome.audit.wrong == ()
    assert len(outcome.kills) == DOZEN.kills
    assert outcome.questions == DOZEN.citizens * DOZEN.each
