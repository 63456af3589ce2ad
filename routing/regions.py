"""The oblast or city a text names, by the gazetteer."""

from collections.abc import Sequence
from functools import cache

from routing.lexicon import Lexicon
from routing.normalise import Word
from routing.yamlfile import read_data


def region(words: Sequence[Word]) -> str | None:
    """Return the code of the region a text names, or None; the first one named wins among equals."""
    hits = _gazetteer().find(words)
    if not hits:
        return None
    return min(hits, key=lambda hit: (-hit.strength, hit.words[0])).topic


@cache
def _gazetteer() -> Lexicon:
    return Lexicon.from_mapping(read_data("gazetteer.yaml"))
