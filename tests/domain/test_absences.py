"""Who answers for a post: its holder, a substitute who is there, or nobody."""

import pytest

from domain.absences import Away, answering


@pytest.mark.parametrize(
    ("away", "answers"),
    [
        ({}, 1),
        ({2: 3}, 1),
        ({1: 2}, 2),
        ({1: None}, None),
        ({1: 2, 2: 3}, 3),
        ({1: 2, 2: None}, None),
        ({1: 2, 2: 1}, None),
    ],
)
def test_who_answers_for_the_first_post(away: Away, answers: int | None) -> None:
    assert answering(1, away) == answers
