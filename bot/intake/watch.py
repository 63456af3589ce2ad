"""A bot that is deaf looks alive: this asks Telegram what waits for us, and rings when we do not hear it."""

import logging

from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.alarm import Alarm
from bot.clock import Machine
from models.engine import Database
from models.outages import is_outage
from models.queries import inbox

log = logging.getLogger(__name__)

LOOK_SECONDS = 60.0
"""Updates that have waited from one look to the next, while nothing came in, are updates we do not hear."""


class Watch:
    """Compares what waits at Telegram with what came in.

    Args:
        bot: asks Telegram.
        database: holds the inbox.
        machine: for the pause between two looks.
        alarm: rings.
        address: where Telegram is to call us; None when we poll.
    """

    def __init__(
        self, bot: Bot, database: Database, machine: Machine, alarm: Alarm, address: str | None
    ) -> None:
        self._bot = bot
        self._database = database
        self._machine = machine
        self._alarm = alarm
        self._address = address or ""
        self._waited = False
        self._newest: int | None = None

    async def run(self) -> None:
        """Look every minute until cancelled; who cannot be asked now is asked at the next look."""
        while True:
            await self._machine.sleep(LOOK_SECONDS)
            try:
                await self.look()
            except Exception as trouble:
                if not (isinstance(trouble, AiogramError) or is_outage(trouble)):
                    raise
                log.info("what waits at Telegram is not known just now (%s)", type(trouble).__name__)

    async def look(self) -> None:
        """Ring when updates wait that do not come in, or when Telegram calls another address."""
        told = await self._bot.get_webhook_info()
        async with self._database.reading() as session:
            newest = await inbox.newest(session)
        waits = told.pending_update_count > 0
        unheard = waits and self._waited and newest == self._newest
        self._waited, self._newest = waits, newest
        if unheard or told.url != self._address:
            log.warning("deaf: %d updates wait (%s)", told.pending_update_count, told.last_error_message)
            await self._alarm.raise_("alarm.deaf", n=told.pending_update_count)
