"""A citizen's own inquiries, as they look at them."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.queries import inquiries, messages
from models.tables import Inquiry, Message
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
    """One inquiry with everything said in it."""

    inquiry: Inquiry
    messages: Sequence[Message]


async def shelf(work: Work, who: Actor, page: int) -> Shelf:
    """A page of one's own inquiries, newest first; a page that is not there becomes the nearest one."""
    total = await inquiries.count_of_person(work.session, who.id)
    page = min(max(page, 0), max(0, (total - 1) // PAGE))
    rows = await inquiries.of_person(work.session, who.id, page * PAGE, PAGE)
    words = await inquiries.first_words(work.session, [r.id for r in rows])
    return Shelf(page, total, rows, words)


async def story(work: Work, inquiry: Inquiry) -> Story:
    """The thread of an inquiry its citizen may see."""
    return Story(inquiry, await messages.thread(work.session, inquiry.id))
