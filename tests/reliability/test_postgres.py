"""The same house on PostgreSQL: one process, two processes, one of them dead."""

import asyncio
import json
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from bot.intake.handling import Handling
from bot.intake.webhook import PATH
from domain.notices import Kind
from models import leases, migrations
from models.engine import Database
from models.leases import Lease
from models.queries import inbox
from playground.town import TOKEN
from services.outbox import notice
from tests.postgres import Cluster
from tests.reliability.helpers import QUESTION, handled, texts, words
from tests.reliability.lives import life, town
from tests.reliability.test_webhook import SECRET, command, free_port
from tests.stage import Stage, TestClock, eventually, staged, understanding

LEASES = """
    SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
    WHERE locktype = 'advisory' AND granted AND classid = :space AND d.datname = current_database()
"""
"""Processes that live, as PostgreSQL sees them."""


async def test_the_main_job(postgres: Cluster) -> None:
    async with staged(postgres.database()) as stage:
        operator = await stage.staff(1003, "operator", language="ru")
        citizen = await stage.consented("kk")
        await citizen.says("Зейнетақым екі айдан бері келмей жатыр, не істеймін?")
        await citizen.taps("1 ·")
        await citizen.sees("Қабылданды")
        await operator.taps("Открыть первый")
        await operator.taps("Взять себе")
        await operator.sees("Вопрос теперь у вас")
        await operator.says("Төлем 25 қарашада түседі.")
        await operator.taps("✅ Отправить гражданину")
        await operator.sees("отправлен гражданину")
        await citizen.sees("Төлем 25 қарашада түседі")
        await citizen.taps("5")
        await citizen.sees("берген бағаңыз: 5")
        assert await stage.rows("SELECT state, rating FROM inquiries") == [("answered", 5)]


@pytest.fixture
async def pair(postgres: Cluster) -> AsyncIterator[tuple[Stage, Stage]]:
    """Two bots on one database; Telegram calls the first, both work."""
    port, url = free_port(), postgres.database()
    hook = {"webhook_url": f"http://127.0.0.1:{port}{PATH}", "webhook_secret": SECRET}
    async with AsyncExitStack() as stack:
        server, sim = await stack.enter_async_context(town())
        first = await stack.enter_async_context(life(server, sim, url, empty=True, webhook_port=port, **hook))
        second = await stack.enter_async_context(life(server, sim, url, webhook_port=free_port(), **hook))
        yield first, second


async def test_two_processes_share_the_work_and_double_nothing(
    pair: tuple[Stage, Stage], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = pair
    took: Counter[int] = Counter()
    called = Handling.__call__

    async def counted(handling: Handling, row: inbox.Claimed) -> None:
        took[handling.owner] += 1
        await called(handling, row)

    monkeypatch.setattr(Handling, "__call__", counted)
    await first.staff(1003, "operator")
    citizens = [first.citizen(f"Сергей {n}", "ru") for n in range(12)]
    for citizen in citizens:
        await citizen.opens()
    for citizen in citizens:
        await citizen.taps("Даю согласие", timeout=10)
        await citizen.says(QUESTION)
    for citizen in citizens:
        await citizen.taps("1 ·", timeout=10)
    for citizen in citizens:
        await citizen.sees(words("receipt.title"), timeout=10)
    await handled(first)

    assert await first.rows("SELECT count(*) FROM inquiries") == [(12,)]
    assert took.total() == int((await first.rows("SELECT count(*) FROM inbox"))[0][0])
    assert set(took) == {first.app.lease.owner, second.app.lease.owner}, "both did something"
    for citizen in citizens:
        said = await texts(citizen)
        assert len(said) == len(set(said)), "nothing was said twice"


async def test_a_commit_of_one_process_wakes_the_other(pair: tuple[Stage, Stage]) -> None:
    """A third one commits and has no pump of its own: only the notification can be so quick."""
    first, _ = pair
    citizen = await first.consented("ru")
    [chat] = (await first.rows("SELECT id FROM chats WHERE telegram_id = :t", t=citizen.id))[0]
    await handled(first)
    third = Database(first.database.url.render_as_string(hide_password=False))
    async with third.writing() as session:
        work = understanding().work(session, TestClock().now(), 0.0)
        notice(work, chat, "alarm", {"key": "alarm.refused", "args": {}}, kind=Kind.STATE)
    began = perf_counter()
    await citizen.sees(words("alarm.refused"))
    await third.dispose()
    assert perf_counter() - began < 1.0, "the pump looks by itself only every five seconds"


async def test_what_a_dead_process_held_is_taken_over(
    postgres: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its rows are free as soon as its lock is: within seconds, and not one of the living's."""
    monkeypatch.setattr("bot.app._RECOVER_EVERY_SECONDS", 0.2)
    async with town() as (server, sim), life(server, sim, postgres.database(), empty=True) as stage:
        citizen, living = await stage.consented("ru"), await stage.consented("ru")
        await handled(stage)
        other = Database(stage.database.url.render_as_string(hide_password=False))
        dead, alive = Lease(other), Lease(other)
        await dead.acquire()
        await alive.acquire()
        await _holds(stage, dead.owner, 31, citizen.id)
        await _holds(stage, alive.owner, 32, living.id)
        await asyncio.sleep(0.6)
        assert await stage.rows("SELECT DISTINCT state FROM inbox WHERE update_id < 100") == [("working",)]

        await dead.release()
        await citizen.sees(words("help.text"))
        assert await stage.rows("SELECT state, deaths FROM inbox WHERE update_id = 31") == [("done", 1)]
        assert await stage.rows("SELECT state, deaths FROM inbox WHERE update_id = 32") == [("working", 0)]
        await alive.release()
        await living.sees(words("help.text"))
        await other.dispose()


async def _holds(stage: Stage, owner: int, number: int, person: int) -> None:
    """A process is in the middle of somebody's `/help`."""
    async with stage.database.writing() as session:
        row: dict[str, Any] = {
            "update_id": number, "lane": person, "payload": json.dumps(command(number, person)),
            "state": "working", "attempts": 0, "deaths": 0, "retry_at": 0.0,
            "received_at": stage.clock.now(), "owner": owner,
        }  # fmt: skip
        await inbox.store(session, [row])


@pytest.mark.slow
async def test_a_killed_process_is_taken_over_by_a_living_one(
    postgres: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real process, a real SIGKILL: what it was at goes to the process that lives, and nothing twice."""
    monkeypatch.setattr("bot.app._RECOVER_EVERY_SECONDS", 0.5)
    port, url = free_port(), postgres.database()
    await _migrated(url)
    async with town() as (server, sim):
        hook = {"webhook_url": f"http://127.0.0.1:{port}{PATH}", "webhook_secret": SECRET}
        async with life(server, sim, url, webhook_port=port, **hook) as stage:
            await stage.staff(1003, "operator")
            other = await _process(server.url, url, free_port(), hook["webhook_url"], tmp_path / "log")

            async def two_owners() -> bool:
                assert other.returncode is None, (tmp_path / "log").read_text()
                locks = await stage.rows(LEASES, space=leases._SPACE)
                return locks == [(2,)]

            await eventually(two_owners, timeout=60)
            citizens = [stage.citizen(f"Сергей {n}", "ru") for n in range(10)]
            for citizen in citizens:
                await citizen.says(QUESTION)
            await asyncio.sleep(0.15)
            other.kill()
            await other.wait()
            for citizen in citizens:
                await citizen.taps("Даю согласие", timeout=15)
                await citizen.taps("1 ·", timeout=15)
                await citizen.sees(words("receipt.title"), timeout=15)
            await handled(stage)
            assert await stage.rows("SELECT count(*) FROM inquiries") == [(10,)]


async def _migrated(url: str) -> None:
    database = Database(url)
    await migrations.upgrade(database)
    await database.dispose()


async def _process(api: str, database: str, port: int, hook: str, log: Path) -> asyncio.subprocess.Process:
    env = {
        "DAUYS_BOT_TOKEN": TOKEN, "DAUYS_API_BASE": api, "DAUYS_DATABASE_URL": database,
        "DAUYS_WEBHOOK_URL": hook, "DAUYS_WEBHOOK_SECRET": SECRET, "DAUYS_WEBHOOK_PORT": str(port),
        "DAUYS_RATE": "10000", "DAUYS_CHAT_RATE": "1000", "DAUYS_MIGRATE": "true",
        "DAUYS_DOCUMENTS_DIR": str(log.parent / "documents"),
    }  # fmt: skip
    with log.open("wb") as output:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", env=os.environ | env, stdout=output, stderr=output
        )
