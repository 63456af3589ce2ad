"""The trained part: weights of topics and letter fragments for each body, read from a plain file."""

from collections.abc import Sequence
from typing import Protocol

from routing.lexicon import Hit
from routing.normalise import Word


class Model(Protocol):
    """Whatever gives a probability to each body code and NONE."""

    def scores(self, words: Sequence[Word], hits: Sequence[Hit]) -> dict[str, float]:
        """Return probabilities that sum to one, by code."""
        ...


def load_model() -> Model | None:
    """Read the weights shipped with the package; None when there are none yet."""
    return None
