"""`dauys invite`: a one-use link from the terminal."""

from bot.cli.schema import ready
from bot.cli.trouble import Misused
from bot.clock import SystemClock
from bot.settings import Settings
from bot.understanding import understand
from domain.permissions import TRIAGE, Role
from facts.load import Facts
from models.engine import Database
from services import invitations
from services.invitations import Wanted

ROLES = (Role.OPERATOR, Role.HEAD, Role.DISPATCHER)
"""Administrators come from DAUYS_ADMINS only: a link must never open the whole house."""


async def invite(body: str, role: str, region: str | None, post_kk: str | None, post_ru: str | None) -> int:
    """Make an invitation and print its link.

    Raises:
        Misused: there is no such role or queue, or Telegram does not say how the bot is called.
    """
    settings = Settings()
    known = understand(settings)
    wanted = _wanted(known.facts, body.upper(), role.lower(), region, (post_kk, post_ru))
    name = await _bot_name(settings)
    database = Database(settings.database_url)
    try:
        await ready(database, settings)
        async with database.writing() as session:
            payload = await invitations.invite(known.work(session, SystemClock().now(), 0.0), wanted)
    finally:
        await database.dispose()
    print(f"https://t.me/{name}?start={payload}")
    return 0


def _wanted(
    facts: Facts, body: str, role: str, region: str | None, posts: tuple[str | None, str | None]
) -> Wanted:
    if role not in ROLES:
        raise Misused(f"There is no role {role!r} to invite into; there are: {', '.join(ROLES)}.")
    dispatcher = role == Role.DISPATCHER
    if dispatcher != (body == TRIAGE):
        raise Misused(f"Dispatchers, and only they, are invited to {TRIAGE}.")
    if not dispatcher:
        _queue_exists(facts, body, region)
    return Wanted(Role(role), None if dispatcher else body, region, post_kk=posts[0], post_ru=posts[1])


def _queue_exists(facts: Facts, body: str, region: str | None) -> None:
    if body not in facts.bodies:
        raise Misused(f"There is no body {body!r}; there are: {', '.join(facts.bodies)}.")
    if not facts.bodies[body].per_region:
        if region:
            raise Misused(f"{body} is one for the whole country: leave --region out.")
    elif region not in facts.regions:
        named = ", ".join(f"{code} {one.short('ru')}" for code, one in facts.regions.items())
        raise Misused(f"{body} answers per region: add --region with one of {named}.")


async def _bot_name(settings: Settings) -> str:
    """The name links need. Imported here: aiogram takes longer to load than all the rest."""
    from aiogram.exceptions import TelegramAPIError

    from bot.app import make_bot

    bot = make_bot(settings)
    try:
        name = (await bot.me()).username
    except TelegramAPIError as refused:
        raise Misused(f"Telegram does not say how the bot is called: {refused.message}") from None
    finally:
        await bot.session.close()
    if not name:
        raise Misused("The bot has no user name, so there can be no link to it.")
    return name
