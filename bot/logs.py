"""Logs hold ids, never what a citizen wrote; a filter masks what slips through all the same."""

import logging
import re
from asyncio import CancelledError

from domain.privacy import mask_log

_TOKEN = re.compile(r"\b\d{6,}:[A-Za-z0-9_-]{20,}\b")


class Discreet(logging.Formatter):
    """Masks bot tokens, 12-digit runs and phone numbers in every line, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        """The line as it may be kept."""
        return mask_log(_TOKEN.sub("<token>", super().format(record)))


def not_a_mere_stop(record: logging.LogRecord) -> bool:
    """Is this line news?

    A task that is stopped in the middle of a transaction gives its connection back half used. The pool
    throws the connection away, which is right, and reports it as an error, which at a stop it is not.
    """
    return record.exc_info is None or not isinstance(record.exc_info[1], CancelledError)


def configure(level: str) -> None:
    """Send log lines to standard error."""
    handler = logging.StreamHandler()
    handler.addFilter(not_a_mere_stop)
    handler.setFormatter(Discreet("%(asctime)s %(levelname)-7s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("apscheduler", "aiogram.event", "aiosqlite", "alembic", "aiohttp.access"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLogger().level))
    # Our guard logs what a job could not do; what is left to APScheduler is our own stopping.
    logging.getLogger("apscheduler.executors").setLevel(logging.CRITICAL)
