"""Who and what is in the town: persons, chats, messages, and the bot's own profile."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]

_FRAME = frozenset(
    {
        "message_id",
        "from",
        "chat",
        "date",
        "edit_date",
        "reply_to_message",
        "reply_markup",
        "media_group_id",
        "has_protected_content",
        "message_thread_id",
        "is_topic_message",
        "forward_origin",
        "sender_chat",
    }
)
ROLE_HINTS = ("citizen", "operator", "head", "administrator")


@dataclass(slots=True)
class Person:
    """Somebody with a Telegram account. `started` once they wrote to the bot."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    role_hint: str = "citizen"
    started: bool = False
    blocked: bool = False

    def user(self) -> JSON:
        """The Bot API's User."""
        user: JSON = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        optional = ("last_name", "username", "language_code")
        return user | {name: value for name in optional if (value := getattr(self, name))}

    def private_chat(self) -> JSON:
        """The Bot API's Chat of this person's conversation with the bot."""
        named = ("id", "first_name", "last_name", "username")
        return {k: v for k, v in self.user().items() if k in named} | {"type": "private"}

    def state(self) -> JSON:
        """What the control API tells about the person."""
        return {
            "id": self.id,
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
            "language_code": self.language_code,
            "role_hint": self.role_hint,
            "started": self.started,
            "blocked": self.blocked,
        }


@dataclass(slots=True)
class Entry:
    """One message of a chat. `message` is replaced, never changed, so that older copies stay true."""

    message: JSON
    edits: int = 0
    reactions: dict[int, str] = field(default_factory=dict)
    keyboard_below: bool = False  # it carried a reply keyboard, after which Telegram refuses edits

    def view(self) -> JSON:
        """The message as the control API shows it."""
        reactions = [{"from": who, "emoji": emoji} for who, emoji in self.reactions.items()]
        return {**self.message, "edits": self.edits, "views": {"edits": self.edits}, "reactions": reactions}


@dataclass(slots=True)
class Topic:
    """A forum topic; its id is the id of the message that opened it."""

    name: str
    closed: bool = False


@dataclass(slots=True)
class Chat:
    """A conversation. `api` is the Bot API's Chat, shared by its messages and so replaced on change."""

    id: int
    api: JSON
    members: list[int]
    last_id: int
    bot_status: str = "member"  # of a group: member, administrator, left or kicked
    migrated_to: int | None = None
    entries: dict[int, Entry] = field(default_factory=dict)
    reply_keyboard: JSON | None = None
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: int | None = None
    initial: bool = False

    @property
    def kind(self) -> str:
        """private, group or supergroup."""
        return str(self.api["type"])

    @property
    def is_private(self) -> bool:
        """Whether this is one person's conversation with the bot."""
        return self.kind == "private"

    @property
    def bot_is_inside(self) -> bool:
        """Whether the bot may write here at all."""
        return self.bot_status in ("member", "administrator")

    def state(self) -> JSON:
        """What the control API tells about the chat."""
        title = self.api.get("title") or self.api.get("first_name", "")
        return {
            "id": self.id,
            "type": self.kind,
            "title": title,
            "members": self.members,
            "is_forum": bool(self.api.get("is_forum")),
            "bot_status": self.bot_status,
            "migrated_to": self.migrated_to,
        }


@dataclass(slots=True)
class Bot:
    """The bot's account and what setMy* methods store: texts per language code, commands per scope too."""

    id: int
    username: str = "dauys_playground_bot"
    first_name: str = "Dauys"
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], tuple[JSON, list[JSON]]] = field(default_factory=dict)
    menu_buttons: dict[int, JSON] = field(default_factory=dict)

    def user(self) -> JSON:
        """The Bot API's User of the bot, as other messages carry it."""
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.names.get("") or self.first_name,
            "username": self.username,
        }

    def command_list(self) -> list[JSON]:
        """Every stored command list with its scope and language."""
        return [
            {"scope": scope, "language_code": language, "commands": commands}
            for (_, language), (scope, commands) in self.commands.items()
        ]

    def state(self) -> JSON:
        """What the control API tells about the bot."""
        return {
            "id": self.id,
            "username": self.username,
            "name": self.names.get("") or self.first_name,
            "names": self.names,
            "description": self.descriptions,
            "short_description": self.short_descriptions,
        }


def first_message_id(chat_id: int) -> int:
    """Where a chat's message counter starts: not the same in two chats, the same in each run."""
    return 10 + abs(chat_id) * 7919 % 997


def quoted(message: JSON) -> JSON:
    """A message as it appears inside another one: without the one it answers itself."""
    return {k: v for k, v in message.items() if k not in ("reply_to_message", "pinned_message")}


def content_of(message: JSON) -> JSON:
    """What a copy of the message takes over: not who, where and when."""
    return {name: value for name, value in message.items() if name not in _FRAME}


def origin_of(message: JSON, *, hidden: bool = False) -> JSON:
    """The forward_origin of a forward, which stays that of the first author."""
    author: JSON = {"type": "user", "date": message["date"], "sender_user": message["from"]}
    if hidden:
        name = message["from"]["first_name"]
        author = {"type": "hidden_user", "date": message["date"], "sender_user_name": name}
    return {"forward_origin": message.get("forward_origin") or author}
