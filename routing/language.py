"""Kazakh or Russian? A small trained model that also knows Kazakh typed with Russian or Latin letters."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from routing.normalise import Word
from routing.normalise import words as split

FILE: Final = "language.tsv"
# Log-odds from where the answer was right in more than 99 of 100 written examples.
SURE: Final = 1.5
_READ_WORDS: Final = 60
_GRAMS: Final = (1, 2, 3, 4)
# Letters that only one of the two languages writes, and those nearly only Russian uses.
_TELLING: Final = frozenset("әғқңөұүһіəьъщёцфэч")


def language(words: Sequence[Word]) -> tuple[str, bool]:
    """Return the language of a text, "kk" or "ru", and whether that is more than a guess.

    The label is for the text: it never changes the language a person chose for the interface.
    """
    odds = log_odds(words)
    return ("kk" if odds > 0 else "ru"), abs(odds) >= SURE


def log_odds(words: Sequence[Word]) -> float:
    """Return the logarithm of the odds that a text is Kazakh; 0 for a text that says nothing."""
    said = sum(_of_word(word.fold, _telling_letters(word)) for word in words[:_READ_WORDS])
    return said * _damping(len(words))


@lru_cache(maxsize=20_000)
def _of_word(fold: str, telling: frozenset[str]) -> float:
    weights = _weights()
    return sum(weights.get(name, 0.0) for name in _names(fold, telling))


def features(words: Sequence[Word]) -> Iterator[str]:
    """Yield what tells the languages apart: whole words, letters inside them, letters of one language."""
    for word in words[:_READ_WORDS]:
        yield from _names(word.fold, _telling_letters(word))


def _telling_letters(word: Word) -> frozenset[str]:
    return _TELLING.intersection(word.raw.lower())


def _names(fold: str, telling: frozenset[str]) -> Iterator[str]:
    if fold.isnumeric():
        return
    yield f"w{fold}"
    for letter in telling:
        yield f"k{letter}"
    framed = f"_{fold}_"
    for size in _GRAMS:
        for start in range(len(framed) - size + 1):
            yield f"g{framed[start : start + size]}"


def _damping(number: int) -> float:
    """Evidence of many words is not independent: a long text must not look surer than it is."""
    return 1.0 if number <= 3 else (3.0 / number) ** 0.5


@cache
def _weights() -> dict[str, float]:
    text = files("routing").joinpath("data", FILE).read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(weight) for name, weight in pairs}


def forget() -> None:
    """Drop the weights in memory, so that newly written ones are read."""
    _weights.cache_clear()
    _of_word.cache_clear()


def is_surely_other(text: str, lang: str) -> bool:
    """Tell whether a text is surely in the other language than `lang`."""
    found, sure = language(split(text))
    return sure and found != lang
