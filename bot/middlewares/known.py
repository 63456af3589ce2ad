"""An update of a kind this version does not know is left alone, and nothing of it is said in the log."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update
from aiogram.types.update import UpdateTypeLookupError

log = logging.getLogger(__name__)


class KnownMiddleware(BaseMiddleware):
    """Stops what has no handler before aiogram warns of it: its warning repeats the whole update."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        """Go on with a known kind."""
        assert isinstance(event, Update)
        try:
            event.event_type  # noqa: B018 - asking is how aiogram finds out
        except UpdateTypeLookupError:
            log.warning("update %d is of a kind we do not know and is left alone", event.update_id)
            return None
        return await handler(event, data)
