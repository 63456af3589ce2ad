"""What the model sees of a text: topics of the lexicon, word beginnings, pairs of words, letter fragments."""

from collections.abc import Iterator, Sequence
from typing import Final

from routing.lexicon import Hit
from routing.normalise import Word

STEM: Final = 5
_PREFIXES: Final = (4, 6)
_GRAMS: Final = (3, 4, 5)


def features(words: Sequence[Word], hits: Sequence[Hit]) -> Iterator[str]:
    """Yield the features of a text, each as often as it occurs.

    The first letter of a feature tells its kind: `t` a topic of the lexicon, `b` a body by the strength
    of its best topic, `w` a whole word, `p` its beginning, `d` two words in a row, `g` letters inside.
    """
    for hit in hits:
        yield f"t{hit.body}.{hit.topic}"
    yield from _bodies(hits)
    before = "^"
    for word in words:
        fold = word.fold
        yield f"w{fold}"
        for length in _PREFIXES:
            if len(fold) > length:
                yield f"p{fold[:length]}"
        stem = fold[:STEM]
        yield f"d{before} {stem}"
        before = stem
        framed = f"_{fold}_"
        for size in _GRAMS:
            for start in range(len(framed) - size + 1):
                yield f"g{framed[start : start + size]}"


def _bodies(hits: Sequence[Hit]) -> Iterator[str]:
    best: dict[str, float] = {}
    for hit in hits:
        best[hit.body] = max(best.get(hit.body, 0.0), hit.strength)
    for body, strength in best.items():
        if body != "shared":
            yield f"b{body}{strength:.0f}"
