"""Control routes that act as people."""

from __future__ import annotations

from aiohttp import web

from playground import acts
from playground.checks import given_entities
from playground.control.request import body_of, seconds_in, town_of
from playground.errors import ControlError
from playground.residents import JSON

ROUTES = web.RouteTableDef()


@ROUTES.post("/people")
async def add_person(request: web.Request) -> web.Response:
    """Add a person, or change one."""
    return web.json_response(town_of(request).add_person(await body_of(request)).state())


@ROUTES.post("/text")
async def text(request: web.Request) -> web.Response:
    """Write a text."""
    town, body = town_of(request), await body_of(request)
    said = body.get("text", "")
    entities = given_entities(said, body.get("entities", []))
    where = acts.place(town, body)
    return web.json_response(acts.say(town, where, said, body.get("reply_to"), entities))


@ROUTES.post("/tap")
async def tap(request: web.Request) -> web.Response:
    """Press an inline button."""
    town, body = town_of(request), await body_of(request)
    return web.json_response(acts.tap(town, acts.place(town, body), body))


@ROUTES.get("/callback/{callback_id}")
async def callback(request: web.Request) -> web.Response:
    """What the bot answered to a press, waiting up to `timeout` seconds for it."""
    town = town_of(request)
    press = town.callbacks.get(request.match_info["callback_id"])
    if press is None:
        raise ControlError("there is no such callback", 404)
    await town.callbacks.wait(press, seconds_in(request, "timeout", 0.0))
    nothing: JSON = {"text": None, "show_alert": False}
    return web.json_response({"answered": press.answer is not None, **(press.answer or nothing)})


@ROUTES.post("/forward")
async def forward(request: web.Request) -> web.Response:
    """Forward a message from `from_chat_id` (the private chat when missing)."""
    town, body = town_of(request), await body_of(request)
    where = acts.place(town, body)
    source = town.chat(body.get("from_chat_id") or where.person.id)
    hidden = bool(body.get("hidden"))
    return web.json_response(acts.forward(town, where, source, body.get("message_id"), hidden=hidden))


@ROUTES.post("/link")
async def link(request: web.Request) -> web.Response:
    """Open a deep link and press Start."""
    town, body = town_of(request), await body_of(request)
    person = town.person(body.get("person"))
    return web.json_response(acts.follow_link(town, person, body.get("start", "")))


@ROUTES.post("/edit")
async def edit(request: web.Request) -> web.Response:
    """Change one's own message."""
    town, body = town_of(request), await body_of(request)
    return web.json_response(acts.edit(town, acts.place(town, body), body.get("message_id"), body))


@ROUTES.post("/react")
async def react(request: web.Request) -> web.Response:
    """Put an emoji under a message."""
    town, body = town_of(request), await body_of(request)
    where, emoji = acts.place(town, body), body.get("emoji", "")
    return web.json_response(acts.react(town, where, body.get("message_id"), emoji))


@ROUTES.post("/block")
async def block(request: web.Request) -> web.Response:
    """Block the bot."""
    town, body = town_of(request), await body_of(request)
    return web.json_response(acts.set_blocked(town, town.person(body.get("person")), blocked=True))


@ROUTES.post("/unblock")
async def unblock(request: web.Request) -> web.Response:
    """Unblock the bot."""
    town, body = town_of(request), await body_of(request)
    return web.json_response(acts.set_blocked(town, town.person(body.get("person")), blocked=False))
