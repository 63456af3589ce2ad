"""`dauys demo`: the embedded database of the playground, with everybody at their desk."""

import asyncio
import json
from pathlib import Path

from bot.cli.serve import ready
from bot.clock import SystemClock, is_loopback
from bot.settings import Settings
from bot.understanding import understand
from domain.permissions import Role
from models.engine import Database
from services import bodies, people
from services.bodies import Switch
from services.people import Guest
from services.work import Work


async def prepare(path: Path) -> int:
    """Connect every queue and give the playground's people their posts.

    The file holds {"people": [{"id", "name", "language", "roles": [...]}]}.

    Raises:
        ValueError: the settings point at the real Telegram.
    """
    settings = Settings()
    if not is_loopback(settings.api_base):
        raise ValueError(
            "`dauys demo` gives posts to invented people and is refused unless the API base is loopback"
        )
    told = json.loads(await asyncio.to_thread(path.read_text, encoding="utf-8"))
    database = Database(settings.database_url)
    try:
        await ready(database, settings)
        async with database.writing() as session:
            work = understand(settings).work(session, SystemClock().now(), 0.0)
            await furnish(work, told["people"])
    finally:
        await database.dispose()
    return 0


async def furnish(work: Work, told: list[dict[str, object]]) -> None:
    """Every queue switched on; each person with their roles, operators and heads in every queue."""
    queues = [
        (code, region)
        for code, body in work.facts.bodies.items()
        for region in (work.facts.regions if body.per_region else [""])
    ]
    for code, region in queues:
        await bodies.put(work, code, region, Switch.CONNECTED, True)
    for one in told:
        guest = Guest(int(str(one["id"])), str(one["name"]), str(one["language"]))
        actor = await people.meet(work, guest)
        actor.person.language = guest.language_hint
        for name in list(one["roles"]) if isinstance(one["roles"], list) else []:
            role = Role(str(name))
            if role in (Role.DISPATCHER, Role.ADMIN):
                await people.join(work, actor.person, role)
                continue
            for code, region in queues:
                await people.join(work, actor.person, role, code, region or None)
