"""The lexicon of stems: what a text speaks of, and which of the citizen's words say so."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final, Self

from routing.language import language
from routing.normalise import Word
from routing.patterns import Pattern, Phrase, Stem, parse, phrase
from routing.stems import Places, StemIndex

# Words of an ordered line may have one other word between them; unordered ones stand within this many.
_GAP: Final = 2
_WINDOW: Final = 9
SHARED: Final = "shared"


@dataclass(frozen=True, slots=True)
class Hit:
    """One topic found in a text: whose it is, how strongly, and at which words."""

    body: str
    topic: str
    strength: float
    words: tuple[int, ...]
    line: str


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of a body (or a shared group): its lines and the phrases that forbid all of them."""

    body: str
    name: str
    lines: tuple[Pattern, ...]
    banned: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line ready for matching: stems are numbers, `needs` are its slots in order."""

    pattern: Pattern
    topic: int
    needs: tuple[int, ...]
    without: tuple[tuple[int, ...], ...]


class Lexicon:
    """Stems per body and topic, ready for matching; build it with :meth:`from_mapping`."""

    def __init__(self, topics: Sequence[Topic], *, slips: bool = True) -> None:
        """Index the lines of the topics by the stem that says most; `slips` forgives slips of the finger."""
        self.topics = tuple(topics)
        self.bodies = tuple(sorted({topic.body for topic in topics} - {SHARED}))
        self._stems = StemIndex(slips=slips)
        self._banned: list[tuple[tuple[int, ...], ...]] = []
        self._lines: dict[int, list[_Line]] = defaultdict(list)
        for number, topic in enumerate(self.topics):
            self._banned.append(self._numbers(topic.banned))
            for pattern in topic.lines:
                self._add(number, pattern)

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any], *, slips: bool = True) -> Self:
        """Build a lexicon from parsed YAML; without `slips` only words spelled right count.

        `data` maps a body's code to ``{topic: {kk: [lines], ru: [lines], not: [lines]}}``; the key
        ``shared`` holds groups in the same form. Raises ValueError, naming the place, for anything else.
        """
        topics = [
            _topic(body, name, entry)
            for body in sorted(data, key=lambda code: (code != SHARED, code))
            for name, entry in _mapping(data[body], body).items()
        ]
        _check_groups(topics)
        return cls(topics, slips=slips)

    def find(self, words: Sequence[Word], lang: str | None = None) -> list[Hit]:
        """Return every topic and shared group that speaks in these words, the strongest line of each.

        Where the language of the text is known ("kk" or "ru"), short stems of the other one are not
        looked for: too many short words mean something else there.
        """
        places = self._stems.places(words, lang)
        shared = list(self._match(places, shared=True))
        for hit in shared:
            self._stems.add_group(places, hit.topic, hit.words)
        best: dict[tuple[str, str], Hit] = {}
        for hit in chain(shared, self._match(places, shared=False)):
            known = best.get((hit.body, hit.topic))
            if known is None or hit.strength > known.strength:
                best[hit.body, hit.topic] = hit
        return list(best.values())

    def find_in(self, words: Sequence[Word]) -> list[Hit]:
        """Return what :meth:`find` does, with the language read from the words themselves."""
        lang, sure = language(words)
        return self.find(words, lang if sure else None)

    def _add(self, topic: int, pattern: Pattern) -> None:
        needs = tuple(self._stems.number(stem) for stem in pattern.slots)
        telling = max(pattern.slots, key=lambda stem: (not stem.group, len(stem.text)))
        line = _Line(pattern, topic, needs, self._numbers(pattern.without))
        self._lines[self._stems.number(telling)].append(line)

    def _numbers(self, phrases: Sequence[Phrase]) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(self._stems.number(stem) for stem in words) for words in phrases)

    def _match(self, places: Places, *, shared: bool) -> Iterator[Hit]:
        forbidden: dict[int, bool] = {}
        for number in list(places):
            for line in self._lines.get(number, ()):
                topic = self.topics[line.topic]
                if (topic.body == SHARED) is not shared:
                    continue
                found = _arrange(line, places)
                if not found or _stands(line.without, places):
                    continue
                if line.topic not in forbidden:
                    forbidden[line.topic] = _stands(self._banned[line.topic], places)
                if not forbidden[line.topic]:
                    yield Hit(topic.body, topic.name, line.pattern.strength, found, line.pattern.line)


def _stands(phrases: Sequence[tuple[int, ...]], places: Places) -> bool:
    """Tell whether all words of one of the phrases stand in a text."""
    return any(all(number in places for number in words) for words in phrases)


def _arrange(line: _Line, places: Places) -> tuple[int, ...]:
    """Return the words that fill the slots of a line, or nothing."""
    options = [places.get(number) for number in line.needs]
    if len(options) == 1:
        return tuple(sorted(options[0] or ()))
    if not all(options):
        return ()
    first, *rest = [list(option or ()) for option in options]
    for start in first:
        chosen = _chain(start, rest) if line.pattern.ordered else _near(start, rest)
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


def _topic(body: str, name: str, entry: object) -> Topic:
    given = _mapping(entry, f"{body}.{name}")
    unknown = set(given) - {"kk", "ru", "not"}
    if unknown:
        raise ValueError(f"lexicon {body}.{name}: unknown keys {sorted(unknown)}")
    lines = [parse(str(line), lang == "ru") for lang in ("kk", "ru") for line in given.get(lang) or ()]
    banned = tuple(phrase(str(line)) for line in given.get("not") or ())
    return Topic(body, str(name), tuple(lines), banned)


def _check_groups(topics: Sequence[Topic]) -> None:
    groups = {topic.name for topic in topics if topic.body == SHARED}
    for topic in topics:
        stems: Iterator[Stem] = chain.from_iterable(
            chain(pattern.slots, *pattern.without) for pattern in topic.lines
        )
        for stem in chain(stems, *topic.banned):
            if stem.group and stem.text not in groups:
                raise ValueError(f"lexicon {topic.body}.{topic.name}: no shared group {stem.text!r}")
