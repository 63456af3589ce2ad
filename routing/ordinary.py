"""Words people use in every second text: spelled right, so no slip of the finger is looked for in them."""

from functools import cache
from importlib.resources import files
from typing import Final

FILE: Final = "words.txt"


def is_ordinary(fold: str) -> bool:
    """Tell whether a folded word is one of those seen often in the examples."""
    return fold in _words()


def forget() -> None:
    """Drop the words in memory, so that newly written ones are read."""
    _words.cache_clear()


@cache
def _words() -> frozenset[str]:
    text = files("routing").joinpath("data", FILE).read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if not line.startswith("#"))
