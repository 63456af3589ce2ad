"""Control routes about groups."""

from __future__ import annotations

from aiohttp import web

from playground import groups
from playground.control.request import body_of, town_of
from playground.errors import ControlError
from playground.residents import JSON, Chat
from playground.town import Town

ROUTES = web.RouteTableDef()


@ROUTES.post("/groups")
async def found(request: web.Request) -> web.Response:
    """Found a group with the bot in it."""
    return web.json_response(groups.found_group(town_of(request), await body_of(request)).state())


@ROUTES.post("/migrate")
async def migrate(request: web.Request) -> web.Response:
    """Turn a basic group into a supergroup."""
    town, body = town_of(request), await body_of(request)
    return web.json_response({"new_chat_id": groups.migrate(town, _group(town, body)).id})


@ROUTES.post("/kick")
async def kick(request: web.Request) -> web.Response:
    """Throw the bot out of a group."""
    town, body = town_of(request), await body_of(request)
    groups.set_bot_status(town, _group(town, body), "kicked")
    return web.json_response({})


@ROUTES.post("/admit")
async def admit(request: web.Request) -> web.Response:
    """Take the bot in again, or make it an administrator (`admin`) or a plain member."""
    town, body = town_of(request), await body_of(request)
    groups.admit_bot(town, _group(town, body), admin=bool(body.get("admin")))
    return web.json_response({})


@ROUTES.post("/join")
async def join(request: web.Request) -> web.Response:
    """A person comes into a group."""
    town, body = town_of(request), await body_of(request)
    groups.join(town, _group(town, body), town.person(body.get("person")).id)
    return web.json_response({})


@ROUTES.post("/leave")
async def leave(request: web.Request) -> web.Response:
    """A person leaves a group."""
    town, body = town_of(request), await body_of(request)
    groups.leave(town, _group(town, body), town.person(body.get("person")).id)
    return web.json_response({})


def _group(town: Town, body: JSON) -> Chat:
    chat = town.chat(body.get("chat_id"))
    if chat.is_private:
        raise ControlError("this is a private chat")
    return chat
