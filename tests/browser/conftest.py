"""The real `python -m playground.run` in a process of its own, and Debian's chromium in front of it."""

import asyncio
import re
import shutil
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 60.0
A_MORNING = "2026-11-20T10:00"
"""A Friday on which everybody is at work, whatever the day of the test."""

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the browser is; tests that need one are skipped without it."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no chromium on this machine (Debian: apt-get install chromium)")
    return found


@pytest.fixture
async def url(tmp_path: Path) -> AsyncIterator[str]:
    """The address of a chat page behind which the bot answers."""
    options = ["--port", "0", "--clock", A_MORNING, "--folder", str(tmp_path)]
    command = [sys.executable, "-m", "playground.run", *options]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=PIPE, stderr=DEVNULL)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            address = await _line_with(process, r"http://\S+")
            await _line_with(process, r"The bot answers after")
        yield address
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """A browser of its own for each test."""
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield running
        await running.close()


async def _line_with(process: asyncio.subprocess.Process, wanted: str) -> str:
    assert process.stdout is not None
    said = ""
    while line := (await process.stdout.readline()).decode():
        said += line
        if found := re.search(wanted, line):
            return found[0]
    raise AssertionError(f"the playground ended without {wanted!r}:\n{said}")
