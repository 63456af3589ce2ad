"""Finding ready answers: how well on questions of another hand, and how fast among ten thousand pairs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter
from typing import Final

from rapidfuzz import fuzz, process, utils

import routing
from benchmarks.figures import Figures, percentile
from bot.router import make_router
from facts.load import load
from facts.ready import ReadyAnswers, as_pair
from routing import Router
from routing.similar import LIMIT, Pair, Similar
from routing.yamlfile import read_folder, read_yaml
from services.finding import least_score

PAIRS: Final = 10_000
SLOWEST: Final = 10.0
"""Milliseconds; the target is for one search among so many pairs."""

FIRST, AMONG_THREE, WRONG = 0.85, 0.93, 0.10

_PLAIN_ENOUGH: Final = 70.0
"""Of 100: where the plain comparison does best on the tuned half."""

_PLAIN_TRIES: Final = 20

HOW = (
    "290 questions written by another hand from the facts alone, in every spelling; the search was tuned on "
    "`tuned`, of `held` and `reserve` nobody has read what was missed; first, among three and wrong are of "
    "`tuned` and `held` together; `unanswered` are 100 short ones which no answer answers, by whoever wrote "
    "most ways of asking; as in the bot, danger and courtesy are offered nothing; the time is of the "
    "search alone, ready answers filled up with example texts; the plain comparison is rapidfuzz's "
    "token_set_ratio with every way of asking"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the evaluation and the answers that are right, none where nothing may be offered."""

    text: str
    part: str
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """How well one part went; each a share of 0 to 1."""

    first: float
    among: float
    wrong: float


async def measure() -> Figures:
    """Quality by part, then speed, then the plain comparison."""
    ready, router = load().answers, make_router()
    asked, without = list(questions()), unanswered()
    offered = [(one, offer(ready.index, router, one.text)) for one in asked]
    parts = {part: scored(offered, part) for part in ("tuned", "held", "reserve")}
    whole = scored(offered, "tuned", "held")
    texts = [one.text for one in asked]
    fast = timed(Similar(many(ready)), texts)
    plain, plain_ms = compared(ready, asked)
    figures = {
        "first": whole.first,
        "among_three": whole.among,
        "wrong_offered": whole.wrong,
        **{
            f"{part}_{name}": getattr(score, name)
            for part, score in parts.items()
            for name in ("first", "among")
        },
        "held_wrong": parts["held"].wrong,
        "unanswered_wrong": sum(bool(offer(ready.index, router, text)) for text in without) / len(without),
        "search_p50_ms": percentile(fast, 0.5),
        "search_p95_ms": percentile(fast, 0.95),
        "search_p99_ms": percentile(fast, 0.99),
    }
    baseline = {
        "first": plain.first,
        "among_three": plain.among,
        "wrong_offered": plain.wrong,
        "search_p50_ms": plain_ms,
    }
    met = whole.first >= FIRST and whole.among >= AMONG_THREE and whole.wrong <= WRONG
    return Figures(
        "answers",
        "share of questions whose right answer comes first",
        figures,
        HOW,
        baseline,
        whole.first / plain.first if plain.first else None,
        f"first {FIRST}, among three {AMONG_THREE}, wrong at most {WRONG}, p95 under {SLOWEST:.0f} ms",
        met and percentile(fast, 0.95) < SLOWEST,
    )


def questions() -> Iterator[Asked]:
    """The questions of the evaluation."""
    file = Path(routing.__file__).parent / "evaluation" / "answers.yaml"
    for row in read_yaml(file.read_text(encoding="utf-8")):
        yield Asked(row["text"], row["part"], frozenset(row["answers"]))


def unanswered() -> list[str]:
    """Short questions near an answer that does not answer them."""
    file = Path(routing.__file__).parent / "evaluation" / "unanswered.yaml"
    return [str(text) for text in read_yaml(file.read_text(encoding="utf-8"))]


def offer(index: Similar, router: Router, text: str) -> list[str]:
    """What the bot would offer."""
    routed = router.route(text)
    first = routed.bodies[0]
    least = None if routed.emergency else least_score(first.code, first.score, first.topic)
    if least is None:
        return []
    found = index.find(text, bodies={body.code: body.score for body in routed.bodies})
    return [match.id for match in found if match.score >= least]


def scored(offered: Sequence[tuple[Asked, list[str]]], *parts: str) -> Score:
    """The shares of some parts."""
    here = [(one.right, ids) for one, ids in offered if one.part in parts]
    answerable = [(right, ids) for right, ids in here if right]
    without = [ids for right, ids in here if not right]
    return Score(
        sum(bool(ids) and ids[0] in right for right, ids in answerable) / len(answerable),
        sum(not right.isdisjoint(ids) for right, ids in answerable) / len(answerable),
        sum(map(bool, without)) / len(without) if without else 0.0,
    )


def many(ready: ReadyAnswers) -> Iterator[Pair]:
    """Ten thousand pairs: the ready ones, and further ones of real words asked in four ways each."""
    yield from map(as_pair, ready.all.values())
    folder = Path(routing.__file__).parent / "examples"
    texts = [str(text) for texts in read_folder(folder).values() for text in _texts(texts)]
    endless = cycle(texts)
    for number in range(PAIRS - len(ready.all)):
        own = list(islice(endless, 5))
        yield Pair(f"filler-{number}", tuple(own[:4]), (own[4],))


def _texts(found: object) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for value in found.values():
            yield from _texts(value)
    elif isinstance(found, list):
        for value in found:
            yield from _texts(value)


def timed(index: Similar, texts: Sequence[str]) -> list[float]:
    """Milliseconds of one search for each text."""
    found = []
    for text in texts:
        begun = perf_counter()
        index.find(text)
        found.append((perf_counter() - begun) * 1000)
    return found


def compared(ready: ReadyAnswers, asked: Sequence[Asked]) -> tuple[Score, float]:
    """The plain comparison: its shares among the ready answers, and milliseconds among ten thousand pairs."""
    ways = [
        (pair.id, utils.default_process(way))
        for pair in map(as_pair, ready.all.values())
        for way in pair.questions
    ]
    offered = [(one, _plain(ways, one.text)) for one in asked]
    all_ways = [(pair.id, utils.default_process(way)) for pair in many(ready) for way in pair.questions]
    begun = perf_counter()
    for one in asked[:_PLAIN_TRIES]:
        _plain(all_ways, one.text)
    return scored(offered, "tuned", "held"), (perf_counter() - begun) * 1000 / _PLAIN_TRIES


def _plain(ways: Sequence[tuple[str, str]], text: str) -> list[str]:
    best = process.extract(
        utils.default_process(text),
        [way for _, way in ways],
        scorer=fuzz.token_set_ratio,
        score_cutoff=_PLAIN_ENOUGH,
        limit=4 * LIMIT,
    )
    return list(dict.fromkeys(ways[place][0] for _, _, place in best))[:LIMIT]
