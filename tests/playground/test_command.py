"""`python -m playground` as a newcomer starts and stops it."""

import asyncio
import signal
import socket
import sys
from asyncio.subprocess import PIPE

import aiohttp


async def started(*arguments: str) -> asyncio.subprocess.Process:
    command = (sys.executable, "-m", "playground", *arguments)
    return await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=PIPE)


async def test_it_says_where_it_is_and_stops_when_told() -> None:
    process = await started("--port", "0", "--token", "42:secret")
    assert process.stdout is not None
    page = (await process.stdout.readline()).decode().split()[-1]
    api = (await process.stdout.readline()).decode().split()[-1]
    async with aiohttp.ClientSession() as http:
        async with http.get(f"{api}getMe") as response:
            assert (await response.json())["result"]["id"] == 42
        async with http.get(page) as response:
            assert response.status == 200
    process.send_signal(signal.SIGTERM)
    _, complaints = await process.communicate()
    assert (process.returncode, complaints) == (0, b"")


async def test_a_busy_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = await started("--port", str(port))
        _, complaints = await process.communicate()
    assert process.returncode == 1
    assert complaints.decode().startswith(f"cannot listen on 127.0.0.1:{port}: ")
    assert "Traceback" not in complaints.decode()
