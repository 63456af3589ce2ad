"""The oblast or city a text names, by the gazetteer."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from routing.lexicon import Hit, Lexicon
from routing.normalise import Word, fold
from routing.yamlfile import read_data

# Who lives there says «Шымкентте» or «в Шымкенте»; who came from there says «из» or «-дан».
_AT: Final = re.compile(r".{4,}(?:да|де|та|те|дағы|дегі|тағы|тегі|даги|деги|лик|дик|тик|ск(?:ои|ая|ом))$")
_FROM: Final = re.compile(r".{4,}(?:дан|ден|тан|тен)$")
_BEFORE_AT: Final = frozenset(("в", "во", "по", "г", "город", "городе", "области", "обл", "районе"))
_BEFORE_FROM: Final = frozenset(("из", "от", "с", "до"))
_STREETS: Final = frozenset(
    map(fold, ("улица", "улице", "улицы", "улицу", "ул", "проспект", "проспекте", "просп"))
)
_STREETS_AFTER: Final = tuple(map(fold, ("көшесі", "даңғыл", "тракт")))
_SEMEY: Final = "Семей"
_SEMEY_CODE: Final = "10"


def region(words: Sequence[Word], lang: str | None) -> str | None:
    """Return the code of the region a text names, or None.

    Of several names the one that settles it wins, then the place somebody is at over the place they came
    from, then the one named first.
    """
    hits = [hit for hit in _gazetteer().find(words, lang) if not _is_street(hit, words)]
    if not hits:
        return _SEMEY_CODE if _names_semey(words, lang) else None
    return min(hits, key=lambda hit: (-hit.strength, -_presence(hit, words), hit.words[0])).topic


def _is_street(hit: Hit, words: Sequence[Word]) -> bool:
    """A street named after a place says nothing of where it is."""
    first, last = hit.words[0], hit.words[-1]
    after = words[last + 1].fold if last + 1 < len(words) else ""
    return (first > 0 and words[first - 1].fold in _STREETS) or after.startswith(_STREETS_AFTER)


def _names_semey(words: Sequence[Word], lang: str | None) -> bool:
    """The city of Semey is spelled like the Russian for "of families": a capital or Kazakh words tell."""
    return any(word.raw == _SEMEY or (lang == "kk" and word.raw.lower() == _SEMEY.lower()) for word in words)


def _presence(hit: Hit, words: Sequence[Word]) -> int:
    first, last = hit.words[0], words[hit.words[-1]].fold
    before = words[first - 1].fold if first else ""
    if before in _BEFORE_FROM or _FROM.match(last):
        return -1
    return int(before in _BEFORE_AT or _AT.match(last) is not None)


@cache
def _gazetteer() -> Lexicon:
    return Lexicon.from_mapping(read_data("gazetteer.yaml"), slips=False)
