"""The only way to an inquiry: it is fetched together with the proof that this person may have it."""

from domain.errors import Impossible, Refused
from domain.inquiries import Move
from domain.permissions import Post, administers, heads, post_for
from models.queries import inquiries
from models.tables import Inquiry
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
    inquiry = await inquiries.by_id(work.session, inquiry_id)
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
    inquiry = await inquiries.by_id(work.session, inquiry_id)
    post = post_for(who.posts, move, inquiry.body, inquiry.region) if inquiry else None
    if inquiry is None or post is None:
        raise _nothing_here()
    return _unerased(inquiry), post


async def in_hand(work: Work, who: Actor, inquiry_id: int, move: Move) -> tuple[Inquiry, Post]:
    """An inquiry this person has taken; the head of its queue may act on a colleague's.

    Raises:
        Refused: it is not in one of their queues.
        Refused: a colleague has it and the person is not the head.
    """
    inquiry, post = await at_desk(work, who, inquiry_id, move)
    if inquiry.assignee_id not in {p.id for p in who.posts}:
        if not heads(who.posts, inquiry.body, inquiry.region):
            raise Refused("error.not_in_hand")
    else:
        post = next(p for p in who.posts if p.id == inquiry.assignee_id)
    return inquiry, post


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
