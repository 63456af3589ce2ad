"""The trained part at run time: sums of small whole numbers, no numpy and no scikit-learn."""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from math import exp
from pathlib import Path
from typing import Final, Protocol

from routing.features import KINDS, features, of_word, share
from routing.lexicon import Hit
from routing.normalise import Word
from routing.patterns import DECISIVE
from routing.weights import ZERO, Weights, checksum, load

# Sixteen bits for each class, so that up to 256 rows of bytes add up without touching the next field.
_FIELD: Final = 2
_MAX_TERMS: Final = 256
# A decisive line of the lexicon is policy: it counts beyond what was learned from examples.
_POLICY: Final = 0.4
# A word is named as a reason when it would move a text of itself alone so far.
_TELLING: Final = 0.35
_MOST_TELLING: Final = 2


_REMEMBERED: Final = 20_000
"""Names of features whose rows are kept at hand: a few megabytes."""


class Model(Protocol):
    """Whatever gives a probability to each body code and NONE."""

    def scores(self, words: Sequence[Word], hits: Sequence[Hit]) -> dict[str, float]:
        """Return probabilities that sum to one, by code."""
        ...

    def telling(self, words: Sequence[Word], code: str) -> tuple[int, ...]:
        """Return the words (by index) that speak most for a body, the most telling first."""
        ...


class LinearModel:
    """A linear classifier over the features of a text, with probabilities by a fitted temperature."""

    def __init__(self, weights: Weights) -> None:
        """Lay the weights out for adding: no name is kept, only its checksum and where its row begins.

        A name that was never learned has the checksum of a learned one in two cases of a hundred thousand,
        which is less than a typing error costs; in return the model takes a few megabytes.
        """
        self._classes = weights.classes
        self._bias = weights.bias
        self._scales = weights.scales
        self._temperature = weights.temperature
        order = sorted(range(len(weights.sums)), key=weights.sums.__getitem__)
        self._sums = array("I", (weights.sums[place] for place in order))
        self._places = array("I", order)
        spread = bytearray(len(weights.table) * _FIELD)
        spread[::_FIELD] = weights.table
        self._table = bytes(spread)
        self._row = lru_cache(_REMEMBERED)(self._find)  # people use the same words again and again

    def scores(self, words: Sequence[Word], hits: Sequence[Hit]) -> dict[str, float]:
        """Return probabilities that sum to one, by code."""
        return _softmax(self._classes, self.margins(words, hits), self._temperature)

    def telling(self, words: Sequence[Word], code: str) -> tuple[int, ...]:
        """Return the words (by index) that speak most for a body, the most telling first."""
        column = self._classes.index(code)
        weights = {index: self._of_word(word, column) for index, word in enumerate(words)}
        spoken = [index for index, weight in weights.items() if weight >= _TELLING]
        return tuple(sorted(spoken, key=lambda index: -weights[index])[:_MOST_TELLING])

    def margins(self, words: Sequence[Word], hits: Sequence[Hit]) -> list[float]:
        """Return how far a text lies on the side of each class, in the order of the classes."""
        known: dict[str, list[int]] = defaultdict(list)
        numbers: Counter[str] = Counter()
        for name in features(words, hits):
            row = self._row(name)
            if row is not None:
                known[name[0]].append(row)
                numbers[name[0]] += 1
        totals = list(self._bias)
        for kind, rows in known.items():
            factor = share(kind, numbers[kind]) * self._scales[kind]
            for position, value in enumerate(self._sum(rows)):
                totals[position] += factor * value
        for code in {hit.body for hit in hits if hit.strength == DECISIVE} & set(self._classes):
            totals[self._classes.index(code)] += _POLICY
        return totals

    def _of_word(self, word: Word, column: int) -> float:
        """Return what one word by itself says for a class."""
        rows = ((name[0], self._row(name)) for name in of_word(word))
        return sum(
            ((row >> 16 * column & 0xFFFF) - ZERO) * self._scales[kind] * KINDS[kind]
            for kind, row in rows
            if row is not None
        )

    def _find(self, name: str) -> int | None:
        """Return the weights of a feature as one whole number, or None for a feature never learned."""
        wanted = checksum(name)
        found = bisect_left(self._sums, wanted)
        if found == len(self._sums) or self._sums[found] != wanted:
            return None
        size = len(self._classes) * _FIELD
        start = self._places[found] * size
        return int.from_bytes(self._table[start : start + size], "little")

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


def _softmax(classes: Sequence[str], margins: Sequence[float], temperature: float) -> dict[str, float]:
    top = max(margins)
    values = [exp((margin - top) / temperature) for margin in margins]
    total = sum(values)
    return {code: value / total for code, value in zip(classes, values, strict=True)}
