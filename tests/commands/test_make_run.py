"""`make run` as a newcomer meets it: an address, three steps, Ctrl-C."""

import asyncio
import fcntl
import re
import signal
import socket
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from pathlib import Path

import pytest

from playground.people import Sim

ROOT = Path(__file__).parents[2]
READY_WITHIN_SECONDS = 60.0

pytestmark = pytest.mark.slow


async def started(folder: Path, *options: str) -> Process:
    command = [sys.executable, "-m", "playground.run", "--folder", str(folder), *options]
    return await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=PIPE, stderr=STDOUT)


async def said_until(process: Process, wanted: str) -> str:
    assert process.stdout is not None
    said = ""
    async with asyncio.timeout(READY_WITHIN_SECONDS):
        while wanted not in said and (line := await process.stdout.readline()):
            said += line.decode()
    assert wanted in said, said
    return said


async def stopped(process: Process) -> str:
    process.send_signal(signal.SIGINT)
    said, _ = await process.communicate()
    assert process.returncode == 0
    return said.decode()


async def test_a_busy_port_is_said_and_another_one_serves(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = await started(tmp_path, "--port", str(port), "--clock", "2026-11-20T10:00")
        said = await said_until(process, "Ctrl-C stops everything.")
    assert f"Port {port} is taken by another program" in said
    found = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
    assert found
    assert found[1] != str(port)
    async with Sim(found[0]) as sim:
        operator = sim.person(1003)
        await operator.sees("Ашық сауалдар")
        assert (await sim.clock())["now"].startswith("2026-11-20T05:00")
    assert "Traceback" not in (tmp_path / "bot.log").read_text(encoding="utf-8")
    assert (await stopped(process)).strip() == "Stopped."


async def test_a_bot_that_cannot_start_is_said_with_its_reason(tmp_path: Path) -> None:
    with (tmp_path / "dauys.sqlite3.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        process = await started(tmp_path, "--port", "0")
        said = await said_until(process, "Its whole log:")
    await process.communicate()
    assert process.returncode == 1
    assert "The bot has stopped (code 1)" in said
    assert "another Dauys is running on" in said
    assert "Traceback" not in said


async def test_what_was_asked_yesterday_is_kept_when_wanted(tmp_path: Path) -> None:
    first = await started(tmp_path, "--port", "0", "--clock", "2026-11-20T10:00")
    async with Sim(address(await said_until(first, "Ctrl-C stops"))) as sim:
        await sim.person(1002).says("Не платят пенсию второй месяц")
        await sim.person(1002).taps("Даю согласие")
        await sim.person(1002).taps("1 ·")
        await sim.person(1002).sees("Принято")
    await stopped(first)
    second = await started(tmp_path, "--port", "0", "--clock", "2026-11-20T11:00", "--keep")
    async with Sim(address(await said_until(second, "Ctrl-C stops"))) as sim:
        await sim.person(1003).sees("Ашық сауалдар: 1")
        await sim.person(1002).says("/my")
        await sim.person(1002).sees("Ваши вопросы: 1")
    await stopped(second)


def address(said: str) -> str:
    found = re.search(r"http://[^/\s]+", said)
    assert found
    return found[0]
