"""The trained part at run time: sums of small whole numbers, no numpy and no scikit-learn."""

from collections import defaultdict
from collections.abc import Sequence
from math import exp
from pathlib import Path
from typing import Final, Protocol

from routing.features import features, shares
from routing.lexicon import Hit
from routing.normalise import Word
from routing.weights import ZERO, Weights, load

_FIELD: Final = 2
_MAX_TERMS: Final = 256


class Model(Protocol):
    """Whatever gives a probability to each body code and NONE."""

    def scores(self, words: Sequence[Word], hits: Sequence[Hit]) -> dict[str, float]:
        """Return probabilities that sum to one, by code."""
        ...


class LinearModel:
    """A linear classifier over the features of a text, with probabilities by a fitted temperature."""

    def __init__(self, weights: Weights) -> None:
        """Pack the rows of the weights for adding.

        A row becomes one whole number with sixteen bits for each class, so that a row is added in one step
        instead of twenty-six; 256 rows of bytes cannot carry over into the next field.
        """
        self._classes = weights.classes
        self._bias = weights.bias
        self._scales = weights.scales
        self._temperature = weights.temperature
        self._rows = {name: _pack(row) for name, row in weights.rows.items()}

    def scores(self, words: Sequence[Word], hits: Sequence[Hit]) -> dict[str, float]:
        """Return probabilities that sum to one, by code."""
        return _softmax(self._classes, self.margins(words, hits), self._temperature)

    def margins(self, words: Sequence[Word], hits: Sequence[Hit]) -> list[float]:
        """Return how far a text lies on the side of each class, in the order of the classes."""
        known: dict[str, list[int]] = defaultdict(list)
        names = [name for name in features(words, hits) if name in self._rows]
        for name in names:
            known[name[0]].append(self._rows[name])
        share = shares(names)
        totals = list(self._bias)
        for kind, rows in known.items():
            factor = share[kind] * self._scales[kind]
            for position, value in enumerate(self._sum(rows)):
                totals[position] += factor * value
        return totals

    def _sum(self, rows: Sequence[int]) -> list[int]:
        size = len(self._classes)
        totals = [-ZERO * len(rows)] * size
        for start in range(0, len(rows), _MAX_TERMS):
            packed = sum(rows[start : start + _MAX_TERMS]).to_bytes(size * _FIELD, "little")
            for position in range(size):
                totals[position] += packed[2 * position] | packed[2 * position + 1] << 8
        return totals


def load_model(path: Path | None = None) -> LinearModel:
    """Read a model from `path`, or the one shipped with the package.

    Raises FileNotFoundError when there is none, ValueError when the file is something else.
    """
    return LinearModel(load(path))


def _pack(row: bytes) -> int:
    spread = bytearray(len(row) * _FIELD)
    spread[::_FIELD] = row
    return int.from_bytes(spread, "little")


def _softmax(classes: Sequence[str], margins: Sequence[float], temperature: float) -> dict[str, float]:
    top = max(margins)
    values = [exp((margin - top) / temperature) for margin in margins]
    total = sum(values)
    return {code: value / total for code, value in zip(classes, values, strict=True)}
