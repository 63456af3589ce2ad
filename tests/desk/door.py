"""The Telegram door without Telegram: the real handling of updates and the real dispatcher, no HTTP.

What the bot would send is read from the screens it saves; acknowledgements of taps are recorded.
"""

import asyncio
import json
from collections.abc import Coroutine
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import AnswerCallbackQuery, TelegramMethod

from bot.dispatcher import build_dispatcher
from bot.intake.handling import Handling, Sent
from domain.errors import Expected
from models.queries import inbox
from playground.town import TOKEN
from tests.services.house import House
from tests.stage import TestMachine

_numbers = count(900_000)
_OWNER = 1
_SCREENS = """
    SELECT o.args, c.telegram_id FROM outbox o JOIN chats c ON c.id = o.chat_id
    WHERE o.key = 'screen' AND o.id > :last ORDER BY o.id
"""


class Recorder(BaseSession):
    """A session that keeps what it is asked to send."""

    def __init__(self) -> None:
        super().__init__()
        self.toasts: list[str] = []

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:
        """Only taps are acknowledged here; screens are saved and never leave."""
        assert isinstance(method, AnswerCallbackQuery), type(method)
        if method.text:
            self.toasts.append(method.text)
        return True

    async def close(self) -> None:
        """There is nothing to close."""

    def stream_content(self, *args: Any, **kwargs: Any) -> Any:
        """Nothing is downloaded."""
        raise NotImplementedError


@dataclass(slots=True)
class StillPump:
    """A pump that sends nothing."""

    tasks: list["asyncio.Task[None]"] = field(default_factory=list)

    async def deliver(self, rows: Sent) -> None:
        """What would leave now stays where it was saved."""

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """The acknowledgement of a tap."""
        self.tasks.append(asyncio.create_task(work))


class Watched(Handling):
    """Handling that lets a test see the expected error behind a screen."""

    refused: Expected | None

    async def _refuse(self, row: Any, update: Any, expected: Expected) -> Any:
        self.refused = expected
        return await super()._refuse(row, update, expected)


@dataclass(frozen=True, slots=True)
class Said:
    """What a person got for a tap or a text: screens, the toast, and the expected error behind them."""

    texts: tuple[str, ...]
    buttons: tuple[str, ...]
    toast: str
    error: Expected | None

    @property
    def words(self) -> str:
        """Everything they read."""
        return "\n".join((*self.texts, self.toast))


@dataclass(slots=True)
class Door:
    """Taps and texts of people, handled one by one as the bot does."""

    house: House
    handling: Watched
    recorder: Recorder
    languages: dict[int, str] = field(default_factory=dict)

    async def press(self, person: int, data: str, group: int | None = None) -> Said:
        """Somebody taps a button, in their private chat or in a group."""
        message = {"message_id": next(_numbers), "date": 1, "chat": self._chat(person, group), "text": "…"}
        tap = {"id": "1", "from": self._user(person), "chat_instance": "1", "data": data, "message": message}
        return await self._handled(person, {"callback_query": tap})

    async def types(self, person: int, words: str) -> Said:
        """Somebody sends a text or a command."""
        number = next(_numbers)
        message = {"message_id": number, "date": 1, "chat": self._chat(person), "text": words}
        return await self._handled(person, {"message": message | {"from": self._user(person)}})

    def _user(self, person: int) -> dict[str, Any]:
        language = self.languages.get(person, "ru")
        return {"id": person, "is_bot": False, "first_name": f"Person {person}", "language_code": language}

    def _chat(self, person: int, group: int | None = None) -> dict[str, Any]:
        if group is None:
            return {"id": person, "type": "private", "first_name": f"Person {person}"}
        return {"id": group, "type": "supergroup", "title": "…"}

    async def _handled(self, person: int, update: dict[str, Any]) -> Said:
        number = next(_numbers)
        payload = json.dumps({"update_id": number} | update)
        row: dict[str, Any] = {
            "update_id": number, "lane": person, "payload": payload, "state": "waiting",
            "attempts": 0, "deaths": 0, "retry_at": 0.0, "received_at": self.handling.clock.now(),
        }  # fmt: skip
        async with self.house.database.writing() as session:
            await inbox.store(session, [row])
            claimed = next(one for one in await inbox.claim(session, _OWNER, 1.0, 9) if one.lane == person)
        [(last,)] = await self.house.rows("SELECT coalesce(max(id), 0) FROM outbox")
        self.handling.refused = None
        self.handling.pump, self.recorder.toasts = StillPump(), []  # type: ignore[assignment]
        pump: Any = self.handling.pump
        await self.handling._attempt(claimed)
        await asyncio.gather(*pump.tasks)
        saved = await self.house.rows(_SCREENS, last=last)
        assert {row.telegram_id for row in saved} <= {person}, "somebody else got this screen"
        drawn = [json.loads(row.args) for row in saved]
        return Said(
            tuple(args.get("text", "") for args in drawn),
            tuple(b["d"] for args in drawn for row in args.get("rows", ()) for b in row if "d" in b),
            " ".join(self.recorder.toasts),
            self.handling.refused,
        )


@dataclass(slots=True)
class HouseClock:
    """The civil clock of a house."""

    house: House

    def now(self) -> Any:
        """The instant the test is at."""
        return self.house.now


def door_of(house: House) -> Door:
    """A door to a house."""
    recorder = Recorder()
    bot: Any = Bot(TOKEN, session=recorder)
    alarm: Any = None
    pump: Any = StillPump()
    handling = Watched(
        bot,
        build_dispatcher(),
        house.database,
        pump,
        HouseClock(house),
        TestMachine(),
        house.understanding,
        alarm,
        _OWNER,
    )
    return Door(house, handling, recorder)
