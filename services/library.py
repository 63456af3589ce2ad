"""All answers for everybody in one place: ready ones of the facts and published ones, with one search."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from facts.ready import ReadyAnswer, ReadyAnswers, as_pair
from routing.similar import LIMIT, Pair, Similar

READY = "ready"
PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Shelved:
    """An answer for everybody, as it is shown and found.

    Attributes:
        id: what buttons and links carry: a ready answer's own id, `p` and a number for a published one.
        kind: ready or published.
        body: who answers when the reader asks on, and keeps the text true.
        region: where it holds; None for everywhere.
        review: the last day on which it is shown.
    """

    id: str
    kind: str
    body: str
    region: str | None
    review: date
    question_kk: str
    question_ru: str
    answer_kk: str
    answer_ru: str
    source_kk: str = ""
    source_ru: str = ""
    topic: str = PUBLISHED
    owner: str = ""

    def question(self, lang: str) -> str:
        """The question in the language, `kk` or `ru`."""
        return self.question_kk if lang == "kk" else self.question_ru

    def answer(self, lang: str) -> str:
        """The answer: plain text, a line per paragraph."""
        return self.answer_kk if lang == "kk" else self.answer_ru

    def source(self, lang: str) -> str:
        """Where it comes from; empty for a body's own answer."""
        return self.source_kk if lang == "kk" else self.source_ru


@dataclass(frozen=True, slots=True)
class Found:
    """An answer that fits a question, and how well: 0 to 1."""

    answer: Shelved
    score: float


class Library:
    """What is published, as far as this process knows, and the search over everything.

    Kept in memory: a question costs no query. The job `shelve` looks whether something was published.
    """

    def __init__(self) -> None:
        """Nothing is published yet."""
        self.version = 0
        self._published: dict[str, Shelved] = {}
        self._joint: tuple[ReadyAnswers, Similar] | None = None

    def take(self, ready: ReadyAnswers, published: Iterable[Shelved], version: int) -> None:
        """Take over what is published now and index it. Seconds for ten thousand answers: for a thread."""
        found = {answer.id: answer for answer in published}
        joint = _joint(ready, found) if found else None
        self._published, self._joint, self.version = found, joint, version

    def warm(self, ready: ReadyAnswers) -> None:
        """Read and index the ready answers before somebody waits for them."""
        self._index(ready)

    def get(self, ready: ReadyAnswers, key: str, today: date) -> Shelved | None:
        """An answer that may be shown today, or nothing."""
        if key in self._published:
            answer = self._published[key]
            return answer if today <= answer.review else None
        known = ready.get(key, today)
        return shelved(ready, known) if known else None

    def published(self, today: date) -> list[Shelved]:
        """What bodies have published and may be shown today, newest first."""
        return [answer for answer in reversed(self._published.values()) if today <= answer.review]

    def find(
        self,
        ready: ReadyAnswers,
        texts: Sequence[str],
        today: date,
        *,
        bodies: Mapping[str, float] | None = None,
        region: str | None = None,
        limit: int = LIMIT,
    ) -> list[Found]:
        """Return the answers that fit a question, best first; none where none fits well enough.

        Args:
            ready: the ready answers in force.
            texts: the question in one's own words, by message; one of them may be the question, or all.
            today: answers past their review on this day are left out.
            bodies: how likely each body is meant, as the router says.
            region: the asker's region where it is known; answers for another one are left out.
            limit: how many at most.
        """
        index = self._index(ready)
        scores: dict[str, float] = {}
        for text in dict.fromkeys(("\n".join(texts), *texts)):
            for match in index.find(text, limit=limit * 2, bodies=bodies):
                scores[match.id] = max(match.score, scores.get(match.id, 0.0))
        found = [(self.get(ready, key, today), score) for key, score in scores.items()]
        fit = [
            Found(answer, score)
            for answer, score in found
            if answer is not None and (answer.region is None or region in (None, answer.region))
        ]
        return sorted(fit, key=lambda one: -one.score)[:limit]

    def _index(self, ready: ReadyAnswers) -> Similar:
        if not self._published:
            return ready.index
        if self._joint is None or self._joint[0] is not ready:
            self._joint = _joint(ready, self._published)
        return self._joint[1]


def shelved(ready: ReadyAnswers, answer: ReadyAnswer) -> Shelved:
    """A ready answer as it is shown."""
    return Shelved(
        id=answer.id,
        kind=READY,
        body=answer.body,
        region=answer.region,
        review=answer.review,
        question_kk=answer.question_kk,
        question_ru=answer.question_ru,
        answer_kk=answer.answer_kk,
        answer_ru=answer.answer_ru,
        source_kk=ready.source(answer, "kk"),
        source_ru=ready.source(answer, "ru"),
        topic=answer.topic,
        owner=answer.owner,
    )


def _joint(ready: ReadyAnswers, published: Mapping[str, Shelved]) -> tuple[ReadyAnswers, Similar]:
    mine = [
        Pair(a.id, (a.question_kk, a.question_ru), (a.answer_kk, a.answer_ru), a.body)
        for a in published.values()
    ]
    return ready, Similar([*map(as_pair, ready.all.values()), *mine])
