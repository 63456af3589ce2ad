"""The lexicon of stems: what a text speaks of, and which of the citizen's words say so."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final, Self

from routing.endings import MIN_STEM, is_case, is_ending
from routing.language import language
from routing.normalise import Word
from routing.patterns import Fit, Pattern, Stem, parse, phrase

_GAP: Final = 2
_WINDOW: Final = 9
_ABBREVIATED: Final = (Fit.CASE, Fit.CAPITALS)
SHARED: Final = "shared"


@dataclass(frozen=True, slots=True)
class Hit:
    """One topic found in a text: whose it is, how strongly, and at which words."""

    body: str
    topic: str
    strength: float
    words: tuple[int, ...]
    line: str


@dataclass(slots=True)
class Lexicon:
    """Stems per body and topic, ready for matching; build it with :meth:`from_mapping`."""

    bodies: tuple[str, ...]
    topics: dict[tuple[str, str], list[Pattern]]
    groups: dict[str, list[Pattern]]
    _stems: dict[str, list[Stem]] = field(default_factory=lambda: defaultdict(list), init=False)
    _by_slot: dict[Stem, list[tuple[str, str, Pattern]]] = field(
        default_factory=lambda: defaultdict(list), init=False
    )
    _longest: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        for name, patterns in self.groups.items():
            for pattern in patterns:
                self._index(SHARED, name, pattern)
        for (body, topic), patterns in self.topics.items():
            for pattern in patterns:
                self._index(body, topic, pattern)
        self._longest = max((len(stem) for stem in self._stems), default=0)

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> Self:
        """Build a lexicon from parsed YAML.

        `data` maps a body's code to ``{topic: {kk: [lines], ru: [lines], not: [lines]}}``; the key
        ``shared`` holds groups in the same form. Raises ValueError, naming the place, for anything else.
        """
        topics: dict[tuple[str, str], list[Pattern]] = {}
        for body in sorted(set(data) - {SHARED}):
            for topic, entry in _mapping(data[body], body).items():
                topics[body, topic] = _patterns(entry, f"{body}.{topic}")
        groups = {
            name: _patterns(entry, f"{SHARED}.{name}")
            for name, entry in _mapping(data.get(SHARED, {}), SHARED).items()
        }
        _check_groups(topics, groups)
        return cls(tuple(sorted(set(data) - {SHARED})), topics, groups)

    def find(self, words: Sequence[Word], lang: str | None = None) -> list[Hit]:
        """Return every topic and shared group that speaks in these words, the strongest line of each.

        Where the language of the text is known ("kk" or "ru"), short stems of the other one are not
        looked for: too many short words mean something else there.
        """
        places = self._places(words, lang)
        shared = self._match(places, only_groups=True)
        for hit in shared:
            places[Stem(hit.topic, group=True)].extend((w,) for w in hit.words)
        best: dict[tuple[str, str], Hit] = {}
        for hit in [*shared, *self._match(places, only_groups=False)]:
            known = best.get((hit.body, hit.topic))
            if known is None or hit.strength > known.strength:
                best[hit.body, hit.topic] = hit
        return list(best.values())

    def find_in(self, words: Sequence[Word]) -> list[Hit]:
        """Return what :meth:`find` does, with the language read from the words themselves."""
        lang, sure = language(words)
        return self.find(words, lang if sure else None)

    def knows(self, reading: str) -> bool:
        """Tell whether a folded word begins with a stem of the lexicon that is long enough to mean it."""
        return any(
            reading[:length] in self._stems for length in range(4, min(len(reading), self._longest) + 1)
        )

    def _index(self, body: str, topic: str, pattern: Pattern) -> None:
        for stem in (*pattern.slots, *chain.from_iterable(pattern.without)):
            if not stem.group and stem not in self._stems[stem.text]:
                self._stems[stem.text].append(stem)
        key = max(pattern.slots, key=lambda stem: (not stem.group, len(stem.text)))
        self._by_slot[key].append((body, topic, pattern))

    def _places(self, words: Sequence[Word], lang: str | None) -> dict[Stem, list[tuple[int, ...]]]:
        """Find for each stem the words (by index) it stands in."""
        places: dict[Stem, list[tuple[int, ...]]] = defaultdict(list)
        for index, word in enumerate(words):
            for reading in word.readings:
                for stem in self._stems_of(reading, word, lang):
                    if (index,) not in places[stem]:
                        places[stem].append((index,))
        return places

    def _stems_of(self, reading: str, word: Word, lang: str | None) -> Iterable[Stem]:
        for length in range(1, min(len(reading), self._longest) + 1):
            for stem in self._stems.get(reading[:length], ()):
                if _fits(stem, reading, word) and _belongs(stem, word, lang):
                    yield stem

    def _match(self, places: Mapping[Stem, list[tuple[int, ...]]], *, only_groups: bool) -> list[Hit]:
        hits = []
        for stem in list(places):
            for body, topic, pattern in self._by_slot.get(stem, ()):
                if (body == SHARED) is only_groups and not _forbidden(pattern, places):
                    found = _arrange(pattern, places)
                    if found:
                        hits.append(Hit(body, topic, pattern.strength, found, pattern.line))
        return hits


def _fits(stem: Stem, reading: str, word: Word) -> bool:
    tail = reading[len(stem.text) :]
    if stem.fit is Fit.PREFIX:
        return True
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


def _forbidden(pattern: Pattern, places: Mapping[Stem, list[tuple[int, ...]]]) -> bool:
    return any(all(places.get(stem) for stem in phrase) for phrase in pattern.without)


def _arrange(pattern: Pattern, places: Mapping[Stem, list[tuple[int, ...]]]) -> tuple[int, ...]:
    """Return the words that fill the slots of a line, or nothing."""
    options = [[place[0] for place in places.get(slot, ())] for slot in pattern.slots]
    if not all(options):
        return ()
    if len(options) == 1:
        return tuple(sorted(set(options[0])))
    for start in options[0]:
        chosen = _chain(start, options[1:]) if pattern.ordered else _near(start, options[1:])
        if chosen:
            return (start, *chosen)
    return ()


def _chain(start: int, options: Sequence[Sequence[int]]) -> tuple[int, ...]:
    chosen: list[int] = []
    last = start
    for places in options:
        following = [place for place in places if 0 < place - last <= _GAP]
        if not following:
            return ()
        last = min(following)
        chosen.append(last)
    return tuple(chosen)


def _near(start: int, options: Sequence[Sequence[int]]) -> tuple[int, ...]:
    chosen: list[int] = []
    for places in options:
        near = [p for p in places if abs(p - start) <= _WINDOW and p != start and p not in chosen]
        if not near:
            return ()
        chosen.append(min(near, key=lambda place: abs(place - start)))
    return tuple(chosen)


def _mapping(value: object, place: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError(f"lexicon {place}: a mapping was expected")
    return value


def _patterns(entry: object, place: str) -> list[Pattern]:
    given = _mapping(entry, place)
    unknown = set(given) - {"kk", "ru", "not"}
    if unknown:
        raise ValueError(f"lexicon {place}: unknown keys {sorted(unknown)}")
    banned = tuple(phrase(str(line)) for line in given.get("not") or ())
    lines = [(str(line), lang == "ru") for lang in ("kk", "ru") for line in given.get(lang) or ()]
    return [parse(line, russian, banned) for line, russian in lines]


def _check_groups(
    topics: Mapping[tuple[str, str], list[Pattern]], groups: Mapping[str, list[Pattern]]
) -> None:
    for patterns in [*topics.values(), *groups.values()]:
        for pattern in patterns:
            for stem in (*pattern.slots, *chain.from_iterable(pattern.without)):
                if stem.group and stem.text not in groups:
                    raise ValueError(f"lexicon line {pattern.line!r}: no shared group {stem.text!r}")
