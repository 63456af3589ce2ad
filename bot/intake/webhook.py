"""Webhook: an update is answered 200 only once it is stored; whoever lacks the secret gets 403."""

import hmac
import json
import logging
from typing import Any

from aiohttp import hdrs, web

from bot.clock import Civil
from bot.intake.inbox import is_update, store
from models.engine import Database
from models.outages import is_outage

log = logging.getLogger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"
PATH = "/telegram"


class Webhook:
    """An HTTP server for Telegram's calls. The path holds no token: paths end up in proxies' logs."""

    def __init__(self, database: Database, clock: Civil, secret: str) -> None:
        self._database = database
        self._clock = clock
        self._secret = secret.encode()

    def app(self) -> web.Application:
        """The application; `GET /healthy` is for the proxy."""
        app = web.Application(client_max_size=2 * 1024 * 1024)
        app.router.add_post(PATH, self._receive)
        app.router.add_get("/healthy", self._healthy)
        return app

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(HEADER, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=403)
        # Telegram packs nothing, so nothing is unpacked (`bot.app`): neither what is not packed nor a bomb.
        packed = hdrs.CONTENT_ENCODING in request.headers
        update = None if packed else _parsed(await request.read())
        if update is None:
            return web.Response(status=400)
        try:
            await store(self._database, self._clock, [update])
        except Exception as trouble:
            if not is_outage(trouble):
                raise
            log.warning(
                "an update could not be stored (%s); Telegram will bring it again", type(trouble).__name__
            )
            return web.Response(status=503)
        return web.Response()

    async def _healthy(self, _request: web.Request) -> web.Response:
        return web.Response(text="ok")


def _parsed(body: bytes) -> dict[str, Any] | None:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return update if is_update(update) else None
