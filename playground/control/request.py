"""Reading control requests."""

from __future__ import annotations

import json
import re
from typing import Any

from aiohttp import web

from playground.errors import ControlError
from playground.residents import JSON
from playground.town import Town

WHOLE, NUMBER, TEXT = "a whole number", "a number", "a text"
WHOLES, OBJECTS = "a list of whole numbers", "a list of objects"
_UNPAIRED = re.compile("[\ud800-\udfff]")
_KINDS = {
    **dict.fromkeys(
        ("id", "person", "chat_id", "from_chat_id", "message_id", "reply_to", "row", "column"), WHOLE
    ),
    **dict.fromkeys(
        ("message_thread_id", "update_id", "times", "retry_after", "group_to", "seed", "value"), WHOLE
    ),
    **dict.fromkeys(("delay", "seconds", "latitude", "longitude", "duration", "width", "height"), NUMBER),
    **dict.fromkeys(
        ("text", "caption", "start", "button", "data", "emoji", "kind", "name", "mime", "title"), TEXT
    ),
    **dict.fromkeys(
        ("first_name", "last_name", "username", "language_code", "role_hint", "media_group_id"), TEXT
    ),
    **dict.fromkeys(("method", "description", "content_base64", "question", "address", "phone_number"), TEXT),
    "members": WHOLES,
    "parts": OBJECTS,
    "entities": OBJECTS,
}
SIM_TOWN = web.AppKey("sim_town", Town)


def town_of(request: web.Request) -> Town:
    """The town the request is about."""
    return request.app[SIM_TOWN]


async def body_of(request: web.Request) -> JSON:
    """The JSON object of a request; {} when there is none. Raises ControlError for anything else."""
    raw = await request.read()
    try:
        body = json.loads(raw or b"{}")
    except ValueError:
        raise ControlError("the body is not JSON") from None
    if not isinstance(body, dict):
        raise ControlError("the body must be a JSON object")
    return checked(body)


def checked(body: JSON) -> JSON:
    """The body without its nulls. Raises ControlError when a field is not what its name promises."""
    for name, value in body.items():
        if value is not None and not _fits(value, _KINDS.get(name)):
            raise ControlError(f"{name} must be {_KINDS[name]}")
    return {name: value for name, value in body.items() if value is not None}


def _fits(value: Any, kind: str | None) -> bool:
    if kind == WHOLE:
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63
    if kind == NUMBER:
        return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15
    if kind == TEXT:
        return isinstance(value, str) and not _UNPAIRED.search(value)
    if kind == WHOLES:
        return isinstance(value, list) and all(_fits(item, WHOLE) for item in value)
    if kind == OBJECTS:
        return isinstance(value, list) and all(isinstance(item, dict) for item in value)
    return True


def number_in(request: web.Request, name: str, default: int) -> int:
    """A whole number of the query. Raises ControlError when it is none."""
    try:
        return int(request.query.get(name, default))
    except ValueError:
        raise ControlError(f"{name} must be a whole number") from None


def seconds_in(request: web.Request, name: str, default: float, longest: float = 60.0) -> float:
    """Seconds to wait from the query, at most `longest`."""
    try:
        return min(max(float(request.query.get(name, default)), 0.0), longest)
    except ValueError:
        raise ControlError(f"{name} must be a number of seconds") from None
