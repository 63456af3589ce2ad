"""Canned replies, likenesses of questions, links between inquiries, corrections."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

from sqlalchemy import Integer, Select, bindparam, delete, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.columns import Id, spelled
from models.tables import Answer, CannedReply, Correction, Gist, Inquiry, Link, Message


@dataclass(frozen=True, slots=True)
class Use:
    """A canned reply that was sent, and the gist of what it answered."""

    canned_id: int
    words: str


@dataclass(frozen=True, slots=True)
class Open:
    """An open inquiry and its gist."""

    inquiry_id: int
    words: str


async def canned(session: AsyncSession, canned_id: int) -> CannedReply | None:
    """A canned reply, withdrawn or not."""
    return await session.get(CannedReply, canned_id)


async def canned_of(session: AsyncSession, body: str, region: str) -> Sequence[CannedReply]:
    """The canned replies of a queue that are in use, oldest first."""
    rows = await session.scalars(
        select(CannedReply)
        .where(CannedReply.body == body, CannedReply.region == region, CannedReply.withdrawn_at.is_(None))
        .order_by(CannedReply.id)
    )
    return rows.all()


async def has_canned(session: AsyncSession, body: str, region: str) -> bool:
    """Has a queue any canned reply in use?"""
    in_use = (CannedReply.body == body, CannedReply.region == region, CannedReply.withdrawn_at.is_(None))
    return await session.scalar(select(CannedReply.id).where(*in_use).limit(1)) is not None


async def uses(session: AsyncSession, canned_ids: Sequence[int], each: int) -> list[Use]:
    """What these canned replies were sent in answer to: the newest ones of each.

    A reply that is sent every day has thousands of answers, so each one's lie in order in the index and are
    read from its end; all of them together do not.
    """
    if not canned_ids:
        return []
    asked = {f"reply_{n}": canned_id for n, canned_id in enumerate(canned_ids)}
    rows = await session.execute(_uses(len(canned_ids)), {**asked, "each": each})
    return [Use(row[0], row[1]) for row in rows]


@cache
def _uses(replies: int) -> Select[int, str]:
    """The statement for so many replies: putting it together takes longer than running it."""
    newest = [
        select(Answer.canned_id, Answer.inquiry_id)
        .where(Answer.canned_id == bindparam(f"reply_{n}", type_=Id), Answer.state == "sent")
        .order_by(Answer.id.desc())
        .limit(bindparam("each", type_=Integer))
        .subquery()
        for n in range(replies)
    ]
    sent = union_all(*(select(one.c.canned_id, one.c.inquiry_id) for one in newest)).subquery()
    return select(sent.c.canned_id, Gist.words).join(Gist, Gist.inquiry_id == sent.c.inquiry_id)


async def gist(session: AsyncSession, inquiry_id: int) -> Gist | None:
    """The gist of an inquiry, if it was taken."""
    return await session.get(Gist, inquiry_id)


async def open_gists(
    session: AsyncSession, body: str, region: str, mine: Collection[int], limit: int
) -> list[Open]:
    """The gists of the newest inquiries of a queue that are free or in one of these hands.

    What was opened again goes its own way. The free ones and those in a hand are asked apart: each lie in
    an index of their own, and what colleagues have in a flood is not looked at. Which queue the ones in a
    hand lie in is asked last, or SQLite would begin with the queue.
    """
    queue = {"body": body, "region": region}
    rows = await session.execute(_OPEN_GISTS, {**queue, "mine": list(mine), "most": limit})
    return [Open(row[0], row[1]) for row in rows]


def _open_gists() -> Select[int, str]:
    queue = Inquiry.body == bindparam("body"), Inquiry.region == bindparam("region")
    newest, once, most = Inquiry.id.desc(), Inquiry.reopened == 0, bindparam("most", type_=Integer)
    free = (
        select(Inquiry.id)
        .where(*queue, spelled(Inquiry.state, ("new",)), once)
        .order_by(newest)
        .limit(most)
        .subquery()
    )
    held = (
        select(Inquiry.id, Inquiry.body, Inquiry.region)
        .where(
            Inquiry.assignee_id.in_(bindparam("mine", expanding=True, type_=Id)),
            Inquiry.state == "taken",
            once,
        )
        .order_by(newest)
        .limit(most)
        .subquery()
    )
    here = select(held.c.id).where(held.c.body == bindparam("body"), held.c.region == bindparam("region"))
    both = union_all(select(free.c.id), here).subquery()
    found = select(both.c.id).order_by(both.c.id.desc()).limit(most).subquery()
    return select(Gist.inquiry_id, Gist.words).join(found, found.c.id == Gist.inquiry_id)


_OPEN_GISTS: Final = _open_gists()
"""Put together once: a card asks for it each time it is opened."""


async def lead_of(session: AsyncSession, inquiry: Inquiry) -> str | None:
    """The number of the inquiry whose answer this one waits for; None when it would not go along."""
    return await session.scalar(_LEAD_OF, {"inquiry": inquiry.id})


_LEAD = aliased(Inquiry)
_LEAD_OF = (
    select(_LEAD.number)
    .join(Link, Link.lead_id == _LEAD.id)
    .join(Inquiry, Inquiry.id == Link.inquiry_id)
    .where(
        Link.inquiry_id == bindparam("inquiry"),
        Link.answer_id.is_(None),
        Inquiry.state == "taken",
        Inquiry.assignee_id == _LEAD.assignee_id,
    )
)


async def link_of(session: AsyncSession, inquiry_id: int) -> Link | None:
    """The link by which an inquiry waits for the answer to another."""
    return await session.scalar(select(Link).where(Link.inquiry_id == inquiry_id, Link.answer_id.is_(None)))


async def along(session: AsyncSession, lead: Inquiry, *, lock: bool = False) -> Sequence[Inquiry]:
    """The inquiries that the answer to `lead` would go to as well: still open, still in the same hand.

    `lock`: as they are committed now, and nobody else moves them before this transaction ends.
    """
    if lead.assignee_id is None:
        return ()
    asked = _ALONG_LOCKED if lock else _ALONG
    return (await session.scalars(asked, {"lead": lead.id, "holder": lead.assignee_id})).all()


_ALONG = (
    select(Inquiry)
    .join(Link, Link.inquiry_id == Inquiry.id)
    .where(
        Link.lead_id == bindparam("lead"),
        Link.answer_id.is_(None),
        Inquiry.state == "taken",
        Inquiry.assignee_id == bindparam("holder"),
    )
    .order_by(Inquiry.id)
)
_ALONG_LOCKED = _ALONG.with_for_update(of=Inquiry, key_share=True).execution_options(populate_existing=True)


async def linked_to(session: AsyncSession, lead_id: int) -> Sequence[int]:
    """Our keys of whatever waits for the answer to an inquiry, in whosever hand it is by now."""
    rows = select(Link.inquiry_id).where(Link.lead_id == lead_id, Link.answer_id.is_(None))
    return (await session.scalars(rows)).all()


async def went_along(session: AsyncSession, answer_id: int) -> Sequence[tuple[Inquiry, Answer]]:
    """The inquiries an answer went to as well, each with its own copy of it."""
    rows = await session.execute(
        select(Inquiry, Answer)
        .join(Link, Link.inquiry_id == Inquiry.id)
        .join(Answer, Answer.id == Link.copy_id)
        .where(Link.answer_id == answer_id)
        .order_by(Inquiry.id)
    )
    return [(row[0], row[1]) for row in rows]


async def unlink(session: AsyncSession, inquiry_id: int) -> None:
    """Forget that an inquiry waits for the answer to another."""
    await session.execute(delete(Link).where(Link.inquiry_id == inquiry_id, Link.answer_id.is_(None)))


async def correction_of(session: AsyncSession, answer_id: int) -> Correction | None:
    """The correction of an answer, begun or sent."""
    return await session.scalar(select(Correction).where(Correction.answer_id == answer_id))


async def corrected_in(session: AsyncSession, body: str, region: str) -> Sequence[int]:
    """The inquiries of a queue with a correction that waits for the head."""
    rows = await session.scalars(
        select(Inquiry.id)
        .join(Answer, Answer.inquiry_id == Inquiry.id)
        .join(Correction, Correction.answer_id == Answer.id)
        .where(spelled(Correction.state, ("approval",)), Inquiry.body == body, Inquiry.region == region)
    )
    return rows.all()


async def message_of(session: AsyncSession, answer: Answer) -> Message | None:
    """The message of the thread that an answer became."""
    return await session.scalar(
        select(Message)
        .where(
            Message.inquiry_id == answer.inquiry_id, Message.author == "staff", Message.at == answer.sent_at
        )
        .order_by(Message.id)
        .limit(1)
    )


async def wrote_since(session: AsyncSession, inquiry_id: int, since: datetime) -> bool:
    """Did the citizen write something to an inquiry after that moment?"""
    found = await session.scalar(
        select(Message.id)
        .where(Message.inquiry_id == inquiry_id, Message.author == "citizen", Message.at > since)
        .limit(1)
    )
    return found is not None
