"""Answering pressed buttons."""

from __future__ import annotations

from typing import Any

from playground.errors import bad_request
from playground.methods.registry import method
from playground.params import Params
from playground.town import Town

ANSWER_LIMIT = 200  # characters, Bot API answerCallbackQuery


@method("answerCallbackQuery")
def answer_callback_query(town: Town, params: Params) -> bool:
    """Stop the button's spinner, with a toast or an alert."""
    text = params.text("text")
    if len(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    callback_id = params.text("callback_query_id")
    answer: dict[str, Any] = {"text": text or None, "show_alert": params.flag("show_alert")}
    if "url" in params:
        answer["url"] = params.text("url")
    press = town.callbacks.answer(callback_id, answer)
    told = {"person": press.person, "callback_id": callback_id, **answer}
    town.journal.tell("callback_answer", told)
    return True
