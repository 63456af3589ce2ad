"""Control routes that watch: the state, one chat, the stream of events, the log of calls."""

from __future__ import annotations

import contextlib
from itertools import islice

from aiohttp import web

from playground.control.request import number_in, town_of
from playground.journal import Event
from playground.town import Town

ROUTES = web.RouteTableDef()
HEARTBEAT = 15.0  # seconds between comments that keep an idle stream alive
CALLS_PAGE = 1000


@ROUTES.get("/state")
async def state(request: web.Request) -> web.Response:
    """Everything a page needs to draw itself."""
    town = town_of(request)
    return web.json_response(
        {
            "bot": town.bot.state(),
            "commands": town.bot.command_list(),
            "people": [person.state() for person in town.people.values()],
            "chats": [chat.state() for chat in town.chats.values()],
            "clock": town.clock.state(),
            "limits": town.pacing.state(),
            "faults": town.faults.state(),
            "webhook": town.webhook.info(len(town.queue.pending)),
            "polls": town.poll,
            "pending": len(town.queue.pending),
            "held": None if town.queue.held is None else len(town.queue.held),
            "sequence": town.journal.sequence,
        }
    )


@ROUTES.get(r"/chat/{chat_id:-?\d+}")
async def chat_history(request: web.Request) -> web.Response:
    """The newest messages of a chat, oldest first, and the reply keyboard in force."""
    chat = town_of(request).chat(int(request.match_info["chat_id"]))
    limit = max(number_in(request, "limit", 100), 1)
    newest = list(islice(reversed(chat.entries.values()), limit))[::-1]
    messages = [entry.view() for entry in newest]
    return web.json_response({"messages": messages, "reply_keyboard": chat.reply_keyboard})


@ROUTES.get("/calls")
async def calls(request: web.Request) -> web.Response:
    """Bot API calls numbered above `since`, at most a thousand; `next` is the since of the next page."""
    journal = town_of(request).journal
    since = number_in(request, "since", 0)
    method, chat_id = request.query.get("method"), number_in(request, "chat_id", 0)
    found = journal.calls(since)
    if method:
        found = (row for row in found if row["method"].lower() == method.lower())
    if chat_id:
        found = (row for row in found if row["chat_id"] == chat_id)
    page = list(islice(found, CALLS_PAGE))
    complete = len(page) < CALLS_PAGE
    return web.json_response({"calls": page, "next": journal.call_number if complete else page[-1]["n"]})


@ROUTES.get("/events")
async def events(request: web.Request) -> web.StreamResponse:
    """Server-Sent Events after `since`; `types` (comma-separated) narrows them."""
    town = town_of(request)
    since = number_in(request, "since", int(request.headers.get("Last-Event-ID") or 0))
    wanted = frozenset(filter(None, request.query.get("types", "").split(",")))
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
    await response.prepare(request)
    with contextlib.suppress(ConnectionError):  # the watcher has gone; there is nobody left to tell
        await _stream(town, response, since, wanted)
    return response


async def _stream(town: Town, response: web.StreamResponse, since: int, wanted: frozenset[str]) -> None:
    journal = town.journal
    await response.write(b": watching\n\n")
    while not journal.closed:
        fresh = journal.since(since)
        if fresh:
            since = fresh[-1].number
            wire = b"".join(event.wire() for event in fresh if _is_wanted(event, wanted))
        else:
            wire = b": still here\n\n"
        if wire:
            await response.write(wire)
        await journal.next_after(since, HEARTBEAT)


def _is_wanted(event: Event, wanted: frozenset[str]) -> bool:
    return not wanted or event.kind in wanted
