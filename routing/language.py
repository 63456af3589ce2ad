"""Kazakh or Russian? Rules that also hold for Kazakh typed with Russian or Latin letters."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from routing.normalise import Word, fold, kazakh_letters
from routing.yamlfile import read_data

SURE: Final = 2.0
_LONG_ENOUGH: Final = 5


def language(text: str, words: Sequence[Word]) -> tuple[str, bool]:
    """Return the language of a text, "kk" or "ru", and whether that is more than a guess.

    The label is for the text: it never changes the language a person chose for the interface.
    """
    balance = 3.0 * min(kazakh_letters(text), 8) / 2
    for word in words:
        balance += _weigh(word)
    return ("kk" if balance > 0 else "ru"), abs(balance) >= SURE


@cache
def _known() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    data = read_data("language.yaml")
    return {
        lang: (frozenset(map(fold, entry["words"].split())), tuple(entry["endings"].split()))
        for lang, entry in data.items()
    }


def _weigh(word: Word) -> float:
    (kazakh, kazakh_endings), (russian, russian_endings) = _known()["kk"], _known()["ru"]
    if any(reading in kazakh for reading in word.readings):
        return 1.5
    if word.fold in russian:
        return -1.5
    if len(word.fold) < _LONG_ENOUGH:
        return 0.0
    if word.fold.endswith(kazakh_endings):
        return 0.7
    return -0.7 if word.fold.endswith(russian_endings) else 0.0
