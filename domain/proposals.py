"""How likely a proposed text answers a question: one measure for texts that are found in different ways.

Every way of finding has a score of its own, and scores of different ways cannot be compared. What can be
compared is how often a text with such a score was the right one: counted over the 290 questions of
`routing/evaluation/answers.yaml`, ready answers standing for canned replies in queues of fifteen
(`python -m benchmarks proposals`), and rounded to what so few questions can tell.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

Steps = Sequence[tuple[float, float]]
"""From which score on, and how likely it is right from there."""

BY_TITLE: Final[Steps] = ((0.34, 0.7), (0.55, 0.9), (0.75, 0.95))
"""A canned reply whose title stands in the question; the score is that of `services.canned`."""

FIRST: Final[Steps] = ((0.0, 0.75), (0.65, 0.9), (0.75, 0.95))
"""The best ready or published answer; the score is that of `routing.similar`, which has a least one too."""

BESIDE: Final[Steps] = ((0.0, 0.15), (0.7, 0.52))
"""What the same search offers beside its best: where the best is right, the others are not."""

SENT_BEFORE: Final = 0.95
"""This body has answered nearly the same question with it; not counted, taken for as good as the best."""

LEAST: Final = 0.5
"""What is wrong more often than right costs more reading than it saves."""


class Source(IntEnum):
    """Where a text comes from. Of equally likely ones that comes first which is nearer to the body."""

    SENT = 0
    CANNED = 1
    PUBLISHED = 2
    READY = 3


def chance(score: float, steps: Steps) -> float:
    """Return how likely a text with this score is right; 0 below the first step."""
    return next((share for least, share in reversed(steps) if score >= least), 0.0)
