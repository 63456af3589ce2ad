"""`python -m playground`: a local Telegram with five people in it, until it is interrupted."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import re
import signal

from playground.server import serving
from playground.town import TOKEN


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m playground", description=__doc__)
    parser.add_argument("--port", type=int, default=8080, help="0 takes any free port")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--token", default=TOKEN, help="the token the bot must use")
    chosen = parser.parse_args()
    if not re.fullmatch(r"\d+:[\w-]+", chosen.token):
        parser.error("a token looks like 4200000000:letters-and-digits")
    try:
        asyncio.run(_serve(chosen.port, chosen.host, chosen.token))
    except OSError as error:
        raise SystemExit(f"cannot listen on {chosen.host}:{chosen.port}: {error.strerror}") from None


async def _serve(port: int, host: str, token: str) -> None:
    # Messages refer to each other in no circles; searching tens of thousands of them for some would only
    # hold every answer back for a tenth of a second now and then.
    gc.set_threshold(100_000, 50, 1000)
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no signal handlers in its loop
            loop.add_signal_handler(number, stopped.set)
    async with serving(port, token, people=True, host=host) as server:
        print(f"chat page   {server.url}/\nBot API     {server.url}/bot{token}/", flush=True)
        await stopped.wait()


if __name__ == "__main__":
    main()
