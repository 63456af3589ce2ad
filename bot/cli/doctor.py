"""`dauys doctor`: looks before people are let in. Each line is a check with its outcome."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramNotFound, TelegramUnauthorizedError
from rich.console import Console

from bot.app import make_bot
from bot.cli.trouble import explained
from bot.clock import SystemClock
from bot.router import make_router
from bot.settings import Settings
from domain.civil import check_zone, civil_date
from domain.workdays import Calendar
from facts.load import Facts, load
from models import migrations
from models.engine import Database

PATIENCE_SECONDS = 10.0
_OCTOBER = 10
"""From then on due dates reach into the next year."""

Finding = tuple[bool, str]
"""Sound or not, and one sentence."""


async def examine() -> int:
    """Run every check; the exit code says whether all are sound."""
    settings = Settings()
    checks: list[tuple[str, Callable[[], Awaitable[Finding]]]] = [
        ("time zone", _zone),
        ("facts", lambda: _facts(settings)),
        ("calendar", lambda: _calendar(settings)),
        ("owner", lambda: _owner(settings)),
        ("administrators", lambda: _admins(settings)),
        ("database", lambda: _database(settings)),
        ("Telegram", lambda: _telegram(settings)),
    ]
    console, sound = Console(soft_wrap=True, highlight=False, markup=False), True
    for name, check in checks:
        fine, said = await _guarded(check)
        sound = sound and fine
        console.print("ok" if fine else "no", style="green" if fine else "red", end="  ")
        console.print(f"{name}: {said}")
    return 0 if sound else 1


async def _guarded(check: Callable[[], Awaitable[Finding]]) -> Finding:
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await check()
    except TimeoutError:
        return False, f"no answer within {PATIENCE_SECONDS:.0f} s"
    except Exception as trouble:
        sentence = explained(trouble)
        if sentence is None:
            raise
        return False, sentence


async def _zone() -> Finding:
    check_zone()
    return True, "Asia/Almaty is UTC+5"


async def _facts(settings: Settings) -> Finding:
    facts = load(settings.facts_dir)
    make_router(settings.facts_dir)
    return True, f"{len(facts.bodies)} bodies, {len(facts.regions)} regions, {len(facts.terms)} terms"


async def _calendar(settings: Settings) -> Finding:
    return calendar_of(load(settings.facts_dir).calendar, civil_date(SystemClock().now()))


def calendar_of(calendar: Calendar, today: date) -> Finding:
    """Is the calendar good for today's due dates?"""
    last = max(calendar.approved, default=0)
    if today.year not in calendar.approved:
        return False, f"the calendar of {today.year} is not approved"
    if today.month >= _OCTOBER and last <= today.year:
        return True, f"approved until {last}; approve {today.year + 1}: due dates already reach into it"
    return True, f"approved until {last}"


async def _owner(settings: Settings) -> Finding:
    return owner_of(load(settings.facts_dir), on_telegram=settings.on_telegram)


def owner_of(facts: Facts, *, on_telegram: bool) -> Finding:
    """Whoever answers for people's data must be a real one before real people write."""
    if facts.owner.sample:
        return not on_telegram, "facts/owner.yaml holds the sample owner; fill it in before real people write"
    return True, facts.owner.ru


async def _admins(settings: Settings) -> Finding:
    if not settings.admins:
        return True, "nobody; name some in DAUYS_ADMINS, or nobody hears alarms"
    return True, f"{len(settings.admins)} named"


async def _database(settings: Settings) -> Finding:
    database = Database(settings.database_url)
    if database.is_sqlite and (found := not_made_yet(Path(database.url.database or ":memory:"))):
        return found
    try:
        current, head = await migrations.current(database), migrations.head()
    finally:
        await database.dispose()
    if current == head:
        return True, f"schema {current}"
    remedy = "the next start" if settings.migrate else "`dauys migrate`"
    return settings.migrate, f"schema {current or 'empty'}, newest {head}; {remedy} brings it up to date"


def not_made_yet(file: Path) -> Finding | None:
    """What to say of a SQLite file that is not there: looking into it would leave an empty one behind."""
    if file.exists():
        return None
    if not file.absolute().parent.is_dir():
        return False, f"there is no folder for {file}"
    return True, f"{file} will be made at the first start"


async def _telegram(settings: Settings) -> Finding:
    bot = make_bot(settings)
    try:
        return await _contact(bot)
    except (TelegramUnauthorizedError, TelegramNotFound):
        return False, "it does not know this bot token"
    except TelegramAPIError as refused:
        return False, f"{settings.api_base} cannot be used: {refused.message}"
    finally:
        await bot.session.close()


async def _contact(bot: Bot) -> Finding:
    me, hook = await bot.me(), await bot.get_webhook_info()
    if hook.last_error_message:
        return False, f"@{me.username}; last webhook error: {hook.last_error_message}"
    return True, f"@{me.username}, {hook.pending_update_count} updates waiting"
