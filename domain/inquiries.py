"""The life of an inquiry: one table of moves. Overdue is not a state, it is a question."""

from datetime import timedelta
from enum import StrEnum

from domain.errors import Impossible


class State(StrEnum):
    """Where an inquiry stands."""

    NEW = "new"
    TAKEN = "taken"
    WAITING = "waiting"
    APPROVAL = "approval"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    MERGED = "merged"


class Move(StrEnum):
    """What can be done with an inquiry."""

    TAKE = "take"
    ASSIGN = "assign"
    RELEASE = "release"
    PROPOSE = "propose"
    RETURN = "return"
    SEND = "send"
    ASK_BACK = "ask_back"
    RESUME = "resume"
    EXTEND = "extend"
    RECLASSIFY = "reclassify"
    TRANSFER = "transfer"
    WITHDRAW = "withdraw"
    REOPEN = "reopen"
    RATE = "rate"
    ADD = "add"
    HAND_OVER = "hand_over"
    TO_UNIT = "to_unit"
    ENGAGE = "engage"
    FLAG = "flag"
    CLOSE = "close"
    OBJECT = "object"
    MERGE = "merge"
    CORRECT = "correct"


MOVES: dict[tuple[State, Move], State] = {
    (State.NEW, Move.TAKE): State.TAKEN,
    (State.NEW, Move.ASSIGN): State.TAKEN,
    (State.TAKEN, Move.ASSIGN): State.TAKEN,
    (State.WAITING, Move.ASSIGN): State.WAITING,
    (State.TAKEN, Move.RELEASE): State.NEW,
    (State.TAKEN, Move.PROPOSE): State.APPROVAL,
    (State.TAKEN, Move.SEND): State.ANSWERED,
    (State.APPROVAL, Move.SEND): State.ANSWERED,
    (State.APPROVAL, Move.RETURN): State.TAKEN,
    (State.TAKEN, Move.ASK_BACK): State.WAITING,
    (State.WAITING, Move.RESUME): State.TAKEN,
    (State.NEW, Move.EXTEND): State.NEW,
    (State.TAKEN, Move.EXTEND): State.TAKEN,
    (State.APPROVAL, Move.EXTEND): State.APPROVAL,
    (State.NEW, Move.RECLASSIFY): State.NEW,
    (State.TAKEN, Move.RECLASSIFY): State.TAKEN,
    (State.WAITING, Move.RECLASSIFY): State.WAITING,
    (State.NEW, Move.TRANSFER): State.NEW,
    (State.TAKEN, Move.TRANSFER): State.NEW,
    (State.WAITING, Move.TRANSFER): State.NEW,
    (State.NEW, Move.WITHDRAW): State.WITHDRAWN,
    (State.TAKEN, Move.WITHDRAW): State.WITHDRAWN,
    (State.WAITING, Move.WITHDRAW): State.WITHDRAWN,
    (State.APPROVAL, Move.WITHDRAW): State.WITHDRAWN,
    (State.ANSWERED, Move.REOPEN): State.NEW,
    (State.ANSWERED, Move.RATE): State.ANSWERED,
    (State.ANSWERED, Move.CORRECT): State.ANSWERED,
    (State.NEW, Move.ADD): State.NEW,
    (State.TAKEN, Move.ADD): State.TAKEN,
    (State.WAITING, Move.ADD): State.WAITING,
    (State.APPROVAL, Move.ADD): State.APPROVAL,
    (State.TAKEN, Move.HAND_OVER): State.TAKEN,
    (State.WAITING, Move.HAND_OVER): State.WAITING,
    (State.NEW, Move.TO_UNIT): State.NEW,
    (State.TAKEN, Move.TO_UNIT): State.NEW,
    (State.TAKEN, Move.ENGAGE): State.TAKEN,
    (State.WAITING, Move.ENGAGE): State.WAITING,
    (State.NEW, Move.FLAG): State.NEW,
    (State.TAKEN, Move.FLAG): State.TAKEN,
    (State.WAITING, Move.FLAG): State.WAITING,
    (State.APPROVAL, Move.FLAG): State.APPROVAL,
    (State.NEW, Move.CLOSE): State.CLOSED,
    (State.TAKEN, Move.CLOSE): State.CLOSED,
    (State.WAITING, Move.CLOSE): State.CLOSED,
    (State.CLOSED, Move.OBJECT): State.NEW,
    (State.NEW, Move.MERGE): State.MERGED,
    (State.TAKEN, Move.MERGE): State.MERGED,
    (State.WAITING, Move.MERGE): State.MERGED,
}

RUNNING = frozenset({State.NEW, State.TAKEN, State.APPROVAL})
"""States in which the clock runs."""

OPEN = RUNNING | {State.WAITING}
"""States in which somebody still owes the citizen an answer."""

OVER = frozenset({State.WITHDRAWN, State.CLOSED, State.MERGED})
"""States that ended without an answer; nothing a citizen writes is added there."""

REOPEN_WITHIN = timedelta(days=30)
"""An answered inquiry can be called "not solved" for so long."""

CONTINUES_WITHIN = timedelta(minutes=10)
"""A message this soon after the last one belongs to the same matter."""


def moved(state: str, move: Move) -> State:
    """The state after a move.

    Raises:
        Impossible: the table has no such move from this state.
    """
    try:
        return MOVES[State(state), move]
    except KeyError:
        raise Impossible(f"error.state.{state}") from None


def may_move(state: str, move: Move) -> bool:
    """Does the table have this move?"""
    return (State(state), move) in MOVES
