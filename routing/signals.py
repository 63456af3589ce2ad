"""What a text says besides its topic: that somebody is in danger, or that it disputes a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from routing.lexicon import Hit, Lexicon
from routing.normalise import Word
from routing.yamlfile import read_data

EMERGENCY: Final = "emergency"
DISPUTE: Final = "dispute"
# The most urgent first: one text may speak of a fire and of a child in it.
KINDS: Final = ("life", "fire", "suicide", "violence", "child")


@dataclass(frozen=True, slots=True)
class Emergency:
    """Danger the text speaks of: `kind` is one of `KINDS`, `evidence` the citizen's own words."""

    kind: str
    evidence: tuple[str, ...]


def signals(words: Sequence[Word], lang: str | None) -> list[Hit]:
    """Return what a text says besides its topic; `lang` is its language, where known."""
    return _signals().find(words, lang)


def emergency(text: str, words: Sequence[Word], said: Sequence[Hit]) -> Emergency | None:
    """Return the most urgent danger among the signals of a text, or None."""
    hits = {hit.topic: hit for hit in said if hit.body == EMERGENCY}
    for kind in KINDS:
        if kind in hits:
            return Emergency(kind, fragments(text, words, hits[kind]))
    return None


def disputes(said: Sequence[Hit]) -> bool:
    """Tell whether a text disputes a decision or a fine, for which the law sets a term of its own."""
    return any(hit.body == DISPUTE for hit in said)


def fragments(text: str, words: Sequence[Word], hit: Hit) -> tuple[str, ...]:
    """Cut out of the text the words of a hit, as the citizen wrote them; neighbours stay together."""
    parts: list[tuple[int, int]] = []
    last = -2
    for index in sorted(hit.words):
        start, end = words[index].start, words[index].end
        if parts and index == last + 1:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
        last = index
    return tuple(dict.fromkeys(text[start:end] for start, end in parts))


@cache
def _signals() -> Lexicon:
    return Lexicon.from_mapping(read_data("signals.yaml"), slips=False)
