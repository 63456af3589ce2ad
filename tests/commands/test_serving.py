"""`dauys run` as a process: it serves, stops when told, and says what keeps it from serving."""

import asyncio
import shutil
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest

from facts.keeper import HERE
from playground.server import Server
from tests.stage import eventually

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


async def started(settings: dict[str, str], server: Server, **changed: str) -> Process:
    told = {"PATH": "/usr/bin:/bin", **settings, "DAUYS_API_BASE": server.url, **changed}
    command = [sys.executable, "-m", "bot", "run"]
    return await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=told, stdout=PIPE, stderr=PIPE)


async def ended(process: Process) -> tuple[int | None, str]:
    said, complaints = await process.communicate()
    return process.returncode, (said + complaints).decode()


async def serving(server: Server) -> None:
    """Wait until the bot asks for updates."""

    async def asked() -> bool:
        return server.town.poll > 0

    await eventually(asked, timeout=60)


async def test_it_serves_until_it_is_told_to_stop(settings: dict[str, str], server: Server) -> None:
    process = await started(settings, server)
    await serving(server)
    second = await ended(await started(settings, server))
    assert second[0] == 1
    assert "another Dauys is running on" in second[1]
    process.send_signal(signal.SIGTERM)
    code, said = await ended(process)
    assert code == 0
    assert "Traceback" not in said


async def test_a_hang_up_reads_the_facts_again(
    settings: dict[str, str], server: Server, tmp_path: Path
) -> None:
    folder = tmp_path / "own"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    process = await started(settings, server, DAUYS_FACTS_DIR=str(folder))
    await serving(server)
    terms = folder / "terms.yaml"
    good = terms.read_text("utf-8")
    terms.write_text(good.replace("amount: 15", "amount: 0", 1), encoding="utf-8")
    process.send_signal(signal.SIGHUP)
    assert process.stderr is not None
    said = ""
    async with asyncio.timeout(30):
        while "last good ones" not in said:
            said += (await process.stderr.readline()).decode()
        assert "facts: terms.yaml:6: amount: input should be greater than or equal to 1, not 0" in said
        terms.write_text(good, encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        while "facts: taken over" not in said:
            said += (await process.stderr.readline()).decode()
    process.send_signal(signal.SIGTERM)
    code, rest = await ended(process)
    assert (code, "Traceback" in said + rest) == (0, False)


async def test_a_token_telegram_does_not_know(settings: dict[str, str], server: Server) -> None:
    unknown = "42:never-issued-by-anybody-0123456789ab"
    code, said = await ended(await started(settings, server, DAUYS_BOT_TOKEN=unknown))
    assert code == 1
    assert (
        said.splitlines()[-1] == "Telegram does not know this bot token. Was it revoked, or copied in part?"
    )
    assert "Traceback" not in said
    assert unknown not in said


async def test_a_busy_webhook_port(settings: dict[str, str], server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        hook = {"DAUYS_WEBHOOK_URL": "https://bot.example/hook", "DAUYS_WEBHOOK_SECRET": "s" * 20}
        code, said = await ended(await started(settings, server, DAUYS_WEBHOOK_PORT=port, **hook))
    assert code == 1
    assert said.splitlines()[-1].startswith("The webhook's port is taken by another program")
    assert "Traceback" not in said
