"""A citizen's own inquiries, as they look at them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.errors import Unusable
from domain.inquiries import State
from models.queries import desk, inquiries, messages
from models.tables import Closing, Inquiry, Message
from services import closing as closings
from services.search import beginnings_of, words_of
from services.work import Actor, Work

PAGE = 5

FOUND = 8
"""Inquiries on the screen of a search; whoever finds more adds a word."""

LOOKED_AT = 200
"""A search looks at so many of one's inquiries, the newest."""

_MESSAGES = 4 * LOOKED_AT
"""And at so many of their messages: at most a tenth of a second of folding."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of one's own inquiries, with the first words of each."""

    page: int
    total: int
    rows: Sequence[Inquiry]
    words: dict[int, str]

    @property
    def more(self) -> bool:
        """Are there older ones?"""
        return (self.page + 1) * PAGE < self.total


@dataclass(frozen=True, slots=True)
class OwnFound:
    """What somebody found among their own inquiries, newest first, and how many there are in all."""

    total: int
    rows: Sequence[Inquiry]
    words: dict[int, str]


@dataclass(frozen=True, slots=True)
class Story:
    """One inquiry with everything said in it.

    Attributes:
        inquiry: the inquiry.
        messages: its thread.
        together: bodies that take part in the answer.
        closing: how it was closed, if it is.
        may_object: the citizen has not objected yet.
    """

    inquiry: Inquiry
    messages: Sequence[Message]
    together: tuple[tuple[str, str], ...] = ()
    closing: Closing | None = None
    may_object: bool = False


async def shelf(work: Work, who: Actor, page: int) -> Shelf:
    """A page of one's own inquiries, newest first; a page that is not there becomes the nearest one."""
    total = await inquiries.count_of_person(work.session, who.id)
    page = min(max(page, 0), max(0, (total - 1) // PAGE))
    rows = await inquiries.of_person(work.session, who.id, page * PAGE, PAGE)
    words = await inquiries.first_words(work.session, [r.id for r in rows])
    return Shelf(page, total, rows, words)


async def find(work: Work, who: Actor, said: str) -> OwnFound:
    """Look for one's own inquiries by what was written in them, question and answer, as staff do (`search`).

    A person has few: their messages are read and folded one by one, so it costs what they wrote and no more,
    and what is erased is not found.

    Raises:
        Unusable: nothing was typed that can be looked for.
    """
    beginnings = beginnings_of(said)
    if not beginnings:
        raise Unusable("error.nothing_to_find_own")
    rows = await inquiries.of_person(work.session, who.id, 0, LOOKED_AT)
    texts = await messages.words_of(work.session, [row.id for row in rows], _MESSAGES)
    found = [row for row in rows if _holds(texts.get(row.id, ()), beginnings)]
    words = await inquiries.first_words(work.session, [row.id for row in found[:FOUND]])
    return OwnFound(len(found), found[:FOUND], words)


def _holds(texts: Iterable[str], beginnings: Sequence[str]) -> bool:
    """Does a word begin so, for each of the beginnings?"""
    words = words_of(*texts)
    return all(any(word.startswith(beginning) for word in words) for beginning in beginnings)


async def story(work: Work, inquiry: Inquiry) -> Story:
    """The thread of an inquiry its citizen may see."""
    said = await messages.thread(work.session, inquiry.id)
    together = tuple((p.body, p.region) for p in await desk.counted_parts_of(work.session, inquiry.id))
    if inquiry.state != State.CLOSED:
        return Story(inquiry, said, together)
    closing = await closings.last(work, inquiry)
    return Story(inquiry, said, together, closing, await closings.may_object(work, inquiry))
