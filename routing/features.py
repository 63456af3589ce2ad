"""What the model sees of a text: topics of the lexicon, word beginnings, pairs of words, letter fragments."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import sqrt
from typing import Final

from routing.lexicon import SHARED, Hit
from routing.normalise import Word

# How much each kind of feature counts, by the first letter of its name. Chosen by cross-validation over
# the written examples; `COUNTED` kinds are divided by the root of their number, so long texts weigh alike.
KINDS: Final = {"t": 0.5, "b": 0.3, "l": 0.5, "x": 0.7, "w": 1.0, "p": 1.0, "d": 0.5, "g": 1.0}
COUNTED: Final = frozenset("xwpdg")

_STEM: Final = 5
_PREFIXES: Final = (4, 6)
_GRAMS: Final = (3, 4)
_MAX_PAIRED: Final = 14


def features(words: Sequence[Word], hits: Sequence[Hit]) -> set[str]:
    """Return the features of a text.

    The first letter tells the kind: `t` a topic of the lexicon, `l` a line of it, `b` a body by the
    strength of its best topic, `x` two topics together, `w` a whole word, `p` its beginning, `d` two words
    in a row, `g` letters inside a word.
    """
    return {*_of_hits(hits), *_of_words(words)}


def share(kind: str, number: int) -> float:
    """Return what one feature of a kind counts in a text that has so many of them."""
    return KINDS[kind] / sqrt(number) if kind in COUNTED else KINDS[kind]


def of_word(word: Word) -> Iterator[str]:
    """Yield what one word is known by: itself and its beginnings."""
    yield f"w{word.fold}"
    for length in _PREFIXES:
        if len(word.fold) > length:
            yield f"p{word.fold[:length]}"


def _of_hits(hits: Sequence[Hit]) -> Iterator[str]:
    best: dict[str, float] = {}
    topics = sorted({f"{hit.body}.{hit.topic}" for hit in hits})
    for hit in hits:
        yield f"t{hit.body}.{hit.topic}"
        yield f"l{hit.body}.{hit.line}"
        if hit.body != SHARED:
            best[hit.body] = max(best.get(hit.body, 0.0), hit.strength)
    for body, strength in best.items():
        yield f"b{body}{strength:.0f}"
    if len(topics) <= _MAX_PAIRED:
        for first, second in combinations(topics, 2):
            yield f"x{first}&{second}"


def _of_words(words: Sequence[Word]) -> Iterator[str]:
    before = "^"
    for word in words:
        fold = word.fold
        yield from of_word(word)
        stem = fold[:_STEM]
        yield f"d{before} {stem}"
        before = stem
        framed = f"_{fold}_"
        for size in _GRAMS:
            for start in range(len(framed) - size + 1):
                yield f"g{framed[start : start + size]}"
