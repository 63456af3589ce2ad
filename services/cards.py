"""What an operator sees of an inquiry: thread with every version, files, delivery, what may be done."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.coexecutors import PartState
from domain.errors import Refused
from domain.inquiries import Move, State, may_move
from domain.permissions import TRIAGE, heads, post_for
from models.queries import bodies, desk, inquiries, messages, staff, traces
from models.tables import (
    Answer,
    Call,
    Closing,
    Event,
    File,
    Inquiry,
    Message,
    MessageVersion,
    Note,
    Part,
    Unit,
)
from services import access, aids, callinquiries, notes
from services.aids import NO_AIDS, Aids
from services.closing import last as last_closing
from services.coexecutors import offers
from services.desk import may_hand_on
from services.extensions import may_extend
from services.handing import unit_of
from services.history import record
from services.merging import duplicates
from services.outbox import delivery
from services.transfers import may_transfer
from services.work import Actor, Work


@dataclass(frozen=True, slots=True)
class Card:
    """One inquiry at the desk.

    Attributes:
        holder: first name of whoever has it; empty when nobody has.
        mine: whether the reader has it.
        waiting_answer: an answer that waits for the head.
        started: an answer was begun and not sent.
        delivery: true delivery state of the last answer, if there is one.
        can: what the reader may do now.
        parts: other bodies' parts of the answer.
        offers: bodies routing would engage too.
        notes: what colleagues wrote to each other, with their first names.
        closing: how it was closed before, or is closed now.
        unit: the unit it was handed to.
        call: the grant call it is about.
        aids: what makes an answer quick.
    """

    inquiry: Inquiry
    messages: Sequence[Message]
    versions: dict[int, list[MessageVersion]]
    files: int
    open_of_citizen: int
    holder: str
    mine: bool
    waiting_answer: Answer | None = None
    started: bool = False
    delivery: str | None = None
    last_answer: Answer | None = None
    can: frozenset[str] = frozenset()
    parts: Sequence[Part] = ()
    offers: tuple[tuple[str, str], ...] = ()
    notes: Sequence[tuple[Note, str]] = ()
    closing: Closing | None = None
    unit: Unit | None = None
    call: Call | None = None
    aids: Aids = NO_AIDS


async def card(work: Work, who: Actor, inquiry_id: int) -> Card:
    """An inquiry of one of the person's queues.

    Opening it is a look at what arrived: the counter message may have become this card, and a later
    count must not be written over it.

    Raises:
        Refused: it is in none of them.
    """
    inquiry, _ = await access.at_desk(work, who, inquiry_id)
    await staff.seen(work.session, who.id)
    mine = await access.holds(work, who, inquiry)
    has = await traces.of(work.session, inquiry.id)
    parts = await desk.parts_of(work.session, inquiry.id) if has.parts else ()
    open_of_citizen = await inquiries.count_open_of_person(work.session, inquiry.person_id)
    twins = await duplicates(work, who, inquiry) if open_of_citizen > 1 else ()
    unsent = await inquiries.unsent_answer(work.session, inquiry.id) if has.answers else None
    last = await inquiries.last_answer(work.session, inquiry.id) if has.answers else None
    switches = await bodies.settings(work.session, inquiry.body, inquiry.region)
    return Card(
        inquiry,
        await messages.thread(work.session, inquiry.id),
        await messages.versions(work.session, inquiry.id) if has.versions else {},
        files=has.files,
        open_of_citizen=open_of_citizen,
        holder=await staff.name_of(work.session, inquiry.assignee_id) if inquiry.assignee_id else "",
        mine=mine,
        waiting_answer=unsent if unsent and unsent.state == "approval" else None,
        started=bool(unsent and unsent.state == "draft" and unsent.version),
        delivery=await delivery(work, last.id) if last else None,
        last_answer=last,
        can=_can(who, inquiry, mine=mine, text_only=bool(switches and switches.text_only))
        | _seldom(who, inquiry, parts, mine=mine, twins=bool(twins)),
        parts=parts,
        offers=await offers(work, inquiry) if mine else (),
        notes=await notes.of(work, inquiry) if has.notes else (),
        closing=await last_closing(work, inquiry) if has.closings else None,
        unit=await unit_of(work, inquiry),
        call=await callinquiries.call_of(work, inquiry.id) if inquiry.kind == "grant" else None,
        aids=await aids.of(work, who, inquiry, last, has, mine=mine),
    )


async def by_number(work: Work, who: Actor, number: str) -> Card:
    """The card of a number somebody typed.

    Raises:
        Refused: there is no such inquiry in the person's queues.
    """
    inquiry = await inquiries.by_number(work.session, number)
    return await card(work, who, inquiry.id if inquiry else 0)


def _can(who: Actor, inquiry: Inquiry, *, mine: bool, text_only: bool) -> frozenset[str]:
    head = heads(who.posts, inquiry.body, inquiry.region)
    found = set[str]() if text_only else {"files"}
    if post_for(who.posts, Move.TAKE, inquiry.body, inquiry.region) is not None:
        found.add("contact")
    if may_move(inquiry.state, Move.TAKE):
        found.add("take")
    if inquiry.state == "taken" and (mine or head):
        found |= {"answer", "release", "ask_back"} if mine else {"release"}
    if inquiry.state == "waiting" and (mine or head):
        found.add("go_on")
    if may_extend(who, inquiry):
        found.add("extend")
    if inquiry.state == "approval" and head:
        found.add("approve")
    if head and may_move(inquiry.state, Move.ASSIGN):
        found.add("assign")
    if may_transfer(who, inquiry):
        found.add("transfer")
    if may_hand_on(who, inquiry):
        found.add("hand_on")
    return frozenset(found)


def _seldom(
    who: Actor, inquiry: Inquiry, parts: Sequence[Part], *, mine: bool, twins: bool
) -> frozenset[str]:
    """What is done now and then: it stands behind "More"."""
    head = heads(who.posts, inquiry.body, inquiry.region)
    free = inquiry.assignee_id is None
    asked = {
        "engage": (Move.ENGAGE, (mine or head) and inquiry.body != TRIAGE),
        "hand_over": (Move.HAND_OVER, mine and not head),
        "close": (Move.CLOSE, mine or head or free),
        "merge": (Move.MERGE, twins),
        "unflag" if inquiry.flagged_at else "flag": (Move.FLAG, True),
    }
    found = {
        name
        for name, (move, ready) in asked.items()
        if ready
        and may_move(inquiry.state, move)
        and post_for(who.posts, move, inquiry.body, inquiry.region) is not None
    }
    if mine and inquiry.state == State.TAKEN and any(p.state == PartState.WRITTEN for p in parts):
        found.add("insert")
    return frozenset(found)


async def files(work: Work, who: Actor, inquiry_id: int) -> tuple[Inquiry, Sequence[File]]:
    """The citizen's files; that somebody opened them is written down.

    Raises:
        Refused: the inquiry is in none of the person's queues, or its body works with text only.
    """
    inquiry, post = await access.at_desk(work, who, inquiry_id)
    switches = await bodies.settings(work.session, inquiry.body, inquiry.region)
    if switches is not None and switches.text_only:
        raise Refused("error.text_only")
    found = await messages.files_of_inquiry(work.session, inquiry.id)
    work.session.add(
        Event(
            inquiry_id=inquiry.id,
            at=work.now,
            kind="files_opened",
            person_id=who.id,
            membership_id=post.id,
            details={"count": len(found)},
        )
    )
    return inquiry, found


async def contacts(work: Work, who: Actor, inquiry_id: int) -> tuple[Inquiry, Sequence[Message]]:
    """The contacts the citizen shared; that somebody read them is written down.

    Raises:
        Refused: the person does not work in its queue; the press service does not read them.
    """
    inquiry, post = await access.at_work_on(work, who, inquiry_id)
    found = [message for message in await messages.thread(work.session, inquiry.id) if message.contact]
    if found:
        record(work, inquiry, "contact_opened", who, post.id, count=len(found))
    return inquiry, found


async def history(work: Work, who: Actor, inquiry_id: int) -> tuple[Inquiry, Sequence[tuple[Event, str]]]:
    """What happened to an inquiry, each event with the first name of the colleague who did it.

    Raises:
        Refused: the inquiry is in none of the person's queues.
    """
    inquiry, _ = await access.at_desk(work, who, inquiry_id)
    events = await inquiries.history(work.session, inquiry.id)
    posts = {e.membership_id for e in events if e.membership_id is not None}
    names = {post: await staff.name_of(work.session, post) for post in posts}
    return inquiry, [(event, names.get(event.membership_id or 0, "")) for event in events]
