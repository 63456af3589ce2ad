"""The whole siege: furnish a database, let everybody live, kill the bot, count."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import text

from bot.cli.demo import Told, furnish
from bot.settings import Settings
from bot.understanding import understand
from domain.civil import ZONE
from models import migrations
from models.engine import Database
from playground.server import serving
from tests.reliability.siege.audit import Audit, audited
from tests.reliability.siege.crowd import Eyes, Person, Question
from tests.reliability.siege.killer import (
    Kill,
    Victim,
    emitted,
    environment,
    kill_again_and_again,
    moments,
)
from tests.reliability.siege.lives import Birth, Env, by_command
from tests.reliability.siege.stories import Desk, citizen_lives, operator_works, questions_of, queue_works

WORKING_MORNING = datetime(2026, 11, 20, 10, 0, tzinfo=ZONE)
"""A Friday on which operators are told of arrivals at once."""

UPDATES_PER_QUESTION = 8.3
UPDATES_PER_CITIZEN = 3
QUIET_SECONDS = 20.0

_FIRST_CITIZEN = 50_001
_FIRST_OPERATOR = 2_001

log = logging.getLogger(__name__)

Lives = Callable[[Env, Path], AbstractAsyncContextManager[Birth]]


@dataclass(frozen=True, slots=True)
class Size:
    """How big a siege is; `each` is the questions of one citizen."""

    citizens: int
    operators: int
    each: int
    kills: int

    @property
    def updates(self) -> int:
        """About how many updates flow."""
        return int(self.citizens * (UPDATES_PER_CITIZEN + self.each * UPDATES_PER_QUESTION))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened in a siege."""

    audit: Audit
    questions: int
    updates: int
    chats: int
    kills: Sequence[Kill]
    seconds: float


Trouble = Callable[[Victim, Size, Random], Coroutine[Any, Any, None]]


async def killed(victim: Victim, size: Size, random: Random) -> None:
    """The trouble of a kill test."""
    await kill_again_and_again(victim, moments(random, size.kills, size.updates), random)


async def besieged(
    url: str, folder: Path, size: Size, seed: int, lives: Lives = by_command, trouble: Trouble = killed
) -> Outcome:
    """Run a siege on an empty database.

    Args:
        url: of the database.
        folder: takes the bot's log.
        size: how many people ask how much, and how often the bot dies.
        seed: for everything that is left to chance.
        lives: how a bot comes to life.
        trouble: what happens to it while everybody lives on.

    Raises:
        UnansweredError: somebody waited in vain.
        DiedError: the bot ended without being killed.
    """
    random = Random(seed)
    began = asyncio.get_running_loop().time()
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(serving())
        town = server.town
        town.clock.set(WORKING_MORNING)
        database = Database(url)
        stack.push_async_callback(database.dispose)
        await _furnished(database, size)
        log = folder / "bot.log"
        birth = await stack.enter_async_context(lives(environment(server.url, url), log))
        victim = Victim(town, birth, log)
        await victim.start()
        stack.push_async_callback(victim.stop)
        await victim.receives()
        questions = await _lived(victim, size, random, trouble)
        await _quiet(database)
        audit = await audited(database, town, questions, victim.kills)
        seconds = asyncio.get_running_loop().time() - began
        return Outcome(audit, len(questions), emitted(town), len(town.chats), victim.kills, seconds)


async def _furnished(database: Database, size: Size) -> None:
    """Operators with posts in every queue."""
    await migrations.upgrade(database)
    roles = ["operator", "dispatcher"]
    told = [
        Told(id=_FIRST_OPERATOR + n, name=f"Operator {n}", language="ru", roles=roles)
        for n in range(size.operators)
    ]
    async with database.writing() as session:
        work = understand(Settings(_env_file=None)).work(session, WORKING_MORNING, 0.0)
        await furnish(work, told)


async def _lived(victim: Victim, size: Size, random: Random, trouble: Trouble) -> list[Question]:
    town = victim.town
    eyes, desk = Eyes(town), Desk()
    citizens = [
        Person(town, eyes, _FIRST_CITIZEN + n, random.choice(("kk", "ru")), Random(random.random()))
        for n in range(size.citizens)
    ]
    operators = [
        Person(town, eyes, _FIRST_OPERATOR + n, "ru", Random(random.random())) for n in range(size.operators)
    ]
    asked = [questions_of(citizen, size.each) for citizen in citizens]
    watching = asyncio.create_task(eyes.watch())
    working = [asyncio.create_task(operator_works(operator, desk)) for operator in operators]
    try:
        async with asyncio.TaskGroup() as lives:
            for task in working:
                task.add_done_callback(_fail_loudly)
            lives.create_task(trouble(victim, size, random))
            for citizen, questions in zip(citizens, asked, strict=True):
                lives.create_task(citizen_lives(citizen, questions, desk))
        await desk.join()
        for task in working:
            task.cancel()
        await asyncio.gather(*(queue_works(operator) for operator in operators))
    finally:
        watching.cancel()
        for task in working:
            task.cancel()
    return [question for questions in asked for question in questions]


def _fail_loudly(task: "asyncio.Task[None]") -> None:
    """An operator who gave up leaves citizens waiting: say at once why."""
    if not task.cancelled() and (trouble := task.exception()) is not None:
        log.error("an operator stopped working: %s", trouble)


async def _quiet(database: Database) -> None:
    """Wait until the last screens are written down as sent."""
    async with asyncio.timeout(QUIET_SECONDS):
        while True:
            async with database.reader.connect() as connection:
                open_rows = await connection.scalar(
                    text(
                        "SELECT (SELECT count(*) FROM inbox WHERE state IN ('waiting', 'working')) +"
                        " (SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending', 'later')"
                        " AND not_before IS NULL)"
                    )
                )
            if not open_rows:
                return
            await asyncio.sleep(0.1)
