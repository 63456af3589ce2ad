"""Keyboards: their shapes, their limits, and finding a button a person sees."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlsplit

from playground.errors import bad_request
from playground.params import Params

JSON = dict[str, Any]

CALLBACK_DATA_LIMIT = 64  # bytes
BUTTONS_LIMIT = 100
COPY_TEXT_LIMIT = 256
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
_SCHEMES = frozenset({"http", "https", "tg", "ton"})
_STYLES = frozenset({"primary", "success", "danger"})


class Markup(NamedTuple):
    """A checked reply_markup: exactly one of the fields is set, or none."""

    inline: JSON | None = None
    below: JSON | None = None
    removes: bool = False


def read_markup(params: Params) -> Markup:
    """The reply_markup of a call. Raises ApiError for shapes Telegram refuses."""
    if "reply_markup" not in params:
        return Markup()
    markup = params.structure("reply_markup")
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return Markup(inline=_inline(markup["inline_keyboard"]))
    if "keyboard" in markup:
        return Markup(below=_below(markup))
    if markup.get("remove_keyboard"):
        return Markup(removes=True)
    return Markup()


def inline_only(params: Params) -> JSON | None:
    """The reply_markup of an edit, which may only be an inline keyboard; an empty one is none."""
    markup = read_markup(params)
    if markup.below is not None or markup.removes:
        raise bad_request("inline keyboard expected")
    return markup.inline


def _rows(rows: Any, what: str) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f"can't parse {what}: expected an Array of Arrays")
    if sum(map(len, rows)) > BUTTONS_LIMIT:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return [row for row in rows if row]


def _inline(rows: Any) -> JSON | None:
    kept = [[_inline_button(button) for button in row] for row in _rows(rows, "inline keyboard")]
    return {"inline_keyboard": kept} if kept else None


def _inline_button(given: Any) -> JSON:
    button = _button(given, "inline keyboard button")
    actions = [name for name in _ACTIONS if button.get(name) not in (None, False, "")]
    if button.get("switch_inline_query") == "" or button.get("switch_inline_query_current_chat") == "":
        actions.append("switch_inline_query")
    if not actions and not button.get("disabled"):
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: exactly one optional field must be used")
    _check_data(button)
    _check_url(button)
    _check_copy(button)
    return button


def _button(button: Any, what: str) -> JSON:
    if not isinstance(button, dict):
        raise bad_request(f"can't parse {what}: expected an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request(f'can\'t parse {what}: Field "text" must be of type String')
    if not text.strip():
        raise bad_request(f"{what} text must be non-empty")
    if button.get("style") not in (None, *_STYLES):
        raise bad_request(f"can't parse {what}: invalid button style specified")
    return {name: value for name, value in button.items() if value is not None}


def _check_data(button: JSON) -> None:
    data = button.get("callback_data")
    if data is None:
        return
    if not isinstance(data, str):
        raise bad_request('can\'t parse inline keyboard button: Field "callback_data" must be of type String')
    if len(data.encode("utf-8", "surrogatepass")) > CALLBACK_DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_url(button: JSON) -> None:
    url = button.get("url")
    if url is None:
        return
    try:
        parts = urlsplit(str(url) if "://" in str(url) or str(url).startswith("tg:") else f"http://{url}")
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in _SCHEMES or (
        parts.scheme.startswith("http") and "." not in (parts.hostname or "")
    ):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _check_copy(button: JSON) -> None:
    if "copy_text" not in button:
        return
    copied = button["copy_text"]
    text = copied.get("text") if isinstance(copied, dict) else None
    if not isinstance(text, str) or not 1 <= len(text) <= COPY_TEXT_LIMIT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _below(markup: JSON) -> JSON:
    rows = [[_key(key) for key in row] for row in _rows(markup["keyboard"], "reply keyboard markup")]
    if not rows:
        raise bad_request("can't parse reply keyboard markup: keyboard must have at least one row")
    return {**{name: value for name, value in markup.items() if value is not None}, "keyboard": rows}


def _key(key: Any) -> JSON:
    return _button({"text": key} if isinstance(key, str) else key, "keyboard button")


def visible_buttons(message: JSON) -> list[list[JSON]]:
    """Rows of the inline keyboard under a message."""
    rows: list[list[JSON]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


def find_button(message: JSON, text: str) -> JSON | None:
    """The button with this visible text, else the first one whose text begins with it."""
    buttons = [button for row in visible_buttons(message) for button in row]
    exact = next((button for button in buttons if button["text"] == text), None)
    return exact or next((button for button in buttons if button["text"].startswith(text)), None)
