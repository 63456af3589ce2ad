"""The way to Telegram through a proxy: the packages it needs are locked, and it is really taken."""

import asyncio

from aiogram.exceptions import TelegramAPIError

from bot.app import make_bot
from bot.settings import Settings
from playground.town import TOKEN


async def test_requests_go_through_the_proxy() -> None:
    asked: list[bytes] = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(await reader.readline())
        writer.write(b"HTTP/1.1 502 Bad Gateway\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(proxy, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    settings = Settings(
        _env_file=None, bot_token=TOKEN, api_base="https://telegram.example", proxy=f"http://127.0.0.1:{port}"
    )
    bot = make_bot(settings)
    try:
        await bot.me()
    except TelegramAPIError:
        pass
    finally:
        await bot.session.close()
        server.close()
    assert asked[0].startswith(b"CONNECT telegram.example:443")
