"""Reading control requests."""

from __future__ import annotations

import json

from aiohttp import web

from playground.errors import ControlError
from playground.residents import JSON
from playground.town import Town

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
    return body


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
