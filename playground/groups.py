"""Groups: founding, joining and leaving, the bot's place in them, migration to a supergroup."""

from __future__ import annotations

from typing import Any

from playground.errors import ControlError
from playground.residents import JSON, Chat, Entry, first_message_id
from playground.town import Town

SUPERGROUP_BASE = -1_002_000_000_000
_BOT_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
    "can_send_welcome_messages",
)


def found_group(town: Town, wanted: JSON) -> Chat:
    """A new group with the bot in it; the first member is its owner and adds the bot."""
    title, members = wanted.get("title"), wanted.get("members") or []
    if not title or not members:
        raise ControlError("a group needs title and members")
    people = [town.person(number).id for number in members]
    forum = bool(wanted.get("forum"))
    kind = "supergroup" if forum or wanted.get("supergroup") else "group"
    number = wanted.get("id") or _free_id(town, kind)
    if number in town.chats or number >= 0:
        raise ControlError(f"a group cannot have the id {number}")
    api: JSON = {"id": number, "type": kind, "title": str(title)}
    if forum:
        api["is_forum"] = True
    chat = Chat(number, api, people, first_message_id(number), bot_status="left")
    town.chats[number] = chat
    town.show_chat(chat)
    deliver(
        town, chat, town.post(chat, town.people[people[0]].user(), {"group_chat_created": True}), service=True
    )
    admit_bot(town, chat, admin=bool(wanted.get("bot_is_admin")))
    return chat


def admit_bot(town: Town, chat: Chat, *, admin: bool = False) -> None:
    """The owner adds the bot, or changes its rights."""
    set_bot_status(town, chat, "administrator" if admin else "member")


def set_bot_status(town: Town, chat: Chat, status: str) -> None:
    """Give the bot another place in a group and tell it by my_chat_member."""
    old = bot_member(town, chat)
    chat.bot_status = status
    by = town.people[chat.members[0]].user() if chat.members else town.bot.user()
    change: JSON = {
        "chat": chat.api,
        "from": by,
        "date": town.clock.seconds(),
        "old_chat_member": old,
        "new_chat_member": bot_member(town, chat),
    }
    town.queue.add("my_chat_member", change)
    town.show_chat(chat)


def bot_member(town: Town, chat: Chat) -> JSON:
    """The Bot API's ChatMember of the bot in a chat."""
    member: JSON = {"user": town.bot.user(), "status": chat.bot_status}
    if chat.bot_status == "administrator":
        member |= {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(_BOT_RIGHTS, True)
    if chat.bot_status == "kicked":
        member["until_date"] = 0
    return member


def join(town: Town, chat: Chat, number: int) -> None:
    """A person comes into a group."""
    _expect_group(chat)
    person = town.person(number)
    if number in chat.members:
        raise ControlError(f"person {number} is in the group already")
    chat.members = [*chat.members, number]
    user = person.user()
    deliver(town, chat, town.post(chat, user, {"new_chat_members": [user]}), service=True)
    _tell_member(town, chat, user, "left", "member")


def leave(town: Town, chat: Chat, number: int) -> None:
    """A person leaves a group."""
    _expect_group(chat)
    person = town.person(number)
    if number not in chat.members:
        raise ControlError(f"person {number} is not in the group")
    user = person.user()
    deliver(town, chat, town.post(chat, user, {"left_chat_member": user}), service=True)
    chat.members = [member for member in chat.members if member != number]
    _tell_member(town, chat, user, "member", "left")


def migrate(town: Town, chat: Chat) -> Chat:
    """A basic group becomes a supergroup under a new id; both chats get their service message."""
    if chat.kind != "group" or chat.migrated_to is not None:
        raise ControlError("only a basic group that has not moved yet can migrate")
    number = _free_id(town, "supergroup")
    new = Chat(number, {**chat.api, "id": number, "type": "supergroup"}, chat.members, 0, chat.bot_status)
    town.chats[number] = new
    owner = town.people[chat.members[0]].user() if chat.members else town.bot.user()
    moved = town.post(chat, owner, {"migrate_to_chat_id": number})
    chat.migrated_to = number
    town.show_chat(chat)
    town.show_chat(new)
    deliver(town, chat, moved, service=True)
    deliver(town, new, town.post(new, owner, {"migrate_from_chat_id": chat.id}), service=True)
    return new


def deliver(
    town: Town, chat: Chat, entry: Entry, kind: str = "message", *, service: bool = False
) -> int | None:
    """Give a message of a person to the bot; in groups only what the privacy mode lets through."""
    if chat.is_private or (chat.bot_is_inside and (service or hears(town, chat, entry.message))):
        return town.queue.add(kind, entry.message)
    return None


def hears(town: Town, chat: Chat, message: JSON) -> bool:
    """Privacy mode, Bot API: commands, mentions and replies to the bot; everything for an administrator."""
    if chat.bot_status == "administrator":
        return True
    text = str(message.get("text") or message.get("caption") or "")
    answered: Any = message.get("reply_to_message", {}).get("from", {}).get("id")
    if text.startswith("/"):
        addressed = text.split()[0].partition("@")[2].lower()
        return addressed in ("", town.bot.username.lower())
    return answered == town.bot.id or f"@{town.bot.username}".lower() in text.lower()


def _expect_group(chat: Chat) -> None:
    if chat.is_private:
        raise ControlError("this is a private chat")


def _tell_member(town: Town, chat: Chat, user: JSON, old: str, new: str) -> None:
    town.show_chat(chat)
    if chat.bot_status == "administrator":
        change: JSON = {
            "chat": chat.api,
            "from": user,
            "date": town.clock.seconds(),
            "old_chat_member": {"user": user, "status": old},
            "new_chat_member": {"user": user, "status": new},
        }
        town.queue.add("chat_member", change)


def _free_id(town: Town, kind: str) -> int:
    number = -5001 if kind == "group" else SUPERGROUP_BASE - 1
    while number in town.chats:
        number -= 1
    return number
