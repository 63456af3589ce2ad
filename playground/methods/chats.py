"""Chats and their members; pins, reactions, chat actions."""

from __future__ import annotations

from typing import Any

from playground.errors import bad_request
from playground.groups import bot_member, set_bot_status
from playground.methods.reach import met_chat, reach
from playground.methods.registry import method
from playground.params import Params
from playground.residents import JSON, Chat, quoted
from playground.town import Town

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)
# Bot API ReactionTypeEmoji: the emoji a bot may react with.
REACTIONS = (
    " ❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 "
    " 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 "
    " 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡 "
)
_VARIATION = "\ufe0f"  # asks for the colourful form of an emoji; Telegram does not mind it
_OPEN_PERMISSIONS = {"can_send_messages": True, "can_invite_users": True, "can_pin_messages": True}


@method("sendChatAction")
def send_chat_action(town: Town, params: Params) -> bool:
    """Show "typing..." or the like."""
    chat = reach(town, params)
    action = params.text("action")
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    town.journal.tell("typing", {"chat_id": chat.id, "action": action, "for": chat.members})
    return True


@method("setMessageReaction")
def set_message_reaction(town: Town, params: Params) -> bool:
    """Put one emoji under a message, or take it away."""
    chat = reach(town, params)
    entry = chat.entries.get(params.number("message_id"))
    if entry is None:
        raise bad_request("message to react not found")
    reactions: list[Any] = params.listing("reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    entry.reactions.pop(town.bot.id, None)
    if reactions:
        entry.reactions[town.bot.id] = _emoji(reactions[0])
    town.show_reactions(chat, entry)
    return True


@method("pinChatMessage")
def pin_chat_message(town: Town, params: Params) -> bool:
    """Pin a message; the chat gets a service message about it."""
    chat = reach(town, params)
    if not chat.is_private and chat.bot_status != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    entry = chat.entries.get(params.number("message_id"))
    if entry is None:
        raise bad_request("message to pin not found")
    chat.pinned = entry.message["message_id"]
    note = town.post(chat, town.bot.user(), {"pinned_message": quoted(entry.message)})
    town.queue.add("message", note.message)
    return True


@method("unpinChatMessage")
def unpin_chat_message(town: Town, params: Params) -> bool:
    """Unpin the pinned message."""
    chat = reach(town, params)
    if chat.pinned is None:
        raise bad_request("message to unpin not found")
    chat.pinned = None
    return True


@method("getChat")
def get_chat(town: Town, params: Params) -> JSON:
    """The Bot API's ChatFullInfo."""
    chat = _visible(town, params)
    gifts = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"),
        False,
    )
    info: JSON = {**chat.api, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}
    if not chat.is_private:
        info["permissions"] = _OPEN_PERMISSIONS
    if chat.pinned in chat.entries:
        info["pinned_message"] = quoted(chat.entries[chat.pinned].message)
    return info


@method("getChatMember")
def get_chat_member(town: Town, params: Params) -> JSON:
    """The Bot API's ChatMember of one user."""
    chat, number = _visible(town, params), params.number("user_id")
    if number == town.bot.id:
        return bot_member(town, chat)
    person = town.people.get(number)
    if person is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return _member(chat, person.user())


@method("getChatMemberCount")
def get_chat_member_count(town: Town, params: Params) -> int:
    """How many are in the chat, the bot included."""
    return len(_visible(town, params).members) + 1


@method("getChatAdministrators")
def get_chat_administrators(town: Town, params: Params) -> list[JSON]:
    """The owner, and the bot when it is an administrator."""
    chat = _visible(town, params)
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    owners = [_member(chat, town.people[number].user()) for number in chat.members[:1]]
    return owners + ([bot_member(town, chat)] if chat.bot_status == "administrator" else [])


@method("leaveChat")
def leave_chat(town: Town, params: Params) -> bool:
    """The bot goes."""
    chat = reach(town, params)
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    set_bot_status(town, chat, "left")
    return True


def _emoji(reaction: Any) -> str:
    emoji = str(reaction.get("emoji") if isinstance(reaction, dict) else "").replace(_VARIATION, "")
    if not emoji or f" {emoji} " not in REACTIONS:
        raise bad_request("REACTION_INVALID")
    return emoji


def _visible(town: Town, params: Params) -> Chat:
    """A chat the bot may look at: a group it is in, or a person, even one who has blocked it."""
    chat = met_chat(town, params.values.get("chat_id"))
    return chat if chat.is_private else reach(town, params)


def _member(chat: Chat, user: JSON) -> JSON:
    if user["id"] not in chat.members:
        return {"user": user, "status": "left"}
    if chat.members[0] == user["id"] and not chat.is_private:
        return {"user": user, "status": "creator", "is_anonymous": False}
    return {"user": user, "status": "member"}
