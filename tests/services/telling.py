"""What a citizen must read of everything that can happen to an inquiry: the small oracle of the random walks.

It knows nothing of the services: it is told the history, and says which notices there must be, once each.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from domain.inquiries import MOVES, Move, State

WRITES: Final[Mapping[Move, frozenset[str]]] = {
    Move.TAKE: frozenset({"taken"}),
    Move.ASSIGN: frozenset({"taken", "assigned"}),
    Move.RELEASE: frozenset({"released"}),
    Move.PROPOSE: frozenset({"proposed"}),
    Move.RETURN: frozenset({"returned", "released"}),
    Move.SEND: frozenset({"answered", "approved"}),
    Move.ASK_BACK: frozenset({"asked_back"}),
    Move.RESUME: frozenset({"resumed"}),
    Move.EXTEND: frozenset({"extended"}),
    Move.RECLASSIFY: frozenset({"kind_changed"}),
    Move.TRANSFER: frozenset({"transferred"}),
    Move.WITHDRAW: frozenset({"withdrawn"}),
    Move.REOPEN: frozenset({"reopened"}),
    Move.RATE: frozenset({"rated"}),
    Move.ADD: frozenset({"added"}),
    Move.HAND_OVER: frozenset({"handed_over"}),
    Move.TO_UNIT: frozenset({"to_unit"}),
    Move.ENGAGE: frozenset({"engaged"}),
    Move.FLAG: frozenset({"flagged", "unflagged"}),
    Move.CLOSE: frozenset({"closed"}),
    Move.OBJECT: frozenset({"objected"}),
    Move.MERGE: frozenset({"merged"}),
    Move.CORRECT: frozenset({"corrected"}),
}
"""What each move leaves in the history."""

BESIDE: Final = frozenset(
    {
        "closes_sooner",
        "contact_opened",
        "correction_proposed",
        "correction_returned",
        "edited",
        "linked",
        "noted",
        "part_declined",
        "part_released",
        "part_revised",
        "part_taken",
        "part_written",
        "recounted",
        "sorted",
        "submitted",
        "taken_out",
        "took_in",
        "unlinked",
    }
)
"""What stands in the history and moves nothing."""

NEWS: Final[Mapping[str, str]] = {
    "taken": "taken",
    "answered": "answer",
    "approved": "answer",
    "corrected": "answer",
    "asked_back": "asked_back",
    "resumed": "wait_over",
    "extended": "extended",
    "kind_changed": "sooner",
    "transferred": "transferred",
    "engaged": "engaged",
    "closed": "closed",
    "merged": "merged",
    "recounted": "recounted",
    "closes_sooner": "sooner",
}
"""Which notice tells the citizen. Their own acts are answered by screens, what staff do among themselves by
nothing."""

REMINDERS: Final[Mapping[str, str]] = {"citizen_late": "late", "asked": "asked_again"}
"""Stages of the ledger that a citizen hears of, and the notices that tell of them."""

BEGINNINGS: Final = frozenset({"submitted", "transferred", "reopened", "objected"})
"""After each of these the citizen hears once more that somebody works on it."""

DATED: Final = frozenset(
    {
        *("extended", "kind_changed", "transferred", "asked_back", "resumed", "reopened", "objected"),
        *("recounted", "closes_sooner"),
    }
)
"""What may change the date of an answer."""


class Happened(NamedTuple):
    """One line of the history."""

    inquiry: int
    kind: str
    details: Mapping[str, Any]


class Told(NamedTuple):
    """A notice: about which inquiry, and which."""

    inquiry: int | None
    key: str


def expected(history: Iterable[Happened], known: set[int]) -> Counter[Told]:
    """The notices citizens get of what happened, in order.

    Args:
        history: what happened.
        known: inquiries whose citizens know already that somebody works on them; kept up to date.
    """
    told = Counter[Told]()
    for one in history:
        if one.kind in NEWS and _is_news(one, known):
            told[Told(one.inquiry, NEWS[one.kind])] += 1
        if one.kind in BEGINNINGS:
            known.discard(one.inquiry)
        elif one.kind == "taken":
            known.add(one.inquiry)
    return told


def _is_news(one: Happened, known: set[int]) -> bool:
    if one.kind == "taken":
        return one.inquiry not in known
    if one.kind == "resumed":
        # Whoever answered knows it; an operator who waits no longer changes nothing for them.
        return bool(one.details.get("silent"))
    if one.kind == "kind_changed":
        return bool(one.details["old"] != one.details["due"])
    return True


def reached(state: str, kinds: Iterable[str]) -> set[State]:
    """Where an inquiry may stand after all this, by the table of moves."""
    found = {State(state)}
    for kind in kinds:
        moves = {move for move, written in WRITES.items() if kind in written}
        if moves:
            found = _led(_led(found, moves), moves) | _led(found, moves)
    return found


def _led(states: set[State], moves: set[Move]) -> set[State]:
    return {MOVES[state, move] for state in states for move in moves if (state, move) in MOVES}
