"""`dauys doctor`: looks before people are let in. Each line is a check with its outcome."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from aiogram.exceptions import TelegramAPIError
from aiogram.utils.token import TokenValidationError
from rich.console import Console

from bot.app import make_bot
from bot.cli.trouble import explained
from bot.settings import Settings
from domain.civil import check_zone, civil_date
from facts.load import Facts, load
from models import migrations
from models.engine import Database

PATIENCE_SECONDS = 10.0

Finding = tuple[bool, str]
"""Sound or not, and one sentence."""


async def examine() -> int:
    """Run every check; the exit code says whether all are sound."""
    settings = Settings()
    console = Console()
    checks: list[tuple[str, Callable[[], Awaitable[Finding]]]] = [
        ("time zone", _zone),
        ("facts", lambda: _facts(settings)),
        ("calendar", lambda: _calendar(settings)),
        ("owner", lambda: _owner(settings)),
        ("database", lambda: _database(settings)),
        ("Telegram", lambda: _telegram(settings)),
    ]
    sound = True
    for name, check in checks:
        fine, said = await _guarded(check)
        sound = sound and fine
        console.print(
            f"[{'green' if fine else 'red'}]{'ok  ' if fine else 'no  '}[/] {name}: {said}", highlight=False
        )
    return 0 if sound else 1


async def _guarded(check: Callable[[], Awaitable[Finding]]) -> Finding:
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await check()
    except TimeoutError:
        return False, f"no answer within {PATIENCE_SECONDS:.0f} s"
    except Exception as trouble:
        return False, explained(trouble) or f"{type(trouble).__name__}"


async def _zone() -> Finding:
    check_zone()
    return True, "Asia/Almaty is UTC+5"


async def _facts(settings: Settings) -> Finding:
    facts = load(settings.facts_dir)
    return True, f"{len(facts.bodies)} bodies, {len(facts.regions)} regions, {len(facts.terms)} terms"


async def _calendar(settings: Settings) -> Finding:
    calendar = load(settings.facts_dir).calendar
    today = civil_date(datetime.now(UTC))
    last = max(calendar.approved, default=0)
    if today.year not in calendar.approved:
        return False, f"the calendar of {today.year} is not approved"
    if today.month >= 10 and last <= today.year:
        return True, f"approved until {last}; approve {today.year + 1}: due dates already reach into it"
    return True, f"approved until {last}"


async def _owner(settings: Settings) -> Finding:
    facts: Facts = load(settings.facts_dir)
    if facts.owner.sample:
        return (
            not settings.on_telegram,
            "facts/owner.yaml holds the sample owner; fill it in before real people write",
        )
    return True, facts.owner.ru


async def _database(settings: Settings) -> Finding:
    database = Database(settings.database_url)
    try:
        current, head = await migrations.current(database), migrations.head()
    finally:
        await database.dispose()
    if current != head:
        return (
            settings.migrate,
            f"schema {current or 'empty'}, newest {head}; `dauys migrate` brings it up to date",
        )
    return True, f"schema {current}"


async def _telegram(settings: Settings) -> Finding:
    try:
        bot = make_bot(settings)
    except (TokenValidationError, ValueError) as wrong:
        return False, explained(wrong) or "the token cannot be used"
    try:
        me = await bot.me()
        hook = await bot.get_webhook_info()
    except TelegramAPIError as refused:
        return False, f"{type(refused).__name__}: the token is wrong, or Telegram cannot be reached"
    finally:
        await bot.session.close()
    trouble = f"; last webhook error: {hook.last_error_message}" if hook.last_error_message else ""
    return not trouble, f"@{me.username}, {hook.pending_update_count} updates waiting{trouble}"
