"""Texts that speak of two matters: each part is read by itself."""

import re
from collections.abc import Callable
from typing import Final

from routing.lexicon import Hit

# Sentence ends, commas, and the words by which people add a second matter to the first.
_CUT: Final = re.compile(
    r"[.!?;\n]+\s*|,\s+|\s+(?:а\s+)?(?:ещё|еще|также|заодно|кроме\s+того|плюс|одновременно|сондай-ақ|тағы|тагы|tagy|"
    r"әрі|оған\s+қоса|сонымен\s+қатар|сонымен\s+катар|оның\s+үстіне|қосымша)\s+",
    re.IGNORECASE,
)
_SHORTEST: Final = 2
_MOST_PARTS: Final = 8
# A part must be clearer than a whole text: a body proposed in vain costs an operator's time.
_CLEAR: Final = 0.6
_SPOKEN: Final = 2.0

Reader = Callable[[str], tuple[dict[str, float], list[Hit]]]


def matters(text: str, lead: str, none: str, read: Reader) -> tuple[str, ...]:
    """Return the bodies of a text that speaks of several matters, the lead first; empty for one matter.

    `read` scores a part of the text. A body counts where a part is clearly its own and says so by a line of
    the lexicon, not by its tone.
    """
    parts = [part for part in _CUT.split(text) if part and len(part.split()) >= _SHORTEST][:_MOST_PARTS]
    if len(parts) < 2:
        return ()
    clear = dict.fromkeys(code for part in parts for code in _clear(part, read) if code != none)
    others = tuple(code for code in clear if code != lead)
    return (lead, *others) if lead in clear and others else ()


def _clear(part: str, read: Reader) -> tuple[str, ...]:
    scores, hits = read(part)
    code = max(scores, key=lambda key: (scores[key], key))
    spoken = any(hit.body == code and hit.strength >= _SPOKEN for hit in hits)
    return (code,) if spoken and scores[code] >= _CLEAR else ()
