"""Finding inquiries by number, words, date, state and queue; and keeping the words they are found by.

Words are folded as the router folds them: «зарплата», "zarplata" and «ЗАРПЛАТА» are one, and so are the
Kazakh letters and those people type instead. The beginning of a word is enough, and the ending of a typed
one falls away. Everybody finds what lies in their own queues, and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import Unusable
from domain.ids import numbered
from domain.inquiries import OPEN, State
from domain.searching import read
from models.queries import inquiries
from models.queries import search as queries
from models.queries.search import Queue, Wanted
from models.tables import Inquiry
from models.tables.search import LONGEST_WORD
from routing.normalise import words as words_in
from services import access
from services.queues import queues_of
from services.work import Actor, Work

PAGE = 6
LONGEST = 200
"""Characters of a search; nobody types more on purpose."""

MOST_WORDS = 5
"""Words that are looked for; more of them hardly narrow any further."""

_VOWELS = frozenset("аеиоу")
_SHORTEST = 4
"""Letters of a typed word that stay when its ending falls away."""

_SINGLE = 2
"""A word of one letter says nothing."""

_YEARS = 3
"""Whose numbers are tried when somebody types the middle of one."""


class Which(StrEnum):
    """Inquiries of which states."""

    ALL = "all"
    OPEN = "open"
    CLOSED = "closed"


_STATES = {
    Which.ALL: (),
    Which.OPEN: tuple(sorted(OPEN)),
    Which.CLOSED: tuple(sorted(frozenset(State) - OPEN)),
}


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for.

    Attributes:
        said: as it was typed.
        which: inquiries of which states.
        queue: which of their queues, counted from 1; 0 for all of them.
        page: counted from 0.
    """

    said: str
    which: Which = Which.ALL
    queue: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what was found, with the first words of each.

    Attributes:
        queues: the queues of whoever looks.
        more: there is another page.
    """

    search: Search
    rows: Sequence[Inquiry]
    words: dict[int, str]
    queues: tuple[Queue, ...]
    more: bool


async def find(work: Work, who: Actor, search: Search) -> Found:
    """Look for inquiries in somebody's queues.

    Raises:
        Refused: the person has no post.
        Unusable: nothing was typed that can be looked for, or too much.
    """
    access.at_work(who)
    if len(search.said) > LONGEST:
        raise Unusable("error.too_long", limit=LONGEST)
    queues = queues_of(who.posts)
    asked = read(search.said, work.today)
    beginnings = beginnings_of(asked.words)
    named = await _by_number(work, who, asked.number, asked.piece)
    if named or not queues:
        return Found(search, named, await _words(work, named), queues, more=False)
    if asked.number is None and not beginnings and asked.since is None:
        raise Unusable("error.nothing_to_find")
    rows: Sequence[Inquiry] = ()
    if asked.number is None:
        chosen = (queues[search.queue - 1],) if 0 < search.queue <= len(queues) else queues
        wanted = Wanted(chosen, beginnings, _STATES[search.which], asked.from_, asked.to)
        rows = await queries.find(work.session, wanted, search.page * PAGE, PAGE + 1)
    shown = rows[:PAGE]
    return Found(search, shown, await _words(work, shown), queues, more=len(rows) > PAGE)


async def _by_number(work: Work, who: Actor, number: str | None, piece: str | None) -> list[Inquiry]:
    """The inquiry of a number, or of the middle of one, if it lies in one of the person's queues."""
    years = range(work.today.year, work.today.year - _YEARS, -1)
    tried = [number] if number else [numbered(year, piece) for year in years] if piece else []
    found = [await inquiries.by_number(work.session, one) for one in tried]
    queues = queues_of(who.posts)
    return [one for one in found if one is not None and (one.body, one.region) in queues]


async def _words(work: Work, rows: Sequence[Inquiry]) -> dict[int, str]:
    return await inquiries.first_words(work.session, [row.id for row in rows])


def beginnings_of(typed: str) -> tuple[str, ...]:
    """The beginnings a search looks for: folded, and without the ending a word was typed with."""
    found = dict.fromkeys(_beginning(word.fold) for word in words_in(typed) if len(word.fold) >= _SINGLE)
    return tuple(found)[:MOST_WORDS]


def _beginning(word: str) -> str:
    """«пенсия» and «пенсии» begin alike; so do «зарплата» and «зарплату»."""
    while len(word) > _SHORTEST and word[-1] in _VOWELS:
        word = word[:-1]
    return word[:LONGEST_WORD]


def words_of(*texts: str) -> set[str]:
    """The words a text is found by, in every reading it may have."""
    found = {reading for text in texts for word in words_in(text) for reading in word.readings[:_SINGLE]}
    return {word[:LONGEST_WORD] for word in found if len(word) >= _SINGLE}


async def note(work: Work, inquiry: Inquiry, *texts: str) -> None:
    """An inquiry is found by these words from now on; in the transaction that saves them."""
    await queries.put(work.session, _queue(inquiry), inquiry.id, words_of(*texts))


async def note_all(work: Work, inquiry: Inquiry) -> None:
    """The same with everything that stands in its thread."""
    await work.session.flush()
    await note(work, inquiry, *await queries.texts(work.session, inquiry.id))


async def forget(work: Work, inquiry: Inquiry, *texts: str) -> None:
    """These texts do not stand in an inquiry any more; what the rest of its thread says stays."""
    await queries.remove(work.session, _queue(inquiry), inquiry.id, words_of(*texts))
    await note_all(work, inquiry)


async def forget_all(work: Work, inquiry: Inquiry) -> None:
    """An inquiry is found by no word any more. Before its queue changes, or its messages are erased."""
    texts = await queries.texts(work.session, inquiry.id)
    await queries.remove(work.session, _queue(inquiry), inquiry.id, words_of(*texts))


def _queue(inquiry: Inquiry) -> Queue:
    return inquiry.body, inquiry.region
