"""Citizens who ask and operators who answer, by buttons' data and not by words, while the bot dies."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from playground import acts
from playground.acts import Place
from playground.markup import visible_buttons
from playground.town import Town

PATIENCE_SECONDS = 240.0
"""The whole siege must fit into it, on a slow machine too: a dozen starts of some seconds, and whoever
asked last waits until two operators have answered everybody. It ends a hang; the audit finds what is lost."""

MATTERS = (
    ("kk", "Зейнетақым екі айдан бері келмей жатыр, не істеймін?"),
    ("ru", "Пенсия не приходит второй месяц, что мне делать?"),
    ("ru", "Неправильно начислили налог на автомобиль, куда обратиться?"),
    ("kk", "Жол полициясы айыппұлды қате салды, қайда хабарласамын?"),
    ("ru", "Работодатель не выплачивает заработную плату три месяца"),
)

Message = dict[str, Any]


class UnansweredError(AssertionError):
    """Somebody waited in vain; the message shows their chat."""


@dataclass(slots=True)
class Question:
    """One question and what its author saw of it."""

    marker: str
    text: str
    citizen: int
    edited: bool = False
    added: bool = False
    number: str = ""
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def answer(self) -> str:
        """The words by which the answer is known."""
        return f"Жауап {self.marker}:"


@dataclass(slots=True)
class Eyes:
    """Wakes whoever waits for something in a chat of the town."""

    town: Town
    _changed: defaultdict[int, asyncio.Event] = field(default_factory=lambda: defaultdict(asyncio.Event))

    async def watch(self) -> None:
        """Follow the town's journal until cancelled."""
        seen = self.town.journal.sequence
        while True:
            await self.town.journal.next_after(seen, 1.0)
            for event in self.town.journal.since(seen):
                seen = event.number
                if event.kind in ("message", "edited"):
                    self._changed[event.data["chat_id"]].set()

    def shown(self, chat_id: int) -> Iterator[Message]:
        """The bot's messages of a chat, newest first."""
        for entry in reversed(self.town.chats[chat_id].entries.values()):
            if entry.message["from"]["is_bot"]:
                yield entry.message

    async def first(self, chat_id: int, wanted: Callable[[Message], bool], what: str) -> Message:
        """Wait for the newest message that is wanted."""
        until = asyncio.get_running_loop().time() + PATIENCE_SECONDS
        while True:
            self._changed[chat_id].clear()
            found = next((message for message in self.shown(chat_id) if wanted(message)), None)
            if found is not None:
                return found
            left = until - asyncio.get_running_loop().time()
            try:
                await asyncio.wait_for(self._changed[chat_id].wait(), left)
            except TimeoutError:
                raise UnansweredError(f"{chat_id} waits for {what}:\n{self.picture(chat_id)}") from None

    def picture(self, chat_id: int) -> str:
        """The end of a chat as text."""
        lines = []
        for entry in list(self.town.chats[chat_id].entries.values())[-12:]:
            message = entry.message
            who = "bot" if message["from"]["is_bot"] else "   "
            text = str(message.get("text", ""))[:120].replace("\n", " / ")
            lines.append(f"  {message['message_id']} {who} {text} {datas(message)}")
        return "\n".join(lines)


@dataclass(slots=True)
class Person:
    """Somebody with a phone."""

    town: Town
    eyes: Eyes
    number: int
    language: str
    random: Random
    place: Place = field(init=False)

    def __post_init__(self) -> None:
        """Move into the town."""
        told = {"id": self.number, "first_name": f"P{self.number}", "language_code": self.language}
        person = self.town.add_person(told)
        self.place = Place(person, self.town.private(person))

    def says(self, text: str) -> int:
        """Write; returns the message's number."""
        return int(acts.say(self.town, self.place, text)["message_id"])

    def taps(self, message: Message, data: str) -> None:
        """Press the first button whose data begins so."""
        pressed = {"message_id": message["message_id"], "data": button(message, data)}
        acts.tap(self.town, self.place, pressed)

    async def offered(self, data: str, after: int) -> Message:
        """Wait for a message younger than `after` with such a button."""
        return await self.eyes.first(
            self.number, lambda m: m["message_id"] > after and bool(button(m, data)), f"a button {data}"
        )

    async def sees(self, wanted: Callable[[Message], bool], what: str) -> Message:
        """Wait for a message."""
        return await self.eyes.first(self.number, wanted, what)

    async def lingers(self) -> None:
        """People read before they tap."""
        await asyncio.sleep(self.random.uniform(0.0, 0.1))


def datas(message: Message) -> list[str]:
    """What the buttons under a message carry."""
    return [str(b.get("callback_data", "")) for row in visible_buttons(message) for b in row]


def button(message: Message, data: str) -> str:
    """The data of the first button that begins so; empty when there is none."""
    return next((carried for carried in datas(message) if carried.startswith(data)), "")


def number_of(message: Message) -> str:
    """The number a receipt offers to copy; empty when it is no receipt."""
    rows = visible_buttons(message)
    return next((str(b["copy_text"]["text"]) for row in rows for b in row if "copy_text" in b), "")
