"""A citizen's own inquiries, as they look at them."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.inquiries import State
from models.queries import desk, inquiries, messages
from models.tables import Closing, Inquiry, Message
from services import closing as closings
from services.work import Actor, Work

PAGE = 5


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


async def story(work: Work, inquiry: Inquiry) -> Story:
    """The thread of an inquiry its citizen may see."""
    said = await messages.thread(work.session, inquiry.id)
    together = tuple((p.body, p.region) for p in await desk.counted_parts_of(work.session, inquiry.id))
    if inquiry.state != State.CLOSED:
        return Story(inquiry, said, together)
    closing = await closings.last(work, inquiry)
    return Story(inquiry, said, together, closing, await closings.may_object(work, inquiry))
