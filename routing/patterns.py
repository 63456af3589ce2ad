"""The little language of the lexicon: what one line of it means.

A line is words with signs, as a ministry may write it by hand:

* ``мектеп``: a word beginning so; a stem shorter than five letters takes only endings;
* ``=сот``: exactly this word; ``сот*``: anything beginning so, however short;
* ``ауыз су``: these words in this order, at most one other word between two of them;
* ``көше + жарық``: both near each other in any order;
* ``{water}``: any line of the shared group of that name;
* ``-студент``: the line does not count in a text that has this word;
* a first ``!`` makes the line decisive, a first ``?`` only a hint.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from routing.endings import SHORT_STEM
from routing.normalise import fold

HINT: Final = 1.0
PLAIN: Final = 2.0
DECISIVE: Final = 4.0
_STRENGTH: Final = {"?": HINT, "!": DECISIVE}


class Fit(StrEnum):
    """How much of a word a stem must cover."""

    PREFIX = "prefix"
    ENDING = "ending"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Stem:
    """One slot of a line: a folded stem, or the name of a shared group when `group` is set."""

    text: str
    fit: Fit = Fit.PREFIX
    russian: bool = False
    group: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of the lexicon: slots, whether their order counts, what forbids it, and its strength."""

    slots: tuple[Stem, ...]
    ordered: bool
    without: tuple[Stem, ...]
    strength: float
    line: str


def parse(line: str, russian: bool) -> Pattern:
    """Read one line of the lexicon.

    Raises ValueError, naming the line, when it holds no word to look for.
    """
    text = line.strip()
    strength = _STRENGTH.get(text[:1], PLAIN)
    if strength != PLAIN:
        text = text[1:]
    pieces = text.split()
    without = tuple(stem for p in pieces if p.startswith("-") for stem in _stems(p[1:], russian))
    rest = [p for p in pieces if not p.startswith("-")]
    slots = tuple(stem for p in rest if p != "+" for stem in _stems(p, russian))
    if not slots:
        raise ValueError(f"lexicon line without a word: {line!r}")
    return Pattern(slots, "+" not in rest, without, strength, line)


def _stems(piece: str, russian: bool) -> list[Stem]:
    if piece.startswith("{") and piece.endswith("}"):
        return [Stem(piece[1:-1], group=True)]
    if piece.startswith("="):
        return [Stem(part, Fit.EXACT, russian) for part in _folded(piece[1:])]
    if piece.endswith("*"):
        return [Stem(part, Fit.PREFIX, russian) for part in _folded(piece[:-1])]
    return [Stem(p, Fit.ENDING if len(p) <= SHORT_STEM else Fit.PREFIX, russian) for p in _folded(piece)]


def _folded(piece: str) -> list[str]:
    return [word for word in (fold(part) for part in piece.split("-")) if word]
