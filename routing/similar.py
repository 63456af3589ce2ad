"""Finding the ready answer to a question typed in one's own words.

Every word of the question is widened to the words of the answers it may stand for: the same stem with
another ending, the same word with a slip of the finger, a word that means the same (`data/concepts.yaml`,
which also joins Kazakh and Russian). What counts is how much of the question an answer covers, and how much
of one way of asking the question covers; rare words count more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import log
from typing import Final

from routing.asking import asks_more_than_who
from routing.normalise import Word, words
from routing.ordinary import is_ordinary
from routing.vocabulary import Vocabulary

LIMIT: Final = 3
"""More answers than this hide the way to a human."""

ENOUGH: Final = 0.58
"""Below this nothing is offered."""

LONGEST: Final = 32
"""Words of a question that are looked up; the rest of a story says nothing new."""

_NEAR: Final = 0.65
"""What is offered beside the best answer is at least so good, against the best."""

_IN_ANSWER: Final = 0.5
"""A word that stands in the answer only, against one of the question's own words."""

_ASKED_SHARE: Final = 0.4
"""Weight of what the question covers of one way of asking; the rest is what the answer covers of it.

They are multiplied: a short way of asking that stands in a long story by chance is no match, nor is a
question of which an answer knows everything but what it asks."""

_PLAIN: Final = 8
"""A question of so few words says what it asks for; in a story «how» and «when» stand by chance."""

_AGREES: Final = 0.06
_RANKED: Final = 24
_UNKNOWN: Final = 1.4
"""What a word no answer knows counts, against the rarest one that is known."""

_ORDINARY: Final = 0.9
"""The same for a word that people use in every second text."""

_MUCH: Final = 0.25
_PLENTY: Final = 25.0
"""Much that agrees is surer than little; so many rare words are as much as it takes."""

_COMMON_SHARE: Final = 0.02
_COMMON_LEAST: Final = 200


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and its answer.

    Attributes:
        id: what a match is known by.
        questions: every way of asking, in every language.
        answers: the answer in every language; its words count less.
        words: further words people use for it, in any language.
        leads: it only says whom to turn to, which is no answer to how much, when or how.
        body: who answers it; a body the router knows makes the answer likelier where the router agrees.
    """

    id: str
    questions: tuple[str, ...]
    answers: tuple[str, ...] = ()
    body: str = ""
    words: str = ""
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """An answer that fits, and how well: 0 to 1."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Sought:
    """One word of a question: what it may stand for, each with how surely, and how telling it is."""

    found: dict[int, float]
    weight: float


class Similar:
    """An index over pairs. Building it takes about a millisecond for ten pairs, a search a few.

    Args:
        pairs: what can be found.
    """

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._vocabulary = Vocabulary()
        self._ids: list[str] = []
        self._bodies: list[str] = []
        self._leads: list[bool] = []
        self._asked: list[tuple[tuple[int, ...], ...]] = []
        self._own: list[frozenset[int]] = []
        self._told: list[frozenset[int]] = []
        self._holders: dict[int, list[int]] = {}
        for pair in pairs:
            self._add(pair)
        self._rarity = self._rarities()

    def __len__(self) -> int:
        """How many answers can be found."""
        return len(self._ids)

    def find(
        self,
        text: str,
        limit: int = LIMIT,
        enough: float = ENOUGH,
        bodies: Mapping[str, float] | None = None,
    ) -> list[Match]:
        """Return what fits a question, best first; nothing where nothing fits well enough.

        Args:
            text: as it was typed, in any spelling.
            limit: how many at most.
            enough: the least score of the best one, 0 to 1.
            bodies: how likely each body is meant, 0 to 1, best first.
        """
        typed = words(text)
        said = self._widened(typed)
        if not said:
            return []
        more = len(typed) <= _PLAIN and asks_more_than_who(word.fold for word in typed)
        likely = [n for n in self._likely(said) if not (more and self._leads[n])]
        scores = {n: self._score(said, n) + self._agreed(n, bodies) for n in likely}
        ranked = sorted(scores, key=lambda n: (-scores[n], n))[:limit]
        if not ranked or scores[ranked[0]] < enough:
            return []
        near = _NEAR * scores[ranked[0]]
        return [Match(self._ids[n], round(scores[n], 4)) for n in ranked if scores[n] >= near]

    def _add(self, pair: Pair) -> None:
        place = len(self._ids)
        self._ids.append(pair.id)
        self._bodies.append(pair.body)
        self._leads.append(pair.leads)
        asked = tuple(self._numbers(question) for question in pair.questions)
        told = frozenset(number for answer in pair.answers for number in self._numbers(answer))
        self._asked.append(asked)
        own = frozenset(number for question in asked for number in question)
        own |= frozenset(self._numbers(pair.words))
        self._own.append(own)
        self._told.append(told - own)
        for number in own | told:
            self._holders.setdefault(number, []).append(place)

    def _numbers(self, text: str) -> tuple[int, ...]:
        return tuple(dict.fromkeys(self._vocabulary.number(word.fold) for word in words(text) if word.fold))

    def _rarities(self) -> list[float]:
        """How telling each word is; words of one meaning are as common as all of them together."""
        count = len(self._ids)
        meant: dict[int, set[int]] = {}
        for number, meanings in enumerate(self._vocabulary.meanings):
            for meaning in meanings:
                meant.setdefault(meaning, set()).update(self._holders[number])
        rarities = []
        for number, meanings in enumerate(self._vocabulary.meanings):
            held = max([len(self._holders[number]), *(len(meant[meaning]) for meaning in meanings)])
            rarities.append(log(1 + count / (held + 0.5)))
        return rarities

    def _widened(self, said: Sequence[Word]) -> list[Sought]:
        """The question's words, each with what it may stand for and how telling it is; a word counts once."""
        rarest = log(1 + len(self._ids))
        sought: dict[str, Sought] = {}
        for word in said[:LONGEST]:
            if not word.fold or word.fold in sought:
                continue
            found: dict[int, float] = {}
            for reading in word.readings:
                for number, alike in self._vocabulary.widened(reading).items():
                    found[number] = max(alike, found.get(number, 0.0))
            best = max(found, key=lambda n: (found[n], -self._rarity[n]), default=None)
            known = _ORDINARY if is_ordinary(word.fold) else _UNKNOWN
            sought[word.fold] = Sought(found, known * rarest if best is None else self._rarity[best])
        return list(sought.values())

    def _likely(self, said: Sequence[Sought]) -> list[int]:
        """Answers worth a closer look: those that hold the most telling words."""
        points: dict[int, float] = {}
        common = max(_COMMON_LEAST, _COMMON_SHARE * len(self._ids))
        for word in said:
            best: dict[int, float] = {}
            for number, alike in sorted(word.found.items(), key=lambda item: item[1]):
                holders = self._holders[number]
                if len(holders) <= common:
                    best.update(dict.fromkeys(holders, alike))
            for place, alike in best.items():
                points[place] = points.get(place, 0.0) + alike * word.weight
        return nlargest(_RANKED, points, key=lambda place: (points[place], -place))

    def _score(self, said: Sequence[Sought], place: int) -> float:
        own, told = self._own[place], self._told[place]
        covered = whole = 0.0
        alike: dict[int, float] = {}
        for word in said:
            whole += word.weight
            best = 0.0
            for number in own.intersection(word.found):
                sure = word.found[number]
                best = max(best, sure)
                alike[number] = max(sure, alike.get(number, 0.0))
            if best < _IN_ANSWER:
                there = told.intersection(word.found)
                best = max(best, _IN_ANSWER * max(map(word.found.__getitem__, there), default=0.0))
            covered += word.weight * best
        asked = max((self._asked_share(question, alike) for question in self._asked[place]), default=0.0)
        both = float(asked**_ASKED_SHARE * (covered / whole) ** (1 - _ASKED_SHARE))
        return both + _MUCH * min(1.0, covered / _PLENTY)

    def _agreed(self, place: int, bodies: Mapping[str, float] | None) -> float:
        """What the router's opinion adds to an answer of a body it thinks of."""
        return _AGREES * bodies.get(self._bodies[place], 0.0) if bodies else 0.0

    def _asked_share(self, question: Sequence[int], alike: dict[int, float]) -> float:
        """How much of one way of asking stands in the question."""
        there = sum(self._rarity[number] * alike[number] for number in question if number in alike)
        return there / sum(map(self._rarity.__getitem__, question)) if there else 0.0
