"""Published answers, how answers are used, and questions that have none."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Insert, and_, bindparam, delete, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from models.tables import AnswerUse, Example, Inquiry, Likeness, PublishedAnswer, ReviewTold, ShelfVersion
from models.tables.base import Base, bare

_ONCE = (AnswerUse, Likeness, ReviewTold)
"""Rows of which there is one, however often it is written."""

_VERSION = bare(ShelfVersion)
_GROWN = {"n": _VERSION.c.n + 1}
_COUNT: dict[str, Insert] = {
    "postgresql": postgresql.insert(_VERSION).on_conflict_do_update(index_elements=["id"], set_=_GROWN),
    "sqlite": sqlite.insert(_VERSION).on_conflict_do_update(index_elements=["id"], set_=_GROWN),
}
_ANEW: dict[str, dict[type[Base], Insert]] = {
    "postgresql": {t: postgresql.insert(bare(t)).on_conflict_do_nothing() for t in _ONCE},
    "sqlite": {t: sqlite.insert(bare(t)).on_conflict_do_nothing() for t in _ONCE},
}
_THE_VERSION = select(ShelfVersion.n).where(ShelfVersion.id == 1)
_LEADS = (
    select(Example.id, Example.text)
    .join(Likeness, Likeness.example_id == Example.id)
    .where(Likeness.body == bindparam("body_code"), Likeness.lead_id == Likeness.example_id)
    .order_by(Example.id.desc())
    .limit(bindparam("most"))
)

Places = Collection[tuple[str, str]]
"""Queues: (body, region or "")."""


def _anew(session: AsyncSession, table: type[Base]) -> Insert:
    return _ANEW[session.get_bind().dialect.name][table]


async def shelf_version(session: AsyncSession) -> int:
    """How often what is published has changed."""
    return await session.scalar(_THE_VERSION) or 0


async def shelf_changed(session: AsyncSession) -> None:
    """Count a change to what is published."""
    await session.execute(_COUNT[session.get_bind().dialect.name], {"id": 1, "n": 1})


async def published(session: AsyncSession) -> Sequence[PublishedAnswer]:
    """Everything published, past its review or not."""
    return (
        await session.scalars(
            select(PublishedAnswer).where(PublishedAnswer.state == "published").order_by(PublishedAnswer.id)
        )
    ).all()


async def pair(session: AsyncSession, key: int) -> PublishedAnswer | None:
    """A published answer, or one on its way, by its key."""
    return await session.get(PublishedAnswer, key)


async def pair_of_answer(session: AsyncSession, answer_id: int) -> PublishedAnswer | None:
    """What is being made of an answer for everybody."""
    return await session.scalar(select(PublishedAnswer).where(PublishedAnswer.answer_id == answer_id))


async def pairs_of(
    session: AsyncSession, places: Places, states: Collection[str], limit: int
) -> Sequence[PublishedAnswer]:
    """Pairs of some queues in some states, newest first."""
    if not places:
        return ()
    here = [and_(PublishedAnswer.body == body, PublishedAnswer.region == region) for body, region in places]
    return (
        await session.scalars(
            select(PublishedAnswer)
            .where(or_(*here), PublishedAnswer.state.in_(list(states)))
            .order_by(PublishedAnswer.id.desc())
            .limit(limit)
        )
    ).all()


async def overdue(session: AsyncSession, today: date, limit: int) -> Sequence[PublishedAnswer]:
    """Published answers past their review whose owners have not been told of it."""
    return (
        await session.scalars(
            select(PublishedAnswer)
            .where(
                PublishedAnswer.state == "published",
                PublishedAnswer.review < today,
                or_(PublishedAnswer.told.is_(None), PublishedAnswer.told != PublishedAnswer.review),
            )
            .order_by(PublishedAnswer.id)
            .limit(limit)
        )
    ).all()


async def not_told(session: AsyncSession, reviews: Iterable[tuple[str, date]]) -> list[tuple[str, date]]:
    """Those reviews of ready answers whose owners have not been told; from now on they have."""
    wanted = list(reviews)
    known = {
        (row.answer, row.review)
        for row in await session.scalars(
            select(ReviewTold).where(ReviewTold.answer.in_([answer for answer, _ in wanted]))
        )
    }
    fresh = [item for item in wanted if item not in known]
    if fresh:
        told = [{"answer": answer, "review": review} for answer, review in fresh]
        await session.execute(_anew(session, ReviewTold), told)
    return fresh


async def used(
    session: AsyncSession, answers: Collection[str], act: str, draft: int | None, now: datetime
) -> None:
    """Write down that answers were offered, read, found or asked on about; once per draft."""
    if answers:
        rows = [{"answer": answer, "act": act, "draft": draft, "at": now} for answer in answers]
        await session.execute(_anew(session, AnswerUse), rows)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often an act happened to an answer."""

    answer: str
    act: str
    n: int


async def tallies(session: AsyncSession, since: datetime) -> list[Tally]:
    """How answers have been used since a moment."""
    rows = await session.execute(
        select(AnswerUse.answer, AnswerUse.act, func.count())
        .where(AnswerUse.at >= since)
        .group_by(AnswerUse.answer, AnswerUse.act)
    )
    return [Tally(answer, act, n) for answer, act, n in rows]


async def prune_uses(session: AsyncSession, before: datetime) -> None:
    """Forget what was counted before a moment."""
    await session.execute(delete(AnswerUse).where(AnswerUse.at < before))


@dataclass(frozen=True, slots=True)
class Unsorted:
    """An example that has not been compared with others; `offered`: there was an answer for it."""

    id: int
    text: str
    body: str
    offered: bool


async def unsorted(session: AsyncSession, limit: int) -> list[Unsorted]:
    """Examples after the last one that was compared, oldest first."""
    last = await session.scalar(select(func.max(Likeness.example_id))) or 0
    rows = await session.execute(
        select(Example.id, Example.text, Example.body, Inquiry.suggested)
        .join(Inquiry, Inquiry.id == Example.inquiry_id)
        .where(Example.id > last)
        .order_by(Example.id)
        .limit(limit)
    )
    return [Unsorted(key, text, body, bool(kept.get("answers"))) for key, text, body, kept in rows]


async def leads(session: AsyncSession, body: str, limit: int) -> list[tuple[int, str]]:
    """The first questions of the newest groups of a body, with their masked texts."""
    return [(key, text) for key, text in await session.execute(_LEADS, {"body_code": body, "most": limit})]


async def likened(session: AsyncSession, rows: Iterable[Likeness]) -> None:
    """Keep what was compared; what another process kept meanwhile stays."""
    told = [{"example_id": row.example_id, "lead_id": row.lead_id, "body": row.body} for row in rows]
    if told:
        await session.execute(_anew(session, Likeness), told)


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that ask the same and have no answer: how many, and the oldest one that is left."""

    body: str
    n: int
    text: str


async def groups(session: AsyncSession, bodies: Collection[str], limit: int) -> list[Group]:
    """The largest groups of questions of some bodies for which there was no answer."""
    count = func.count().label("n")
    first = func.min(Likeness.example_id).label("first")
    largest = (
        select(Likeness.body, count, first)
        .where(Likeness.body.in_(list(bodies)), Likeness.lead_id.is_not(None))
        .group_by(Likeness.body, Likeness.lead_id)
        .order_by(count.desc(), first)
        .limit(limit)
        .subquery()
    )
    rows = await session.execute(
        select(largest.c.body, largest.c.n, Example.text)
        .join(Example, Example.id == largest.c.first)
        .order_by(largest.c.n.desc(), largest.c.first)
    )
    return [Group(body, n, text) for body, n, text in rows]
