"""People who live in the measuring process: what they do costs the bot nothing but its own work.

The Bot API server is the playground's, reached by the bot over real HTTP. People act on the town directly
and see in its journal what the bot says, so that no second client competes for the processors.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from playground import acts
from playground.acts import Place
from playground.markup import visible_buttons
from playground.town import Town

PATIENCE_SECONDS = 30.0
_WATCH_SECONDS = 1.0

Message = dict[str, Any]


class Unanswered(RuntimeError):  # noqa: N818 - says what is the case
    """Somebody waited in vain, or was shown something else."""


@dataclass(slots=True)
class Crowd:
    """Everybody in a town. Acts that wait raise Unanswered after PATIENCE_SECONDS."""

    town: Town
    _waiting: dict[int, asyncio.Future[Message]] = field(default_factory=dict)
    _known: dict[int, Place] = field(default_factory=dict)

    async def watch(self) -> None:
        """Tell those who wait what the bot says to them; runs until cancelled."""
        journal, bot_id = self.town.journal, self.town.bot.id
        seen = journal.sequence
        while True:
            await journal.next_after(seen, _WATCH_SECONDS)
            for event in journal.since(seen):
                seen = event.number
                if event.kind in ("message", "edited") and event.data["message"]["from"]["id"] == bot_id:
                    self._hand(event.data["chat_id"], event.data["message"])

    def moves_in(self, person_id: int) -> Place:
        """Somebody of the town, in the private chat they have with the bot."""
        if person_id not in self._known:
            told = {"id": person_id, "first_name": f"Person {person_id}", "language_code": "ru"}
            person = self.town.add_person(told)
            self._known[person_id] = Place(person, self.town.private(person))
        return self._known[person_id]

    async def says(self, person_id: int, text: str) -> Message:
        """Write a text and wait for what the bot shows next in this chat."""
        place = self.moves_in(person_id)
        shown = self._expect(person_id)
        acts.say(self.town, place, text)
        return await self._patiently(shown, person_id)

    async def taps(self, person_id: int, message: Message, data: str) -> Message:
        """Press the first button whose data begins so, and wait for what the bot shows next."""
        pressed = {"message_id": message["message_id"], "data": button(message, data)}
        shown = self._expect(person_id)
        acts.tap(self.town, self._known[person_id], pressed)
        return await self._patiently(shown, person_id)

    def _expect(self, person_id: int) -> asyncio.Future[Message]:
        expected: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        self._waiting[person_id] = expected
        return expected

    def _hand(self, chat_id: int, message: Message) -> None:
        waiting = self._waiting.pop(chat_id, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(message)

    @staticmethod
    async def _patiently(shown: asyncio.Future[Message], person_id: int) -> Message:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await shown
        except TimeoutError:
            raise Unanswered(f"{person_id} was shown nothing for {PATIENCE_SECONDS:g} s") from None


def button(message: Message, data: str) -> str:
    """The data of the first button that begins so.

    Raises:
        Unanswered: there is none; the message says what was shown instead.
    """
    carried = [str(b.get("callback_data", "")) for row in visible_buttons(message) for b in row]
    found = next((carries for carries in carried if carries.startswith(data)), None)
    if found is None:
        raise Unanswered(f"no button {data}… under {message.get('text', '')[:200]!r}, only {carried}")
    return found
