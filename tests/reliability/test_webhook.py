"""The webhook's door: who may knock, what is stored before "200", and what happens while nothing can be."""

import asyncio
import gzip
import logging
import socket
import warnings
import zlib
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.intake.webhook import HEADER, PATH
from bot.middlewares import known
from models.engine import Database
from tests.reliability.helpers import QUESTION, handled, words
from tests.stage import Stage, eventually, staged

SECRET = "a-secret-of-the-tests"


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def door() -> str:
    """The address Telegram is told."""
    return f"http://127.0.0.1:{free_port()}{PATH}"


@pytest.fixture
async def hooked(database_url: str, door: str) -> AsyncIterator[Stage]:
    """A bot behind a webhook, on either database."""
    port = int(door.split(":")[2].split("/")[0])
    async with staged(database_url, webhook_url=door, webhook_secret=SECRET, webhook_port=port) as stage:

        async def announced() -> bool:
            return bool((await stage.sim.state())["webhook"]["url"])

        await eventually(announced)
        yield stage


async def knock(door: str, update: object, secret: str | None) -> int:
    """Post an update; returns the status."""
    headers = {} if secret is None else {HEADER: secret}
    async with aiohttp.ClientSession() as http, http.post(door, json=update, headers=headers) as answer:
        return answer.status


async def posted(door: str, body: bytes, headers: dict[str, str]) -> int:
    """Post bytes as they are, whatever the headers say of them; returns the status."""
    host, port = door.split("/")[2].split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    lines = [f"POST {PATH} HTTP/1.1", f"Host: {host}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    writer.write("\r\n".join([*lines, "", ""]).encode() + body)
    answered = await reader.readline()
    writer.close()
    return int(answered.split()[1])


def command(number: int, person: int) -> dict[str, object]:
    """A `/help` of somebody, as Telegram would bring it."""
    user = {"id": person, "is_bot": False, "first_name": "Сергей", "language_code": "ru"}
    return {
        "update_id": number,
        "message": {
            "message_id": 77, "date": 1_790_000_000, "text": "/help", "from": user,
            "chat": {"id": person, "type": "private", "first_name": "Сергей"},
            "entities": [{"type": "bot_command", "offset": 0, "length": 5}],
        },
    }  # fmt: skip


async def test_the_story_through_the_webhook(hooked: Stage) -> None:
    await hooked.staff(1003, "operator")
    citizen = await hooked.consented("ru")
    await citizen.says(QUESTION)
    await citizen.taps("1 ·")
    await citizen.sees(words("receipt.title"))


async def test_whoever_lacks_the_secret_is_sent_away_and_nothing_is_stored(hooked: Stage, door: str) -> None:
    for secret in (None, "", "wrong", SECRET + "x", SECRET[:-1], "құпия"):
        assert await knock(door, command(5, 4242), secret) == 403, secret
    assert await hooked.rows("SELECT id FROM inbox WHERE update_id = 5") == []


async def test_what_cannot_be_read_is_refused_kindly(hooked: Stage, door: str) -> None:
    deep = b'{"update_id": 6, "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    async with aiohttp.ClientSession() as http:
        for body in (deep, b"\xff"):
            async with http.post(door, data=body, headers={HEADER: SECRET}) as answer:
                assert answer.status == 400
    assert await hooked.rows("SELECT id FROM inbox WHERE update_id = 6") == []


@pytest.mark.parametrize("packing", ["gzip", "deflate"])
async def test_what_claims_to_be_packed_is_refused_as_unreadable(
    hooked: Stage, door: str, packing: str, caplog: pytest.LogCaptureFixture
) -> None:
    body = b'{"update_id": 6, "message": {"text": "my secret"}}'
    for data in (body, zlib.compress(body)[:9], gzip.compress(body)[:20], gzip.compress(body)):
        headers = {HEADER: SECRET, "Content-Encoding": packing, "Content-Type": "application/json"}
        assert await posted(door, data, headers) == 400, data
    assert await hooked.rows("SELECT id FROM inbox WHERE update_id = 6") == []
    assert [line for line in caplog.records if line.exc_info or line.levelno >= logging.ERROR] == []


async def test_an_update_of_an_unknown_kind_leaves_no_word_in_the_log(
    hooked: Stage, door: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(known.log, "disabled", False)  # another test's tool may have silenced every logger
    told: dict[str, object] = {
        "text": "my secret",
        "from": {"id": 4242, "is_bot": False, "first_name": "Sergei"},
    }
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        for kind in ("dream", "poll_of_tomorrow"):
            assert await knock(door, {"update_id": len(kind), kind: told}, SECRET) == 200
        await handled(hooked)
    assert await hooked.rows("SELECT state FROM inbox WHERE update_id IN (5, 16)") == [("done",)] * 2
    said = caplog.text + "".join(str(one.message) for one in warned)
    assert "secret" not in said and "Sergei" not in said
    assert "update 5 is of a kind we do not know" in said


async def test_the_same_update_three_times_in_parallel(hooked: Stage, door: str) -> None:
    citizen = await hooked.consented("ru")
    before = len(await citizen.chat())
    answers = await asyncio.gather(*(knock(door, command(5, citizen.id), SECRET) for _ in range(3)))
    assert answers == [200, 200, 200]
    await citizen.sees(words("help.text"))
    assert await knock(door, command(5, citizen.id), SECRET) == 200
    await handled(hooked)
    assert await hooked.rows("SELECT state FROM inbox WHERE update_id = 5") == [("done",)]
    assert len(await citizen.chat()) == before + 1


async def test_what_is_no_update_is_refused(hooked: Stage, door: str) -> None:
    for body in ("[]", "{}", "7", '{"update_id": "5"}', '{"update_id": true}', "\x00", "{"):
        async with (
            aiohttp.ClientSession() as http,
            http.post(door, data=body.encode(), headers={HEADER: SECRET}) as answer,
        ):
            assert answer.status == 400, body


async def test_without_a_database_telegram_keeps_the_update(
    hooked: Stage, door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    citizen = await hooked.consented("ru")
    await handled(hooked)

    def away(_database: Database) -> None:
        raise ConnectionError("the database is away")

    with monkeypatch.context() as broken:
        broken.setattr(Database, "writing", away)
        assert await knock(door, command(5, citizen.id), SECRET) == 503
        await citizen.says("/lang")
        await eventually(lambda: _refused(hooked))
    await citizen.sees(words("language.choose"), timeout=8)
    assert await hooked.rows("SELECT id FROM inbox WHERE update_id = 5") == []


async def _refused(stage: Stage) -> bool:
    return "503" in str((await stage.sim.state())["webhook"].get("last_error_message"))


async def test_what_was_answered_200_survives_the_process(
    hooked: Stage, door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stored before it is acknowledged: the next life handles it."""
    citizen = await hooked.consented("ru")
    await handled(hooked)

    async def busy(*_args: object) -> list[object]:
        return []

    with monkeypatch.context() as paralysed:
        paralysed.setattr("models.queries.inbox.claim", busy)
        assert await knock(door, command(5, citizen.id), SECRET) == 200
        assert await hooked.rows("SELECT state FROM inbox WHERE update_id = 5") == [("waiting",)]
    await hooked.restart()
    await citizen.sees(words("help.text"))


async def test_the_proxy_may_ask_whether_we_are_well(hooked: Stage, door: str) -> None:
    async with aiohttp.ClientSession() as http, http.get(door.replace(PATH, "/healthy")) as answer:
        assert answer.status == 200
