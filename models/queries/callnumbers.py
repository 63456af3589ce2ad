"""What is counted about a call, by the region people last named; an empty one is of those who named none."""

from collections.abc import Collection

from sqlalchemy import Row, and_, distinct, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from models.tables import CallInquiry, CallMark, CallViews, Inquiry, Outbox, Person, Round, Subscription

Counts = dict[str, int]

_REGION = func.coalesce(Person.last_region, "")


def _counts(rows: Collection[Row[str, int]]) -> Counts:
    return {region: n for region, n in rows if n}


async def views(session: AsyncSession, call_id: int) -> Counts:
    """How often its card was opened."""
    wanted = select(CallViews.region, CallViews.views).where(CallViews.call_id == call_id)
    return _counts((await session.execute(wanted)).all())


async def subscribers(session: AsyncSession, wishes: Collection[tuple[str, str]]) -> Counts:
    """Who hears of it, by whichever subscription, each person once."""
    wanted = (
        select(_REGION, func.count(distinct(Subscription.person_id)))
        .join(Person, Person.id == Subscription.person_id)
        .where(tuple_(Subscription.scope, Subscription.value).in_(list(wishes)))
        .group_by(_REGION)
    )
    return _counts((await session.execute(wanted)).all())


async def delivered(session: AsyncSession, call_id: int) -> Counts:
    """Messages about it that arrived: announcements, reminders, corrections."""
    wanted = (
        select(_REGION, func.count())
        .select_from(Round)
        .join(Outbox, and_(Outbox.broadcast_id == Round.broadcast_id, Outbox.state == "sent"))
        .join(Person, Person.chat_id == Outbox.chat_id)
        .where(Round.subject == "call", Round.key == str(call_id))
        .group_by(_REGION)
    )
    return _counts((await session.execute(wanted)).all())


async def applied(session: AsyncSession, call_id: int) -> Counts:
    """Who said that they have applied."""
    wanted = (
        select(_REGION, func.count())
        .select_from(CallMark)
        .join(Person, Person.id == CallMark.person_id)
        .where(CallMark.call_id == call_id, CallMark.applied_at.is_not(None))
        .group_by(_REGION)
    )
    return _counts((await session.execute(wanted)).all())


async def questions(session: AsyncSession, call_id: int) -> Counts:
    """Inquiries about it."""
    wanted = (
        select(_REGION, func.count())
        .select_from(CallInquiry)
        .join(Inquiry, Inquiry.id == CallInquiry.inquiry_id)
        .join(Person, Person.id == Inquiry.person_id)
        .where(CallInquiry.call_id == call_id)
        .group_by(_REGION)
    )
    return _counts((await session.execute(wanted)).all())
