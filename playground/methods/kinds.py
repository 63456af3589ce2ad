"""Messages that are neither text nor file: places, contacts, polls, dice."""

from __future__ import annotations

from typing import Any

from playground.errors import bad_request
from playground.methods.messages import say
from playground.methods.reach import reach
from playground.methods.registry import method
from playground.params import Params
from playground.residents import JSON
from playground.special import poll
from playground.town import Town

_POLL_OPTIONS = (1, 12)


@method("sendLocation", paced=True)
def send_location(town: Town, params: Params) -> JSON:
    """Send a point on the map."""
    return say(town, reach(town, params), params, {"location": _point(params)})


@method("sendVenue", paced=True)
def send_venue(town: Town, params: Params) -> JSON:
    """Send a named place."""
    chat, place = reach(town, params), _point(params)
    venue = {"location": place, "title": params.text("title"), "address": params.text("address")}
    if not venue["title"] or not venue["address"]:
        raise bad_request("venue title and address must be non-empty")
    return say(town, chat, params, {"location": place, "venue": venue})


@method("sendContact", paced=True)
def send_contact(town: Town, params: Params) -> JSON:
    """Send a phone number with a name."""
    chat = reach(town, params)
    names = ("phone_number", "first_name", "last_name", "vcard")
    contact = {name: text for name in names if (text := params.text(name))}
    if "phone_number" not in contact:
        raise bad_request("phone number is empty")
    if "first_name" not in contact:
        raise bad_request("first name is empty")
    return say(town, chat, params, {"contact": contact})


@method("sendPoll", paced=True)
def send_poll(town: Town, params: Params) -> JSON:
    """Send a poll."""
    chat = reach(town, params)
    question = params.text("question").strip()
    if not 1 <= len(question) <= 300:
        raise bad_request("poll question length must be between 1 and 300")
    given: list[Any] = params.listing("options") or []
    options = [str(option.get("text") if isinstance(option, dict) else option) for option in given]
    if not _POLL_OPTIONS[0] <= len(options) <= _POLL_OPTIONS[1]:
        raise bad_request("poll must have from 1 to 12 options")
    return say(town, chat, params, {"poll": poll(str(chat.last_id), question, options)})


@method("sendDice", paced=True)
def send_dice(town: Town, params: Params) -> JSON:
    """Send a die; here it always shows four."""
    return say(
        town, reach(town, params), params, {"dice": {"emoji": params.text("emoji") or "🎲", "value": 4}}
    )


def _point(params: Params) -> JSON:
    if "latitude" not in params or "longitude" not in params:
        raise bad_request("latitude and longitude must be specified")
    latitude, longitude = params.seconds("latitude"), params.seconds("longitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong latitude or longitude specified")
    return {"latitude": latitude, "longitude": longitude}
