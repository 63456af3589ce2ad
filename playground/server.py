"""The playground as a web application, and as a server that lives for a while."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from playground import wire
from playground.control import create_control
from playground.params import REQUEST_LIMIT
from playground.pusher import run_pusher
from playground.settlers import settle
from playground.town import TOKEN, Town

PAGE = Path(__file__).parent / "page"


@dataclass(frozen=True, slots=True)
class Server:
    """A running playground."""

    url: str
    town: Town


def create_app(town: Town) -> web.Application:
    """The Bot API, the control API and the chat page of one town."""
    app = web.Application(client_max_size=REQUEST_LIMIT)
    app[wire.TOWN] = town
    app.router.add_route("*", "/bot{token}/{method}", wire.answer_call)
    app.router.add_get("/file/bot{token}/{path:.+}", wire.download)
    app.add_subapp("/sim/", create_control(town))
    app.router.add_get("/", _page)
    app.router.add_get("/page/{path:.+}", _page)
    app.cleanup_ctx.append(run_pusher)
    app.on_shutdown.append(_close)
    return app


@asynccontextmanager
async def serving(
    port: int = 0, token: str = TOKEN, *, people: bool = False, host: str = "127.0.0.1"
) -> AsyncIterator[Server]:
    """Serve a new town on `port` (0: any free one) until the block ends. Raises OSError on a busy port."""
    town = Town(token)
    if people:
        settle(town)
    runner = web.AppRunner(create_app(town), access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        address = runner.addresses[0]
        yield Server(f"http://{address[0]}:{address[1]}", town)
    finally:
        await runner.cleanup()


async def _page(request: web.Request) -> web.StreamResponse:
    """A file of the chat page, always asked for anew so that an edit shows at once."""
    path = (PAGE / request.match_info.get("path", "index.html")).resolve()
    if not path.is_relative_to(PAGE) or not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={"Cache-Control": "no-cache"})


async def _close(app: web.Application) -> None:
    app[wire.TOWN].close()
