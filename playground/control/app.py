"""The control application: its routes, who may use it, and how errors are told."""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable

from aiohttp import web

from playground.control import acting, gathering, sending, watching, world
from playground.control.request import SIM_TOWN
from playground.errors import ApiError, ControlError
from playground.params import REQUEST_LIMIT
from playground.town import Town

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def create_control(town: Town) -> web.Application:
    """The application to mount under /sim/."""
    app = web.Application(middlewares=[_guard], client_max_size=REQUEST_LIMIT)
    app[SIM_TOWN] = town
    for routes in (acting.ROUTES, sending.ROUTES, gathering.ROUTES, watching.ROUTES, world.ROUTES):
        app.add_routes(routes)
    return app


@web.middleware
async def _guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    if not (_is_local(request.remote) and _is_local(request.url.host)):
        return web.json_response({"error": "the control API answers this machine only"}, status=403)
    try:
        return await handler(request)
    except ControlError as error:
        return web.json_response({"error": error.message}, status=error.status)
    except ApiError as error:  # entities and files are checked by the same rules as the bot's own
        return web.json_response({"error": error.description}, status=error.code)


def _is_local(host: str | None) -> bool:
    """Loopback by address; the Host header is checked too, so that no foreign page can reach in by name."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False
