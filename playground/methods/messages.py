"""sendMessage and what every message of the bot has in common."""

from __future__ import annotations

from playground.checks import message_text, text_fields
from playground.markup import read_markup
from playground.methods.reach import answered_message, reach, thread
from playground.methods.registry import method
from playground.params import Params
from playground.residents import JSON, Chat
from playground.town import Town


@method("sendMessage", paced=True)
def send_message(town: Town, params: Params) -> JSON:
    """Send a text."""
    chat = reach(town, params)
    content = text_fields("text", *message_text(params))
    preview = params.mapping("link_preview_options")
    if preview:
        content["link_preview_options"] = preview
    return say(town, chat, params, content)


def say(town: Town, chat: Chat, params: Params, content: JSON) -> JSON:
    """Post `content` as the bot with the reply, topic, protection and keyboard the call asks for."""
    markup = read_markup(params)
    frame = answered_message(chat, params) | thread(town, chat, params)
    if params.flag("protect_content"):
        frame["has_protected_content"] = True
    if markup.inline:
        content["reply_markup"] = markup.inline
    entry = town.post(chat, town.bot.user(), frame | content)
    if markup.below or markup.removes:
        entry.keyboard_below = markup.below is not None
        town.set_reply_keyboard(chat, markup.below)
    return entry.message
