"""The urgent flag: an operator shows a matter to the head, and to the press service where there is one."""

from domain.inquiries import Move, moved
from domain.permissions import Role
from models.tables import Inquiry
from services import access
from services.history import record
from services.queues import tell_heads
from services.work import Actor, Work


async def flag(work: Work, who: Actor, inquiry_id: int) -> Inquiry:
    """Show an inquiry to the head at once; flagging it again tells nobody twice.

    Raises:
        Refused: it is in none of the person's queues.
        Impossible: it is closed.
    """
    inquiry, post = await access.at_desk(work, who, inquiry_id, Move.FLAG)
    inquiry.state = moved(inquiry.state, Move.FLAG)
    if inquiry.flagged_at is None:
        inquiry.flagged_at = inquiry.touched_at = work.now
        record(work, inquiry, "flagged", who, post.id)
        await tell_heads(work, inquiry, "staff.flagged", Role.PRESS)
    return inquiry


async def unflag(work: Work, who: Actor, inquiry_id: int) -> Inquiry:
    """Take the flag away.

    Raises:
        Refused: it is in none of the person's queues.
        Impossible: it is closed.
    """
    inquiry, post = await access.at_desk(work, who, inquiry_id, Move.FLAG)
    inquiry.state = moved(inquiry.state, Move.FLAG)
    if inquiry.flagged_at is not None:
        inquiry.flagged_at, inquiry.touched_at = None, work.now
        record(work, inquiry, "unflagged", who, post.id)
    return inquiry
