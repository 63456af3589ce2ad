"""How likely a proposed text is right: steps, and ties that go to what is nearer to the body."""

from itertools import pairwise

import pytest

from domain.proposals import BESIDE, BY_TITLE, FIRST, LEAST, SENT_BEFORE, Source, Steps, chance


@pytest.mark.parametrize(
    ("score", "share"), [(0.33, 0.0), (0.34, 0.7), (0.55, 0.9), (0.74, 0.9), (1.2, 0.95)]
)
def test_a_score_becomes_a_share(score: float, share: float) -> None:
    assert chance(score, BY_TITLE) == share


@pytest.mark.parametrize("steps", [BY_TITLE, FIRST, BESIDE])
def test_better_scores_are_likelier(steps: Steps) -> None:
    assert all(low[0] < high[0] and low[1] < high[1] for low, high in pairwise(steps))


def test_what_is_offered_beside_the_best_is_mostly_left_out() -> None:
    assert chance(0.69, BESIDE) < LEAST < chance(0.7, BESIDE)


def test_what_was_sent_before_is_nobody_s_second() -> None:
    assert max(share for steps in (BY_TITLE, FIRST, BESIDE) for _, share in steps) <= SENT_BEFORE
    assert min(Source) is Source.SENT
