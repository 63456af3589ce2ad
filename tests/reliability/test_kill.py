"""A bot that is killed a dozen times while a town asks and answers: nothing lost, hardly anything twice."""

import asyncio
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from models.engine import Database
from tests.postgres import Cluster
from tests.reliability.siege.killer import Victim
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


FEW = Size(citizens=8, operators=2, each=2, kills=0)


@pytest.mark.slow
async def test_a_database_that_keeps_failing(postgres: Cluster, tmp_path: Path) -> None:
    """The server stops, starts and cuts connections under a living bot: nothing lost, nothing twice."""

    async def trouble(victim: Victim, _size: Size, random: Random) -> None:
        for n in range(8):
            await asyncio.sleep(random.uniform(0.1, 0.8))
            victim.must_live()
            if n % 2:
                await _cut(postgres)
            else:
                await asyncio.to_thread(postgres.stop)
                await asyncio.sleep(random.uniform(0.0, 0.8))
                await asyncio.to_thread(postgres.start)

    outcome = await besieged(
        postgres.database(), tmp_path, FEW, seed=20261121, lives=from_nursery, trouble=trouble
    )
    assert outcome.audit.wrong == ()
    assert outcome.audit.repeats == 0
    assert outcome.kills == []


async def _cut(server: Cluster) -> None:
    other = Database(server.url("postgres"))
    async with other.writer.connect() as connection:
        await connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        )
    await other.dispose()
