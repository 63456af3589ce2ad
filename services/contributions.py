"""A part of an answer, at the desk of the body that was asked: taken, written, handed in or declined."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.coexecutors import PartMove, PartState, may_part, part_moved
from domain.errors import Stale, Unusable
from domain.inquiries import OPEN, State
from domain.limits import utf16_length
from domain.permissions import Post
from domain.privacy import clean_input, mask_iin
from models.queries import desk, messages, staff
from models.tables import Inquiry, Membership, Message, Part
from services import access
from services.agenda import replan_part
from services.history import record
from services.queues import at_work, queues_of, team_of, tell
from services.work import Actor, Work

LONGEST_PART = 3000
"""UTF-16 units of a part: its preview is one message, and several of them must fit into one answer."""

LONGEST_ASKED = 500
"""Characters of what another body is asked, and of why it declines."""

PAGE = 6
"""Parts on one screen."""


@dataclass(frozen=True, slots=True)
class PartCard:
    """A part as the body that was asked sees it.

    Attributes:
        part: what was asked, by when, and what was written.
        inquiry: the inquiry it belongs to; another body answers it.
        messages: the thread, as far as the citizen and the answering body wrote it.
        mine: whether the reader has it.
        holder: first name of whoever has it; empty when nobody has.
        can: what the reader may do now.
    """

    part: Part
    inquiry: Inquiry
    messages: Sequence[Message]
    mine: bool
    holder: str
    can: frozenset[str]


@dataclass(frozen=True, slots=True)
class PartPage:
    """One screen of the parts somebody's queues owe."""

    number: int
    pages: int
    total: int
    rows: Sequence[tuple[Part, Inquiry]]


async def card(work: Work, who: Actor, part_id: int) -> PartCard:
    """A part of one of the person's queues.

    Raises:
        Refused: it is in none of them.
    """
    part, inquiry, _ = await access.part(work, who, part_id)
    mine = part.assignee_id in {p.id for p in who.posts} or await access.stands_in(
        work, who, part.assignee_id
    )
    return PartCard(
        part,
        inquiry,
        await messages.thread(work.session, inquiry.id),
        mine,
        await staff.name_of(work.session, part.assignee_id) if part.assignee_id else "",
        _can(part, inquiry, mine=mine),
    )


def _can(part: Part, inquiry: Inquiry, *, mine: bool) -> frozenset[str]:
    if inquiry.state not in OPEN:
        return frozenset()
    wanted = {"take": PartMove.TAKE, "decline": PartMove.DECLINE}
    if mine:
        wanted |= {"write": PartMove.WRITE, "revise": PartMove.REVISE, "release": PartMove.RELEASE}
    elif part.state != PartState.ASKED:
        wanted = {}
    return frozenset(name for name, move in wanted.items() if may_part(part.state, move))


async def page(work: Work, who: Actor, number: int) -> PartPage:
    """The parts that wait in somebody's queues."""
    queues = queues_of(who.posts)
    total = await desk.count_parts_in(work.session, queues) if queues else 0
    pages = max(1, -(-total // PAGE))
    number = min(max(number, 0), pages - 1)
    rows = await desk.parts_in(work.session, queues, number * PAGE, PAGE) if total else ()
    return PartPage(
        number, pages, total, [(p, await work.session.get_one(Inquiry, p.inquiry_id)) for p in rows]
    )


async def take(work: Work, who: Actor, part_id: int) -> Part:
    """Take a part; what is typed next is written into it. Taking one's own again is no mistake.

    Raises:
        Refused: it is in none of their queues, or a colleague was quicker.
        Impossible: it is written, declined or not needed any more.
    """
    part, inquiry, post = await access.part(work, who, part_id)
    if part.state == PartState.TAKEN:
        part, inquiry, post = await access.part(work, who, part_id, held=True)
    else:
        await _move(work, part, PartMove.TAKE)
        part.assignee_id = post.id
        record(work, inquiry, "part_taken", who, post.id, part=part.id)
    who.go("part", part=part.id)
    return part


async def release(work: Work, who: Actor, part_id: int) -> Part:
    """Give a part back to its queue.

    Raises:
        Refused: somebody else has it.
        Impossible: nobody has it.
    """
    part, inquiry, post = await access.part(work, who, part_id, held=True)
    await _move(work, part, PartMove.RELEASE)
    part.assignee_id = None
    record(work, inquiry, "part_released", who, post.id, part=part.id)
    who.go()
    return part


async def _in_writing(work: Work, who: Actor, part_id: int) -> tuple[Part, Inquiry, Post]:
    """A part this person has and may still write, with its inquiry and the post it is held by."""
    part, inquiry, post = await access.part(work, who, part_id, held=True)
    part_moved(part.state, PartMove.WRITE)
    return part, inquiry, post


async def begin(work: Work, who: Actor, part_id: int) -> Part:
    """What is typed next is written into a part this person has.

    Raises:
        Refused: somebody else has it.
        Impossible: it is handed in or not needed any more.
    """
    part, _, _ = await _in_writing(work, who, part_id)
    who.go("part", part=part.id)
    return part


async def draft(work: Work, who: Actor, part_id: int, words: str) -> Part:
    """Write at a part; what comes later is added. Nobody else reads it before it is handed in.

    Raises:
        Refused: somebody else has it.
        Impossible: it is handed in or not needed any more.
        Unusable: it is empty or too long.
    """
    part, _, _ = await _in_writing(work, who, part_id)
    words = "\n\n".join(piece for piece in (part.text, cleaned(words, LONGEST_PART)) if piece)
    if not words:
        raise Unusable("error.no_part")
    part.text = cleaned(words, LONGEST_PART)
    part.version += 1
    who.go("part", part=part.id)
    return part


async def rewrite(work: Work, who: Actor, part_id: int) -> Part:
    """Throw away what was written of a part.

    Raises:
        Refused: somebody else has it.
        Impossible: it is handed in or not needed any more.
    """
    part, _, _ = await _in_writing(work, who, part_id)
    part.text = ""
    part.version += 1
    who.go("part", part=part.id)
    return part


async def hand_in(work: Work, who: Actor, part_id: int, version: int) -> Part:
    """Hand in a part as it was previewed; whoever compiles the answer is told.

    Raises:
        Refused: somebody else has it.
        Impossible: it is handed in or not needed any more.
        Stale: more was written since the preview.
        Unusable: nothing is written.
    """
    part, inquiry, post = await _in_writing(work, who, part_id)
    if part.version != version:
        raise Stale("error.stale")
    if not part.text:
        raise Unusable("error.no_part")
    await _move(work, part, PartMove.WRITE)
    part.ended_at = work.now
    record(work, inquiry, "part_written", who, post.id, part=part.id)
    await _tell_compiler(work, inquiry, "staff.part_written", part)
    who.go()
    return part


async def revise(work: Work, who: Actor, part_id: int) -> Part:
    """Write a part anew; its author or its head takes it back while the answer is not sent.

    Raises:
        Refused: somebody else wrote it.
        Impossible: it is not handed in, or the answer has left.
    """
    part, inquiry, post = await access.part(work, who, part_id, held=True)
    if inquiry.state not in OPEN:
        part_moved(PartState.DROPPED, PartMove.REVISE)
    await _move(work, part, PartMove.REVISE)
    part.ended_at = None
    record(work, inquiry, "part_revised", who, post.id, part=part.id)
    who.go("part", part=part.id)
    return part


async def may_decline(work: Work, who: Actor, part_id: int) -> tuple[Part, Inquiry, Post]:
    """A part this person may decline now, with its inquiry and the post by which they may.

    Raises:
        Refused: a colleague has it.
        Impossible: it is handed in or not needed any more.
    """
    part, inquiry, post = await access.part(work, who, part_id)
    if part.assignee_id is not None:
        part, inquiry, post = await access.part(work, who, part_id, held=True)
    part_moved(part.state, PartMove.DECLINE)
    return part, inquiry, post


async def decline(work: Work, who: Actor, part_id: int, reason: str) -> Part:
    """The body has nothing to contribute, and says why to whoever compiles the answer.

    Raises:
        Refused: a colleague has it.
        Impossible: it is handed in or not needed any more.
        Unusable: there is no reason.
    """
    part, inquiry, post = await may_decline(work, who, part_id)
    reason = cleaned(reason, LONGEST_ASKED)
    if not reason:
        raise Unusable("error.no_reason")
    await _move(work, part, PartMove.DECLINE)
    part.text, part.ended_at = reason, work.now
    record(work, inquiry, "part_declined", who, post.id, part=part.id)
    await _tell_compiler(work, inquiry, "staff.part_declined", part)
    who.go()
    return part


async def _move(work: Work, part: Part, move: PartMove) -> None:
    part.state = part_moved(part.state, move)
    part.version += 1
    part.free_since = work.now if part.state == PartState.ASKED else None
    await replan_part(work, part)


async def of_notice(work: Work, part_id: int) -> Part | None:
    """The part a notice is about."""
    return await desk.part(work.session, part_id)


async def still_owed(work: Work, inquiry_id: int) -> int:
    """How many parts of an answer other bodies still owe."""
    return len(await desk.open_parts_of(work.session, inquiry_id))


async def _tell_compiler(work: Work, inquiry: Inquiry, key: str, part: Part) -> None:
    """Whoever has the inquiry hears of its parts; the whole queue where nobody has it."""
    if inquiry.assignee_id is not None and inquiry.state in (State.TAKEN, State.WAITING, State.APPROVAL):
        posts: Sequence[Membership] = (await staff.membership(work.session, inquiry.assignee_id),)
    else:
        posts = await team_of(work, inquiry.body, inquiry.region)
    await tell(work, inquiry, key, posts, {"part": part.id}, not_before=at_work(work, work.now))


def cleaned(words: str, limit: int) -> str:
    """Words for another body, as they will be read there.

    Raises:
        Unusable: they are too long.
    """
    words = mask_iin(clean_input(words)).strip()
    if utf16_length(words) > limit:
        raise Unusable("error.too_long", limit=limit)
    return words
