"""The little language of the lexicon: what one line of it means.

A line is words with signs, as a ministry may write it by hand:

* ``мектеп``: a word beginning so; a stem shorter than five letters takes only endings;
* ``ЦОН``, all in capitals: an abbreviation, followed by case endings only; ``^БАҚ``: only where the
  citizen wrote it in capitals too;
* ``=сот``: exactly this word; ``ұрла*``: anything beginning so, though it is short;
* ``ауыз су``: these words in this order, at most one other word between two of them;
* ``көше + жарық``: both near each other in any order;
* ``{water}``: any line of the shared group of that name;
* ``-студент``: the line does not count in a text that has this word;
* a first ``!`` makes the line decisive, a first ``?`` only a hint.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from routing.endings import MIN_STEM, SHORT_STEM
from routing.normalise import exact, fold

HINT: Final = 1.0
PLAIN: Final = 2.0
DECISIVE: Final = 4.0
_STRENGTH: Final = {"?": HINT, "!": DECISIVE}


class Fit(StrEnum):
    """How much of a word a stem must cover."""

    PREFIX = "prefix"
    ENDING = "ending"
    CASE = "case"
    CAPITALS = "capitals"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Stem:
    """One slot of a line: a folded stem, or the name of a shared group when `group` is set.

    `exact` keeps the Kazakh letters of a short stem, which would be taken for other words without them.
    """

    text: str
    fit: Fit = Fit.PREFIX
    russian: bool = False
    group: bool = False
    exact: str = ""


Phrase = tuple[Stem, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of the lexicon: slots, whether their order counts, what forbids it, and its strength."""

    slots: tuple[Stem, ...]
    ordered: bool
    without: tuple[Phrase, ...]
    strength: float
    line: str

    @property
    def hint(self) -> bool:
        """Whether the line is only a hint."""
        return self.strength == HINT

    @property
    def text(self) -> str:
        """The words of the line without its signs; empty when it names only shared groups."""
        pieces = self.line.lstrip("?!").split()
        return " ".join(p.strip("=^*") for p in pieces if p[0] not in "+-{")


def parse(line: str, russian: bool) -> Pattern:
    """Read one line of the lexicon, of a Russian or a Kazakh list.

    Raises ValueError, naming the line, when it holds no word to look for.
    """
    text = line.strip()
    strength = _STRENGTH.get(text[:1], PLAIN)
    if strength != PLAIN:
        text = text[1:]
    pieces = text.split()
    without = tuple(phrase(p[1:]) for p in pieces if p.startswith("-"))
    rest = [p for p in pieces if not p.startswith("-")]
    slots = tuple(stem for p in rest if p != "+" for stem in _stems(p, russian))
    if not slots:
        raise ValueError(f"lexicon line without a word: {line!r}")
    return Pattern(slots, "+" not in rest, without, strength, line)


def phrase(text: str) -> Phrase:
    """Read words that forbid a line where all of them stand in a text of either language."""
    stems = (stem for piece in text.split() for stem in _stems(piece, russian=True))
    return tuple(replace(stem, exact="") for stem in stems)


def _stems(piece: str, russian: bool) -> list[Stem]:
    if piece.startswith("{") and piece.endswith("}"):
        return [Stem(piece[1:-1], group=True)]
    kind = _fit_of(piece)
    parts = [part for part in piece.strip("=^*").split("-") if fold(part)]
    return [_stem(part, kind, russian) for part in parts]


def _fit_of(piece: str) -> Fit | None:
    """Return the fit a sign or capitals ask for, or None where the length of the stem decides."""
    if piece.startswith("="):
        return Fit.EXACT
    if piece.startswith("^"):
        return Fit.CAPITALS
    if len(piece) > 1 and piece.isupper():
        return Fit.CASE
    return Fit.PREFIX if piece.endswith("*") else None


def _stem(part: str, kind: Fit | None, russian: bool) -> Stem:
    text = fold(part)
    length = len(text)
    if kind is None or kind is Fit.PREFIX:
        if russian and length < MIN_STEM:
            kind = Fit.EXACT
        elif length > SHORT_STEM or (kind is Fit.PREFIX and length > MIN_STEM):
            kind = Fit.PREFIX
        else:
            kind = Fit.ENDING
    return Stem(text, kind, russian, exact=exact(part) if length <= SHORT_STEM else "")
