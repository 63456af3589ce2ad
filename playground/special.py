"""Messages of the rarer kinds, as a bot receives them from people."""

from __future__ import annotations

from typing import Any

from playground.errors import ControlError
from playground.residents import JSON, Person

ASTANA = {"latitude": 51.1282, "longitude": 71.4304}


def poll(number: str, question: str, options: list[str], *, quiz: bool = False) -> JSON:
    """The Bot API's Poll."""
    shape: JSON = {
        "id": f"5{number}",
        "question": question,
        "options": [
            {"persistent_id": str(place), "text": text, "voter_count": 0}
            for place, text in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "quiz" if quiz else "regular",
        "allows_multiple_answers": False,
        "allows_revoting": not quiz,
        "members_only": False,
    }
    return shape | {"correct_option_ids": [0]} if quiz else shape


def special_content(kind: str, person: Person, fields: dict[str, Any]) -> JSON:
    """What makes a message one of `kind`. Raises ControlError for an unknown kind."""
    make = _KINDS.get(kind)
    if make is None:
        raise ControlError(f"kind is one of {', '.join(_KINDS)}")
    return make(person, fields)


def _location(person: Person, fields: dict[str, Any]) -> JSON:
    point = {name: float(fields.get(name, default)) for name, default in ASTANA.items()}
    return {"location": point}


def _venue(person: Person, fields: dict[str, Any]) -> JSON:
    place = _location(person, fields)["location"]
    titled = {
        "title": str(fields.get("title", "EXPO")),
        "address": str(fields.get("address", "Mangilik El 55")),
    }
    return {"location": place, "venue": {"location": place} | titled}


def _contact(person: Person, fields: dict[str, Any]) -> JSON:
    phone = str(fields.get("phone_number", "+77010000000"))
    return {"contact": {"phone_number": phone, "first_name": person.first_name, "user_id": person.id}}


def _poll(person: Person, fields: dict[str, Any]) -> JSON:
    options = [str(option) for option in fields.get("options", ("1", "2"))]
    return {"poll": poll(str(person.id), str(fields.get("question", "?")), options)}


def _quiz(person: Person, fields: dict[str, Any]) -> JSON:
    return {"poll": poll(str(person.id), str(fields.get("question", "?")), ["1", "2"], quiz=True)}


def _dice(person: Person, fields: dict[str, Any]) -> JSON:
    return {"dice": {"emoji": str(fields.get("emoji", "🎲")), "value": int(fields.get("value", 4))}}


def _story(person: Person, fields: dict[str, Any]) -> JSON:
    return {"story": {"chat": person.private_chat(), "id": 7}}


def _game(person: Person, fields: dict[str, Any]) -> JSON:
    photo = [_size("photo-of-a-game", 320, 180)]
    return {"game": {"title": "2048", "description": "A game", "photo": photo}}


def _paid_media(person: Person, fields: dict[str, Any]) -> JSON:
    preview = {"type": "preview", "width": 320, "height": 180}
    return {"paid_media": {"star_count": 5, "paid_media": [preview]}}


def _checklist(person: Person, fields: dict[str, Any]) -> JSON:
    return {"checklist": {"title": "1", "tasks": [{"id": 1, "text": "1"}]}}


def _giveaway(person: Person, fields: dict[str, Any]) -> JSON:
    return {
        "giveaway": {
            "chats": [person.private_chat()],
            "winners_selection_date": 1_900_000_000,
            "winner_count": 1,
        }
    }


def _background(person: Person, fields: dict[str, Any]) -> JSON:
    fill = {"type": "solid", "color": 0x00AFCA}
    kind: JSON = {"type": "fill", "fill": fill, "dark_theme_dimming": 0}
    return {"chat_background_set": {"type": kind}}


def _auto_delete(person: Person, fields: dict[str, Any]) -> JSON:
    return {
        "message_auto_delete_timer_changed": {"message_auto_delete_time": int(fields.get("seconds", 86400))}
    }


def _unknown(person: Person, fields: dict[str, Any]) -> JSON:
    """A kind that does not exist yet: nothing a bot of today can read."""
    return {"hologram": {"id": "1"}}


def _size(name: str, width: int, height: int) -> JSON:
    return {"file_id": name, "file_unique_id": f"AQ{name}", "width": width, "height": height}


_KINDS = {
    "location": _location,
    "venue": _venue,
    "contact": _contact,
    "poll": _poll,
    "quiz": _quiz,
    "dice": _dice,
    "story": _story,
    "game": _game,
    "paid_media": _paid_media,
    "checklist": _checklist,
    "giveaway": _giveaway,
    "background": _background,
    "auto_delete": _auto_delete,
    "unknown": _unknown,
}
KINDS = tuple(_KINDS)
