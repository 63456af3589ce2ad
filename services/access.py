"""The only way to an inquiry: it is fetched together with the proof that this person may have it."""

from domain.absences import answering
from domain.errors import Impossible, Refused
from domain.inquiries import Move
from domain.permissions import Post, Role, administers, heads, post_for
from models.queries import desk, inquiries, reminders
from models.tables import Inquiry, Part
from services.work import Actor, Work


def _nothing_here() -> Refused:
    return Refused("error.no_access")


def _unerased(inquiry: Inquiry) -> Inquiry:
    """Of what was erased only numbers and dates are left, and they are nobody's to look at.

    Raises:
        Impossible: its citizen had it erased, or its period is over.
    """
    if inquiry.erased_at is not None:
        raise Impossible("error.erased")
    return inquiry


async def own(work: Work, who: Actor, inquiry_id: int) -> Inquiry:
    """A citizen's own inquiry.

    Raises:
        Refused: it is somebody else's, or there is none; both sound the same.
    """
    inquiry = await inquiries.by_id(work.session, inquiry_id, lock=True)
    if inquiry is None or inquiry.person_id != who.id:
        raise _nothing_here()
    return _unerased(inquiry)


async def own_by_number(work: Work, who: Actor, number: str) -> Inquiry:
    """A citizen's own inquiry by the number they typed.

    Raises:
        Refused: it is somebody else's, or there is none; both sound the same.
    """
    inquiry = await inquiries.by_number(work.session, number)
    return await own(work, who, inquiry.id if inquiry else 0)


async def at_desk(work: Work, who: Actor, inquiry_id: int, move: Move | None = None) -> tuple[Inquiry, Post]:
    """An inquiry of one of the person's queues, with the post that allows the move (None: to look).

    Raises:
        Refused: no post of theirs covers its queue or allows the move.
    """
    inquiry = await inquiries.by_id(work.session, inquiry_id, lock=move is not None)
    post = _post(who, move, inquiry) if inquiry else None
    if inquiry is None or post is None:
        raise _nothing_here()
    return _unerased(inquiry), post


def _post(who: Actor, move: Move | None, inquiry: Inquiry) -> Post | None:
    """The press service sees what was flagged, and nothing else of its body."""
    posts = [p for p in who.posts if p.role is not Role.PRESS]
    if inquiry.flagged_at is not None:
        posts += [p for p in who.posts if p.role is Role.PRESS]
    return post_for(posts, move, inquiry.body, inquiry.region)


async def at_work_on(work: Work, who: Actor, inquiry_id: int) -> tuple[Inquiry, Post]:
    """An inquiry of one of the queues this person works in, whatever its state; the press only looks.

    Raises:
        Refused: they work in none that has it.
    """
    return await at_desk(work, who, inquiry_id, Move.TAKE)


async def in_hand(work: Work, who: Actor, inquiry_id: int, move: Move) -> tuple[Inquiry, Post]:
    """An inquiry this person has taken; the head of its queue may act on a colleague's.

    Raises:
        Refused: it is not in one of their queues.
        Refused: a colleague has it and the person is not the head.
    """
    inquiry, post = await at_desk(work, who, inquiry_id, move)
    own = next((p for p in who.posts if p.id == inquiry.assignee_id), None)
    if own is not None:
        return inquiry, own
    if heads(who.posts, inquiry.body, inquiry.region) or await stands_in(work, who, inquiry.assignee_id):
        return inquiry, post
    raise Refused("error.not_in_hand")


async def free_or_in_hand(work: Work, who: Actor, inquiry_id: int, move: Move) -> tuple[Inquiry, Post]:
    """An inquiry nobody has, or one that `in_hand` lets pass.

    Raises:
        Refused: it is not in one of their queues, or a colleague has it and the person is not the head.
    """
    inquiry, post = await at_desk(work, who, inquiry_id, move)
    return (inquiry, post) if inquiry.assignee_id is None else await in_hand(work, who, inquiry_id, move)


async def holds(work: Work, who: Actor, inquiry: Inquiry) -> bool:
    """Does this person have the inquiry, or stand in today for whoever has it?"""
    if inquiry.assignee_id in {p.id for p in who.posts}:
        return True
    at_its_desk = post_for(who.posts, None, inquiry.body, inquiry.region) is not None
    return at_its_desk and await stands_in(work, who, inquiry.assignee_id)


async def stands_in(work: Work, who: Actor, membership_id: int | None) -> bool:
    """Does this person stand in for the holder of a post today?"""
    if membership_id is None:
        return False
    away = await reminders.away(work.session, work.today)
    return membership_id in away and answering(membership_id, away) in {p.id for p in who.posts}


async def part(work: Work, who: Actor, part_id: int, *, held: bool = False) -> tuple[Part, Inquiry, Post]:
    """Another body's part of an answer, in one of the person's queues, with the inquiry it belongs to.

    Args:
        work: the unit of work.
        who: somebody at the desk of the body that was asked.
        part_id: our key of the part.
        held: only if this person has it, or heads its queue.

    Raises:
        Refused: it is in none of their queues, or a colleague has it.
        Impossible: the inquiry's citizen had it erased.
    """
    row = await desk.part(work.session, part_id)
    post = post_for(who.posts, Move.TAKE, row.body, row.region) if row else None
    if row is None or post is None:
        raise _nothing_here()
    # The inquiry is locked first, here and wherever it ends: so two never wait for each other.
    inquiry = await inquiries.by_id(work.session, row.inquiry_id, lock=True)
    assert inquiry is not None, "a part belongs to an inquiry"
    _unerased(inquiry)
    await work.session.flush()
    await work.session.refresh(row)
    own = next((p for p in who.posts if p.id == row.assignee_id), None)
    free = heads(who.posts, row.body, row.region) or await stands_in(work, who, row.assignee_id)
    if held and own is None and not free:
        raise Refused("error.not_in_hand")
    return row, inquiry, own or post


def as_head(who: Actor, inquiry: Inquiry) -> Post:
    """The head's post over an inquiry's queue.

    Raises:
        Refused: the person is not its head.
    """
    for post in who.posts:
        if heads((post,), inquiry.body, inquiry.region):
            return post
    raise Refused("error.not_head")


def as_admin(who: Actor) -> None:
    """Let only administrators pass.

    Raises:
        Refused: the person is none.
    """
    if not administers(who.posts):
        raise Refused("error.not_admin")


def at_work(who: Actor) -> None:
    """Let only staff pass.

    Raises:
        Refused: the person has no post.
    """
    if not who.posts:
        raise Refused("error.not_staff")
