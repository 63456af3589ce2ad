"""`dauys invite`: a one-use link from the terminal."""

from aiogram.exceptions import TelegramAPIError

from bot.app import make_bot
from bot.cli.serve import ready
from bot.clock import SystemClock
from bot.settings import Settings
from bot.understanding import understand
from domain.errors import Unusable
from domain.permissions import TRIAGE, Role
from models.engine import Database
from services import invitations
from services.invitations import Wanted


async def invite(body: str, role: str, region: str | None, post_kk: str | None, post_ru: str | None) -> int:
    """Make an invitation and print its link.

    Raises:
        ValueError: there is no such role.
        Unusable: there is no such queue.
    """
    if role not in list(Role):
        raise ValueError(f"no role {role!r}; there are: {', '.join(Role)}")
    wanted = Wanted(Role(role), None if body == TRIAGE else body, region, post_kk=post_kk, post_ru=post_ru)
    if body == TRIAGE and wanted.role not in (Role.DISPATCHER, Role.ADMIN):
        raise Unusable("error.unknown_body", code=body)
    settings = Settings()
    database = Database(settings.database_url)
    try:
        await ready(database, settings)
        async with database.writing() as session:
            work = understand(settings).work(session, SystemClock().now(), 0.0)
            payload = await invitations.invite(work, wanted)
    finally:
        await database.dispose()
    print(f"https://t.me/{await _bot_name(settings)}?start={payload}")
    return 0


async def _bot_name(settings: Settings) -> str:
    bot = make_bot(settings)
    try:
        return (await bot.me()).username or "bot"
    except TelegramAPIError:
        return "bot"
    finally:
        await bot.session.close()
