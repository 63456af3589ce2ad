"""Labelled examples for the router, and how far the history has been read for them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from models.columns import Document
from models.tables import Event, Example, Heartbeat, Inquiry, Message, Person
from models.tables.base import bare

_PLACE = "examples"
_TABLE = bare(Heartbeat)
_BEGIN = {
    "postgresql": postgresql.insert(_TABLE).on_conflict_do_nothing(),
    "sqlite": sqlite.insert(_TABLE).on_conflict_do_nothing(),
}
_PLACE_OF = select(Heartbeat).where(Heartbeat.name == _PLACE).with_for_update(skip_locked=True)
_AFTER = select(Event).where(Event.id > bindparam("last")).order_by(Event.id).limit(bindparam("most"))


@dataclass(frozen=True, slots=True)
class Asked:
    """An inquiry whose citizen agreed to its use, with what they wrote before it was sent."""

    inquiry_id: int
    person_id: int
    language: str
    suggested: Document
    texts: tuple[str, ...]


async def place(session: AsyncSession, now: datetime) -> Heartbeat | None:
    """How far the history was read, locked for this transaction; None while another process reads it."""
    dialect = session.get_bind().dialect.name
    await session.execute(_BEGIN[dialect], {"name": _PLACE, "at": now, "details": {"event": 0}})
    return await session.scalar(_PLACE_OF)


async def history_after(session: AsyncSession, event_id: int, limit: int) -> Sequence[Event]:
    """What happened to inquiries after an event, in order."""
    return (await session.scalars(_AFTER, {"last": event_id, "most": limit})).all()


async def asked(
    session: AsyncSession, keys: Collection[int], consents: Iterable[str], wordless: Iterable[str]
) -> list[Asked]:
    """Those of some inquiries whose citizens agreed to one of these texts of the consent.

    Args:
        session: an open session.
        keys: the inquiries.
        consents: versions of the consent that cover the use.
        wordless: kinds of messages whose text is not the citizen's own.
    """
    found = await session.execute(
        select(Inquiry.id, Inquiry.person_id, Inquiry.language, Inquiry.suggested)
        .join(Person, Person.id == Inquiry.person_id)
        .where(
            Inquiry.id.in_(keys), Person.consent_at.is_not(None), Person.consent_version.in_(list(consents))
        )
    )
    rows = found.all()
    said = await session.execute(
        select(Message.inquiry_id, Message.text)
        .join(Inquiry, Inquiry.id == Message.inquiry_id)
        .where(
            Message.inquiry_id.in_([row.id for row in rows]),
            Message.author == "citizen",
            Message.kind.not_in(list(wordless)),
            Message.at <= Inquiry.received_at,
        )
        .order_by(Message.id)
    )
    texts: dict[int, list[str]] = defaultdict(list)
    for inquiry_id, text in said:
        if inquiry_id and text:
            texts[inquiry_id].append(text)
    return [Asked(row.id, row.person_id, row.language, row.suggested, tuple(texts[row.id])) for row in rows]


async def of_inquiries(session: AsyncSession, keys: Collection[int]) -> dict[int, Example]:
    """Examples that are there already, by inquiry."""
    rows = await session.scalars(select(Example).where(Example.inquiry_id.in_(keys)))
    return {row.inquiry_id: row for row in rows}


async def all_of(session: AsyncSession) -> Sequence[Example]:
    """Every example, oldest first."""
    return (await session.scalars(select(Example).order_by(Example.id))).all()


async def forget(session: AsyncSession, person_id: int) -> None:
    """Erase the examples of a person."""
    await session.execute(delete(Example).where(Example.person_id == person_id))


async def prune(session: AsyncSession, before: datetime) -> None:
    """Erase what was collected before a moment."""
    await session.execute(delete(Example).where(Example.at < before))
