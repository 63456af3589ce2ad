"""Files of calls: fetched from Telegram, read by a process of their own, and only then stored.

Nothing of this happens inside a transaction: fetching takes as long as the network likes.
"""

import asyncio
import contextlib
import io
import logging
from dataclasses import dataclass, field

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest

from bot.clock import Machine
from bot.guard import guarded
from bot.tables import Told, read
from models.engine import Database
from services import callimports
from services.callimports import Wanted
from services.ports import Units

log = logging.getLogger(__name__)

FETCH_SECONDS = 60
_LOOK_AGAIN_SECONDS = 10.0
_AGAIN_SECONDS = 2.0


@dataclass(slots=True)
class Importing:
    """Works off files of calls, one after another.

    Attributes:
        units: opens units of work.
        database: rings when a file came.
        machine: machine time.
        telegram: where files are fetched from.
    """

    units: Units
    database: Database
    machine: Machine
    telegram: Bot
    _bell: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        """Listen for files."""
        self.database.listeners.append(self._hear)

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            self._bell.clear()
            await guarded("imports", self.work_off)()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._bell.wait(), _LOOK_AGAIN_SECONDS)

    async def work_off(self) -> None:
        """Work off every file that waits."""
        while True:
            async with self.units() as work:
                file = await callimports.wanted(work)
            if file is None:
                return
            await self._one(file)

    async def _one(self, file: Wanted) -> None:
        try:
            content = await self._fetched(file)
        except TelegramBadRequest:
            told: Told = {"refused": "unreachable"}
        except (TelegramAPIError, TimeoutError, OSError) as trouble:
            log.warning("the file of import %d was not fetched: %s", file.id, type(trouble).__name__)
            await self.machine.sleep(_AGAIN_SECONDS)
            return
        else:
            told = await read(file.name, content)
        async with self.units() as work:
            if "rows" in told:
                await callimports.take(work, file.id, [(n, cells) for n, cells in told["rows"]])
            else:
                await callimports.refused(work, file.id, str(told["refused"]))

    async def _fetched(self, file: Wanted) -> bytes:
        """The file's bytes; one byte beyond the limit is enough to know that it is too big."""
        into = io.BytesIO()
        await self.telegram.download(file.file_id, into, timeout=FETCH_SECONDS)
        return into.getvalue()

    def _hear(self, bell: str) -> None:
        if bell == callimports.BELL:
            self._bell.set()
