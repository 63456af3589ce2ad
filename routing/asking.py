"""What a question asks for: whom to turn to, or something else, such as how much or when."""

from collections.abc import Iterable
from functools import cache
from typing import Final

from routing.normalise import fold
from routing.yamlfile import read_data

FILE: Final = "asking.yaml"


def asks_more_than_who(folds: Iterable[str]) -> bool:
    """Tell whether a question asks how much, when, how, and not who is to be written to.

    Args:
        folds: the words of the question in the common alphabet.
    """
    said = tuple(folds)
    return _any("other", said) and not _any("who", said)


def _any(kind: str, said: tuple[str, ...]) -> bool:
    exact, stems = _words()[kind]
    return any(word in exact or word.startswith(stems) for word in said)


@cache
def _words() -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
    """For each kind the exact words and the beginnings."""
    found = {}
    for kind, lines in read_data(FILE).items():
        words = [word for line in lines for word in line.split()]
        exact = frozenset(fold(word[1:]) for word in words if word.startswith("="))
        found[kind] = exact, tuple(fold(word) for word in words if not word.startswith("="))
    return found
