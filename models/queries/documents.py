"""Orders of documents: claimed by one process, given back when it dies, followed until the file is sent."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.columns import Document, spelled
from models.queries.outbox import IS_PENDING
from models.tables import DocumentOrder, Outbox, Person

OPEN = ("wanted", "making", "made")
IS_OPEN = spelled(DocumentOrder.state, OPEN)


def _is(state: str) -> ColumnElement[bool]:
    """In one of the open states; the index of open orders serves it."""
    return and_(IS_OPEN, spelled(DocumentOrder.state, (state,)))


async def by_id(session: AsyncSession, order_id: int) -> DocumentOrder | None:
    """An order."""
    return await session.get(DocumentOrder, order_id)


async def known(session: AsyncSession, once: str) -> bool:
    """Was a document with this key ordered before?"""
    return await session.scalar(select(DocumentOrder.id).where(DocumentOrder.once == once)) is not None


async def same(session: AsyncSession, person_id: int, kind: str, args: Document) -> DocumentOrder | None:
    """The order of the same thing by the same person that is still to be worked off."""
    open_ones = select(DocumentOrder).where(
        IS_OPEN, DocumentOrder.person_id == person_id, DocumentOrder.kind == kind
    )
    return next((row for row in await session.scalars(open_ones) if row.args == args), None)


async def of_person(session: AsyncSession, person_id: int) -> Sequence[DocumentOrder]:
    """Everything a person has asked for, the newest first."""
    wanted = select(DocumentOrder).where(DocumentOrder.person_id == person_id)
    return (await session.scalars(wanted.order_by(DocumentOrder.id.desc()))).all()


async def count_open(session: AsyncSession, person_id: int) -> int:
    """How many documents a person waits for."""
    asked = select(func.count()).where(IS_OPEN, DocumentOrder.person_id == person_id)
    return await session.scalar(asked) or 0


async def claim(session: AsyncSession, machine_now: float) -> tuple[DocumentOrder, Person] | None:
    """The order that has waited longest and may be worked off now, locked for this transaction."""
    found = await session.execute(
        select(DocumentOrder, Person)
        .join(Person, Person.id == DocumentOrder.person_id)
        .where(_is("wanted"), DocumentOrder.retry_at <= machine_now)
        .order_by(DocumentOrder.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=DocumentOrder)
    )
    row = found.first()
    return (row[0], row[1]) if row else None


async def release(session: AsyncSession, owner: int, held: Collection[int] = ()) -> None:
    """What a process was making and holds no longer may be made by anybody."""
    await session.execute(
        update(DocumentOrder)
        .where(_is("making"), DocumentOrder.owner == owner, DocumentOrder.id.not_in(list(held)))
        .values(state="wanted", owner=None),
        execution_options={"synchronize_session": False},
    )


async def owners(session: AsyncSession) -> set[int]:
    """Processes that make something just now."""
    found = await session.scalars(select(DocumentOrder.owner).where(_is("making")).distinct())
    return {owner for owner in found if owner is not None}


async def made(session: AsyncSession) -> Sequence[tuple[DocumentOrder, str | None]]:
    """Orders whose file is made, each with the state of the message that carries it."""
    rows = await session.execute(
        select(DocumentOrder, Outbox.state)
        .outerjoin(Outbox, Outbox.id == DocumentOrder.sent_by)
        .where(_is("made"))
        .order_by(DocumentOrder.id)
    )
    return [(row[0], row[1]) for row in rows]


async def paths(session: AsyncSession) -> set[str]:
    """Files that are still to be sent."""
    found = await session.scalars(select(DocumentOrder.path).where(_is("made")))
    return {path for path in found if path}


async def is_being_told(session: AsyncSession, chat_id: int) -> bool:
    """Does word of how far a document has come wait to leave for this chat already?"""
    asked = select(Outbox.id).where(Outbox.chat_id == chat_id, IS_PENDING, Outbox.key == "document_wait")
    return await session.scalar(asked.limit(1)) is not None
