"""Texts proposed to whoever answers, in one list: canned replies, published and ready answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.errors import Stale
from domain.proposals import BESIDE, FIRST, LEAST, Source, chance
from models.queries import messages, people
from models.tables import Inquiry, Message
from services import answers, canned
from services.library import PUBLISHED, READY
from services.suggestions import WORDLESS
from services.thread import Said
from services.work import Actor, Work

SHOWN: Final = 3
"""More would hide what is done with a card."""

_KINDS: Final = {READY: Source.READY, PUBLISHED: Source.PUBLISHED}


@dataclass(frozen=True, slots=True)
class Proposed:
    """A text that may answer an inquiry.

    Attributes:
        source: where it comes from.
        id: what a button carries.
        title: the question it answers, or the reply's title, in the reader's language.
        text: what would be inserted, in the citizen's language; a reply with its placeholders.
        chance: how likely it is the right one, 0 to 1.
    """

    source: Source
    id: str
    title: str
    text: str
    chance: float


async def for_inquiry(
    work: Work, inquiry: Inquiry, lang: str, thread: Sequence[Message] | None = None
) -> list[Proposed]:
    """Return the texts that fit an inquiry in one list, best first: canned replies, published, ready answers.

    Args:
        work: the unit of work.
        inquiry: the inquiry; whoever calls has proved that it may be read.
        lang: the language the titles are read in.
        thread: what was said in it, where the caller has read that already.
    """
    if thread is None:
        thread = await messages.thread(work.session, inquiry.id)
    citizen = await people.by_id(work.session, inquiry.person_id)
    reads = citizen.language or inquiry.language
    found = [*await _canned(work, inquiry, lang, reads), *_shelved(work, inquiry, thread, lang, reads)]
    likely = [one for one in found if one.chance >= LEAST]
    return sorted(likely, key=lambda one: (-one.chance, one.source))[:SHOWN]


async def _canned(work: Work, inquiry: Inquiry, lang: str, reads: str) -> list[Proposed]:
    return [
        Proposed(
            Source.SENT if fit.sent else Source.CANNED,
            str(fit.reply.id),
            fit.reply.title_kk if lang == "kk" else fit.reply.title_ru,
            fit.reply.text_kk if reads == "kk" else fit.reply.text_ru,
            fit.chance,
        )
        for fit in await canned.fitting(work, inquiry)
    ]


def _shelved(
    work: Work, inquiry: Inquiry, thread: Sequence[Message], lang: str, reads: str
) -> list[Proposed]:
    texts = [m.text for m in thread if m.author == "citizen" and m.text and m.kind not in WORDLESS]
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
    return [
        Proposed(
            _KINDS[one.answer.kind],
            one.answer.id,
            one.answer.question(lang),
            one.answer.answer(reads),
            chance(one.score, BESIDE if place else FIRST),
        )
        for place, one in enumerate(found)
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
