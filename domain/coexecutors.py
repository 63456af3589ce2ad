"""Other bodies' parts of one answer: their moves, how many there may be, and by when each is due.

Source: practice of state bodies, where one body compiles the answer and others contribute (government reply
to deputies' inquiry DS-227 of 23 June 2021: 7 proposals, 12 ministries and 12 akimats). The dates are our
own rule: whoever compiles needs time to read and to put together.
"""

import datetime as dt
from enum import StrEnum
from typing import Final

from domain.errors import Impossible
from domain.workdays import Calendar

MOST_PARTS: Final = 5
"""Bodies that may contribute to one answer at a time; an answer of more hands is nobody's."""


class PartState(StrEnum):
    """Where a part stands."""

    ASKED = "asked"
    TAKEN = "taken"
    WRITTEN = "written"
    DECLINED = "declined"
    DROPPED = "dropped"


class PartMove(StrEnum):
    """What can be done with a part."""

    TAKE = "take"
    RELEASE = "release"
    WRITE = "write"
    REVISE = "revise"
    DECLINE = "decline"
    DROP = "drop"


PART_MOVES: Final[dict[tuple[PartState, PartMove], PartState]] = {
    (PartState.ASKED, PartMove.TAKE): PartState.TAKEN,
    (PartState.TAKEN, PartMove.RELEASE): PartState.ASKED,
    (PartState.TAKEN, PartMove.WRITE): PartState.WRITTEN,
    (PartState.WRITTEN, PartMove.REVISE): PartState.TAKEN,
    (PartState.ASKED, PartMove.DECLINE): PartState.DECLINED,
    (PartState.TAKEN, PartMove.DECLINE): PartState.DECLINED,
    (PartState.ASKED, PartMove.DROP): PartState.DROPPED,
    (PartState.TAKEN, PartMove.DROP): PartState.DROPPED,
}

OPEN_PARTS: Final = frozenset({PartState.ASKED, PartState.TAKEN})
"""States in which another body still owes its part."""

COUNTED: Final = OPEN_PARTS | {PartState.WRITTEN}
"""States in which a body takes part; one that declined may be asked again."""


def part_moved(state: str, move: PartMove) -> PartState:
    """The state of a part after a move.

    Raises:
        Impossible: the table has no such move from this state.
    """
    try:
        return PART_MOVES[PartState(state), move]
    except KeyError:
        raise Impossible(f"error.part.{state}") from None


def may_part(state: str, move: PartMove) -> bool:
    """Does the table have this move?"""
    return (PartState(state), move) in PART_MOVES


def part_due(today: dt.date, due: dt.date, calendar: Calendar) -> dt.date:
    """The day by which another body writes its part.

    Two working days before the answer is due, so that a day is left to compile; one when two would leave
    the other body no day of its own; today when the answer is due now or late already.

    Args:
        today: the civil date on which it is asked, or counted again.
        due: when the whole answer is due.
        calendar: the working calendar.

    Raises:
        UnknownYearError: the count reaches a year that is not loaded.
    """
    one = calendar.previous_working(due)
    two = calendar.previous_working(one)
    return two if two >= calendar.next_working(today) else max(one, today)
