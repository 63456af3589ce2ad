"""How often a proposed text is right, by what found it and by its score: what `domain.proposals` rounds."""

from collections.abc import Iterable, Iterator
from random import Random
from typing import Final

from benchmarks.answers import Asked, questions
from benchmarks.figures import Figures, Value
from domain.proposals import BESIDE, BY_TITLE, FIRST, Steps, chance
from facts.load import load
from facts.ready import ReadyAnswer
from models.tables import CannedReply
from routing.gist import gist
from services.canned import by_words

QUEUE: Final = 15
"""Replies of one queue: the right one, where there is one, among others at random."""

QUEUES: Final = 4
SEED: Final = 1

CLOSE: Final = 0.1
"""A share counted over thirty questions is not surer than that."""

Judged = Iterable[tuple[float, bool]]

HOW = (
    "the 290 questions of the evaluation, held against ready answers that stand for the canned replies of a "
    f"queue of {QUEUE} (question as title, {QUEUES} queues for each), and against the search for ready "
    "answers; `right` is the share of right texts from each step of `domain.proposals` to the next, `n` how "
    "many there were; the search was tuned on some of these questions"
)


async def measure() -> Figures:
    """Count every step of every way of finding."""
    asked, ready = list(questions()), load().answers
    found = [(one, ready.index.find(one.text)) for one in asked]
    ways: dict[str, tuple[Steps, Judged]] = {
        "title": (BY_TITLE, list(by_title(asked, list(ready.all.values())))),
        "first": (FIRST, [(ms[0].score, ms[0].id in one.right) for one, ms in found if ms]),
        "beside": (BESIDE, [(m.score, m.id in one.right) for one, ms in found for m in ms[1:]]),
    }
    figures: dict[str, Value] = {}
    furthest = 0.0
    for name, (steps, judged) in ways.items():
        for least, share in steps:
            here = [
                right for score, right in judged if score >= steps[0][0] and chance(score, steps) == share
            ]
            counted = sum(here) / len(here)
            furthest = max(furthest, abs(counted - share))
            figures |= {f"{name}_{least:g}_right": counted, f"{name}_{least:g}_n": len(here)}
    return Figures(
        "proposals",
        "furthest a counted share lies from its step",
        {"furthest": furthest, **figures},
        HOW,
        target=f"no step further off than {CLOSE:g}",
        met=furthest <= CLOSE,
    )


def by_title(asked: Iterable[Asked], answers: list[ReadyAnswer]) -> Iterator[tuple[float, bool]]:
    """The best reply of each queue for each question: its score, and whether it is right."""
    random = Random(SEED)
    for one in asked:
        right = [answer for answer in answers if answer.id in one.right][:1]
        others = [answer for answer in answers if answer.id not in one.right]
        words = gist(one.text)
        for _ in range(QUEUES):
            queue = [*right, *random.sample(others, QUEUE - len(right))]
            scores = {answer.id: by_words(words, as_reply(answer)) for answer in queue}
            best = max(scores, key=lambda key: scores[key])
            yield scores[best], best in one.right


def as_reply(answer: ReadyAnswer) -> CannedReply:
    """A ready answer as a canned reply."""
    return CannedReply(
        title_kk=answer.question_kk,
        title_ru=answer.question_ru,
        text_kk=answer.answer_kk,
        text_ru=answer.answer_ru,
    )
