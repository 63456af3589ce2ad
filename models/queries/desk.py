"""Parts of other bodies, notes among colleagues, and closings."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.coexecutors import COUNTED, OPEN_PARTS
from models.columns import spelled
from models.queries.inquiries import RUNNING_STATES
from models.tables import Closing, Inquiry, Membership, Note, Part

_OPEN = spelled(Part.state, sorted(OPEN_PARTS))


async def owes_parts_of(session: AsyncSession, membership_id: int) -> Sequence[int]:
    """Our keys of the inquiries to which a post owes a part."""
    rows = select(Part.inquiry_id).where(Part.assignee_id == membership_id, _OPEN)
    return (await session.scalars(rows)).all()


async def part(session: AsyncSession, part_id: int) -> Part | None:
    """One part."""
    return await session.get(Part, part_id)


async def parts_of(session: AsyncSession, inquiry_id: int) -> Sequence[Part]:
    """Every part of an inquiry's answer, in the order in which bodies were asked."""
    wanted = select(Part).where(Part.inquiry_id == inquiry_id).order_by(Part.id)
    return (await session.scalars(wanted)).all()


async def open_parts_of(session: AsyncSession, inquiry_id: int) -> Sequence[Part]:
    """The parts of an inquiry's answer that other bodies still owe."""
    wanted = select(Part).where(Part.inquiry_id == inquiry_id, _OPEN).order_by(Part.id)
    return (await session.scalars(wanted)).all()


async def parts_held_by(session: AsyncSession, post: Membership) -> Sequence[Part]:
    """The parts the holder of a post is writing; they lie in the queue of that post."""
    queue = (Part.body == post.body, Part.region == (post.region or ""))
    wanted = select(Part).where(_OPEN, *queue, Part.assignee_id == post.id).order_by(Part.id)
    return (await session.scalars(wanted)).all()


async def counted_parts_of(session: AsyncSession, inquiry_id: int) -> Sequence[Part]:
    """The parts of bodies that take part: asked and not declined or dropped."""
    states = spelled(Part.state, sorted(COUNTED))
    wanted = select(Part).where(Part.inquiry_id == inquiry_id, states).order_by(Part.id)
    return (await session.scalars(wanted)).all()


async def parts_in(
    session: AsyncSession, queues: Sequence[tuple[str, str]], offset: int, limit: int
) -> Sequence[Part]:
    """A page of the parts these queues owe, the earliest date first."""
    wanted = select(Part).where(_OPEN, _in(queues)).order_by(Part.due, Part.id)
    return (await session.scalars(wanted.offset(offset).limit(limit))).all()


async def count_parts_in(session: AsyncSession, queues: Sequence[tuple[str, str]]) -> int:
    """How many parts these queues owe."""
    return await session.scalar(select(func.count()).select_from(Part).where(_OPEN, _in(queues))) or 0


async def owed(session: AsyncSession, keys: Collection[int]) -> Sequence[tuple[Part, Inquiry]]:
    """Those of these parts that other bodies still owe, each with its inquiry, the earliest date first."""
    wanted = select(Part, Inquiry).join(Inquiry, Inquiry.id == Part.inquiry_id)
    wanted = wanted.where(Part.id.in_(list(keys)), _OPEN).order_by(Part.due, Part.id)
    return [(row[0], row[1]) for row in await session.execute(wanted)]


async def owed_by(
    session: AsyncSession, queues: Collection[tuple[str, str]]
) -> Sequence[tuple[int | None, str, str, date, int]]:
    """What these queues owe while the answer's clock runs, counted by who has it, body, region and date."""
    if not queues:
        return ()
    by = (Part.assignee_id, Part.body, Part.region, Part.due)
    wanted = select(*by, func.count()).join(Inquiry, Inquiry.id == Part.inquiry_id)
    wanted = wanted.where(_OPEN, _in(sorted(queues)), Inquiry.state.in_(RUNNING_STATES)).group_by(*by)
    return [(row[0], row[1], row[2], row[3], row[4]) for row in await session.execute(wanted)]


def _in(queues: Sequence[tuple[str, str]]) -> ColumnElement[bool]:
    return or_(*(and_(Part.body == body, Part.region == region) for body, region in queues))


async def notes_of(session: AsyncSession, inquiry_id: int) -> Sequence[Note]:
    """What colleagues wrote to each other about an inquiry."""
    return (await session.scalars(select(Note).where(Note.inquiry_id == inquiry_id).order_by(Note.id))).all()


async def closing(session: AsyncSession, closing_id: int) -> Closing | None:
    """One closing."""
    return await session.get(Closing, closing_id)


async def closings_of(session: AsyncSession, inquiry_id: int) -> Sequence[Closing]:
    """How often an inquiry was closed, the last time last."""
    wanted = select(Closing).where(Closing.inquiry_id == inquiry_id).order_by(Closing.id)
    return (await session.scalars(wanted)).all()
