"""One answer to many: similar open questions of a queue, linked by an operator and answered once.

Linking takes the other inquiry, so that nobody else answers it meanwhile. What goes along is asked at the
moment of sending: only what is still open and still in the same hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.errors import Impossible, Refused, Unusable
from domain.inquiries import Move, moved
from models.queries import answering, inquiries, messages
from models.tables import Answer, File, Inquiry, Link
from routing.gist import ALIKE, likeness, unpacked
from services import access, desk, gists
from services.history import record
from services.outbox import delivery
from services.sending import deliver, worded
from services.work import Actor, Work

WINDOW: Final = 500
"""Open inquiries of a queue that are compared, the newest: near-duplicates come in waves."""

MOST: Final = 100
"""So many are linked by one tap; a wave of thousands needs a message to everybody, not answers."""

PAGE: Final = 8


@dataclass(frozen=True, slots=True)
class Along:
    """Who else gets an answer.

    Attributes:
        inquiries: linked, open and in the same hand.
        wanted: the language a text is still missing in; empty when all can be answered.
        example: the first of them that reads the other language, with what it would read.
    """

    inquiries: tuple[Inquiry, ...] = ()
    wanted: str = ""
    example: tuple[Inquiry, str] | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """A page of the questions similar to one.

    Attributes:
        lead: the inquiry they are similar to.
        rows: on this page, the most similar first.
        words: the first words of each.
        linked: those that will be answered together with it.
    """

    lead: Inquiry
    rows: Sequence[Inquiry]
    words: dict[int, str]
    linked: frozenset[int]
    total: int
    page: int
    pages: int
    first: int


@dataclass(frozen=True, slots=True)
class Arrived:
    """One of those an answer went to, and the true state of its delivery."""

    inquiry: Inquiry
    delivery: str


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of linking: how many are linked now, and how many somebody else took or ended meanwhile."""

    lead: Inquiry
    linked: int
    missed: int


async def similar(
    work: Work, who: Actor, inquiry: Inquiry, linked: Sequence[Inquiry] | None = None
) -> list[int]:
    """Open inquiries of the same queue about the same, the most similar first; linked ones before them.

    Free ones and the person's own: what a colleague has is the colleague's.

    Args:
        work: the unit of work.
        who: whoever looks.
        inquiry: what they are similar to.
        linked: those that go along with its answer, where the caller has read them already.
    """
    asked = await gists.of(work, inquiry)
    mine = {p.id for p in who.posts}
    if linked is None:
        linked = await answering.along(work.session, inquiry)
    scored = [
        (likeness(asked, unpacked(one.words)), one.inquiry_id)
        for one in await answering.open_gists(work.session, inquiry.body, inquiry.region, mine, WINDOW)
        if one.inquiry_id != inquiry.id
    ]
    found = [key for alike, key in sorted(scored, key=lambda one: (-one[0], one[1])) if alike >= ALIKE]
    return list(dict.fromkeys([*(one.id for one in linked), *found]))


async def shown(work: Work, who: Actor, inquiry_id: int, page: int = 0) -> Alike:
    """A page of the questions similar to one that this person has.

    Raises:
        Refused: somebody else has it.
        Impossible: it is not being answered.
    """
    lead, _ = await access.in_hand(work, who, inquiry_id, Move.SEND)
    moved(lead.state, Move.SEND)
    along = await answering.along(work.session, lead)
    keys = await similar(work, who, lead, along)
    pages = max(1, -(-len(keys) // PAGE))
    page = min(page, pages - 1)
    rows = {
        row.id: row for row in await inquiries.several(work.session, keys[page * PAGE : (page + 1) * PAGE])
    }
    ordered = [rows[key] for key in keys if key in rows]
    words = await inquiries.first_words(work.session, list(rows))
    linked = frozenset(one.id for one in along)
    return Alike(lead, ordered, words, linked, len(keys), page, pages, page * PAGE + 1)


async def link(work: Work, who: Actor, lead_id: int, others: Sequence[int]) -> Linked:
    """Take these inquiries and link them; whatever is no longer free is left out.

    Args:
        work: the unit of work.
        who: whoever has the lead.
        lead_id: the inquiry they are answered together with.
        others: our keys of the others; empty for all that are similar.

    Raises:
        Refused: the person does not have the lead.
        Impossible: it is not being answered just now.
    """
    seen, _ = await access.at_desk(work, who, lead_id)
    await inquiries.lock(work.session, [seen.id, *await similar(work, who, seen)])
    lead, _ = await access.in_hand(work, who, lead_id, Move.SEND)
    if lead.state != "taken" or lead.assignee_id is None:
        raise Impossible(f"error.state.{lead.state}")
    if lead.assignee_id not in {p.id for p in who.posts}:
        raise Impossible("error.link_not_holder")
    found = await similar(work, who, lead)
    wanted = [key for key in (others or found) if key in found][:MOST]
    missed = len(others) - len(wanted) if others else 0
    kept = (who.step, dict(who.dialogue.data))
    for key in wanted:
        missed += not await _link(work, who, lead, key)
    who.go(kept[0], **kept[1])
    return Linked(lead, len(await answering.along(work.session, lead)), missed)


async def _link(work: Work, who: Actor, lead: Inquiry, key: int) -> bool:
    try:
        taken = await desk.take(work, who, key)
    except (Refused, Impossible):
        return False
    if not taken.mine or taken.inquiry.state != "taken":
        return False
    # Whoever holds two posts in a queue answers all of it by the post that has the lead.
    taken.inquiry.assignee_id = lead.assignee_id
    link = await answering.link_of(work.session, key)
    if link is not None and link.lead_id == lead.id:
        return True
    if link is None:
        link = Link(inquiry_id=key, membership_id=lead.assignee_id)
        work.session.add(link)
    link.lead_id, link.at = lead.id, work.now
    record(work, taken.inquiry, "linked", who, lead.assignee_id, lead=lead.id)
    await work.session.flush()
    return True


async def unlink(work: Work, who: Actor, lead_id: int, other: int) -> Inquiry:
    """Answer an inquiry on its own after all: it stays in the person's hand.

    Raises:
        Refused: the person does not have the lead.
    """
    lead, post = await access.in_hand(work, who, lead_id, Move.SEND)
    for inquiry in await answering.along(work.session, lead):
        if inquiry.id == other:
            await answering.unlink(work.session, other)
            record(work, inquiry, "unlinked", who, post.id, lead=lead.id)
    return lead


async def of(work: Work, answer: Answer, lead: Inquiry) -> Along:
    """Who else gets this answer as things stand."""
    others = tuple(await answering.along(work.session, lead))
    example = next((one for one in others if one.language != lead.language), None)
    if example is None:
        return Along(others)
    wanted = example.language if answer.text and not answer.other_text else ""
    return Along(others, wanted, (example, worded(work, answer, example, lead)))


async def complete(work: Work, answer: Answer, lead: Inquiry) -> None:
    """Let only an answer pass that everybody who gets it can read.

    Raises:
        Unusable: a text is missing in the language of some of them.
    """
    along = await of(work, answer, lead)
    if along.wanted:
        raise Unusable(f"error.other_language_{along.wanted}")


async def hold(work: Work, lead_id: int) -> None:
    """Let nobody move an inquiry, or what is linked to it, before its answer has left."""
    await inquiries.lock(work.session, [lead_id, *await answering.linked_to(work.session, lead_id)])


async def deliver_along(work: Work, who: Actor, lead: Inquiry, answer: Answer) -> int:
    """Send a copy to each of the linked, in their language; returns how many.

    Each has its own answer, its own delivery and its own way back: it may be rated and opened again alone.
    """
    others = await answering.along(work.session, lead, lock=True)
    files = await messages.files_of_answer(work.session, answer.id)
    for inquiry in others:
        copy = _copy(work, answer, worded(work, answer, inquiry, lead), inquiry)
        work.session.add(copy)
        await work.session.flush()
        work.session.add_all(_again(file, copy.id) for file in files)
        link = await answering.link_of(work.session, inquiry.id)
        if link is not None:
            link.answer_id, link.copy_id = answer.id, copy.id
        await _drop_draft(work, inquiry, copy)
        await deliver(work, inquiry, copy)
        record(work, inquiry, "answered", who, answer.author_id, answer=copy.id, lead=lead.id)
    await work.session.flush()
    return len(others)


async def arrived(work: Work, who: Actor, lead_id: int) -> tuple[Inquiry, list[Arrived]]:
    """Where the last answer to an inquiry has arrived: its own citizen first, then those answered along.

    Raises:
        Refused: it is in none of the person's queues.
    """
    lead, _ = await access.at_desk(work, who, lead_id)
    answer = await inquiries.last_answer(work.session, lead.id)
    if answer is None:
        return lead, []
    went = [(lead, answer), *await answering.went_along(work.session, answer.id)]
    return lead, [Arrived(inquiry, await delivery(work, copy.id)) for inquiry, copy in went]


def _copy(work: Work, answer: Answer, text: str, inquiry: Inquiry) -> Answer:
    return Answer(
        inquiry_id=inquiry.id,
        author_id=answer.author_id,
        approver_id=answer.approver_id,
        state="sent",
        text=text,
        other_text="",
        version=1,
        created_at=work.now,
        outcome=answer.outcome,
        canned_id=answer.canned_id,
    )


def _again(file: File, answer_id: int) -> File:
    return File(
        answer_id=answer_id,
        kind=file.kind,
        telegram_file_id=file.telegram_file_id,
        telegram_unique_id=file.telegram_unique_id,
        name=file.name,
        mime=file.mime,
        size=file.size,
    )


async def _drop_draft(work: Work, inquiry: Inquiry, copy: Answer) -> None:
    """What was begun for it alone is not sent any more."""
    begun = await inquiries.unsent_answer(work.session, inquiry.id)
    if begun is not None and begun.id != copy.id:
        begun.state = "dropped"
