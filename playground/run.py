"""`make run`: the town with its chat page, and the bot living in it, until Ctrl-C."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import errno
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playground.clock import ticks
from playground.server import Server, serving
from playground.settlers import PEOPLE
from playground.tenant import ROOT, Tenant, Trouble
from playground.town import Town

PORT = 8080
POSTS = {1003: ("operator", "dispatcher"), 1004: ("head",), 1005: ("admin",)}
"""What the people of the town do in the bot; the others are citizens."""

ASTANA = ZoneInfo("Asia/Almaty")
WORKING_DAYS = range(5)
WORKING_HOURS = range(9, 18)

SETTLED_SECONDS = 10.0
"""A bot that lived so long and then died is started again; one that dies sooner would only die again."""


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m playground.run", description=__doc__)
    parser.add_argument("--port", type=int, default=PORT, help="of the chat page; 0 takes any free one")
    parser.add_argument("--keep", action="store_true", help="go on with the database of the last run")
    parser.add_argument("--clock", type=_instant, help="where the page's clock begins: 2026-11-20T10:00")
    parser.add_argument("--folder", type=Path, help="for database and log; .run/PORT by default")
    chosen = parser.parse_args()
    try:
        asyncio.run(_serve(chosen))
    except (Trouble, OSError) as trouble:
        raise SystemExit(f"\n{trouble}") from None


def _instant(told: str) -> datetime:
    moment = datetime.fromisoformat(told)
    return moment if moment.tzinfo else moment.replace(tzinfo=ASTANA)


async def _serve(chosen: argparse.Namespace) -> None:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    began = ticks()
    async with _opened(chosen.port) as server:
        port = server.url.rpartition(":")[2]
        _say(f"\n  Dauys playground   {server.url}/")
        if chosen.port and port != str(chosen.port):
            _say(f"  Port {chosen.port} is taken by another program, so this free one was chosen.")
        if chosen.clock:
            server.town.clock.set(chosen.clock)
        else:
            _begin_by_day(server.town)
        tenant = Tenant(server, (chosen.folder or ROOT / ".run" / port).resolve(), _staff())
        tenant.furnish(keep=chosen.keep)
        life = asyncio.create_task(_live(tenant, began))
        end = asyncio.create_task(stopped.wait())
        await asyncio.wait([life, end], return_when=asyncio.FIRST_COMPLETED)
        end.cancel()
        life.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await life
        _say("\n  Stopped.")


@asynccontextmanager
async def _opened(port: int) -> AsyncIterator[Server]:
    """The town on the port asked for, or on a free one when that is taken."""
    async with contextlib.AsyncExitStack() as stack:
        try:
            server = await stack.enter_async_context(serving(port, people=True))
        except OSError as refused:
            if refused.errno != errno.EADDRINUSE:
                raise Trouble(f"Cannot listen on port {port}: {refused.strerror}") from None
            server = await stack.enter_async_context(serving(0, people=True))
        yield server


async def _live(tenant: Tenant, began: float) -> None:
    """Keep the bot alive. Raises Trouble when it cannot start, or dies soon."""
    while True:
        async with tenant.living() as bot:
            _greet(tenant, ticks() - began)
            since = ticks()
            await bot.wait()
            if ticks() - since < SETTLED_SECONDS:
                raise tenant.trouble(bot)
            _say(f"  The bot has stopped (code {bot.returncode}) and is started again. Its log: {tenant.log}")
            began = ticks()


def _begin_by_day(town: Town) -> None:
    """A newcomer meets people who are at work: operators are told of new questions in working hours only."""
    now = town.clock.now().astimezone(ASTANA)
    if now.weekday() in WORKING_DAYS and now.hour in WORKING_HOURS:
        return
    morning = now.replace(hour=10, minute=0, second=0, microsecond=0)
    while morning < now or morning.weekday() not in WORKING_DAYS:
        morning += timedelta(days=1)
    town.clock.set(morning)
    _say(f"  In Astana nobody is at work now, so the page's clock begins on {morning:%A, %d %B, %H:%M}.")


def _staff() -> list[dict[str, object]]:
    return [
        {"id": p["id"], "name": p["first_name"], "language": p["language_code"], "roles": POSTS[p["id"]]}
        for p in PEOPLE
        if p["id"] in POSTS
    ]


def _greet(tenant: Tenant, seconds: float) -> None:
    log = tenant.log.relative_to(ROOT) if tenant.log.is_relative_to(ROOT) else tenant.log
    kazakh, russian, operator, head, administrator = (person["first_name"] for person in PEOPLE)
    _say(f"  The bot answers after {seconds:.1f} s. Its log: {log}\n")
    _say(f"  1. As {kazakh} (Kazakh) or {russian} (Russian): write a question, or click a phrase.")
    _say("  2. Tap the language, then the body. A receipt comes with a number and a date.")
    _say(f"  3. As {operator}, the operator: open it, take it, write the answer, send it.")
    _say(f"  {head} is the head, {administrator} the administrator. The clock on top can be moved.")
    _say("  Ctrl-C stops everything.\n")


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    main()
