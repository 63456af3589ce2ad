"""The table of moves, walked at random: nothing leads where it must not, every matter can come to an end."""

from random import Random

import pytest

from domain.coexecutors import OPEN_PARTS, PART_MOVES, PartMove, PartState, may_part, part_moved
from domain.errors import Impossible
from domain.inquiries import MOVES, OPEN, OVER, RUNNING, Move, State, may_move, moved

WALKS = 100_000
LONGEST = 12

HELD = {State.TAKEN, State.APPROVAL}
"""States that need somebody's name on the inquiry."""


def ends(state: State) -> bool:
    """Does anything lead on from here?"""
    return not any(origin == state for origin, _ in MOVES)


def test_a_hundred_thousand_random_walks_stay_on_the_table() -> None:
    chance = Random(6)
    moves, reached = list(Move), set[tuple[State, Move]]()
    for _ in range(WALKS):
        state, answers = State.NEW, 0
        for move in chance.choices(moves, k=LONGEST):
            allowed = may_move(state, move)
            assert allowed == ((state, move) in MOVES)
            if not allowed:
                continue
            after = moved(state, move)
            reached.add((state, move))
            answers += after is State.ANSWERED and move is not Move.RATE
            assert answers or after is not State.ANSWERED, "answered without an answer"
            assert state not in OVER or move is Move.OBJECT, f"{state} is over"
            assert not (after in HELD and state is State.NEW and move not in (Move.TAKE, Move.ASSIGN))
            assert not (after is State.WAITING and state not in (State.TAKEN, State.WAITING))
            state = after
    assert reached == MOVES.keys(), "every move of the table was made"


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("move", list(Move))
def test_what_the_table_does_not_know_is_refused_in_words(state: State, move: Move) -> None:
    if (state, move) not in MOVES:
        with pytest.raises(Impossible, match=f"error.state.{state}"):
            moved(state, move)


def test_every_open_state_can_be_answered_and_ended() -> None:
    for state in OPEN:
        known, edge = {state}, {state}
        while edge:
            edge = {after for (origin, _), after in MOVES.items() if origin in edge} - known
            known |= edge
        assert State.ANSWERED in known
    assert {state for state in State if ends(state)} == {State.WITHDRAWN, State.MERGED}
    assert RUNNING < OPEN
    assert not OPEN & OVER


def test_parts_walk_on_their_own_table() -> None:
    chance, reached = Random(7), set[tuple[PartState, PartMove]]()
    for _ in range(WALKS // 10):
        state = PartState.ASKED
        for move in chance.choices(list(PartMove), k=LONGEST):
            if may_part(state, move):
                reached.add((state, move))
                state = part_moved(state, move)
            else:
                with pytest.raises(Impossible):
                    part_moved(state, move)
    assert reached == PART_MOVES.keys()
    assert {s for s in PartState if (s, PartMove.DROP) in PART_MOVES} == OPEN_PARTS
