"""What an inquiry has at all. Most have no part, no note and no earlier version: a card asks that once."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.columns import Id
from models.tables import Answer, Closing, File, Link, Message, MessageVersion, Note, Part


@dataclass(frozen=True, slots=True)
class Traces:
    """What there is to be read of an inquiry.

    Attributes:
        files: how many came with it.
        answers: one was begun or sent.
        parts: another body was asked to take part.
        versions: a message was edited.
        notes: a colleague wrote one.
        closings: it was closed without substance once.
        leads: others wait for its answer.
        follows: it waits for the answer to another.
    """

    files: int
    answers: bool
    parts: bool
    versions: bool
    notes: bool
    closings: bool
    leads: bool
    follows: bool


async def of(session: AsyncSession, inquiry_id: int) -> Traces:
    """What there is of one inquiry."""
    row = (await session.execute(_TRACES, {"inquiry": inquiry_id})).one()
    return Traces(row[0], *map(bool, row[1:]))


def _traces() -> Select[Any]:
    asked = bindparam("inquiry", type_=Id)
    of_its_messages = Message.inquiry_id == asked
    files = select(func.count(File.id)).join(Message, Message.id == File.message_id).where(of_its_messages)
    waiting = Link.answer_id.is_(None)
    return select(
        files.scalar_subquery(),
        exists().where(Answer.inquiry_id == asked),
        exists().where(Part.inquiry_id == asked),
        exists().where(MessageVersion.message_id == Message.id, of_its_messages),
        exists().where(Note.inquiry_id == asked),
        exists().where(Closing.inquiry_id == asked),
        exists().where(Link.lead_id == asked, waiting),
        exists().where(Link.inquiry_id == asked, waiting),
    )


_TRACES: Final = _traces()
