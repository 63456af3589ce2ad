"""The state of the town and the few moves everything else is made of: post, revise, remove, tell the bot."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

from playground.callbacks import Callbacks
from playground.clock import CivilClock
from playground.errors import ControlError
from playground.faults import Faults
from playground.files import Files
from playground.journal import Journal
from playground.pacing import Pacing
from playground.residents import JSON, ROLE_HINTS, Bot, Chat, Entry, Person, first_message_id
from playground.updates import UpdateQueue
from playground.webhook import Webhook

TOKEN = "4200000000:PLAYGROUND-token-of-dauys"  # noqa: S105 -- public by design, it opens nothing
FIRST_FREE_PERSON = 1100
MESSAGES_KEPT = 30_000  # in all chats together; older ones are forgotten, as if deleted


class Town:
    """Everything that exists in one playground. One event loop owns it; nothing here is thread-safe."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.bot = Bot(id=int(token.partition(":")[0]))
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.clock = CivilClock()
        self.journal = Journal()
        self.queue = UpdateQueue()
        self.webhook = Webhook()
        self.callbacks = Callbacks()
        self.faults = Faults()
        self.pacing = Pacing()
        self.files = Files()
        self.poll = 0  # number of the newest getUpdates; an older one still waiting gives up with 409
        self.closed = asyncio.Event()
        self._posted: deque[tuple[Chat, int]] = deque()
        self._albums = 13_000_000_000_000_000

    def add_person(self, wanted: JSON) -> Person:
        """Add a person, or change the named fields of one with the same id."""
        number = wanted.get("id")
        if number is not None and (not isinstance(number, int) or number <= 0):
            raise ControlError("id of a person is a positive number")
        person = self.people.get(number or 0)
        if person is None:
            if not wanted.get("first_name"):
                raise ControlError("a new person needs first_name")
            person = Person(number or max([FIRST_FREE_PERSON, *self.people]) + 1, "")
            self.people[person.id] = person
        for name in ("first_name", "last_name", "username", "language_code", "role_hint"):
            if wanted.get(name) is not None:
                setattr(person, name, str(wanted[name]))
        if person.role_hint not in ROLE_HINTS:
            raise ControlError(f"role_hint is one of {', '.join(ROLE_HINTS)}")
        if person.id in self.chats:
            self.chats[person.id].api = person.private_chat()
        self.journal.tell("person", person.state())
        return person

    def person(self, number: Any) -> Person:
        """The person with this id. Raises ControlError when there is none."""
        person = self.people.get(number) if isinstance(number, int) else None
        if person is None:
            raise ControlError(f"there is no person {number!r}", 404)
        return person

    def private(self, person: Person) -> Chat:
        """The person's conversation with the bot."""
        chat = self.chats.get(person.id)
        if chat is None:
            chat = Chat(person.id, person.private_chat(), [person.id], first_message_id(person.id))
            self.chats[person.id] = chat
        return chat

    def chat(self, number: Any) -> Chat:
        """The chat with this id. Raises ControlError when there is none."""
        if number in self.people:
            return self.private(self.people[number])
        chat = self.chats.get(number)
        if chat is None:
            raise ControlError(f"there is no chat {number!r}", 404)
        return chat

    def post(self, chat: Chat, author: JSON, content: JSON) -> Entry:
        """Put a message into a chat and tell the watchers. `content` is what makes it text, photo, ..."""
        chat.last_id += 1
        message = {
            "message_id": chat.last_id,
            "from": author,
            "chat": chat.api,
            "date": self.clock.seconds(),
            **content,
        }
        entry = Entry(message)
        chat.entries[chat.last_id] = entry
        self._posted.append((chat, chat.last_id))
        if len(self._posted) > MESSAGES_KEPT:
            oldest, number = self._posted.popleft()
            oldest.entries.pop(number, None)
        self._show("message", chat, entry)
        return entry

    def revise(self, chat: Chat, entry: Entry, changes: JSON, *, edited: bool = True) -> None:
        """Replace a message by a changed copy; a field set to None is taken away."""
        message = {**entry.message, **changes}
        if edited:
            message["edit_date"] = self.clock.seconds()
            entry.edits += 1
        entry.message = {name: value for name, value in message.items() if value is not None}
        self._show("edited", chat, entry)

    def remove(self, chat: Chat, message_id: int) -> None:
        """Delete a message for everybody."""
        del chat.entries[message_id]
        self.journal.tell("deleted", {"chat_id": chat.id, "message_id": message_id, "for": chat.members})

    def set_reply_keyboard(self, chat: Chat, keyboard: JSON | None) -> None:
        """Show another keyboard below the chat, or none."""
        if chat.reply_keyboard != keyboard:
            chat.reply_keyboard = keyboard
            self.journal.tell("keyboard", {"chat_id": chat.id, "reply_keyboard": keyboard})

    def show_reactions(self, chat: Chat, entry: Entry) -> None:
        """Tell the watchers what is under a message now."""
        number, reactions = entry.message["message_id"], entry.view()["reactions"]
        self.journal.tell("reaction", {"chat_id": chat.id, "message_id": number, "reactions": reactions})

    def show_chat(self, chat: Chat) -> None:
        """Tell the watchers that a chat is new or changed."""
        self.journal.tell("chat", chat.state())

    def next_album(self) -> str:
        """A fresh media_group_id."""
        self._albums += 1
        return str(self._albums)

    def reset(self) -> None:
        """Empty the town: people, the bot's profile and webhook stay, and so do all counters."""
        for person in self.people.values():
            person.started = person.blocked = False
        for number, chat in list(self.chats.items()):
            chat.entries.clear()
            chat.reply_keyboard, chat.pinned, chat.topics = None, None, {}
            if not chat.is_private and not chat.initial:
                del self.chats[number]
        self._posted.clear()
        self.queue.hold(on=False)
        self.queue.clear()
        hook = self.webhook
        hook.point(hook.url, hook.secret, hook.max_connections, None)
        for store in (self.callbacks, self.faults, self.files):
            store.clear()
        self.pacing.change({"on": False})
        self.clock.reset()
        self.journal.forget()
        self.journal.tell("reset", {})

    async def closing(self, seconds: float) -> None:
        """Wait `seconds`, or until the town closes."""
        try:
            await asyncio.wait_for(self.closed.wait(), seconds)
        except TimeoutError:
            return

    def close(self) -> None:
        """Let everybody who waits go and remove temporary files."""
        self.closed.set()
        self.journal.close()
        self.clock.release()
        self.queue.arrived.set()
        self.files.clear()

    def _show(self, kind: str, chat: Chat, entry: Entry) -> None:
        view = entry.view() if entry.edits or entry.reactions else entry.message
        self.journal.tell(kind, {"chat_id": chat.id, "message": view, "for": chat.members})
