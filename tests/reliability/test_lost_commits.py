"""A commit that goes through although its answer never arrives: nothing may stay in our name for ever."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from models.engine import Database
from models.queries import inbox, outbox
from playground.people import Person
from tests.reliability.helpers import QUESTION, handled, pass_machine_time, texts, words
from tests.stage import Stage, eventually

Whose = Callable[["asyncio.Task[object]"], bool]


def part(name: str) -> Whose:
    """The long-running part of the bot with this coroutine, as "Pump.run"."""
    return lambda task: getattr(task.get_coro(), "__qualname__", "") == name


def lane_of(person: Person) -> Whose:
    """The task that handles an update of this person."""
    return lambda task: task.get_name() == f"lane {person.id}"


def lose_one_commit(monkeypatch: pytest.MonkeyPatch, whose: Whose) -> asyncio.Event:
    """The next commit of this task that changes a row goes through and looks like a lost connection."""
    real, lost = Database.writing, asyncio.Event()
    changed: set[asyncio.Task[object]] = set()

    @asynccontextmanager
    async def writing(database: Database) -> AsyncIterator[AsyncSession]:
        async with real(database) as session:
            yield session
        task = asyncio.current_task()
        if task is not None and task in changed and not lost.is_set() and whose(task):
            lost.set()
            raise ConnectionError("the answer to COMMIT never came")

    for queries in (inbox, outbox):
        monkeypatch.setattr(queries, "claim", noticing(queries.claim, changed))
    monkeypatch.setattr(inbox, "finish", noticing(inbox.finish, changed))
    monkeypatch.setattr(Database, "writing", writing)
    return lost


def noticing(work: Callable[..., Any], changed: "set[asyncio.Task[object]]") -> Callable[..., Any]:
    """The same work, noting the tasks in which it changed something."""

    async def done(*args: Any) -> Any:
        result = await work(*args)
        if result and (task := asyncio.current_task()) is not None:
            changed.add(task)
        return result

    return done


async def served(stage: Stage, person: Person, expected: str) -> None:
    """This person is answered after all, once the strays are found."""
    looks = asyncio.create_task(_time_passes(stage))
    try:
        await person.sees(expected, timeout=8)
    finally:
        looks.cancel()


async def _time_passes(stage: Stage) -> None:
    while True:
        await asyncio.sleep(0.15)
        pass_machine_time(stage, 4)
        stage.database.ring("inbox")


async def test_the_claim_of_an_update(anywhere: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    citizen = await anywhere.consented("ru")
    await handled(anywhere)
    lost = lose_one_commit(monkeypatch, part("Lanes.run"))
    await citizen.says("/help")
    await served(anywhere, citizen, words("help.text"))
    assert lost.is_set()
    assert await anywhere.rows("SELECT DISTINCT state, attempts, deaths FROM inbox") == [("done", 0, 0)]


async def test_the_claim_of_a_notice(anywhere: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    operator = await anywhere.staff(1003, "operator")
    citizen = await anywhere.consented("ru")
    await citizen.says(QUESTION)
    await citizen.sees("1. ")
    await handled(anywhere)
    lost = lose_one_commit(monkeypatch, part("Pump.run"))
    await citizen.taps("1 ·")
    await citizen.sees(words("receipt.title"))
    await served(anywhere, operator, words("arrivals"))
    assert lost.is_set()


async def test_the_handling_of_an_update(anywhere: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its effect is there, so it is not handled again; its screen, which nobody would send, is found."""
    citizen = await anywhere.consented("ru")
    await handled(anywhere)
    lost = lose_one_commit(monkeypatch, lane_of(citizen))
    await citizen.says(QUESTION)
    await served(anywhere, citizen, "1. ")
    assert lost.is_set()
    await handled(anywhere)
    assert await anywhere.rows("SELECT count(*) FROM messages WHERE author = 'citizen'") == [(1,)]
    assert sum("1. " in said for said in await texts(citizen)) == 1


async def test_what_is_under_way_is_no_stray(anywhere: Stage) -> None:
    """A request that takes long is in our memory, however often we look."""
    citizen = await anywhere.consented("ru")
    await handled(anywhere)
    await anywhere.sim.fault("hang", method="sendMessage", chat_id=citizen.id, seconds=1.5)
    anywhere.app.pump.strays.doubt()
    await citizen.says("/help")
    for _ in range(6):
        await asyncio.sleep(0.15)
        pass_machine_time(anywhere, 4)
    await eventually(lambda: _quiet(anywhere), timeout=8)
    assert sum(words("help.text") in said for said in await texts(citizen)) <= 1


async def _quiet(stage: Stage) -> bool:
    pass_machine_time(stage, 4)
    return not await stage.rows("SELECT id FROM outbox WHERE state IN ('waiting', 'sending', 'later')")
