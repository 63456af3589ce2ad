"""An answer leaves: in whose words, in how many messages, and what that changes."""

from domain.canned import fill
from domain.civil import civil_date
from domain.inquiries import Move, moved
from domain.limits import split_text
from domain.notices import Kind
from domain.permissions import TRIAGE
from locales import day, label
from models.columns import Document
from models.queries import messages, people
from models.tables import Answer, Inquiry, Message
from services import deadlines, search
from services.outbox import notice
from services.work import Work

PART = 3300
"""UTF-16 units of answer text in one message; the rest of Telegram's 4096 is for heading and signature."""


def body_name(work: Work, inquiry: Inquiry, language: str) -> str:
    """The full name of the body that answers."""
    if inquiry.body == TRIAGE:
        return label(language, "name.triage")
    if not work.facts.knows(inquiry.body, inquiry.region):
        return inquiry.body
    return work.facts.body_name(inquiry.body, inquiry.region or None, language)


def filled(work: Work, text: str, inquiry: Inquiry, language: str) -> str:
    """A canned text with the number, the day and the name of the body of this inquiry."""
    received = day(language, civil_date(inquiry.received_at), work.today)
    values = {"number": inquiry.number, "date": received, "body": body_name(work, inquiry, language)}
    return fill(text, values)


def worded(work: Work, answer: Answer, inquiry: Inquiry, lead: Inquiry | None = None) -> str:
    """The words of an unsent answer as the citizen of this inquiry will read them, in their language.

    Args:
        work: the unit of work.
        answer: what is being written.
        inquiry: for whom.
        lead: the inquiry it is written at, when this one is only linked to it.
    """
    written_in = (lead or inquiry).language
    typed = answer.text if inquiry.language == written_in else answer.other_text
    if lead is not None:
        typed = typed.replace(lead.number, inquiry.number)
    opening = (
        filled(work, answer.opening[inquiry.language], inquiry, inquiry.language) if answer.opening else ""
    )
    return "\n\n".join(piece for piece in (opening, typed) if piece)


async def deliver(work: Work, inquiry: Inquiry, answer: Answer) -> None:
    """The answer becomes part of the thread and leaves as one: its text in parts, then its files."""
    inquiry.state = moved(inquiry.state, Move.SEND)
    inquiry.version += 1
    inquiry.answered_at = inquiry.touched_at = work.now
    inquiry.last_author_id = answer.author_id
    inquiry.rating = None
    await deadlines.stop(work, inquiry)
    answer.state, answer.sent_at = "sent", work.now
    work.session.add(
        Message(inquiry_id=inquiry.id, author="staff", kind="text", text=answer.text, versions=1, at=work.now)
    )
    await search.note(work, inquiry, answer.text)
    await text_leaves(work, inquiry, answer)
    citizen = await people.by_id(work.session, inquiry.person_id)
    for file in await messages.files_of_answer(work.session, answer.id):
        args: Document = {"file": file.id}
        _leave(work, citizen.chat_id, "answer_file", args, inquiry, answer)


async def text_leaves(
    work: Work, inquiry: Inquiry, answer: Answer, corrected: Document | None = None
) -> None:
    """Plan the messages of an answer's text; `corrected` marks those of a correction."""
    citizen = await people.by_id(work.session, inquiry.person_id)
    parts = split_text(answer.text, PART) or [""]
    for n in range(len(parts)):
        args: Document = {"answer": answer.id, "part": n, "parts": len(parts)} | (corrected or {})
        _leave(work, citizen.chat_id, "answer", args, inquiry, answer)


def _leave(work: Work, chat_id: int, key: str, args: Document, inquiry: Inquiry, answer: Answer) -> None:
    notice(work, chat_id, key, args, kind=Kind.ANSWER, inquiry_id=inquiry.id, answer_id=answer.id)


def parts_of(text: str) -> list[str]:
    """The messages a text leaves in; one even where it is empty."""
    return split_text(text, PART) or [""]
