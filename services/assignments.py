"""Giving inquiries to a colleague, or back to the queue: one, or many at once. Only the head does that."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import Refused
from domain.inquiries import Move, State, may_move, moved
from domain.notices import Kind
from models.queries import inquiries, staff
from models.queries.inquiries import Sieve
from models.tables import Inquiry, Membership
from services import access, clock, desk
from services.history import record
from services.outbox import notice
from services.queues import answered_last, at_work, has_somebody_else
from services.work import Actor, Work
from services.workload import Place, as_head, chat_of, colleague

MOST = 100
"""Inquiries of one tap: a writer must not keep people waiting. What is left is said, for one tap more."""


class What(StrEnum):
    """Which inquiries: one, all of a colleague, those of them that are late, or what nobody has taken."""

    ONE = "one"
    ALL = "all"
    LATE = "late"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be given away.

    Attributes:
        what: which inquiries.
        of: our key of the inquiry for ONE; else the colleague's post, or 0 for the whole queue.
    """

    place: Place
    what: What
    of: int = 0


@dataclass(frozen=True, slots=True)
class Given:
    """So many were given; `left` are still where they were; `to` is None for the queue."""

    place: Place
    count: int
    left: int
    to: Membership | None


async def count(work: Work, who: Actor, chosen: Chosen) -> int:
    """How many it would be.

    Raises:
        Refused: the person is not the head of this queue, or there is no such inquiry in it.
    """
    as_head(who, chosen.place)
    if chosen.what is What.ONE:
        return len(await _chosen(work, who, chosen))
    return await inquiries.count(work.session, _sieve(work, chosen))


async def assign(work: Work, who: Actor, chosen: Chosen, to: int | None) -> Given:
    """Give inquiries to a colleague, or back to the queue.

    What waits for the head's approval stays where it is, and so does what was opened again with whoever
    answered it, while somebody else is there.

    Args:
        work: the unit of work.
        who: the head.
        chosen: which inquiries.
        to: the colleague's post; None for the queue.

    Raises:
        Refused: the person is not the head of this queue, or the colleague works elsewhere.
    """
    head = as_head(who, chosen.place)
    post = await _receiver(work, who, chosen.place, to)
    total = await count(work, who, chosen)
    given: list[Inquiry] = []
    lost: dict[int, list[int]] = {}
    taken_up = await _chosen(work, who, chosen)
    if post is not None and not await staff.is_in_force(work.session, post.id):
        raise Refused("error.no_colleague")
    for inquiry in taken_up:
        before = inquiry.assignee_id
        if await _give(work, who, inquiry, head.id, post):
            given.append(inquiry)
            if before is not None and before != head.id:
                lost.setdefault(before, []).append(inquiry.id)
    await work.session.flush()
    for former, keys in lost.items():
        _told_of_several(work, await chat_of(work, former), "assigned_away", keys)
    if post is not None and given and post.id != head.id:
        _told_of_several(work, await chat_of(work, post.id), "assigned", [inquiry.id for inquiry in given])
    return Given(chosen.place, len(given), total - len(given), post)


async def back_to_queue(work: Work, who: Actor | None, inquiry: Inquiry, membership_id: int | None) -> bool:
    """An inquiry loses its holder, with what was begun of an answer kept beside it; False when it has none.

    Nobody waits for the citizen any longer, and an answer that waited for approval is a draft again.
    """
    if inquiry.state == State.WAITING:
        await clock.wait_no_longer(work, who, inquiry, membership_id)
    if inquiry.state == State.APPROVAL:
        inquiry.state = moved(inquiry.state, Move.RETURN)
        begun = await inquiries.unsent_answer(work.session, inquiry.id)
        if begun is not None:
            begun.state = "draft"
    if not may_move(inquiry.state, Move.RELEASE):
        return False
    await desk.set_free(work, who, inquiry, membership_id)
    return True


async def _receiver(work: Work, who: Actor, place: Place, to: int | None) -> Membership | None:
    if to is None:
        return None
    post, theirs = await colleague(work, who, to)
    if theirs != place:
        raise Refused("error.no_colleague")
    return post


async def _chosen(work: Work, who: Actor, chosen: Chosen) -> Sequence[Inquiry]:
    if chosen.what is not What.ONE:
        sieve = _sieve(work, chosen)
        seen = await inquiries.page(work.session, sieve, 0, MOST)
        # Somebody may be answering one of them just now: what is left of them afterwards is given away.
        held = await inquiries.lock(work.session, [inquiry.id for inquiry in seen])
        return [row for row in await inquiries.page(work.session, sieve, 0, MOST) if row.id in held]
    inquiry, _ = await access.at_desk(work, who, chosen.of, Move.ASSIGN)
    if (inquiry.body, inquiry.region) != (chosen.place.body, chosen.place.region):
        raise Refused("error.no_access")
    return [inquiry]


def _sieve(work: Work, chosen: Chosen) -> Sieve:
    return Sieve(
        ((chosen.place.body, chosen.place.region),),
        assignee_ids=(chosen.of,) if chosen.of else (),
        unclaimed=chosen.what is What.FREE,
        due_before=work.today if chosen.what is What.LATE else None,
    )


async def _give(work: Work, who: Actor, inquiry: Inquiry, head_id: int, to: Membership | None) -> bool:
    if to is None:
        return inquiry.state != State.APPROVAL and await back_to_queue(work, who, inquiry, head_id)
    if not may_move(inquiry.state, Move.ASSIGN) or inquiry.assignee_id == to.id:
        return False
    again = await answered_last(work, inquiry, to.person_id)
    if again and await has_somebody_else(work, inquiry, to.person_id):
        return False
    was_free = inquiry.state == State.NEW
    inquiry.state, inquiry.assignee_id = moved(inquiry.state, Move.ASSIGN), to.id
    inquiry.version += 1
    inquiry.touched_at = work.now
    if was_free:
        await desk.tell_taken(work, inquiry)
        record(work, inquiry, "taken", who, to.id, by=head_id)
    else:
        record(work, inquiry, "assigned", who, head_id, to=to.id)
    return True


def _told_of_several(work: Work, chat_id: int, key: str, keys: list[int]) -> None:
    """One notice however many there are, in working hours."""
    notice(work, chat_id, key, {"inquiries": keys}, kind=Kind.STAFF, not_before=at_work(work, work.now))
