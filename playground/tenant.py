"""The bot as a process in the town, started as anybody would start it; nothing of it is imported here."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playground.acts import follow_link
from playground.clock import machine_seconds
from playground.server import Server
from playground.town import Town

ROOT = Path(__file__).resolve().parent.parent

_FILES = ("dauys.sqlite3", "dauys.sqlite3-wal", "dauys.sqlite3-shm")
"""Not the lock beside them: it says whether an earlier bot still lives on this database."""

_LOOK_SECONDS = 0.02
_FAREWELL_SECONDS = 10.0
_LAST_WORDS = 5


class Trouble(Exception):  # noqa: N818 - the sentence is the news
    """The bot does not live; the message says why."""


@dataclass(slots=True)
class Tenant:
    """A bot that lives in a town.

    Attributes:
        server: the running playground.
        home: the folder of its database and its log.
        staff: who has a post in the bot: {"id", "name", "language", "roles"} each.
        settings: settings of the bot beside those that the town determines.
    """

    server: Server
    home: Path
    staff: Sequence[Mapping[str, Any]]
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def log(self) -> Path:
        """Where the bot writes what it does."""
        return self.home / "bot.log"

    def furnish(self, *, keep: bool = False) -> None:
        """Make the folder. The town forgets everything when it stops, so by default the bot does as well."""
        self.home.mkdir(parents=True, exist_ok=True)
        if keep:
            _number_onwards(self.server.town)
        else:
            for old in (*_FILES, self.log.name):
                (self.home / old).unlink(missing_ok=True)
        self._people.write_text(
            json.dumps({"people": list(self.staff)}, ensure_ascii=False), encoding="utf-8"
        )
        for person in self.staff:
            # A bot may write only to people who have pressed Start.
            follow_link(self.server.town, self.server.town.people[person["id"]], "")

    @asynccontextmanager
    async def living(self) -> AsyncIterator[Process]:
        """The bot from the moment it asks for updates; it is stopped at the end.

        Raises Trouble when it does not come so far.
        """
        seen = self.server.town.poll
        async with self._process("run", "--people", str(self._people)) as bot:
            while self.server.town.poll == seen:
                if bot.returncode is not None:
                    raise self.trouble(bot)
                await asyncio.sleep(_LOOK_SECONDS)
            yield bot

    def trouble(self, bot: Process) -> Trouble:
        """What the bot said last before it died."""
        said = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LAST_WORDS:]
        heading = f"The bot has stopped (code {bot.returncode}):"
        return Trouble("\n".join([heading, *(f"  {line}" for line in said), f"Its whole log: {self.log}"]))

    @asynccontextmanager
    async def _process(self, *command: str) -> AsyncIterator[Process]:
        with self.log.open("ab") as log:
            started = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", *command),
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
        admins = (str(person["id"]) for person in self.staff if "admin" in person["roles"])
        return {
            **kept,
            "DAUYS_BOT_TOKEN": self.server.town.token,
            "DAUYS_API_BASE": url,
            "DAUYS_CLOCK_URL": f"{url}/sim/clock",
            "DAUYS_DATABASE_URL": f"sqlite+aiosqlite:///{self.home / 'dauys.sqlite3'}",
            "DAUYS_ADMINS": ",".join(admins),
            **self.settings,
        }

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
