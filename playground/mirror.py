"""What persons see, kept in step by one stream of events, so that waiting costs the server nothing."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import aiohttp

from playground.markup import find_button
from playground.residents import JSON

if TYPE_CHECKING:
    from playground.people import Sim

Seen = dict[str, Any]
Found = TypeVar("Found")

KEPT = 40  # messages per chat
ANSWERS_KEPT = 2000
_TYPES = "message,edited,deleted,keyboard,callback_answer,reset"


class MirroredChat:
    """The newest messages of one chat with the number of the event that last touched each."""

    def __init__(self) -> None:
        self.messages: dict[int, tuple[int, JSON]] = {}
        self.gone: set[int] = set()
        self.keyboard: JSON | None = None
        self.loaded = False
        self._changed = asyncio.Event()

    def put(self, sequence: int, message: JSON) -> None:
        """Take over a message, unless a newer state of it is known."""
        number = message["message_id"]
        known = self.messages.get(number)
        if number in self.gone or (known is not None and known[0] > sequence):
            return
        self.messages[number] = (sequence, message)
        if len(self.messages) > KEPT:
            del self.messages[min(self.messages)]
        self.touch()

    def touch(self) -> None:
        """Wake everybody who waits for a change."""
        self._changed.set()
        self._changed = asyncio.Event()

    def newest(self, count: int) -> list[tuple[int, JSON]]:
        """The newest messages, newest first."""
        return [self.messages[number] for number in sorted(self.messages, reverse=True)[:count]]

    def message_with(self, fragment: str, not_from: int, after: int, count: int) -> JSON | None:
        """The newest message of somebody else that contains the fragment and is younger than `after`."""
        for sequence, message in self.newest(count):
            text = message.get("text") or message.get("caption") or ""
            if sequence > after and fragment in text and message["from"]["id"] != not_from:
                return message
        return None

    def button(self, text: str, count: int) -> tuple[int | None, str] | None:
        """Message id and full text of a visible button; no id when it is on the reply keyboard."""
        for _, message in self.newest(count):
            found = find_button(message, text)
            if found is not None:
                return message["message_id"], found["text"]
        rows = self.keyboard["keyboard"] if self.keyboard else []
        below = next((key["text"] for row in rows for key in row if key["text"].startswith(text)), None)
        return None if below is None else (None, below)

    async def wait(self, look: Callable[[], Found | None], timeout: float) -> Found | None:
        """The first thing `look` finds within `timeout` seconds; None when it finds nothing."""
        until = asyncio.get_running_loop().time() + timeout
        while (found := look()) is None:
            left = until - asyncio.get_running_loop().time()
            if left <= 0:
                return None
            try:
                await asyncio.wait_for(self._changed.wait(), left)
            except TimeoutError:
                return look()
        return found

    def picture(self) -> str:
        """The chat as text, for the message of a failed assertion."""
        lines = []
        for _, message in reversed(self.newest(KEPT)):
            text = message.get("text") or message.get("caption") or f"<{', '.join(sorted(message))}>"
            lines.append(f"  {message['message_id']} {message['from']['first_name']}: {text}")
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            lines += ["      " + " ".join(f"[{button['text']}]" for button in row) for row in rows]
        return "\n".join(lines) or "  (the chat is empty)"


class Mirror:
    """Every chat somebody looks at, and the answers to pressed buttons."""

    def __init__(self) -> None:
        self.sequence = 0
        self._chats: dict[int, MirroredChat] = {}
        self._answers: OrderedDict[str, JSON] = OrderedDict()
        self._awaited: dict[str, asyncio.Future[JSON]] = {}

    async def chat(self, sim: Sim, chat_id: int) -> MirroredChat:
        """The mirror of a chat; what happened before it was first asked for is read from the server."""
        chat = self._chats.setdefault(chat_id, MirroredChat())
        if not chat.loaded:
            chat.loaded = True
            page = await sim.chat(chat_id, KEPT)
            chat.keyboard = page["reply_keyboard"]
            for message in page["messages"]:
                chat.put(self.sequence, message)
        return chat

    async def answer(self, callback_id: str, timeout: float) -> JSON | None:
        """The bot's answer to a press, waiting up to `timeout` seconds."""
        known = self._answers.pop(callback_id, None)
        if known is not None:
            return known
        waiting: asyncio.Future[JSON] = asyncio.get_running_loop().create_future()
        self._awaited[callback_id] = waiting
        try:
            return await asyncio.wait_for(waiting, timeout)
        except TimeoutError:
            return None
        finally:
            del self._awaited[callback_id]

    def forget(self) -> None:
        """Start over after a reset of the town."""
        self._chats.clear()

    async def follow(self, http: aiohttp.ClientSession, url: str, since: int) -> None:
        """Read events until the server goes away."""
        self.sequence = since
        query = {"since": str(since), "types": _TYPES}
        try:
            async with http.get(f"{url}/sim/events", params=query) as response:
                await self._read(response)
        except aiohttp.ClientError:
            return  # waiting persons fail with the picture of their chat, which says more

    async def _read(self, response: aiohttp.ClientResponse) -> None:
        number = 0
        # Read by chunks: a line may be longer than the reader's limit.
        rest = b""
        async for chunk in response.content.iter_any():
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                if line.startswith(b"id: "):
                    number = int(line[4:])
                elif line.startswith(b"data: "):
                    self._apply(number, json.loads(line[6:]))

    def _apply(self, number: int, event: JSON) -> None:
        self.sequence = number
        if event["type"] == "callback_answer":
            self._answered(event)
        elif event["type"] == "reset":
            self.forget()
        elif (chat := self._chats.get(event["chat_id"])) is not None:
            _apply_to(chat, number, event)

    def _answered(self, event: JSON) -> None:
        waiting = self._awaited.get(event["callback_id"])
        if waiting is not None and not waiting.done():
            waiting.set_result(event)
            return
        self._answers[event["callback_id"]] = event
        if len(self._answers) > ANSWERS_KEPT:
            self._answers.popitem(last=False)


def _apply_to(chat: MirroredChat, number: int, event: JSON) -> None:
    if event["type"] == "deleted":
        chat.gone.add(event["message_id"])
        chat.messages.pop(event["message_id"], None)
        chat.touch()
    elif event["type"] == "keyboard":
        chat.keyboard = event["reply_keyboard"]
        chat.touch()
    else:
        chat.put(number, event["message"])
