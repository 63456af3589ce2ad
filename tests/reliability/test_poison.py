"""Updates that cannot be handled: three attempts, quarantine, an apology, an alarm, and the lane goes on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.intake.lanes import Lanes
from models.engine import Database
from models.queries import inbox
from models.tables import Inbox
from playground.people import Person
from services import conversation, recovery
from tests.reliability.helpers import QUESTION, handled, words
from tests.reliability.lives import life, town
from tests.stage import Stage, TestClock, TestMachine, fresh, sqlite_url, understanding

ODD: dict[str, Any] = {
    "a text where a message should be": "nonsense",
    "a chat that is no chat": {"message_id": 1, "date": 1, "chat": "somewhere"},
    "numbers no database holds": {"message_id": 1, "date": 1, "chat": {"id": 10**40, "type": "private"}},
    "a list": [1, 2],
    "nothing": None,
    "a number": 7,
    "deep": {"chat": {"id": {"id": {"id": 1}}}},
    "half a letter": {"message_id": 1, "date": 1, "text": "\ud83d", "chat": {"id": 5, "type": "private"}},
}


def message_of(person: Person, **content: Any) -> dict[str, Any]:
    """A raw message of a person, as Telegram would bring it."""
    return {
        "message_id": 5000,
        "date": 1_790_000_000,
        "chat": {"id": person.id, "type": "private", "first_name": "Сергей"},
        "from": {"id": person.id, "is_bot": False, "first_name": "Сергей"},
        **content,
    }


async def quarantined(stage: Stage) -> int:
    """How many updates are in quarantine."""
    return int((await stage.rows("SELECT count(*) FROM inbox WHERE state = 'quarantined'"))[0][0])


async def test_an_update_that_cannot_be_read(stage: Stage) -> None:
    admin = await stage.admin("kk")
    citizen = await stage.consented("ru")
    number = await stage.sim.update({"message": message_of(citizen, reply_to_message="nonsense")})
    await citizen.says("/help")

    incident = (await citizen.sees(words("apology")))["text"]
    await citizen.sees(words("help.text"))
    alarm = (await admin.sees(words("alarm.quarantine", "kk")))["text"]
    await handled(stage)
    rows = await stage.rows("SELECT state, attempts, incident FROM inbox WHERE update_id = :n", n=number)
    (state, attempts, kept) = rows[0]
    assert (state, attempts) == ("quarantined", 2), "the third failure takes it out of the lane"
    assert kept in incident
    assert kept in alarm


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
async def test_an_update_of_any_shape_does_not_stop_the_others(
    stage: Stage, odd: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.intake.handling._PAUSES", (0.01,))
    citizen = await stage.consented("ru")
    await stage.sim.update({"message": odd})
    await stage.sim.update({"callback_query": odd})
    await stage.sim.update({"something_new": odd})
    await citizen.says("/help")
    await citizen.sees(words("help.text"))
    await handled(stage)


async def test_a_message_of_a_kind_nobody_knows_yet(stage: Stage) -> None:
    citizen = await stage.consented("ru")
    await stage.sim.update({"message": message_of(citizen, hologram={"id": "7"})})
    await citizen.sees(words("error.kind"))
    await handled(stage)
    assert await quarantined(stage) == 0


async def test_a_mistake_of_ours_that_passes_is_not_felt(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    citizen = await stage.consented("ru")
    failures = iter([RuntimeError("one"), RuntimeError("two")])
    hear = conversation.hear

    async def sometimes(*args: Any) -> Any:
        for failure in failures:
            raise failure
        return await hear(*args)

    monkeypatch.setattr(conversation, "hear", sometimes)
    await citizen.says(QUESTION)
    await citizen.sees("1. ")
    await handled(stage)
    assert await quarantined(stage) == 0
    assert await stage.rows("SELECT count(*) FROM messages WHERE author = 'citizen'") == [(1,)]


async def test_a_button_that_fails_does_not_spin(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    citizen = await stage.consented("ru")
    await citizen.says(QUESTION)

    async def broken(*_args: Any) -> None:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr("services.inquiries.submit", broken)
    await citizen.taps("1 ·")
    await citizen.sees(words("apology"))


async def test_an_update_in_progress_at_three_deaths_is_their_cause(database_url: str) -> None:
    """The others that were in progress at the first death are innocent, and are not counted with it."""
    async with rows_waiting(database_url, 5) as database:
        assert await in_progress(database, owner=11) == {1, 2, 3, 4, 5}
        assert await died(database, 11) == []
        for life in (12, 13, 14):
            assert await in_progress(database, life, now=10.0 * life) == {1}, "a suspect is handled alone"
            deadly = await died(database, life, now=10.0 * life)
        assert deadly == [1]


async def test_an_update_that_was_alone_from_the_beginning(database_url: str) -> None:
    async with rows_waiting(database_url, 1) as database:
        for life in (12, 13, 14):
            assert await in_progress(database, life, now=10.0 * life) == {1}
            deadly = await died(database, life, now=10.0 * life)
        assert deadly == [1]


async def test_an_update_that_was_waiting_when_the_next_process_died_is_innocent(database_url: str) -> None:
    async with rows_waiting(database_url, 3) as database:
        assert await in_progress(database, 11) == {1, 2, 3}
        await died(database, 11)
        assert await in_progress(database, 12) == {1}
        await died(database, 12)
        assert await in_progress(database, 13) == {2, 3}, "the first one waits a moment"
        await died(database, 13)
        assert await deaths(database) == [0, inbox.SUSPECT, inbox.SUSPECT]


async def test_the_rest_is_handled_once_the_suspects_are_done(database_url: str) -> None:
    async with rows_waiting(database_url, 3) as database:
        assert await in_progress(database, 11) == {1, 2, 3}
        await died(database, 11)
        async with database.writing() as session:
            await inbox.store(session, [_row(number) for number in range(4, 6)])
        done: list[int] = []
        assert await in_progress(database, 12, finish=done) == {1, 2, 3, 4, 5}
        assert done[:3] == [1, 2, 3], "one after another"


async def test_a_deadly_update_is_found_at_the_next_start(tmp_path: Any) -> None:
    url = sqlite_url(tmp_path)
    async with town() as (server, sim):
        async with life(server, sim, url, empty=True) as stage:
            admin = await stage.admin("kk")
            citizen = await stage.consented("ru")
            async with stage.database.writing() as session:
                await inbox.store(session, [_row(77, citizen.id) | {"state": "working", "deaths": 2}])
                await session.execute(update(Inbox).values(owner=1).where(Inbox.deaths > 0))
        async with life(server, sim, url):
            await citizen.sees(words("apology"))
            await admin.sees(words("alarm.quarantine", "kk"))
            await citizen.says("/help")
            await citizen.sees(words("help.text"))


def _row(number: int, lane: int | None = None) -> dict[str, object]:
    return {
        "update_id": number, "lane": lane or number, "payload": "{}", "state": "waiting", "attempts": 0,
        "deaths": 0, "retry_at": 0.0, "received_at": TestClock().now(),
    }  # fmt: skip


@asynccontextmanager
async def rows_waiting(url: str, count: int) -> AsyncIterator[Database]:
    """A database whose inbox holds so many updates of so many chats."""
    database = Database(url)
    try:
        await fresh(database)
        async with database.writing() as session:
            await inbox.store(session, [_row(number) for number in range(1, count + 1)])
        yield database
    finally:
        await database.dispose()


async def in_progress(
    database: Database, owner: int, now: float = 1.0, finish: list[int] | None = None
) -> set[int]:
    """Let a process take what it takes; with `finish` it also finishes it, and says in which order."""
    began: set[int] = set()

    async def handle(row: inbox.Claimed) -> None:
        began.add(row.update_id)
        if finish is None:
            await asyncio.Event().wait()
        await asyncio.sleep(0.02)
        async with database.writing() as session:
            await inbox.finish(session, row.id, owner)
        assert finish is not None
        finish.append(row.update_id)

    lanes = Lanes(database, owner, TestMachine(now - TestMachine().now()), handle)
    running = asyncio.create_task(lanes.run())
    await asyncio.sleep(0.4)
    for task in (running, *lanes._tasks):
        task.cancel()
        await asyncio.wait([task])
    return began


async def deaths(database: Database) -> list[int]:
    """What is written down about each update's deaths."""
    async with database.reading() as session:
        return list(await session.scalars(select(Inbox.deaths).order_by(Inbox.id)))


async def died(database: Database, owner: int, now: float = 1.0) -> list[int]:
    """A process died and the next one cleans up; returns the updates it takes for deadly."""
    async with database.writing() as session:
        work = understanding().work(session, TestClock().now(), now)
        return [row.update_id for row in await recovery.recover(work, {owner})]
