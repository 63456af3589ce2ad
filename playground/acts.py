"""What people do: write, press, edit, react, block; each act reaches the bot as Telegram would bring it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from playground.checks import TEXT_LIMIT, text_fields
from playground.entities import Entity, found_in, ordered, units
from playground.errors import ControlError
from playground.groups import deliver
from playground.markup import find_button, visible_buttons
from playground.residents import JSON, Chat, Entry, Person, content_of, origin_of, quoted
from playground.town import Town

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


# Bot API, Message.from: what an administrator who writes in the name of the group is seen as.
ANONYMOUS: JSON = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


@dataclass(frozen=True, slots=True)
class Place:
    """Who acts, and where: in which chat, in which forum topic, and whether in the name of the group."""

    person: Person
    chat: Chat
    thread: int | None = None
    anonymous: bool = False

    def author(self) -> JSON:
        """The user a message here comes from."""
        return ANONYMOUS if self.anonymous else self.person.user()

    def frame(self) -> JSON:
        """The fields of a message that tell of the topic and the anonymity."""
        topic = {"message_thread_id": self.thread, "is_topic_message": True} if self.thread else {}
        return topic | ({"sender_chat": self.chat.api} if self.anonymous else {})


def place(town: Town, wanted: JSON) -> Place:
    """The `person` and `chat_id` of a control request. Raises ControlError when they cannot write there."""
    person = town.person(wanted.get("person"))
    number = wanted.get("chat_id")
    chat = town.private(person) if number is None else town.chat(number)
    if person.id not in chat.members:
        raise ControlError(f"person {person.id} is not in the chat {chat.id}", 403)
    if chat.migrated_to is not None:
        raise ControlError(f"the group has moved to {chat.migrated_to}", 409)
    thread = wanted.get("message_thread_id")
    if thread is not None and thread not in chat.topics:
        raise ControlError(f"there is no topic {thread!r} in the chat {chat.id}", 404)
    anonymous = bool(wanted.get("anonymous"))
    if anonymous and chat.is_private:
        raise ControlError("only in a group can one write in its name")
    return Place(person, chat, thread, anonymous)


def write(town: Town, where: Place, content: JSON, reply_to: Any = None) -> JSON:
    """Post a person's message and deliver it; says under which ids."""
    person, chat = where.person, where.chat
    if chat.is_private:
        if person.blocked:
            raise ControlError(f"person {person.id} has blocked the bot; unblock first", 409)
        person.started = True
    if reply_to is not None:
        content = {"reply_to_message": quoted(entry_in(chat, reply_to).message), **content}
    entry = town.post(chat, where.author(), where.frame() | content)
    update_id = deliver(town, chat, entry)
    return {"update_id": update_id, "message_id": entry.message["message_id"], "chat_id": chat.id}


def say(
    town: Town, where: Place, text: str, reply_to: Any = None, entities: list[Entity] | None = None
) -> JSON:
    """A person's text; Telegram's apps send more than 4096 characters as several messages."""
    pieces = split(text)
    if not text.strip():
        raise ControlError("Telegram's apps do not send an empty text")
    _use_up_keyboard(town, where.chat, text)
    sent = []
    for piece in pieces:
        known = ordered(entities or []) if len(pieces) == 1 else []
        content = text_fields("text", piece, found_in(piece, known))
        sent.append(write(town, where, content, reply_to))
        reply_to = None
    return sent[0] if len(sent) == 1 else {**sent[0], "parts": sent}


def split(text: str) -> list[str]:
    """A long text in pieces of at most 4096 UTF-16 units, cut after white space where there is some."""
    pieces = []
    while units(text) > TEXT_LIMIT:
        end = TEXT_LIMIT
        while units(text[:end]) > TEXT_LIMIT:
            end -= (units(text[:end]) - TEXT_LIMIT + 1) // 2
        space = max(text.rfind(" ", end // 2, end), text.rfind("\n", end // 2, end))
        end = space + 1 if space >= 0 else end
        pieces.append(text[:end])
        text = text[end:]
    return [*pieces, text]


def forward(town: Town, where: Place, source: Chat, message_id: Any, *, hidden: bool = False) -> JSON:
    """A person forwards a message they see; `hidden` authors are told by name only."""
    entry = entry_in(source, message_id)
    if where.person.id not in source.members:
        raise ControlError(f"person {where.person.id} is not in the chat {source.id}", 403)
    if entry.message.get("has_protected_content"):
        raise ControlError("Telegram's apps do not forward protected content", 409)
    return write(town, where, content_of(entry.message) | origin_of(entry.message, hidden=hidden))


def follow_link(town: Town, person: Person, start: str) -> JSON:
    """Open t.me/<bot>?start=... and press Start, or Restart after a block."""
    if start and not _PAYLOAD.fullmatch(start):
        raise ControlError("a start payload has 1 to 64 characters of A-Z, a-z, 0-9, _ and -")
    if person.blocked:
        set_blocked(town, person, blocked=False)
    return say(town, Place(person, town.private(person)), f"/start {start}".strip())


def tap(town: Town, where: Place, wanted: JSON) -> JSON:
    """Press an inline button. Raises ControlError 404 when it is not there and `force` is not set."""
    entry, button = _aim(where.chat, wanted)
    if wanted.get("force") and wanted.get("data") is not None:
        button = {"callback_data": str(wanted["data"])}
    if button is None:
        raise ControlError("no such button is visible now", 404)
    if button.get("disabled"):
        raise ControlError(f"the button {button['text']!r} is disabled", 409)
    if "callback_data" not in button:
        shown: JSON = {name: button[name] for name in ("url", "copy_text") if name in button}
        return {"update_id": None, "callback_id": None, **shown}
    return _press(town, where, wanted, entry, button["callback_data"])


def edit(town: Town, where: Place, message_id: Any, changes: JSON) -> JSON:
    """A person changes their own text or caption."""
    entry = entry_in(where.chat, message_id)
    if entry.message["from"]["id"] != where.person.id:
        raise ControlError("only one's own message can be edited", 403)
    fields: JSON = {}
    for name in ("text", "caption"):
        if changes.get(name) is not None:
            text = str(changes[name])
            listed = "entities" if name == "text" else "caption_entities"
            fields |= {listed: None} | text_fields(name, text, found_in(text, []))
    if not fields:
        raise ControlError("an edit needs text or caption")
    town.revise(where.chat, entry, fields)
    update_id = deliver(town, where.chat, entry, "edited_message")
    return {"update_id": update_id, "message_id": message_id, "chat_id": where.chat.id}


def set_blocked(town: Town, person: Person, *, blocked: bool) -> JSON:
    """Block or unblock the bot; it learns of a change by my_chat_member."""
    update_id = None
    if person.blocked != blocked:
        person.blocked = blocked
        old, new = ("member", "kicked") if blocked else ("kicked", "member")
        change: JSON = {
            "chat": person.private_chat(),
            "from": person.user(),
            "date": town.clock.seconds(),
            "old_chat_member": _bot_as(town, old),
            "new_chat_member": _bot_as(town, new),
        }
        update_id = town.queue.add("my_chat_member", change)
        town.journal.tell("person", person.state())
    return {"update_id": update_id}


def react(town: Town, where: Place, message_id: Any, emoji: str) -> JSON:
    """Put an emoji under a message, or take one's own away with an empty one."""
    entry = entry_in(where.chat, message_id)
    old = entry.reactions.pop(where.person.id, "")
    if emoji:
        entry.reactions[where.person.id] = emoji
    town.show_reactions(where.chat, entry)
    change: JSON = {
        "chat": where.chat.api,
        "message_id": message_id,
        "user": where.person.user(),
        "date": town.clock.seconds(),
        "old_reaction": [{"type": "emoji", "emoji": old}] if old else [],
        "new_reaction": [{"type": "emoji", "emoji": emoji}] if emoji else [],
    }
    told = where.chat.is_private or where.chat.bot_status == "administrator"
    return {"update_id": town.queue.add("message_reaction", change) if told else None}


def entry_in(chat: Chat, message_id: Any) -> Entry:
    """A message of the chat. Raises ControlError when it is not there."""
    entry = chat.entries.get(message_id) if isinstance(message_id, int) else None
    if entry is None:
        raise ControlError(f"there is no message {message_id!r} in the chat {chat.id}", 404)
    return entry


def _aim(chat: Chat, wanted: JSON) -> tuple[Entry | None, JSON | None]:
    """The message and the button meant: by position, by data, or by visible text, newest message first."""
    number = wanted.get("message_id")
    if number is not None:
        entries = [entry for entry in (chat.entries.get(number),) if entry is not None]
    else:
        entries = [entry for entry in reversed(chat.entries.values()) if visible_buttons(entry.message)]
    for entry in entries:
        button = _button_of(entry.message, wanted)
        if button is not None:
            return entry, button
    return (entries[0] if entries else None), None


def _button_of(message: JSON, wanted: JSON) -> JSON | None:
    rows = visible_buttons(message)
    if "row" in wanted:
        row, column = int(wanted["row"]), int(wanted.get("column", 0))
        return rows[row][column] if 0 <= row < len(rows) and 0 <= column < len(rows[row]) else None
    if "button" in wanted:
        return find_button(message, str(wanted["button"]))
    data = wanted.get("data")
    return next(
        (b for line in rows for b in line if data is not None and b.get("callback_data") == data), None
    )


def _press(town: Town, where: Place, wanted: JSON, entry: Entry | None, data: str) -> JSON:
    callback_id = town.callbacks.press(where.person.id)
    gone: JSON = {"chat": where.chat.api, "message_id": wanted.get("message_id") or 1, "date": 0}
    query: JSON = {
        "id": callback_id,
        "from": where.person.user(),
        "message": gone if entry is None else entry.message,
        "chat_instance": str(abs(where.chat.id) * 7919),
        "data": data,
    }
    update_id = town.queue.add("callback_query", query)
    return {"update_id": update_id, "callback_id": callback_id}


def _bot_as(town: Town, status: str) -> JSON:
    member: JSON = {"user": town.bot.user(), "status": status}
    return member | {"until_date": 0} if status == "kicked" else member


def _use_up_keyboard(town: Town, chat: Chat, text: str) -> None:
    """A one-time reply keyboard goes once one of its buttons was used."""
    keyboard = chat.reply_keyboard
    if not keyboard or not keyboard.get("one_time_keyboard"):
        return
    if any(button["text"] == text for row in keyboard["keyboard"] for button in row):
        town.set_reply_keyboard(chat, None)
