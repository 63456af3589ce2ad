"""Finding inquiries: words are put in with what they stand in, and found by their beginnings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    bindparam,
    delete,
    intersect,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from models.tables import Inquiry, Message, MessageVersion, SearchWord
from models.tables.base import bare

_TABLE = bare(SearchWord)
_PUT = {
    "postgresql": postgresql.insert(_TABLE).on_conflict_do_nothing(),
    "sqlite": sqlite.insert(_TABLE).on_conflict_do_nothing(),
}
_TEXTS = union_all(
    select(Message.text).where(Message.inquiry_id == bindparam("inquiry")),
    select(MessageVersion.text)
    .join(Message, Message.id == MessageVersion.message_id)
    .where(Message.inquiry_id == bindparam("inquiry")),
)
_LAST_LETTER = "\U0010ffff"

Queue = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; every part narrows.

    Attributes:
        queues: (body, region) pairs to look into.
        beginnings: beginnings of folded words that must all stand in it.
        states: states it may be in; empty for any.
        since: first received at this instant or later.
        until: first received before this instant.
    """

    queues: tuple[Queue, ...]
    beginnings: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


async def put(session: AsyncSession, queue: Queue, inquiry_id: int, words: Collection[str]) -> None:
    """Note that these words stand in an inquiry; what is noted already is left alone."""
    rows = [
        {"body": queue[0], "region": queue[1], "word": word, "inquiry_id": inquiry_id}
        for word in sorted(words)
    ]
    if rows:
        await session.execute(_PUT[session.get_bind().dialect.name], rows)


async def remove(session: AsyncSession, queue: Queue, inquiry_id: int, words: Collection[str]) -> None:
    """These words do not lead to an inquiry any more."""
    await session.execute(
        delete(_TABLE).where(
            _TABLE.c.body == queue[0],
            _TABLE.c.region == queue[1],
            _TABLE.c.word.in_(sorted(words)),
            _TABLE.c.inquiry_id == inquiry_id,
        )
    )


async def texts(session: AsyncSession, inquiry_id: int) -> list[str]:
    """Everything that was ever said in an inquiry, edited messages as they read before too."""
    return list(await session.scalars(_TEXTS, {"inquiry": inquiry_id}))


async def find(session: AsyncSession, wanted: Wanted, offset: int, limit: int) -> Sequence[Inquiry]:
    """What is looked for, the newest first.

    By words the greatest keys are the newest; by date alone the index of arrivals is walked backwards.
    """
    parts = [_in_queues(Inquiry, wanted.queues), *_narrowed(wanted)]
    if not wanted.beginnings:
        found = select(Inquiry).where(*parts).order_by(Inquiry.received_at.desc(), Inquiry.id.desc())
        return (await session.scalars(found.offset(offset).limit(limit))).all()
    keys = _keys(wanted)
    found = select(Inquiry).order_by(Inquiry.id.desc())
    if len(parts) > 1:
        found = found.where(*parts, Inquiry.id.in_(select(keys.c.inquiry_id))).offset(offset).limit(limit)
    else:
        # Nothing narrows any further: only the few that are shown are fetched.
        shown = select(keys.c.inquiry_id).order_by(keys.c.inquiry_id.desc()).offset(offset).limit(limit)
        found = found.where(*parts, Inquiry.id.in_(shown))
    return (await session.scalars(found)).all()


def _narrowed(wanted: Wanted) -> list[ColumnElement[bool]]:
    parts: list[ColumnElement[bool]] = []
    if wanted.states:
        parts.append(Inquiry.state.in_(wanted.states))
    if wanted.since is not None:
        parts.append(Inquiry.received_at >= wanted.since)
    if wanted.until is not None:
        parts.append(Inquiry.received_at < wanted.until)
    return parts


def _keys(wanted: Wanted) -> Subquery:
    """Inquiries in which all words stand: sets that are cut, because no planner guesses how they overlap."""
    sets = [_with(beginning, wanted.queues) for beginning in wanted.beginnings]
    return (intersect(*sets) if len(sets) > 1 else sets[0].distinct()).subquery()


def _with(beginning: str, queues: tuple[Queue, ...]) -> Select[int]:
    """Inquiries of these queues in which a word begins so."""
    return select(SearchWord.inquiry_id).where(
        _in_queues(SearchWord, queues),
        SearchWord.word >= beginning,
        SearchWord.word < beginning + _LAST_LETTER,
    )


def _in_queues(table: type[Inquiry] | type[SearchWord], queues: tuple[Queue, ...]) -> ColumnElement[bool]:
    return or_(*(and_(table.body == body, table.region == region) for body, region in queues))
