"""A database in which everybody is at their desk: one body with three operators, and citizens who agreed."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import yaml
from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

import routing
from bot.settings import Settings
from bot.understanding import understand
from domain.permissions import Role
from models import migrations
from models.engine import Database
from models.tables import Arrivals, Chat, Dialogue, Inquiry, Person
from services import bodies, people
from services.bodies import Switch
from services.people import CONSENT_VERSION, Guest
from services.ports import Understanding

BODY = "MLSPP"
OPERATORS = (2001, 2002, 2003)

_FIRST_KEY = 100_000
"""Keys of citizens begin here, so that they are theirs in every table and never an operator's."""

_FIRST_TELEGRAM_ID = 10_000_000


def citizens(count: int, skipped: int = 0) -> range:
    """Telegram ids of citizens; those `skipped` are somebody else's."""
    return range(_FIRST_TELEGRAM_ID + skipped, _FIRST_TELEGRAM_ID + skipped + count)


async def furnish(url: str, count: int) -> None:
    """Make the schema, connect the body, seat its operators and let so many citizens agree."""
    database = Database(url)
    try:
        await migrations.upgrade(database)
        now = datetime.now(UTC)
        async with database.writing() as session:
            work = understanding().work(session, now, 0.0)
            await bodies.put(work, BODY, "", Switch.CONNECTED, True)
            for operator in OPERATORS:
                actor = await people.meet(work, Guest(operator, f"Operator {operator}", "ru"))
                actor.person.language = "ru"
                await people.join(work, actor.person, Role.OPERATOR, BODY)
            await session.flush()
            await _agreed(session, count, now)
    finally:
        await database.dispose()


async def _agreed(session: AsyncSession, count: int, now: datetime) -> None:
    if keys := [(_FIRST_KEY + n, number) for n, number in enumerate(citizens(count))]:
        await session.execute(insert(Chat), [{"id": k, "telegram_id": t} for k, t in keys])
        await session.execute(insert(Dialogue), [{"chat_id": k} for k, _ in keys])
        await session.execute(insert(Person), [_citizen(k, t, now) for k, t in keys])


def _citizen(key: int, telegram_id: int, now: datetime) -> dict[str, object]:
    return {
        "id": key,
        "telegram_id": telegram_id,
        "chat_id": key,
        "name": f"Person {telegram_id}",
        "language": "ru",
        "consent_at": now,
        "consent_version": CONSENT_VERSION,
        "created_at": now,
    }


async def counted(url: str) -> tuple[int, int]:
    """How many inquiries there are, and how many arrivals each operator has been counted (the fewest)."""
    database = Database(url)
    try:
        async with database.reading() as session:
            inquiries = await session.scalar(select(func.count()).select_from(Inquiry))
            arrivals = await session.scalar(select(func.min(Arrivals.unseen)))
            return inquiries or 0, arrivals or 0
    finally:
        await database.dispose()


@cache
def understanding() -> Understanding:
    """Facts and router as shipped."""
    return understand(Settings(_env_file=None))


@cache
def questions() -> Sequence[str]:
    """Questions as people write them, of which the router is sure that they are the body's."""
    written = Path(routing.__file__).parent / "examples" / f"{BODY}.ru.yaml"
    texts = [text for topic in yaml.safe_load(written.read_text("utf-8")) for text in topic["texts"]]
    return [text for text in texts if _is_plain(text)]


def _is_plain(text: str) -> bool:
    read = understanding().router.route(text, None)
    return bool(read.bodies) and read.bodies[0].code == BODY and not (read.unsure or read.emergency)
