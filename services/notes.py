"""Notes among colleagues: on the card and in the history, and never on their way to a citizen."""

from collections.abc import Sequence

from domain.errors import Unusable
from domain.privacy import clean_input, mask_iin
from models.queries import desk, staff
from models.tables import Inquiry, Note
from services import access
from services.history import record
from services.work import Actor, Work

LONGEST = 1000
"""Characters of a note: it stands on a card among other things."""


async def add(work: Work, who: Actor, inquiry_id: int, words: str) -> Inquiry:
    """Leave a note on an inquiry, at the end of the step in which it was typed.

    Raises:
        Refused: it is in none of the person's queues.
        Unusable: the note is empty or too long.
    """
    inquiry = await keep(work, who, inquiry_id, words)
    who.go()
    return inquiry


async def keep(work: Work, who: Actor, inquiry_id: int, words: str) -> Inquiry:
    """Keep a note, wherever it was written; the person's private conversation stays where it is.

    Raises:
        Refused: it is in none of the person's queues.
        Unusable: the note is empty or too long.
    """
    inquiry, post = await access.at_work_on(work, who, inquiry_id)
    words = mask_iin(clean_input(words)).strip()
    if not words:
        raise Unusable("error.no_note")
    if len(words) > LONGEST:
        raise Unusable("error.too_long", limit=LONGEST)
    row = Note(inquiry_id=inquiry.id, membership_id=post.id, text=words, at=work.now)
    work.session.add(row)
    await work.session.flush()
    record(work, inquiry, "noted", who, post.id, note=row.id)
    return inquiry


async def of(work: Work, inquiry: Inquiry) -> Sequence[tuple[Note, str]]:
    """The notes of an inquiry, each with the first name of its author; only staff's screens ask for them."""
    rows = await desk.notes_of(work.session, inquiry.id)
    names = {row.membership_id: await staff.name_of(work.session, row.membership_id) for row in rows}
    return [(row, names[row.membership_id]) for row in rows]
