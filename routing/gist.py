"""Whether two questions are about the same: their telling words as numbers, in any spelling.

Words are folded, ordinary ones and short ones dropped, endings cut off by keeping the beginning. What is
kept are check sums: enough to compare, nothing to read.
"""

from functools import cache, lru_cache
from importlib.resources import files
from typing import Final
from zlib import crc32

from routing.normalise import fold, words

Gist = frozenset[int]

FILE: Final = "common.txt"

ALIKE: Final = 0.43
"""Twice the shared words over all words of both: from here on two questions are nearly the same."""

_BEGINNING: Final = 5
_SHORTEST: Final = 3
_MOST: Final = 60
_SHARED_LEAST: Final = 2


def gist(text: str) -> Gist:
    """Return what a text is compared by; empty for one that says nothing."""
    found = dict.fromkeys(
        word.fold[:_BEGINNING]
        for word in words(text)
        if len(word.fold) >= _SHORTEST and word.fold not in _common()
    )
    return frozenset(crc32(stem.encode()) for stem in list(found)[:_MOST])


def likeness(one: Gist, other: Gist) -> float:
    """Return how alike two questions are, 0 to 1."""
    shared = len(one & other)
    if shared < _SHARED_LEAST:
        return 0.0
    return 2 * shared / (len(one) + len(other))


def covered(question: Gist, named: Gist) -> float:
    """Return how much of a few naming words stands in a question, 0 to 1."""
    return len(question & named) / len(named) if named else 0.0


def packed(found: Gist) -> str:
    """A gist as it is stored."""
    return " ".join(f"{number:x}" for number in sorted(found))


@lru_cache(maxsize=2048)
def unpacked(stored: str) -> Gist:
    """A gist as it was stored; the open ones of a queue are compared with every card that is opened."""
    return frozenset(int(number, 16) for number in stored.split())


@cache
def _common() -> frozenset[str]:
    text = files("routing").joinpath("data", FILE).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return frozenset(fold(word) for line in lines for word in line.split())
