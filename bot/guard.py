"""Running a job so that its trouble is logged and waited out."""

import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from models.outages import is_outage

log = logging.getLogger(__name__)


def guarded(name: str, job: Callable[[], Awaitable[None]]) -> Callable[[], Coroutine[Any, Any, None]]:
    """The same job, never raising: it runs again at its next tick and asks what is still due."""

    async def run() -> None:
        try:
            await job()
        except Exception as trouble:
            if is_outage(trouble):
                log.warning("job %s waits for the database", name)
            else:
                log.exception("job %s failed", name)

    return run
