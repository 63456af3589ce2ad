"""Copying and forwarding messages."""

from __future__ import annotations

from playground.checks import caption
from playground.errors import bad_request
from playground.methods.messages import say
from playground.methods.reach import known_chat, reach, thread
from playground.methods.registry import method
from playground.params import Params, whole
from playground.residents import JSON, Chat, Entry, content_of, origin_of
from playground.town import Town

_SERVICE = frozenset(
    {
        "new_chat_members",
        "left_chat_member",
        "group_chat_created",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "pinned_message",
        "forum_topic_created",
        "forum_topic_closed",
        "forum_topic_reopened",
        "chat_background_set",
        "message_auto_delete_timer_changed",
    }
)
_CAPTION = ("caption", "caption_entities")


@method("copyMessage", paced=True)
def copy_message(town: Town, params: Params) -> JSON:
    """Send the content of a message again without a link to it; a caption may be replaced."""
    chat = reach(town, params)
    entry = _source(town, params, params.number("message_id"), "copied", "copy")
    content = content_of(entry.message)
    if "caption" in params.values and "text" not in content:
        content = {k: v for k, v in content.items() if k not in _CAPTION} | caption(params)
    return {"message_id": say(town, chat, params, content)["message_id"]}


@method("copyMessages", paced=True)
def copy_messages(town: Town, params: Params) -> list[JSON]:
    """Copy several messages; albums stay together, what cannot be copied is skipped."""
    return [{"message_id": message["message_id"]} for message in _several(town, params, forwarded=False)]


@method("forwardMessage", paced=True)
def forward_message(town: Town, params: Params) -> JSON:
    """Send a message on, with its author's name."""
    chat = reach(town, params)
    entry = _source(town, params, params.number("message_id"), "forwarded", "forward")
    return say(town, chat, params, content_of(entry.message) | origin_of(entry.message))


@method("forwardMessages", paced=True)
def forward_messages(town: Town, params: Params) -> list[JSON]:
    """Forward several messages; albums stay together, what cannot be forwarded is skipped."""
    return [{"message_id": message["message_id"]} for message in _several(town, params, forwarded=True)]


def _several(town: Town, params: Params, *, forwarded: bool) -> list[JSON]:
    chat = reach(town, params)
    source = known_chat(town, params.values.get("from_chat_id"))
    wanted = map(whole, params.listing("message_ids") or [])
    entries = [source.entries[number] for number in wanted if number in source.entries]
    entries = [entry for entry in entries if _refusal(town, entry) is None]
    if not entries:
        raise bad_request(f"there are no messages to {'forward' if forwarded else 'copy'}")
    albums: dict[str, str] = {}
    return [_again(town, chat, params, entry, albums, forwarded=forwarded) for entry in entries]


def _again(
    town: Town, chat: Chat, params: Params, entry: Entry, albums: dict[str, str], *, forwarded: bool
) -> JSON:
    content = (
        content_of(entry.message)
        | (origin_of(entry.message) if forwarded else {})
        | thread(town, chat, params)
    )
    album = entry.message.get("media_group_id")
    if album:
        content["media_group_id"] = albums.setdefault(album, town.next_album())
    if params.flag("protect_content"):
        content["has_protected_content"] = True
    return town.post(chat, town.bot.user(), content).message


def _source(town: Town, params: Params, number: int, done: str, verb: str) -> Entry:
    source = known_chat(town, params.values.get("from_chat_id"))
    entry = source.entries.get(number)
    if entry is None:
        raise bad_request(f"message to {verb} not found")
    if _refusal(town, entry) is not None:
        raise bad_request(f"message can't be {done}")
    return entry


def _refusal(town: Town, entry: Entry) -> str | None:
    if entry.message.get("has_protected_content"):
        return "protected"
    return "service" if _SERVICE & entry.message.keys() else None
