"""`make run`: the town with its chat page, and the bot living in it, until Ctrl-C.

The bot is a process of its own, started as anybody would start it; nothing of it is imported here.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import errno
import json
import os
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playground.acts import follow_link
from playground.clock import machine_seconds, ticks
from playground.server import Server, serving
from playground.settlers import PEOPLE
from playground.town import Town

PORT = 8080
ROOT = Path(__file__).resolve().parent.parent
POSTS = {1003: ("operator", "dispatcher"), 1004: ("head",), 1005: ("admin",)}
"""What the people of the town do in the bot; the others are citizens."""

SETTLED_SECONDS = 10.0
"""A bot that lived so long and then died is started again; one that dies sooner would only die again."""

_LOOK_SECONDS = 0.05
_FAREWELL_SECONDS = 10.0
_LAST_WORDS = 5


class Trouble(Exception):  # noqa: N818 - the sentence is the news
    """The bot does not live; the message says why."""


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m playground.run", description=__doc__)
    parser.add_argument("--port", type=int, default=PORT, help="of the chat page; 0 takes any free one")
    parser.add_argument("--keep", action="store_true", help="go on with the database of the last run")
    parser.add_argument("--folder", type=Path, help="for database and log; .run/PORT by default")
    chosen = parser.parse_args()
    try:
        asyncio.run(_live(chosen.port, chosen.folder, keep=chosen.keep))
    except (Trouble, OSError) as trouble:
        raise SystemExit(str(trouble)) from None


async def _live(port: int, folder: Path | None, *, keep: bool) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    began = ticks()
    async with _opened(port) as server:
        _say(f"\n  Dauys playground   {server.url}/")
        if port and not server.url.endswith(f":{port}"):
            _say(f"  Port {port} is taken, so this one was chosen.")
        home = folder or ROOT / ".run" / server.url.rpartition(":")[2]
        tenant = Tenant(server, home.resolve())
        tenant.furnish(keep=keep)
        life = asyncio.create_task(tenant.live(began))
        end = asyncio.create_task(stopped.wait())
        await asyncio.wait([life, end], return_when=asyncio.FIRST_COMPLETED)
        end.cancel()
        life.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await life
        _say("\n  Stopped.")


@asynccontextmanager
async def _opened(port: int) -> AsyncIterator[Server]:
    """The town on the port asked for, or on a free one when that is taken."""
    async with contextlib.AsyncExitStack() as stack:
        try:
            server = await stack.enter_async_context(serving(port, people=True))
        except OSError as refused:
            if refused.errno != errno.EADDRINUSE:
                raise Trouble(f"cannot listen on port {port}: {refused.strerror}") from None
            server = await stack.enter_async_context(serving(0, people=True))
        yield server


@dataclass(slots=True)
class Tenant:
    """The bot's process, its database and its log."""

    server: Server
    home: Path

    @property
    def log(self) -> Path:
        """Where the bot writes what it does."""
        return self.home / "bot.log"

    def furnish(self, *, keep: bool) -> None:
        """Make the folder. The town forgets everything when it stops, so by default the bot does as well."""
        self.home.mkdir(parents=True, exist_ok=True)
        if keep:
            _number_onwards(self.server.town)
        else:
            for old in (*self.home.glob("dauys.sqlite3*"), self.log):
                old.unlink(missing_ok=True)
        people = [
            {"id": p["id"], "name": p["first_name"], "language": p["language_code"], "roles": POSTS[p["id"]]}
            for p in PEOPLE
            if p["id"] in POSTS
        ]
        self._people.write_text(json.dumps({"people": people}, ensure_ascii=False), encoding="utf-8")

    async def live(self, began: float) -> None:
        """Move in and stay. Raises Trouble when the bot cannot start, or dies soon."""
        for number in POSTS:
            # A bot may write only to people who have pressed Start.
            follow_link(self.server.town, self.server.town.people[number], "")
        while True:
            async with self._process("run", "--people", str(self._people)) as bot:
                await self._answers(bot)
                self._greet(ticks() - began)
                since = ticks()
                await bot.wait()
                if ticks() - since < SETTLED_SECONDS:
                    raise self._trouble(bot)
                _say(f"  The bot has stopped (code {bot.returncode}); starting it again. Its log: {self.log}")
                began = ticks()

    async def _answers(self, bot: Process) -> None:
        """Wait until the bot asks for updates."""
        seen = self.server.town.poll
        while self.server.town.poll == seen:
            if bot.returncode is not None:
                raise self._trouble(bot)
            await asyncio.sleep(_LOOK_SECONDS)

    @asynccontextmanager
    async def _process(self, *command: str) -> AsyncIterator[Process]:
        """Start a command of the bot; at the end it is stopped, and waited for."""
        with self.log.open("ab") as log:
            started = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                *command,
                cwd=ROOT,
                env=self._environment(),
                stdout=log,
                stderr=log,
            )
        try:
            yield started
        finally:
            if started.returncode is None:
                await _dismiss(started)

    def _environment(self) -> dict[str, str]:
        """Ours only: settings of a real bot in this shell must not reach this one."""
        url = self.server.url
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DAUYS_")}
        return kept | {
            "DAUYS_BOT_TOKEN": self.server.town.token,
            "DAUYS_API_BASE": url,
            "DAUYS_CLOCK_URL": f"{url}/sim/clock",
            "DAUYS_DATABASE_URL": f"sqlite+aiosqlite:///{self.home / 'dauys.sqlite3'}",
            "DAUYS_ADMINS": ",".join(str(number) for number, posts in POSTS.items() if "admin" in posts),
        }

    def _greet(self, seconds: float) -> None:
        names = {p["id"]: p["first_name"] for p in PEOPLE}
        _say(f"  The bot answers after {seconds:.1f} s. Its log: {_short(self.log)}\n")
        _say(
            f"  1. As {names[1001]} (Kazakh) or {names[1002]} (Russian): write a question, or click a phrase."
        )
        _say("  2. Tap the language, then the body. A receipt comes with a number and a date.")
        _say(f"  3. As {names[1003]}, the operator: open it, take it, write the answer, send it.")
        _say(f"  {names[1004]} is the head, {names[1005]} the administrator. The clock on top can be moved.")
        _say("  Ctrl-C stops everything.\n")

    def _trouble(self, process: Process) -> Trouble:
        said = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LAST_WORDS:]
        return Trouble(
            "\n".join([f"  The bot has stopped (code {process.returncode}):", *said, f"  Log: {self.log}"])
        )

    @property
    def _people(self) -> Path:
        return self.home / "people.json"


async def _dismiss(process: Process) -> None:
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), _FAREWELL_SECONDS)
    except TimeoutError:
        process.kill()
        await process.wait()


def _number_onwards(town: Town) -> None:
    """Give no number a second time that a bot with a memory has seen: it would take the new for the old."""
    town.queue.next_id = machine_seconds()
    for person in town.people.values():
        town.private(person).last_id += machine_seconds()


def _short(path: Path) -> str:
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
