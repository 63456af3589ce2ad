"""How a bot comes to life: by its command, or out of the nursery."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Life:
    """One process of a bot; `ended` holds its exit code once it has ended."""

    pid: int
    ended: "asyncio.Future[int]"

    def kill(self) -> None:
        """SIGKILL."""
        os.kill(self.pid, signal.SIGKILL)


Birth = Callable[[], Awaitable[Life]]
"""Starts a process; returns at once."""

Env = dict[str, str]


@asynccontextmanager
async def by_command(env: Env, log: Path) -> AsyncIterator[Birth]:
    """Each life is `python -m bot run`, from its first import on."""

    async def birth() -> Life:
        process = await _python(env, log, "bot", "run")
        return Life(process.pid, asyncio.ensure_future(process.wait()))

    yield birth


@asynccontextmanager
async def from_nursery(env: Env, log: Path) -> AsyncIterator[Birth]:
    """Each life is a fork of one process that has everything imported."""
    nurse = await _python(env, log, "tests.reliability.siege.nursery", talks=True)
    assert nurse.stdin is not None
    assert nurse.stdout is not None
    orders, news = nurse.stdin, nurse.stdout
    ends: dict[int, asyncio.Future[int]] = {}
    births: asyncio.Queue[int] = asyncio.Queue()

    def end_of(pid: int) -> "asyncio.Future[int]":
        return ends.setdefault(pid, asyncio.get_running_loop().create_future())

    async def listen() -> None:
        while line := (await news.readline()).split():
            if line[0] == b"born":
                births.put_nowait(int(line[1]))
            else:
                end_of(int(line[1])).set_result(int(line[2]))

    async def birth() -> Life:
        orders.write(b"\n")
        pid = await births.get()
        return Life(pid, end_of(pid))

    listening = asyncio.create_task(listen())
    try:
        yield birth
    finally:
        orders.close()
        await nurse.wait()
        listening.cancel()


async def _python(env: Env, log: Path, *module: str, talks: bool = False) -> asyncio.subprocess.Process:
    pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    with log.open("ab") as output:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", *module, env=os.environ | env, stderr=output,
            stdin=pipe if talks else nothing, stdout=pipe if talks else output,
        )  # fmt: skip
