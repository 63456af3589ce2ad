"""Groups of bodies: links, codes, and which cards lag behind their inquiries."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from models.queries.inquiries import RUNNING_STATES
from models.queries.outbox import UNFINISHED
from models.tables import Chat, GroupCard, GroupCode, GroupLink, Inquiry, Outbox

SHOWN_AT_MOST = 200
"""So many free inquiries of a queue have cards, the most urgent dates first; the rest follow as those go."""


async def chat(session: AsyncSession, telegram_id: int) -> Chat | None:
    """The group with this number now; one that has moved away is not found by its old number."""
    return await session.scalar(select(Chat).where(Chat.telegram_id == telegram_id))


async def met(session: AsyncSession, telegram_id: int, kind: str) -> Chat:
    """A group, noted where it is new."""
    found = await chat(session, telegram_id)
    if found is None:
        found = Chat(telegram_id=telegram_id, kind=kind)
        session.add(found)
        await session.flush()
    return found


async def keys(session: AsyncSession) -> Sequence[int]:
    """All links."""
    return (await session.scalars(select(GroupLink.id).order_by(GroupLink.id))).all()


async def held(session: AsyncSession, link_id: int) -> GroupLink | None:
    """A link for one process only; None when it has ended, or another process looks at it."""
    wanted = select(GroupLink).where(GroupLink.id == link_id).with_for_update(skip_locked=True)
    return await session.scalar(wanted)


async def of_chat(session: AsyncSession, chat_id: int) -> GroupLink | None:
    """The link of a group."""
    return await session.scalar(select(GroupLink).where(GroupLink.chat_id == chat_id))


async def of_queue(session: AsyncSession, body: str, region: str) -> GroupLink | None:
    """The link of a queue."""
    return await session.scalar(select(GroupLink).where(GroupLink.body == body, GroupLink.region == region))


async def code(session: AsyncSession, digest: str) -> GroupCode | None:
    """A code by its digest; whoever else would use it waits."""
    return await session.scalar(select(GroupCode).where(GroupCode.digest == digest).with_for_update())


async def forget_codes(session: AsyncSession, before: datetime) -> None:
    """Codes nobody can use any more are of no use to anybody."""
    await session.execute(delete(GroupCode).where(GroupCode.expires_at < before))


async def card(session: AsyncSession, link_id: int, inquiry_id: int) -> GroupCard | None:
    """The card of an inquiry."""
    return await session.get(GroupCard, (link_id, inquiry_id))


async def ended(session: AsyncSession, link_id: int) -> Sequence[tuple[GroupCard, Outbox]]:
    """Cards whose request has ended, with what became of it."""
    rows = await session.execute(
        select(GroupCard, Outbox)
        .join(Outbox, Outbox.id == GroupCard.outbox_id)
        .where(GroupCard.link_id == link_id, Outbox.state.not_in(UNFINISHED))
        .order_by(Outbox.id)
    )
    return [(found, row) for found, row in rows]


async def under_way(session: AsyncSession, link_id: int) -> int:
    """How many cards have a request under way."""
    counted = select(func.count()).where(GroupCard.link_id == link_id, GroupCard.outbox_id.is_not(None))
    return await session.scalar(counted) or 0


async def outdated(
    session: AsyncSession, link: GroupLink, today: date, limit: int
) -> Sequence[tuple[GroupCard, Inquiry]]:
    """Cards that say something else than is the case, those first that are free no longer."""
    late = and_(Inquiry.due < today, Inquiry.state.in_(RUNNING_STATES), GroupCard.late.is_(False))
    rows = await session.execute(
        select(GroupCard, Inquiry)
        .join(Inquiry, Inquiry.id == GroupCard.inquiry_id)
        .where(
            GroupCard.link_id == link.id,
            GroupCard.outbox_id.is_(None),
            or_(GroupCard.version != Inquiry.version, Inquiry.erased_at.is_not(None), late),
        )
        .order_by(Inquiry.state == "new", Inquiry.due, Inquiry.id)
        .limit(limit)
    )
    return [(found, inquiry) for found, inquiry in rows]


async def cardless(session: AsyncSession, link: GroupLink, limit: int, *, urgent: bool) -> Sequence[Inquiry]:
    """Free inquiries of the link's queue that have no card: danger first, then what is due first.

    Args:
        session: the session.
        link: the queue and its group.
        limit: how many.
        urgent: only those in which somebody is in danger.
    """
    wanted = (
        select(Inquiry.id)
        .where(Inquiry.body == link.body, Inquiry.region == link.region, Inquiry.state == "new")
        .order_by(Inquiry.due, Inquiry.id)
        .limit(SHOWN_AT_MOST)
        .subquery()
    )
    shown = aliased(GroupCard)
    mine = and_(shown.link_id == link.id, shown.inquiry_id == wanted.c.id)
    free = (
        select(Inquiry)
        .join(wanted, wanted.c.id == Inquiry.id)
        .outerjoin(shown, mine)
        .where(shown.inquiry_id.is_(None), Inquiry.erased_at.is_(None))
        .order_by(Inquiry.urgent.desc(), Inquiry.due, Inquiry.id)
        .limit(limit)
    )
    return (await session.scalars(free.where(Inquiry.urgent.is_(True)) if urgent else free)).all()


async def forget_cards(session: AsyncSession, link_id: int) -> None:
    """The messages are gone, or out of reach: what is free gets new ones."""
    await session.flush()
    await session.execute(
        delete(GroupCard).where(GroupCard.link_id == link_id).execution_options(synchronize_session="fetch")
    )


async def end(session: AsyncSession, link: GroupLink) -> None:
    """The group shows the queue no longer; what waits for it is not sent."""
    waiting = select(GroupCard.outbox_id).where(
        GroupCard.link_id == link.id, GroupCard.outbox_id.is_not(None)
    )
    await session.execute(
        update(Outbox)
        .where(Outbox.id.in_(waiting), Outbox.state.in_(("waiting", "later")))
        .values(state="dropped")
        .execution_options(synchronize_session=False)
    )
    await forget_cards(session, link.id)
    await session.delete(link)
    await session.flush()
