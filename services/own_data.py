"""Everything that is kept about a person, put together for them. Law 94-V, article 24, paragraph 1."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.queries import own_data
from models.tables import Inquiry, Message, Person
from services.work import Reading


@dataclass(frozen=True, slots=True)
class Said:
    """What citizen, staff (a question back) or body (an answer) said, with the names of its files."""

    author: str
    at: datetime
    text: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """One inquiry with its thread, and when the staff opened its files or a contact in it."""

    inquiry: Inquiry
    thread: Sequence[Said]
    files_opened: Sequence[datetime]


@dataclass(frozen=True, slots=True)
class Copy:
    """A person, what they asked and were answered, what waits unsent, what they want to hear of.

    `learned` are masked texts of theirs from which the router learns.
    """

    person: Person
    matters: Sequence[Matter]
    draft: Sequence[Said]
    subscriptions: Sequence[str]
    learned: Sequence[str]


async def copy(work: Reading, person_id: int) -> Copy:
    """A copy of everything about a person."""
    session = work.session
    person = await session.get_one(Person, person_id)
    inquiries = await own_data.inquiries_of(session, person_id)
    keys = [inquiry.id for inquiry in inquiries]
    threads: dict[int, list[Said]] = defaultdict(list)
    for message, names in await own_data.messages_of(session, keys):
        threads[message.inquiry_id or 0].append(_said(message, names))
    for answer, names in await own_data.answers_of(session, keys):
        assert answer.sent_at is not None
        threads[answer.inquiry_id].append(Said("body", answer.sent_at, answer.text, names))
    opened = await own_data.files_opened(session, keys)
    return Copy(
        person,
        [Matter(i, sorted(threads[i.id], key=lambda said: said.at), opened.get(i.id, ())) for i in inquiries],
        [_said(message, names) for message, names in await own_data.draft_of(session, person_id)],
        await own_data.subscriptions_of(session, person_id),
        await own_data.learned_from(session, person_id),
    )


def _said(message: Message, names: tuple[str, ...]) -> Said:
    return Said(message.author, message.at, message.text or message.contact, names)
