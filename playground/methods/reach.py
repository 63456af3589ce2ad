"""Finding the chat, message and topic a call speaks of, or refusing as Telegram does."""

from __future__ import annotations

from typing import Any

from playground.errors import ApiError, bad_request, forbidden
from playground.params import Params, whole
from playground.residents import JSON, Chat, Entry, quoted
from playground.town import Town


def reach(town: Town, params: Params) -> Chat:
    """The chat the bot may write to. Raises ApiError when it may not, with Telegram's reason."""
    chat = known_chat(town, params.values.get("chat_id"))
    if chat.migrated_to is not None:
        moved = "group chat was upgraded to a supergroup chat"
        raise bad_request(moved, migrate_to_chat_id=chat.migrated_to)
    if chat.is_private:
        person = town.people[chat.id]
        if person.blocked:
            raise forbidden("bot was blocked by the user")
        if not person.started:
            raise forbidden("bot can't initiate conversation with a user")
    elif not chat.bot_is_inside:
        raise outside(chat)
    return chat


def known_chat(town: Town, given: Any) -> Chat:
    """The chat with this id, whatever the bot may do there. Raises ApiError when there is none."""
    if given in (None, ""):
        raise bad_request("chat_id is empty")
    number = whole(given)
    chat = town.chats.get(number)
    if chat is not None:
        return chat
    person = town.people.get(number)
    if person is None:
        raise bad_request("chat not found")
    return town.private(person)


def met_chat(town: Town, given: Any) -> Chat:
    """A chat the bot has met. Raises ApiError for a person who has never written to it."""
    chat = known_chat(town, given)
    if chat.is_private and not town.people[chat.id].started:
        raise bad_request("chat not found")
    return chat


def outside(chat: Chat) -> ApiError:
    """The refusal for a group the bot is not in."""
    if chat.bot_status == "kicked" or chat.kind == "group":
        return forbidden(f"bot was kicked from the {chat.kind} chat")
    return forbidden("bot is not a member of the supergroup chat")


def own_message(town: Town, chat: Chat, params: Params, verb: str) -> Entry:
    """A message of the bot itself for `verb`-ing. Raises ApiError when it is gone or somebody else's."""
    entry = chat.entries.get(params.number("message_id"))
    if entry is None:
        raise bad_request(f"message to {verb} not found")
    if entry.message["from"]["id"] != town.bot.id or entry.keyboard_below:
        raise bad_request(f"message can't be {verb}ed")
    return entry


def answered_message(chat: Chat, params: Params) -> JSON:
    """The reply_to_message field for reply_parameters or the older fields; empty when it is no reply."""
    given = params.mapping("reply_parameters")
    if given is None:
        if "reply_to_message_id" not in params:
            return {}
        number = params.number("reply_to_message_id")
        lenient = params.flag("allow_sending_without_reply")
    else:
        number = whole(given.get("message_id"))
        lenient = bool(given.get("allow_sending_without_reply"))
    entry = chat.entries.get(number)
    if entry is None:
        if lenient:
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": quoted(entry.message)}


def thread(town: Town, chat: Chat, params: Params) -> JSON:
    """The topic fields of a message. Raises ApiError for an unknown or closed topic."""
    number = params.number("message_thread_id")
    if not number:
        return {}
    topic = chat.topics.get(number)
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed and chat.bot_status != "administrator":
        raise bad_request("TOPIC_CLOSED")
    return {"message_thread_id": number, "is_topic_message": True}
