"""Forum topics."""

from __future__ import annotations

from playground.errors import bad_request
from playground.groups import deliver
from playground.methods.reach import reach
from playground.methods.registry import method
from playground.params import Params
from playground.residents import JSON, Chat, Topic
from playground.town import Town

_COLOUR = 0x6FB9F0


@method("createForumTopic", paced=True)
def create_forum_topic(town: Town, params: Params) -> JSON:
    """Open a topic; its id is that of the service message."""
    chat = _forum(town, params)
    name = params.text("name").strip()
    if not 1 <= len(name) <= 128:
        raise bad_request("topic name must be 1 to 128 characters long")
    number = chat.last_id + 1
    chat.topics[number] = Topic(name)
    made: JSON = {"name": name, "icon_color": _COLOUR}
    _announce(town, chat, number, {"forum_topic_created": made})
    return {"message_thread_id": number, **made}


@method("closeForumTopic")
def close_forum_topic(town: Town, params: Params) -> bool:
    """Close a topic; the bot, being an administrator, may still write to it."""
    return _turn(town, params, closed=True)


@method("reopenForumTopic")
def reopen_forum_topic(town: Town, params: Params) -> bool:
    """Open a closed topic again."""
    return _turn(town, params, closed=False)


@method("deleteForumTopic")
def delete_forum_topic(town: Town, params: Params) -> bool:
    """Delete a topic with all its messages."""
    chat = _forum(town, params)
    number, _ = _topic(chat, params)
    del chat.topics[number]
    for message_id, entry in list(chat.entries.items()):
        if entry.message.get("message_thread_id") == number:
            town.remove(chat, message_id)
    return True


def _forum(town: Town, params: Params) -> Chat:
    chat = reach(town, params)
    if not chat.api.get("is_forum"):
        raise bad_request("the chat is not a forum")
    if chat.bot_status != "administrator":
        raise bad_request("not enough rights to manage topics in the chat")
    return chat


def _topic(chat: Chat, params: Params) -> tuple[int, Topic]:
    number = params.number("message_thread_id")
    topic = chat.topics.get(number)
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return number, topic


def _turn(town: Town, params: Params, *, closed: bool) -> bool:
    chat = _forum(town, params)
    number, topic = _topic(chat, params)
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    _announce(town, chat, number, {"forum_topic_closed" if closed else "forum_topic_reopened": {}})
    return True


def _announce(town: Town, chat: Chat, number: int, content: JSON) -> None:
    where = {"message_thread_id": number, "is_topic_message": True}
    deliver(town, chat, town.post(chat, town.bot.user(), where | content), service=True)
