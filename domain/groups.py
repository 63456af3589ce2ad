"""What a group of a body sees of an inquiry: one card, and never a word of the citizen's text."""

from enum import StrEnum
from typing import Final

from domain.inquiries import State


class Face(StrEnum):
    """How an inquiry looks on its card."""

    FREE = "free"
    TAKEN = "taken"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    MOVED = "moved"


FINAL: Final = frozenset({Face.ANSWERED, Face.WITHDRAWN, Face.CLOSED, Face.MOVED})
"""After these the card says nothing more; an inquiry that comes back gets a new one."""

_FACES: Final = {
    State.NEW: Face.FREE,
    State.TAKEN: Face.TAKEN,
    State.WAITING: Face.TAKEN,
    State.APPROVAL: Face.TAKEN,
    State.ANSWERED: Face.ANSWERED,
    State.WITHDRAWN: Face.WITHDRAWN,
    State.CLOSED: Face.CLOSED,
    State.MERGED: Face.CLOSED,
}

_TOPIC_GONE: Final = ("thread not found", "topic_deleted", "topic_closed", "topic_id_invalid")


def face(state: str, *, here: bool) -> Face:
    """How an inquiry looks to the group of a queue; `here`: it still lies in that queue."""
    return _FACES[State(state)] if here else Face.MOVED


def is_topic_gone(said: str) -> bool:
    """Does Telegram's refusal mean that the topic of a forum is no longer there?"""
    return any(words in said.lower() for words in _TOPIC_GONE)
