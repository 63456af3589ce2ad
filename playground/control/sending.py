"""Control routes that send files, albums and rarer kinds, and the content of any file for the page."""

from __future__ import annotations

from urllib.parse import quote

from aiohttp import web

from playground import acts, parcels
from playground.control.request import body_of, checked, town_of
from playground.errors import ControlError
from playground.params import read_params, whole
from playground.residents import JSON

ROUTES = web.RouteTableDef()
_NUMBERS = ("person", "chat_id", "reply_to")  # numbers that arrive as text when the request is a form


@ROUTES.post("/file")
async def send_file(request: web.Request) -> web.Response:
    """Send a file, as JSON or as a form with the content in the field `file`."""
    town, params = town_of(request), await read_params(request)
    wanted = params.values
    if params.files:
        wanted |= {name: whole(wanted[name]) for name in _NUMBERS if name in wanted}
    wanted = checked(wanted)
    where = acts.place(town, wanted)
    return web.json_response(parcels.send_file(town, where, wanted, params.files.get("file")))


@ROUTES.get("/file/{file_id}")
async def content(request: web.Request) -> web.Response:
    """The content of any file by its file_id, whatever its size."""
    file = town_of(request).files.get(request.match_info["file_id"])
    if file is None:
        raise ControlError("there is no such file", 404)
    headers = {
        "Content-Disposition": f"inline; filename*=UTF-8''{quote(file.name)}",
        # A page somebody sends as a document must not run as part of the chat page.
        "Content-Security-Policy": "sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return web.Response(body=file.read(), content_type=file.mime, headers=headers)


@ROUTES.post("/album")
async def send_album(request: web.Request) -> web.Response:
    """Send several files as one album."""
    town, body = town_of(request), await body_of(request)
    return web.json_response(await parcels.send_album(town, acts.place(town, body), body))


@ROUTES.post("/special")
async def send_special(request: web.Request) -> web.Response:
    """Send a message of a rarer kind."""
    body = await body_of(request)
    return web.json_response(_special(request, str(body.get("kind", "")), body))


@ROUTES.post("/{kind:location|venue|contact|poll|quiz|dice|story|game}")
async def send_kind(request: web.Request) -> web.Response:
    """The same under the name of the kind."""
    return web.json_response(_special(request, request.match_info["kind"], await body_of(request)))


def _special(request: web.Request, kind: str, body: JSON) -> JSON:
    town = town_of(request)
    return parcels.send_special(town, acts.place(town, body), kind, body)
