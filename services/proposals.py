"""Texts proposed to whoever answers: one door for ready and published answers, and for what is to come."""

from dataclasses import dataclass
from typing import Final

from domain.errors import Stale
from models.queries import messages, people
from models.tables import Inquiry
from services import answers
from services.suggestions import WORDLESS
from services.thread import Said
from services.work import Actor, Work

SHOWN: Final = 3
"""More would hide what is done with a card."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A text that may answer an inquiry.

    Attributes:
        kind: ready or published.
        id: what a button carries.
        title: the question it answers, in the reader's language.
        text: what would be inserted, in the citizen's language.
    """

    kind: str
    id: str
    title: str
    text: str


async def for_inquiry(work: Work, inquiry: Inquiry, lang: str) -> list[Proposed]:
    """Return the texts that fit an inquiry, best first.

    Args:
        work: the unit of work.
        inquiry: the inquiry; whoever calls has proved that it may be read.
        lang: the language the titles are read in.
    """
    said = await messages.thread(work.session, inquiry.id)
    texts = [m.text for m in said if m.author == "citizen" and m.text and m.kind not in WORDLESS]
    if not texts:
        return []
    bodies = {body["code"]: body["score"] for body in inquiry.suggested.get("bodies", ())}
    found = work.library.find(
        work.facts.answers,
        texts,
        work.today,
        bodies=bodies,
        region=inquiry.region or None,
        limit=SHOWN,
    )
    citizen = await people.by_id(work.session, inquiry.person_id)
    reads = citizen.language or inquiry.language
    return [
        Proposed(one.answer.kind, one.answer.id, one.answer.question(lang), one.answer.answer(reads))
        for one in found
    ]


async def insert(work: Work, who: Actor, inquiry_id: int, key: str) -> answers.Draft:
    """Put a proposed text into the answer; the next text that is typed takes its place.

    Raises:
        Refused: somebody else has the inquiry.
        Stale: the text was withdrawn or is past its review.
    """
    inquiry = await answers.begin(work, who, inquiry_id)
    answer = work.library.get(work.facts.answers, key, work.today)
    if answer is None:
        raise Stale("error.answer_gone_from_shelf")
    citizen = await people.by_id(work.session, inquiry.person_id)
    reads = citizen.language or inquiry.language
    written = await answers.write(work, who, inquiry_id, Said(0, "text", answer.answer(reads)))
    assert written is not None, "a text is no album"
    if written.answer.text == answer.answer(reads):
        # Whoever is answered along and reads the other language gets the same answer in it.
        written.answer.other_text = answer.answer("ru" if reads == "kk" else "kk")
        written = await answers.preview(work, written.answer, inquiry)
    who.go("answering", inquiry=inquiry_id, inserted=written.answer.text)
    return written
