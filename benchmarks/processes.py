"""Processes under measurement: started, asked what they cost, and stopped by their own handle."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped] # it ships no stubs

_STOP_SECONDS = 10.0
_LAST_LINES = 15


class Died(RuntimeError):  # noqa: N818 - says what is the case
    """The process under measurement is gone; the message has the end of its log."""


@dataclass(frozen=True, slots=True)
class Child:
    """One running process and the file that takes its output."""

    process: asyncio.subprocess.Process
    log: Path

    def alive(self) -> None:
        """Raise Died when it is not."""
        if self.process.returncode is not None:
            tail = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LAST_LINES:]
            raise Died("\n".join([f"exit code {self.process.returncode}", *tail]))

    def cpu_seconds(self) -> float:
        """Processor time used so far, in and for the process, in seconds."""
        used = psutil.Process(self.process.pid).cpu_times()
        return float(used.user + used.system)

    def resident_mib(self) -> float:
        """Memory that is in RAM just now, in MiB."""
        return float(psutil.Process(self.process.pid).memory_info().rss) / 2**20


@asynccontextmanager
async def running(module: str, *arguments: str, log: Path, env: Mapping[str, str]) -> AsyncIterator[Child]:
    """`python -m MODULE ...` until the block ends; then SIGTERM, and SIGKILL if that is not enough."""
    with log.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", module, *arguments,
            env={**os.environ, **env}, stdout=output, stderr=output, stdin=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
    child = Child(process, log)
    try:
        yield child
        child.alive()
    finally:
        await _stop(process)


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        async with asyncio.timeout(_STOP_SECONDS):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
