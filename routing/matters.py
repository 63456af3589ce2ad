"""Texts that speak of two matters: each part is read by itself."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Final

from routing.lexicon import Hit
from routing.patterns import DECISIVE, PLAIN

# The words by which people add a second matter to the first.
_ADDING: Final = (
    r"(?:и\s+|а\s+)?(?:ещё|еще|также|заодно|кроме\s+того|плюс|одновременно|сондай-ақ|тағы(?:\s+да)?|тагы|tagy|"
    r"оған\s+қоса|сонымен\s+қатар|сонымен\s+катар|оның\s+үстіне|қосымша)\s+"
)
_ADDED: Final = re.compile(rf"\s*{_ADDING}", re.IGNORECASE)
_CUT: Final = re.compile(
    rf"([.!?;\n]+\s*|,\s+|\s+{_ADDING}|\s+(?:и|а|әрі|және|жане|zhane|бірақ|но|ал)\s+)", re.IGNORECASE
)
_SHORTEST: Final = 2
_MOST_PARTS: Final = 8
# A part must be clearer than a whole text: a body proposed in vain costs an operator's time.
_CLEAR: Final = 0.6
# What is neither decisive nor openly added counts where the parts could hardly be clearer, and the whole is
# not one body's beyond doubt. Measured: 5 more second matters found, 7 in vain, among 1 568 held-out texts.
_STRIKING: Final = 0.95
_LEADING: Final = 0.8
_BEYOND_DOUBT: Final = 0.97
_TELLING: Final = 3

Reader = Callable[[str], tuple[dict[str, float], list[Hit]]]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part that is clearly one body's; `sure` where a line of policy says so."""

    code: str
    score: float
    sure: bool
    long: bool


def matters(text: str, lead: str, score: float, others: Collection[str], read: Reader) -> tuple[str, ...]:
    """Return the bodies of a text that speaks of several matters, the lead first; empty for one matter.

    `score` is the lead's for the whole text, `others` are the bodies that may be a second matter, `read`
    scores a part of the text. A body counts where a part is clearly its own and a line of policy says so,
    or the text openly adds one thing to another, or the parts are strikingly different.
    """
    parts = _parts(text)
    if len(parts) < 2:
        return ()
    added = any(added for _, added in parts)
    clear = [found for part, _ in parts for found in _clear(part, read)]
    leads = max((part.score for part in clear if part.code == lead), default=0.0)
    apart = leads >= _LEADING and score <= _BEYOND_DOUBT
    spoken = dict.fromkeys(
        part.code
        for part in clear
        if part.code in others and (part.sure or added or (apart and part.long and part.score >= _STRIKING))
    )
    return (lead, *spoken) if spoken and leads else ()


def possible(lead: str, hits: Iterable[Hit]) -> set[str]:
    """Return the bodies besides the lead that a line of the lexicon speaks for."""
    return {hit.body for hit in hits if hit.strength >= PLAIN} - {lead}


def _parts(text: str) -> list[tuple[str, bool]]:
    """The parts of a text, each with whether it is added by a word like "also"."""
    pieces = ["", *_CUT.split(text)]
    pairs = zip(pieces[::2], pieces[1::2], strict=True)
    parts = [(part, bool(_ADDED.search(before) or _ADDED.match(part))) for before, part in pairs]
    return [(part, added) for part, added in parts if len(part.split()) >= _SHORTEST][:_MOST_PARTS]


def _clear(part: str, read: Reader) -> list[_Part]:
    """The body a part is clearly for, if any."""
    scores, hits = read(part)
    code = max(scores, key=lambda key: (scores[key], key))
    own = [hit.strength for hit in hits if hit.body == code]
    if not own or max(own) < PLAIN or scores[code] < _CLEAR:
        return []
    return [_Part(code, scores[code], DECISIVE in own, len(part.split()) >= _TELLING)]
