"""What people write to a body and what it answers, of the router's examples and the ready answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import yaml

import routing
from benchmarks.furniture import understanding
from domain.permissions import TRIAGE
from routing.gist import gist, packed
from services.search import words_of

TEXTS = 1200
"""Different texts of a body; they return in a year as questions do."""

WAVE = 5
"""So many of them are asked in waves, by dozens of people in the same days."""

CANNED = 30

_SENTENCES = (1, 1, 2, 2, 3, 4, 6, 9)
"""How many sentences somebody writes: mostly few, now and then a story."""

_OPENINGS = {
    "ru": ("Здравствуйте! ", "Добрый день. ", "Подскажите пожалуйста, ", "", "Второй месяц нет ответа. "),
    "kk": ("Сәлеметсіз бе! ", "Қайырлы күн. ", "Айтып жіберіңізші, ", "", "Екі айдан бері жауап жоқ. "),
}
_EVERYWHERE = {"ru": " Помогите разобраться", "kk": " Көмектесіңізші"}
"""Words that stand in about every third text."""


@dataclass(frozen=True, slots=True)
class Written:
    """A text with what is kept beside it.

    Attributes:
        gist: as it is stored.
        words: what a search finds it by.
    """

    language: str
    text: str
    gist: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reply:
    """A canned reply: title and text in Kazakh, title and text in Russian."""

    title_kk: str
    text_kk: str
    title_ru: str
    text_ru: str


@cache
def written(body: str) -> Sequence[Written]:
    """The texts a body gets: two of three in Russian, of one sentence up to nine."""
    random = Random(body)
    return [_text(random, body, "kk" if n % 3 == 0 else "ru") for n in range(TEXTS)]


@cache
def replies(body: str) -> Sequence[Reply]:
    """The canned replies of a body: ready answers stand in for what its head would write."""
    known = list(understanding().facts.answers.all.values())
    random = Random(body)
    chosen = [known[random.randrange(len(known))] for _ in range(CANNED)]
    return [Reply(one.question_kk[:80], one.answer_kk, one.question_ru[:80], one.answer_ru) for one in chosen]


@cache
def answered() -> Sequence[str]:
    """Texts of answers, in both languages in turn."""
    known = understanding().facts.answers.all.values()
    return [text for one in known for text in (one.answer_ru, one.answer_kk)]


def _text(random: Random, body: str, language: str) -> Written:
    said = [random.choice(_sentences(body, language)) for _ in range(random.choice(_SENTENCES))]
    ending = _EVERYWHERE[language] if random.random() < 1 / 3 else ""
    text = random.choice(_OPENINGS[language]) + ". ".join(said) + ending + "."
    return Written(language, text, packed(gist(text)), frozenset(words_of(text)))


@cache
def _sentences(body: str, language: str) -> Sequence[str]:
    folder = Path(routing.__file__).parent / "examples"
    name = "NONE" if body == TRIAGE else body
    found = yaml.safe_load((folder / f"{name}.{language}.yaml").read_text("utf-8"))
    return [text.strip(" .?!") for topic in found for text in topic["texts"]]
