"""Rows of the outbox that a process is sending: its own while it lives, orphans once it is dead."""

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import and_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from models.queries.outbox import IS_UNFINISHED
from models.tables import Outbox

_SENDING: Final = and_(IS_UNFINISHED, Outbox.state == "sending")


async def owners(session: AsyncSession) -> set[int]:
    """Processes that hold rows in `sending`."""
    found = await session.scalars(select(Outbox.owner).where(_SENDING).distinct())
    return {owner for owner in found if owner is not None}


async def held(session: AsyncSession, owner: int) -> set[int]:
    """The rows an owner is sending."""
    sending = select(Outbox.id).where(_SENDING, Outbox.owner == owner)
    return set(await session.scalars(sending))


async def give_back(session: AsyncSession, owner: int, rows: Collection[int]) -> None:
    """Let rows be claimed anew that nobody sends after all."""
    await session.execute(
        update(Outbox)
        .where(_SENDING, Outbox.owner == owner, Outbox.id.in_(rows))
        .values(state="waiting", owner=None)
    )


async def orphans(session: AsyncSession, owner: int) -> Sequence[Outbox]:
    """Rows a dead process was sending."""
    return (await session.scalars(select(Outbox).where(_SENDING, Outbox.owner == owner))).all()
