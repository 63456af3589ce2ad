"""One life of the simulated bot: begun by a server that has read everything and opened nothing.

Whoever is killed takes its memory with it; the next life is a fresh process all the same, and need not read
programme, facts and weights for six seconds first.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from benchmarks.furniture import understanding
from benchmarks.yearrun import main

understanding()

_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload([__name__])


@asynccontextmanager
async def lives(folder: Path) -> AsyncIterator[tuple[BaseProcess, AsyncIterator[tuple[str, str]]]]:
    """Let the bot live; yields its process and the steps it begins, until it ends or is killed."""
    hears, tells = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_live, args=(folder, tells))
    process.start()
    tells.close()
    try:
        yield process, _steps(hears)
    finally:
        await asyncio.to_thread(process.join)
        hears.close()


async def _steps(hears: Connection) -> AsyncIterator[tuple[str, str]]:
    while True:
        try:
            yield await asyncio.to_thread(hears.recv)
        except EOFError:
            return


def _live(folder: Path, tells: Connection) -> None:
    """The process: plays on where the last one stopped, and tells of each step it begins."""
    playing = main(folder, lambda kind, day: tells.send((kind, day)))
    try:
        from uvloop import new_event_loop
    except ImportError:  # uvloop has no wheel for this platform
        asyncio.run(playing)
        return
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        runner.run(playing)
