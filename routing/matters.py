"""Texts that speak of two matters: each part is read by itself."""

import re
from collections.abc import Callable, Collection, Iterable
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

Reader = Callable[[str], tuple[dict[str, float], list[Hit]]]


def matters(text: str, lead: str, others: Collection[str], read: Reader) -> tuple[str, ...]:
    """Return the bodies of a text that speaks of several matters, the lead first; empty for one matter.

    `others` are the bodies that may be a second matter, `read` scores a part of the text. A body counts
    where a part is clearly its own and either says so by a line of policy or the text openly adds one thing
    to another.
    """
    parts = _parts(text)
    if len(parts) < 2:
        return ()
    added = any(added for _, added in parts)
    clear = [(code, sure or added) for part, _ in parts for code, sure in _clear(part, read)]
    spoken = dict.fromkeys(code for code, counts in clear if counts and code in others)
    return (lead, *spoken) if spoken and any(code == lead for code, _ in clear) else ()


def possible(lead: str, hits: Iterable[Hit]) -> set[str]:
    """Return the bodies besides the lead that a line of the lexicon speaks for."""
    return {hit.body for hit in hits if hit.strength >= PLAIN} - {lead}


def _parts(text: str) -> list[tuple[str, bool]]:
    """The parts of a text, each with whether it is added by a word like "also"."""
    pieces = ["", *_CUT.split(text)]
    pairs = zip(pieces[::2], pieces[1::2], strict=True)
    parts = [(part, bool(_ADDED.search(before) or _ADDED.match(part))) for before, part in pairs]
    return [(part, added) for part, added in parts if len(part.split()) >= _SHORTEST][:_MOST_PARTS]


def _clear(part: str, read: Reader) -> list[tuple[str, bool]]:
    """The body a part is clearly for, if any, and whether a line of policy says so."""
    scores, hits = read(part)
    code = max(scores, key=lambda key: (scores[key], key))
    own = [hit.strength for hit in hits if hit.body == code]
    return [(code, DECISIVE in own)] if own and max(own) >= PLAIN and scores[code] >= _CLEAR else []
