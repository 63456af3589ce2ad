"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

from __future__ import annotations

import inspect
import json
import sys
from typing import Any

from aiohttp import web

from playground.clock import machine_stamp
from playground.errors import ApiError
from playground.faults import Fault
from playground.methods import METHODS, Method
from playground.params import Params, read_params
from playground.town import Town

TOWN = web.AppKey("town", Town)
_QUIET = "getUpdates"  # a call per batch would drown the others in the page's drawer


async def answer_call(request: web.Request) -> web.StreamResponse:
    """One Bot API call from request to answer."""
    town = request.app[TOWN]
    name = request.match_info["method"]
    if request.match_info["token"] != town.token:
        return _failed(ApiError(401, "Unauthorized"))
    try:
        params = await read_params(request)
    except ApiError as error:
        row = town.journal.record(name, dict(request.query), machine_stamp())
        return _failed(_finish(town, row, error))
    method = METHODS.get(name.lower())
    row = town.journal.record(method.name if method else name, params.values, machine_stamp())
    if method is None:
        return _failed(_finish(town, row, _unknown(name)))
    fault = _planned_fault(town, method.name, row["chat_id"])
    if fault is not None and fault.kind != "lost":
        return await _at_fault(request, town, fault, row)
    answer = await perform(town, method, params, row)
    return answer if fault is None else _cut(request)


async def perform(town: Town, method: Method, params: Params, row: dict[str, Any]) -> web.Response:
    """Run a method, log how it ended, and build the answer."""
    try:
        if town.pacing.limits.on and method.paced and row["chat_id"] is not None:
            town.pacing.spend(row["chat_id"], max(1, len(params.listing("media") or ())))
        result = method.run(town, params)
        if inspect.isawaitable(result):
            result = await result
    except ApiError as error:
        return _failed(_finish(town, row, error))
    if method.name != _QUIET:
        town.journal.tell("call", row)
    return web.Response(body=_encode({"ok": True, "result": result}), content_type="application/json")


async def download(request: web.Request) -> web.Response:
    """The content of a file by the path getFile told."""
    town = request.app[TOWN]
    if request.match_info["token"] != town.token:
        return _failed(ApiError(401, "Unauthorized"))
    file = town.files.at(request.match_info["path"])
    if file is None:
        return _failed(ApiError(404, "Not Found"))
    return web.Response(body=file.read(), content_type=file.mime)


def _planned_fault(town: Town, method: str, chat_id: int | None) -> Fault | None:
    fault = town.faults.take(method, chat_id) if town.faults.planned else None
    if fault is not None:
        town.journal.tell("faults", {"faults": town.faults.state()})
    return fault


async def _at_fault(
    request: web.Request, town: Town, fault: Fault, row: dict[str, Any]
) -> web.StreamResponse:
    """Fail as planned, without performing the call."""
    if fault.kind == "hang":
        _finish(town, row, ApiError(0, f"held for {fault.seconds:g} s, then cut"))
        await town.closing(fault.seconds)
        return _cut(request)
    return _failed(_finish(town, row, fault.error()))


def _cut(request: web.Request) -> web.Response:
    """Close the connection, so that the caller never learns what became of the call."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


def _unknown(name: str) -> ApiError:
    print(f"playground: the bot called {name!r}, which is not a known method", file=sys.stderr)
    return ApiError(404, "Not Found: method not found")


def _finish(town: Town, row: dict[str, Any], error: ApiError) -> ApiError:
    row.update(ok=False, error_code=error.code, description=error.description)
    town.journal.tell("call", row)
    return error


def _failed(error: ApiError) -> web.Response:
    return web.Response(status=error.code, body=_encode(error.body()), content_type="application/json")


def _encode(answer: dict[str, Any]) -> bytes:
    return json.dumps(answer, separators=(",", ":")).encode()
