"""Getting updates when something is wrong: another poller, a bad token, a lost answer, a proxy's page."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import web

from bot.alarm import Alarm
from bot.intake.polling import Polling
from bot.intake.watch import Watch
from models.engine import Database
from playground.town import TOKEN
from tests.reliability.helpers import QUESTION, handled, still, words
from tests.stage import (
    QuickSession,
    Stage,
    TestClock,
    TestMachine,
    eventually,
    fresh,
    sqlite_url,
    understanding,
)


async def polls(stage: Stage) -> int:
    return int((await stage.sim.state())["polls"])


async def test_a_second_poller_rings_the_alarm_and_is_not_fought(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.intake.polling._CONFLICT_PAUSE_SECONDS", 0.5)
    admin = await stage.admin("kk")
    url = f"{stage.sim.url}/bot{TOKEN}/getUpdates"
    async with aiohttp.ClientSession() as other:
        async with other.post(url, json={"timeout": 0}) as first:
            assert first.status == 200
        await admin.sees(words("alarm.conflict", "kk"))
        before = await polls(stage)
        await asyncio.sleep(0.3)
        assert await polls(stage) <= before + 1, "it steps back instead of taking turns"
    citizen = stage.citizen("Сергей", "ru")
    await citizen.says("/help")
    await citizen.sees(words("help.text", "ru"))


async def test_a_refused_token_rings_and_what_was_written_is_handled_later(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.intake.polling._TOKEN_PAUSE_SECONDS", 0.3)
    admin = await stage.admin("kk")
    citizen = await stage.consented("ru")
    await stage.sim.fault("401", method="getUpdates", times=3)
    await citizen.says("/help")
    await citizen.sees(words("help.text"))
    await admin.sees(words("alarm.token", "kk"))


@pytest.mark.parametrize("kind", ["lost", "502", "429"])
async def test_a_batch_that_got_lost_on_its_way_comes_again(stage: Stage, kind: str) -> None:
    await stage.staff(1003, "operator")
    citizen = await stage.consented("ru")
    await stage.sim.fault(kind, method="getUpdates", times=2, retry_after=1)
    await citizen.says(QUESTION)
    await citizen.taps("1 ·")
    await citizen.sees(words("receipt.title"), timeout=10)
    await handled(stage)
    assert await stage.rows("SELECT count(*) FROM messages WHERE author = 'citizen'") == [(1,)]


async def test_a_batch_whose_storing_fails_is_not_acknowledged(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kept by Telegram until it is ours: what fails to be stored is asked for again."""
    citizen = await stage.consented("ru")
    failures = iter([ConnectionError("the database is away")])
    real = Database.writing

    def sometimes(database: Database):  # type: ignore[no-untyped-def]
        if asyncio.current_task() in polling and (failure := next(failures, None)) is not None:
            raise failure
        return real(database)

    polling = {task for task in asyncio.all_tasks() if "_receive" in repr(task)}
    assert polling
    monkeypatch.setattr(Database, "writing", sometimes)
    await citizen.says("/help")
    await citizen.sees(words("help.text"))


async def test_a_deaf_bot_rings(stage: Stage) -> None:
    admin = await stage.admin("kk")
    citizen = await stage.consented("ru")
    watch = Watch(stage.app.bot, stage.database, stage.machine, stage.app.alarm, None)
    await stage.sim.fault("502", method="getUpdates", times=-1)
    await citizen.says("/help")  # the poll that was waiting already takes it
    await citizen.sees(words("help.text"))
    await citizen.says("/lang")
    await watch.look()
    await still(stage, admin)
    await watch.look()
    await admin.sees(words("alarm.deaf", "kk"))


async def test_a_bot_that_only_has_much_to_do_does_not_ring(stage: Stage) -> None:
    admin = await stage.admin("kk")
    citizen = await stage.consented("ru")
    watch = Watch(stage.app.bot, stage.database, stage.machine, stage.app.alarm, None)
    for _ in range(3):
        await watch.look()
        await citizen.says("/help")
        await handled(stage)
    await still(stage, admin)


async def test_a_webhook_that_somebody_moved_rings(stage: Stage) -> None:
    admin = await stage.admin("kk")
    await handled(stage)
    here = Watch(stage.app.bot, stage.database, stage.machine, stage.app.alarm, "http://127.0.0.1:9/telegram")
    await here.look()
    await admin.sees(words("alarm.deaf", "kk"))


@pytest.fixture
async def gateway() -> AsyncIterator[tuple[str, list[str]]]:
    """Something between us and Telegram that answers with its own page, then with nonsense, then rightly."""
    answers = ["<html>502 Bad Gateway</html>", "[]", '{"ok": true}', '{"ok": true, "result": [{"a": 1}]}']
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(request.path)
        body = answers.pop(0) if answers else '{"ok": true, "result": []}'
        await asyncio.sleep(0 if answers else 0.1)
        return web.Response(text=body, content_type="text/html")

    app = web.Application()
    app.router.add_post("/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}", asked
    await runner.cleanup()


async def test_a_page_of_a_proxy_is_waited_out(
    gateway: tuple[str, list[str]], tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.intake.polling._LONGEST_PAUSE_SECONDS", 0.05)
    url, asked = gateway
    database = Database(sqlite_url(tmp_path))  # type: ignore[arg-type]
    await fresh(database)
    bot = Bot(TOKEN, session=QuickSession(api=TelegramAPIServer.from_base(url)))
    alarm = Alarm(database, TestClock(), TestMachine(), understanding())
    running = asyncio.create_task(Polling(bot, database, TestClock(), alarm).run())

    async def recovered() -> bool:
        return len(asked) > 6

    await eventually(recovered)
    assert not running.done()
    running.cancel()
    await asyncio.wait([running])
    await bot.session.close()
    await database.dispose()
