"""The baseline: a bare aiogram bot that saves each update in a commit of its own and says the text back.

Run as `python -m benchmarks.echo API TOKEN FILE`: aiogram's default polling (`handle_as_tasks=True`), one
aiosqlite connection, WAL with `synchronous=FULL`, one insert and one commit for each message.
"""

import asyncio
import sys

import aiosqlite
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message


async def main(api: str, token: str, file: str) -> None:
    """Serve until it is stopped."""
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api)))
    dispatcher = Dispatcher()
    async with aiosqlite.connect(file) as database:
        await database.execute("PRAGMA journal_mode=WAL")
        await database.execute("PRAGMA synchronous=FULL")
        await database.execute("CREATE TABLE said (chat_id INTEGER, message_id INTEGER, text TEXT)")

        @dispatcher.message()
        async def echo(message: Message) -> None:
            row = (message.chat.id, message.message_id, message.text)
            await database.execute("INSERT INTO said VALUES (?, ?, ?)", row)
            await database.commit()
            await message.answer(message.text or "")

        await dispatcher.start_polling(bot, handle_as_tasks=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
