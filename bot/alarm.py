"""Telling people that the bot itself is in trouble: a log line always, a notice to administrators seldom."""

import logging

from bot.clock import Civil, Machine
from domain.notices import Kind
from models.engine import Database
from models.outages import is_outage
from models.queries import people, staff
from services.outbox import notice
from services.ports import Understanding

log = logging.getLogger(__name__)

QUIET_SECONDS = 600.0
"""The same alarm is not repeated to people within ten minutes; the log has every one."""


class Alarm:
    """Rings once per kind and ten minutes.

    Args:
        database: holds the outbox the notices go into.
        clock: civil time.
        machine: machine time, for the pause between two of a kind.
        understanding: facts and router in force.
    """

    def __init__(
        self, database: Database, clock: Civil, machine: Machine, understanding: Understanding
    ) -> None:
        self._database = database
        self._clock = clock
        self._machine = machine
        self._understanding = understanding
        self._rung: dict[str, float] = {}

    async def raise_(self, key: str, **args: object) -> None:
        """Ring: `key` is the sentence in the catalogs, `args` are ids for its placeholders."""
        log.error("ALARM %s %s", key, args or "")
        now = self._machine.now()
        if now - self._rung.get(key, 0.0) < QUIET_SECONDS:
            return
        self._rung[key] = now
        try:
            await self._tell(key, args)
        except Exception as trouble:
            if not is_outage(trouble):
                raise
            log.error("the alarm could not be stored: the database is away")

    async def _tell(self, key: str, args: dict[str, object]) -> None:
        async with self._database.writing() as session:
            work = self._understanding.work(session, self._clock.now(), self._machine.now())
            for row in await staff.with_role(session, ("admin",)):
                person = await people.by_id(session, row.person_id)
                notice(work, person.chat_id, "alarm", {"key": key, "args": args}, kind=Kind.STAFF)
