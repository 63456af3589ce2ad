"""Alphabetical order: the code points of Kazakh letters do not follow the Kazakh alphabet."""

from typing import Final

_ALPHABET: Final = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_PLACES: Final = {letter: place for place, letter in enumerate(_ALPHABET)}


def alphabetical(name: str) -> tuple[int, ...]:
    """A key to sort names by, the same for both languages: the Russian alphabet is a part of the Kazakh.

    What is no letter stands before letters, as a space does in a dictionary.
    """
    return tuple(_PLACES.get(char, -1) for char in name.lower())
