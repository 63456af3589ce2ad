"""Control routes for what surrounds people: the clock, failures, rate limits, deliveries, a fresh start."""

from __future__ import annotations

from datetime import UTC, datetime

from aiohttp import web

from playground.clock import CivilClock
from playground.control.request import body_of, number_in, seconds_in, town_of
from playground.errors import ControlError
from playground.residents import JSON

REPEATS_LIMIT = 1000
ROUTES = web.RouteTableDef()


@ROUTES.get("/clock")
async def read_clock(request: web.Request) -> web.Response:
    """The civil clock; with `after` it waits for the next change up to `timeout` seconds."""
    clock = town_of(request).clock
    if "after" in request.query:
        await clock.changed(number_in(request, "after", 0), seconds_in(request, "timeout", 25.0))
    return web.json_response(clock.state())


@ROUTES.post("/clock")
async def move_clock(request: web.Request) -> web.Response:
    """Move the civil clock by seconds, to an instant, or back to the machine's."""
    town, body = town_of(request), await body_of(request)
    try:
        _move(town.clock, body)
    except (OverflowError, TypeError, ValueError) as error:
        raise ControlError(f"no such time: {error}") from None
    town.journal.tell("clock", town.clock.state())
    return web.json_response(town.clock.state())


def _move(clock: CivilClock, body: JSON) -> None:
    if "advance" in body:
        clock.advance(float(body["advance"]))
    elif "set" in body:
        moment = datetime.fromisoformat(body["set"])
        clock.set(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    elif body.get("reset"):
        clock.reset()
    else:
        raise ValueError("give advance (seconds), set (ISO instant) or reset")


@ROUTES.post("/faults")
async def plan_fault(request: web.Request) -> web.Response:
    """Plan one failure."""
    town = town_of(request)
    fault = town.faults.plan(await body_of(request))
    town.journal.tell("faults", {"faults": town.faults.state()})
    return web.json_response({"id": fault.id})


@ROUTES.get("/faults")
async def list_faults(request: web.Request) -> web.Response:
    """The planned failures."""
    return web.json_response({"faults": town_of(request).faults.state()})


@ROUTES.delete("/faults")
@ROUTES.delete(r"/faults/{fault_id:\d+}")
async def clear_faults(request: web.Request) -> web.Response:
    """Clear one planned failure, or all."""
    town = town_of(request)
    number = request.match_info.get("fault_id")
    town.faults.clear(int(number) if number else None)
    town.journal.tell("faults", {"faults": town.faults.state()})
    return web.json_response({"faults": town.faults.state()})


@ROUTES.post("/limits")
async def change_limits(request: web.Request) -> web.Response:
    """Enforce Telegram's rate limits, or stop doing so."""
    town = town_of(request)
    town.pacing.change(await body_of(request))
    town.journal.tell("limits", {"limits": town.pacing.state()})
    return web.json_response(town.pacing.state())


@ROUTES.post("/update")
async def inject(request: web.Request) -> web.Response:
    """Deliver one raw update as it is."""
    update = (await body_of(request)).get("update")
    if not isinstance(update, dict):
        raise ControlError("update must be a JSON object")
    return web.json_response({"update_id": town_of(request).queue.inject(update)})


@ROUTES.post("/repeat")
async def repeat(request: web.Request) -> web.Response:
    """Deliver a known update again."""
    town, body = town_of(request), await body_of(request)
    times = min(body.get("times", 1), REPEATS_LIMIT)
    town.queue.repeat(body.get("update_id", 0), times, parallel=bool(body.get("parallel", True)))
    return web.json_response({"times": times})


@ROUTES.post("/hold")
async def hold(request: web.Request) -> web.Response:
    """Keep deliveries back, or let them go."""
    on = bool((await body_of(request)).get("on", True))
    town_of(request).queue.hold(on)
    return web.json_response({"on": on})


@ROUTES.post("/release")
async def release(request: web.Request) -> web.Response:
    """Deliver what is held, in the order asked for."""
    town, body = town_of(request), await body_of(request)
    released = town.queue.release(str(body.get("order", "in order")), body.get("seed"))
    return web.json_response({"released": released})


@ROUTES.post("/reset")
async def reset(request: web.Request) -> web.Response:
    """An empty town with the same people."""
    town = town_of(request)
    town.reset()
    return web.json_response({"sequence": town.journal.sequence})
