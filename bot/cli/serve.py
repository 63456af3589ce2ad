"""`dauys run`."""

import asyncio
import logging
import signal
from pathlib import Path

from bot.app import App, make_app
from bot.cli.demo import furnish, told
from bot.cli.schema import ready
from bot.clock import PageClock
from bot.logs import configure
from bot.settings import Settings, SettingsError
from services import demonstration

log = logging.getLogger(__name__)


async def serve(people: Path | None = None) -> int:
    """Serve until SIGTERM or SIGINT; what is under way is finished first. SIGHUP reads the facts again.

    Args:
        people: the playground's people and their posts; only for a Telegram of one's own.

    Raises:
        SettingsError: these settings must not meet the real Telegram.
    """
    settings = Settings()
    configure(settings.log_level)
    app = make_app(settings)
    try:
        _allowed(app, people)
        await ready(app.database, settings)
        if people is not None:
            if isinstance(app.clock, PageClock):
                await app.clock.look()
            posts = told(await asyncio.to_thread(people.read_text, encoding="utf-8"))
            async with app.unit() as work:
                await furnish(work, posts)
                await demonstration.bring(work)
        await _until_stopped(app)
    finally:
        await app.database.dispose()
    return 0


def _allowed(app: App, people: Path | None) -> None:
    if not app.settings.on_telegram:
        return
    if people is not None:
        raise SettingsError("--people gives posts to invented people and is refused on the real Telegram.")
    if app.understanding.facts.owner.sample:
        raise SettingsError(
            "facts/owner.yaml holds the sample owner, whom nobody could reach: "
            "fill it in before real people write. `dauys doctor` checks it."
        )


async def _until_stopped(app: App) -> None:
    running = asyncio.create_task(app.run())
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, running.cancel)
    if hasattr(signal, "SIGHUP"):  # Windows has none; there the files are looked at every half minute
        loop.add_signal_handler(signal.SIGHUP, app.renewal.ask)
    try:
        await running
    except asyncio.CancelledError:
        log.info("stopped")
