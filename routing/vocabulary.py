"""The words of all answers, and which of them a typed word may stand for."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from routing.endings import is_ending
from routing.normalise import fold
from routing.yamlfile import read_data

CONCEPTS: Final = "concepts.yaml"

_SAME_STEM: Final = 0.95
_NEAR_STEM: Final = 0.75
_SAME_MEANING: Final = 0.8
_SLIP: Final = 0.8

_BEGINNING: Final = 3
_STEM: Final = 4
_NEAR: Final = 5
_SLIP_LEAST: Final = 5
_TWO_SLIPS: Final = 9
_REMEMBERED: Final = 5_000


class Vocabulary:
    """Numbers words, and widens a typed one to those it may stand for.

    Words are folded (`routing.normalise`), so spelling by Russian or Latin letters is gone already.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._numbers: dict[str, int] = {}
        self._beginnings: dict[str, list[str]] = {}
        self._letters: dict[str, list[str]] = {}
        self._meant: dict[int, list[int]] = {}
        self.meanings: list[tuple[int, ...]] = []
        self._widened: dict[str, dict[int, float]] = {}

    def number(self, word: str) -> int:
        """Return the number of a folded word, a new one where it is new."""
        known = self._numbers.get(word)
        if known is not None:
            return known
        fresh = self._numbers[word] = len(self._numbers)
        self._beginnings.setdefault(word[:_BEGINNING], []).append(word)
        self._letters.setdefault(word[:1], []).append(word)
        meanings = meanings_of(word)
        self.meanings.append(meanings)
        for meaning in meanings:
            self._meant.setdefault(meaning, []).append(fresh)
        return fresh

    def widened(self, word: str) -> dict[int, float]:
        """Return the words a folded word may stand for, by number, each with how surely: 0 to 1."""
        known = self._widened.get(word)
        if known is None:
            if len(self._widened) > _REMEMBERED:
                self._widened.clear()
            known = self._widened[word] = self._find(word)
        return known

    def _find(self, word: str) -> dict[int, float]:
        found: dict[int, float] = {}
        for meaning in meanings_of(word):
            found |= dict.fromkeys(self._meant.get(meaning, ()), _SAME_MEANING)
        for other, alike in self._same_stem(word):
            number = self._numbers[other]
            found[number] = max(alike, found.get(number, 0.0))
        if word in self._numbers:
            found[self._numbers[word]] = 1.0
        if not found and len(word) >= _SLIP_LEAST and word.isalpha():
            found = {self._numbers[other]: _SLIP for other in self._despite_slip(word)}
        return found

    def _same_stem(self, word: str) -> Iterator[tuple[str, float]]:
        for other in self._beginnings.get(word[:_BEGINNING], ()):
            alike = _likeness(word, other)
            if alike:
                yield other, alike

    def _despite_slip(self, word: str) -> list[str]:
        """Words but one wrong, missing, extra or swapped letter away; two in long words."""
        most = 2 if len(word) >= _TWO_SLIPS else 1
        near = process.extract(
            word, self._letters.get(word[0], ()), scorer=OSA.distance, score_cutoff=most, limit=None
        )
        return [other for other, _, _ in near]


def _likeness(word: str, other: str) -> float:
    """How surely two words that begin alike are the same one with different endings."""
    shared = 0
    for a, b in zip(word, other, strict=False):
        if a != b:
            break
        shared += 1
    if shared < min(_STEM, len(word), len(other)):
        return 0.0
    for stem in range(shared, max(_BEGINNING, shared - 2) - 1, -1):
        if is_ending(word[stem:], russian=True) and is_ending(other[stem:], russian=True):
            return _SAME_STEM if stem >= _STEM else _NEAR_STEM
    longest = max(len(word), len(other))
    return _NEAR_STEM * shared / longest if shared >= _NEAR and shared / longest >= 0.6 else 0.0


def meanings_of(word: str) -> tuple[int, ...]:
    """Return the numbers of the meanings a folded word has."""
    exact, beginnings, longest = _concepts()
    found = set(exact.get(word, ()))
    for length in range(2, min(len(word), longest) + 1):
        for meaning in beginnings.get(word[:length], ()):
            if length > _STEM or is_ending(word[length:], russian=True):
                found.add(meaning)
    return tuple(sorted(found))


@cache
def _concepts() -> tuple[dict[str, list[int]], dict[str, list[int]], int]:
    exact: dict[str, list[int]] = {}
    beginnings: dict[str, list[int]] = {}
    for number, line in enumerate(read_data(CONCEPTS)["concepts"]):
        for stem in line.split():
            table = exact if stem.startswith("=") else beginnings
            table.setdefault(fold(stem.lstrip("=")), []).append(number)
    return exact, beginnings, max(map(len, beginnings))
