"""Kinds of things that leave: how urgent each is, and what a crash or a silence means for it."""

from enum import StrEnum


class Kind(StrEnum):
    """A screen answers a tap; a receipt and an answer are promises; the rest can wait."""

    SCREEN = "screen"
    RECEIPT = "receipt"
    ANSWER = "answer"
    STATE = "state"
    STAFF = "staff"
    REMINDER = "reminder"
    BROADCAST = "broadcast"


PRIORITY: dict[Kind, int] = {
    Kind.SCREEN: 0,
    Kind.RECEIPT: 0,
    Kind.ANSWER: 0,
    Kind.STATE: 1,
    Kind.STAFF: 2,
    Kind.REMINDER: 3,
    Kind.BROADCAST: 4,
}
"""Screens and answers before notices before broadcasts."""

REPEATED_AFTER_DEATH = frozenset({Kind.SCREEN, Kind.RECEIPT, Kind.ANSWER, Kind.STATE, Kind.STAFF})
"""If the process dies while sending one of these, it is sent once more: better twice than never."""
