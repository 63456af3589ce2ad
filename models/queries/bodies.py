"""Switches of queues, and units."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from models.tables import BodySettings, Unit

_SETTINGS = select(BodySettings).where(
    BodySettings.body == bindparam("body_code"), BodySettings.region == bindparam("region_code")
)


async def settings(session: AsyncSession, body: str, region: str) -> BodySettings | None:
    """The switches of one queue; None when nobody has touched them yet."""
    return await session.scalar(_SETTINGS, {"body_code": body, "region_code": region})


async def connected(session: AsyncSession) -> set[tuple[str, str]]:
    """Queues that are switched on."""
    rows = await session.execute(
        select(BodySettings.body, BodySettings.region).where(BodySettings.connected.is_(True))
    )
    return {(row.body, row.region) for row in rows}


async def unit_named(session: AsyncSession, body: str, region: str, name_kk: str) -> Unit | None:
    """A unit of a queue by its Kazakh name, in use or not."""
    return await session.scalar(
        select(Unit).where(Unit.body == body, Unit.region == region, Unit.name_kk == name_kk)
    )


async def units(session: AsyncSession, body: str, region: str) -> Sequence[Unit]:
    """The units of a queue."""
    return (
        await session.scalars(
            select(Unit)
            .where(Unit.body == body, Unit.region == region, Unit.ended_at.is_(None))
            .order_by(Unit.id)
        )
    ).all()
