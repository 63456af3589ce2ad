"""Ready answers of `answers/*.yaml`: read when first needed, because a start must not wait for them."""

import datetime as dt
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Final, Self

from pydantic import Field, field_validator, model_validator

from facts.reading import Problem, Row, check_entries, read
from facts.schema import BodyCode, Fact, Key, Label, Named, RegionCode, Text, Trust
from routing.similar import Pair, Similar

if TYPE_CHECKING:
    from facts.ready_reading import Reading

TOPICS: Final = "topics.yaml"
TRUST: Final = "trust.yaml"
FOLDER: Final = "answers"

Slug = Annotated[str, Field(strict=True, max_length=40, pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
"""Stands in deep links and buttons, so it is short and never changes."""

Question = Annotated[str, Field(strict=True, min_length=5, max_length=200, pattern=r"^\S(?:.*\S)?$")]
Asked = Annotated[tuple[Question, ...], Field(min_length=2, max_length=12)]
Paragraphs = Annotated[str, Field(strict=True, min_length=1, pattern=r"^\S(?s:.*\S)?$")]
Month = Annotated[int, Field(strict=True, ge=1, le=12)]

_KAZAKH: Final = frozenset("әғқңөұүһі")


class Topic(Fact):
    """A heading to browse by."""

    key: Key
    kk: Label
    ru: Label

    def name(self, lang: str) -> str:
        """Return the heading in the language, `kk` or `ru`."""
        return self.kk if lang == "kk" else self.ru


class TrustNote(Named):
    """What a reader is told where the source of an answer was not read itself."""

    key: Trust


class ReadyAnswer(Fact):
    """A question people ask and its answer, in both languages.

    `body` answers when the reader asks on, `owner` keeps the text true and is told when `review` has
    passed; both may be TRIAGE, the dispatcher. `season` are the months in which it is asked most. `words`
    are further ones by which people speak of it, in either language: for the search only. `leads` marks
    what only says whom to turn to: it is not offered to somebody who asks how much, when or how.
    """

    id: Slug
    topic: Key
    body: BodyCode
    owner: BodyCode
    review: dt.date
    trust: Trust
    region: RegionCode | None = None
    season: tuple[Month, ...] = ()
    words: Text | None = None
    leads: Annotated[bool, Field(strict=True)] = False
    question_kk: Question
    question_ru: Question
    asked_kk: Asked
    asked_ru: Asked
    answer_kk: Paragraphs
    answer_ru: Paragraphs
    source_kk: Text
    source_ru: Text
    link: Annotated[str, Field(strict=True, pattern=r"^https?://\S+$")] | None = None

    def question(self, lang: str) -> str:
        """Return the main question in the language, `kk` or `ru`."""
        return self.question_kk if lang == "kk" else self.question_ru

    def asked(self, lang: str) -> tuple[str, ...]:
        """Return the other ways people ask it."""
        return self.asked_kk if lang == "kk" else self.asked_ru

    def answer(self, lang: str) -> str:
        """Return the answer: plain text, a line per paragraph."""
        return self.answer_kk if lang == "kk" else self.answer_ru

    def offered(self, today: dt.date) -> bool:
        """Tell whether it may still be shown: the day of its review has not passed."""
        return today <= self.review

    @field_validator("season")
    @classmethod
    def _once(cls, months: tuple[int, ...]) -> tuple[int, ...]:
        if len(set(months)) != len(months):
            raise ValueError("a month stands twice")
        return months

    @model_validator(mode="after")
    def _two_languages(self) -> Self:
        for part in ("question", "answer"):
            if getattr(self, f"{part}_kk") == getattr(self, f"{part}_ru"):
                raise ValueError(f"{part}_kk and {part}_ru are the same text")
        if not _KAZAKH & set(self.answer_kk.lower()):
            raise ValueError("answer_kk has no Kazakh letter: is it Russian?")
        return self


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the answers lean on: codes that exist, and the values of placeholders."""

    bodies: Set[str]
    regions: Set[str]
    values: Mapping[str, str]


class ReadyAnswers:
    """The ready answers of a folder, their topics, and what is wrong with them.

    Nothing is read before the first question. A broken entry is left out and complained of; the sound
    ones stay, and `python -m facts.lint` names file, line and reason.

    Args:
        folder: the folder of all facts.
        around: codes and values of the other facts.
    """

    def __init__(self, folder: Path, around: Surroundings) -> None:
        self._folder = folder
        self._around = around

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """Headings by key, in the order of browsing."""
        return MappingProxyType({row.value.key: row.value for row in read_topics(self._folder, [])})

    @cached_property
    def all(self) -> Mapping[str, ReadyAnswer]:
        """Every sound answer by id, placeholders filled in, past its review or not."""
        return self._reading.answers

    @cached_property
    def index(self) -> Similar:
        """The search over all of them; made when first needed."""
        return Similar(map(as_pair, self.all.values()))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, whatever the day."""
        return self._reading.problems

    def get(self, slug: str, today: dt.date) -> ReadyAnswer | None:
        """Return an answer that may be shown, or nothing for one that is unknown or past its review."""
        answer = self.all.get(slug)
        return answer if answer is not None and answer.offered(today) else None

    def offered(self, today: dt.date, topic: str | None = None) -> tuple[ReadyAnswer, ...]:
        """Return what may be shown, of one topic or of all."""
        wanted = (answer for answer in self.all.values() if topic in (None, answer.topic))
        return tuple(answer for answer in wanted if answer.offered(today))

    def overdue(self, today: dt.date) -> tuple[ReadyAnswer, ...]:
        """Return what is past its review: not shown any more, its owner is told."""
        return tuple(answer for answer in self.all.values() if not answer.offered(today))

    def source(self, answer: ReadyAnswer, lang: str) -> str:
        """Return the source line, with a plain word where the source itself was not read."""
        source = answer.source_kk if lang == "kk" else answer.source_ru
        note = self._notes.get(answer.trust)
        parts = (source, note.name(lang) if note else None, answer.link)
        return " · ".join(part for part in parts if part)

    def complaints(self, today: dt.date) -> list[Problem]:
        """Return what is wrong on this day: `problems`, and review dates that cannot stand."""
        return self._reading.complaints(today)

    @cached_property
    def _notes(self) -> Mapping[str, TrustNote]:
        return {row.value.key: row.value for row in read_notes(self._folder, [])}

    @cached_property
    def _reading(self) -> "Reading":
        from facts.ready_reading import read_answers

        return read_answers(self._folder, self._around)


def as_pair(answer: ReadyAnswer) -> Pair:
    """Return an answer as it is searched: every way of asking it, in both languages."""
    asked = (answer.question_kk, answer.question_ru, *answer.asked_kk, *answer.asked_ru)
    told = (answer.answer_kk, answer.answer_ru)
    return Pair(answer.id, asked, told, answer.body, answer.words or "", answer.leads)


def read_topics(folder: Path, problems: list[Problem]) -> list[Row[Topic]]:
    """Read the headings; complaints are added to the problems."""
    return check_entries(read(folder, TOPICS, problems), Topic, problems)


def read_notes(folder: Path, problems: list[Problem]) -> list[Row[TrustNote]]:
    """Read the words about sources; complaints are added to the problems."""
    return check_entries(read(folder, TRUST, problems), TrustNote, problems)
