"""Reading ready answers and checking what no single entry can see, each complaint with its line."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, get_args

from domain.limits import MESSAGE_LIMIT, utf16_length
from domain.permissions import TRIAGE
from facts.reading import Document, Problem, check, read
from facts.ready import FOLDER, TOPICS, TRUST, ReadyAnswer, Surroundings, read_notes, read_topics
from facts.schema import Trust
from routing.normalise import words

LONGEST: Final = MESSAGE_LIMIT - 600
"""UTF-16 units of question, answer and source: the rest of a message is for the body and a greeting."""

FURTHEST_REVIEW: Final = dt.timedelta(days=731)
"""A review later than in two years is a slip of the pen, and such an answer would never be looked at."""

_LANGUAGES: Final = ("kk", "ru")
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}")
_TEXTS: Final = ("question", "answer", "source")


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer and where it stands."""

    answer: ReadyAnswer
    document: Document
    place: int

    @property
    def at(self) -> str:
        """File and line."""
        return f"{self.document.file}:{self.document.line((self.place,))}"

    def problem(self, field: str, reason: str) -> Problem:
        """Return a complaint about one field."""
        return Problem(self.document.file, self.document.line((self.place, field)), f"{field}: {reason}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the files hold."""

    entries: tuple[Entry, ...]
    answers: Mapping[str, ReadyAnswer]
    problems: tuple[Problem, ...]

    def complaints(self, today: dt.date) -> list[Problem]:
        """Return the problems and, for this day, wrong dates of review."""
        return [*self.problems, *(problem for entry in self.entries for problem in _dates(entry, today))]


def read_answers(folder: Path, around: Surroundings) -> Reading:
    """Read all files of answers. What has a complaint of its own is left out, the rest is sound."""
    problems: list[Problem] = []
    topics = {row.value.key for row in read_topics(folder, problems)}
    notes = {row.value.key for row in read_notes(folder, problems)}
    missing = sorted(set(get_args(Trust)) - {"confirmed"} - notes)
    problems += [Problem(TRUST, 1, f"{key}: is missing, the programme needs it") for key in missing]
    paths = sorted((folder / FOLDER).glob("*.yaml"))
    entries = [entry for path in paths for entry in _entries(folder, f"{FOLDER}/{path.name}", problems)]
    sound: list[Entry] = []
    for entry in entries:
        wrong = [*_unknown(entry, topics, around), *_unequal(entry, around.values)]
        wrong = wrong or list(_too_long(entry, around.values))
        problems += wrong
        sound += [] if wrong else [entry]
    repeated = dict(_repeated(sound))
    problems += repeated.values()
    kept = (entry.answer for entry in sound if entry.at not in repeated)
    answers = {answer.id: _filled(answer, around.values) for answer in kept}
    return Reading(tuple(entries), MappingProxyType(answers), tuple(problems))


def fold(question: str) -> str:
    """Return a question in one spelling: letters folded, punctuation and capitals gone."""
    return " ".join(word.fold for word in words(question))


def _entries(folder: Path, name: str, problems: list[Problem]) -> Iterator[Entry]:
    document = read(folder, name, problems)
    if document is None:
        return
    if not isinstance(document.data, list):
        problems.append(Problem(name, 1, "a list is expected here"))
        return
    for place, item in enumerate(document.data):
        row = check(document, (place,), item, ReadyAnswer, problems)
        if row is not None:
            yield Entry(row.value, document, place)


def _unknown(entry: Entry, topics: set[str], around: Surroundings) -> Iterator[Problem]:
    answer = entry.answer
    for field in ("body", "owner"):
        code = getattr(answer, field)
        if code not in around.bodies and code != TRIAGE:
            yield entry.problem(field, f"bodies.yaml has no {code!r}")
    if answer.topic not in topics:
        yield entry.problem("topic", f"{TOPICS} has no {answer.topic!r}")
    if answer.region is not None and answer.region not in around.regions:
        yield entry.problem("region", f"regions.yaml has no {answer.region!r}")


def _unequal(entry: Entry, values: Mapping[str, str]) -> Iterator[Problem]:
    """Both languages must name the same placeholders, and each must have a value."""
    for part in _TEXTS:
        kazakh, russian = (_placeholders(getattr(entry.answer, f"{part}_{lang}")) for lang in _LANGUAGES)
        for lang, names in (("kk", kazakh), ("ru", russian)):
            for name in sorted(names - values.keys()):
                yield entry.problem(f"{part}_{lang}", f"nothing fills {{{name}}}")
        if kazakh != russian:
            odd = ", ".join(f"{{{name}}}" for name in sorted(kazakh ^ russian))
            yield entry.problem(f"{part}_kk", f"{odd} stands in one language only")


def _placeholders(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text)) | ({text[-1]} if text.count("{") != text.count("}") else set())


def _too_long(entry: Entry, values: Mapping[str, str]) -> Iterator[Problem]:
    filled = _filled(entry.answer, values)
    for lang in _LANGUAGES:
        shown = "\n\n".join(getattr(filled, f"{part}_{lang}") for part in _TEXTS)
        length = utf16_length(shown + (filled.link or ""))
        if length > LONGEST:
            yield entry.problem(f"answer_{lang}", f"{length} characters with its source, {LONGEST} at most")


def _repeated(entries: Iterable[Entry]) -> Iterator[tuple[str, Problem]]:
    """An id or a question that stands in two entries: the later one is left out."""
    ids: dict[str, Entry] = {}
    questions: dict[str, Entry] = {}
    for entry in entries:
        first = ids.setdefault(entry.answer.id, entry)
        if first is not entry:
            yield entry.at, entry.problem("id", f"{entry.answer.id} stands already at {first.at}")
            continue
        for lang in _LANGUAGES:
            for field in (f"question_{lang}", f"asked_{lang}"):
                value = getattr(entry.answer, field)
                for question in (value,) if isinstance(value, str) else value:
                    other = questions.setdefault(fold(question), entry)
                    if other is not entry:
                        yield entry.at, entry.problem(field, f"{question!r} is asked already at {other.at}")


def _dates(entry: Entry, today: dt.date) -> Iterator[Problem]:
    review = entry.answer.review
    if review <= today:
        yield entry.problem("review", f"{review} has passed; the owner reads the answer and sets a new date")
    elif review > today + FURTHEST_REVIEW:
        yield entry.problem("review", f"{review} is more than two years ahead")


def _filled(answer: ReadyAnswer, values: Mapping[str, str]) -> ReadyAnswer:
    names = [f"{part}_{lang}" for part in _TEXTS for lang in _LANGUAGES]
    update = {name: _PLACEHOLDER.sub(lambda m: values[m[1]], getattr(answer, name)) for name in names}
    return answer.model_copy(update=update)
