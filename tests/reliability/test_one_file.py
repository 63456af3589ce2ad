"""SQLite allows one process: the second is refused in a sentence that says what is the case."""

import asyncio
import sys
from pathlib import Path

import pytest

from bot.cli.trouble import explained
from models.engine import Database
from models.leases import InUse, Lease
from tests.reliability.lives import life, town
from tests.stage import sqlite_url


async def test_a_second_process_on_one_file_is_refused(tmp_path: Path) -> None:
    async with town() as (server, sim):
        async with life(server, sim, sqlite_url(tmp_path), empty=True) as stage:
            with pytest.raises(InUse) as refused:
                async with life(server, sim, sqlite_url(tmp_path)):
                    pass
            said = explained(refused.value)
            assert said is not None
            assert "another Dauys is running" in said
            assert "SQLite allows one process" in said
            citizen = await stage.consented("ru")
            await citizen.says("/help")
        async with life(server, sim, sqlite_url(tmp_path)):
            pass


async def test_the_lock_dies_with_its_process(tmp_path: Path) -> None:
    """Nothing to clean up by hand after a crash."""
    code = (
        "import asyncio, os, sys\n"
        "from models.engine import Database\n"
        "from models.leases import Lease\n"
        "asyncio.run(Lease(Database(sys.argv[1])).acquire())\n"
        "print('held', flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )

    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, sqlite_url(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"held\n"
    assert await process.wait() == -9
    database = Database(sqlite_url(tmp_path))
    lease = Lease(database)
    await lease.acquire()
    await lease.release()
    await database.dispose()
