"""Changing and deleting messages the bot has sent."""

from __future__ import annotations

from typing import Any

from playground.attachments import CAPTIONED
from playground.checks import caption, message_text
from playground.errors import bad_request
from playground.markup import inline_only
from playground.methods.reach import own_message, reach
from playground.methods.registry import method
from playground.params import Params, whole
from playground.residents import JSON, Chat, Entry
from playground.town import Town

_UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
DELETABLE_FOR = 48 * 3600  # seconds after which a bot can no longer delete a message, Bot API deleteMessage


@method("editMessageText", paced=True)
def edit_message_text(town: Town, params: Params) -> JSON:
    """Replace the text; without reply_markup the keyboard goes."""
    chat, entry = _subject(town, params)
    text, entities = message_text(params)
    if "text" not in entry.message:
        raise bad_request("there is no text in the message to edit")
    preview = params.mapping("link_preview_options")
    changes = {"text": text, "entities": entities or None, "link_preview_options": preview or None}
    return _change(town, chat, entry, changes | {"reply_markup": inline_only(params)})


@method("editMessageCaption", paced=True)
def edit_message_caption(town: Town, params: Params) -> JSON:
    """Replace the caption of a file; an empty one takes it away."""
    chat, entry = _subject(town, params)
    if "text" in entry.message or not any(kind in entry.message for kind in CAPTIONED):
        raise bad_request("there is no caption in the message to edit")
    changes = {"caption": None, "caption_entities": None} | caption(params)
    return _change(town, chat, entry, changes | {"reply_markup": inline_only(params)})


@method("editMessageReplyMarkup", paced=True)
def edit_message_reply_markup(town: Town, params: Params) -> JSON:
    """Replace the inline keyboard, or take it away."""
    chat, entry = _subject(town, params)
    return _change(town, chat, entry, {"reply_markup": inline_only(params)}, edited=False)


@method("deleteMessage")
def delete_message(town: Town, params: Params) -> bool:
    """Delete one message for everybody."""
    _delete(town, reach(town, params), params.number("message_id"))
    return True


@method("deleteMessages")
def delete_messages(town: Town, params: Params) -> bool:
    """Delete several messages; unknown ones are skipped, as Telegram does."""
    chat = reach(town, params)
    for number in map(whole, params.listing("message_ids") or []):
        if number in chat.entries:
            _delete(town, chat, number)
    return True


def _subject(town: Town, params: Params) -> tuple[Chat, Entry]:
    if "inline_message_id" in params:
        raise bad_request("MESSAGE_ID_INVALID")
    chat = reach(town, params)
    if "message_id" not in params:
        raise bad_request("message identifier is not specified")
    return chat, own_message(town, chat, params, "edit")


def _change(town: Town, chat: Chat, entry: Entry, changes: dict[str, Any], *, edited: bool = True) -> JSON:
    if all(entry.message.get(name) == value for name, value in changes.items()):
        raise bad_request(_UNCHANGED)
    town.revise(chat, entry, changes, edited=edited)
    return entry.message


def _delete(town: Town, chat: Chat, number: int) -> None:
    entry = chat.entries.get(number)
    if entry is None:
        raise bad_request("message to delete not found")
    if town.clock.seconds() - entry.message["date"] > DELETABLE_FOR:
        raise bad_request("message can't be deleted for everyone")
    foreign = entry.message["from"]["id"] != town.bot.id
    if foreign and not chat.is_private and chat.bot_status != "administrator":
        raise bad_request("message can't be deleted")
    town.remove(chat, number)
