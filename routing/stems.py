"""Where the stems of a lexicon stand in a text."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from routing.endings import MIN_STEM, is_case, is_ending
from routing.normalise import Word
from routing.ordinary import is_ordinary
from routing.patterns import Fit, Stem

_ABBREVIATED: Final = (Fit.CASE, Fit.CAPITALS)
# A slip of the finger is looked for in words that say nothing as they stand and are long enough to be sure.
SLIP_WORD: Final = 8
_SLIP_STEM: Final = 7
_SLIP_LETTERS: Final = 9
_ALPHABET: Final = "абвгдежзиклмнопрстуфхцчш"

_REMEMBERED: Final = 10_000
"""Words whose stems are kept at hand: people use the same ones again and again."""

# Number of a stem -> words of the text (by index) it stands in.
Places = dict[int, list[int]]


class StemIndex:
    """Numbers stems and finds them by the beginnings of words."""

    def __init__(self, *, slips: bool) -> None:
        """Start empty; :meth:`number` fills it. `slips` forgives one slip of the finger in a long word."""
        self._numbers: dict[Stem, int] = {}
        self._by_text: dict[str, list[tuple[Stem, int]]] = {}
        self._longest = 0
        self._slips = slips
        self._beginnings: set[str] = set()
        self._remembered: dict[tuple[str, str, str | None], tuple[int, ...]] = {}

    def number(self, stem: Stem) -> int:
        """Return the number of a stem, the same one for equal stems."""
        known = self._numbers.get(stem)
        if known is not None:
            return known
        fresh = self._numbers[stem] = len(self._numbers)
        self._remembered.clear()
        if not stem.group:
            self._by_text.setdefault(stem.text, []).append((stem, fresh))
            self._longest = max(self._longest, len(stem.text))
            if self._slips and stem.fit is Fit.PREFIX and len(stem.text) >= _SLIP_STEM:
                self._beginnings.add(stem.text[:_SLIP_STEM])
        return fresh

    def places(self, words: Sequence[Word], lang: str | None) -> Places:
        """Find each stem in the words of a text whose language is `lang`, where known."""
        found: Places = {}
        for index, word in enumerate(words):
            for number in self._of_word(word, lang):
                found.setdefault(number, []).append(index)
        return found

    def _of_word(self, word: Word, lang: str | None) -> Collection[int]:
        """Find the stems that stand in one word; what was found in it before is remembered."""
        asked = (word.raw, word.exact, lang)
        known = self._remembered.get(asked)
        if known is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            found = {n for reading in word.readings for n in self._in_word(reading, word, lang)}
            known = self._remembered[asked] = tuple(found or self._despite_slip(word))
        return known

    def add_group(self, places: Places, name: str, words: Sequence[int]) -> None:
        """Note that a shared group stands at these words."""
        number = self._numbers.get(Stem(name, group=True))
        if number is not None:
            at = places.setdefault(number, [])
            at.extend(index for index in words if index not in at)

    def _despite_slip(self, word: Word) -> set[int]:
        """Find long stems the word begins with but for one wrong, missing, extra or swapped letter."""
        if not self._slips or len(word.fold) < SLIP_WORD or not word.fold.isalpha() or is_ordinary(word.fold):
            return set()
        return {
            number
            for likely in _one_slip_away(word.fold)
            if likely[:_SLIP_STEM] in self._beginnings
            for length in range(_SLIP_STEM, min(len(likely), self._longest) + 1)
            for stem, number in self._by_text.get(likely[:length], ())
            if stem.fit is Fit.PREFIX
        }

    def _in_word(self, reading: str, word: Word, lang: str | None) -> Iterator[int]:
        for length in range(1, min(len(reading), self._longest) + 1):
            for stem, number in self._by_text.get(reading[:length], ()):
                if _fits(stem, reading, word) and _belongs(stem, word, lang):
                    yield number


def _fits(stem: Stem, reading: str, word: Word) -> bool:
    if stem.fit is Fit.PREFIX:
        return True
    tail = reading[len(stem.text) :]
    if stem.fit is Fit.EXACT:
        return not tail
    if stem.fit is Fit.ENDING:
        return is_ending(tail, stem.russian)
    return is_case(tail) and (stem.fit is Fit.CASE or word.raw[: len(stem.text)].isupper())


def _belongs(stem: Stem, word: Word, lang: str | None) -> bool:
    """Tell whether a short stem can be meant in this word: its letters and its language must agree."""
    if not stem.exact:
        return True
    if word.exact and not word.exact.startswith(stem.exact):
        return False
    if stem.fit in _ABBREVIATED or lang is None:
        return True
    if lang == "ru":
        return stem.russian
    return not stem.russian or len(stem.text) > MIN_STEM


def _one_slip_away(word: str) -> Iterator[str]:
    """Yield what a word may have been before one slip among its first letters; the first one is right."""
    for at in range(1, min(len(word), _SLIP_LETTERS)):
        head, tail = word[:at], word[at:]
        yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _ALPHABET:
            yield head + letter + tail
            yield head + letter + tail[1:]
