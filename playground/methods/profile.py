"""The bot's own account: getMe, its names and descriptions, the menu button."""

from __future__ import annotations

from typing import Any

from playground.errors import bad_request
from playground.methods.registry import method
from playground.params import Params
from playground.residents import JSON
from playground.town import Town


@method("getMe")
def get_me(town: Town, params: Params) -> JSON:
    """The bot as a User, with what only getMe tells."""
    return town.bot.user() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("logOut")
@method("close")
def leave_server(town: Town, params: Params) -> bool:
    """Say goodbye to the API server; here it changes nothing."""
    return True


@method("setMyName")
def set_my_name(town: Town, params: Params) -> bool:
    """Name per language; an empty one goes back to the default."""
    return _store(town, town.bot.names, params, "name", 64)


@method("getMyName")
def get_my_name(town: Town, params: Params) -> JSON:
    """The name for a language."""
    return {"name": _read(town.bot.names, params) or town.bot.first_name}


@method("setMyDescription")
def set_my_description(town: Town, params: Params) -> bool:
    """What an empty chat shows, per language."""
    return _store(town, town.bot.descriptions, params, "description", 512)


@method("getMyDescription")
def get_my_description(town: Town, params: Params) -> JSON:
    """The description for a language."""
    return {"description": _read(town.bot.descriptions, params)}


@method("setMyShortDescription")
def set_my_short_description(town: Town, params: Params) -> bool:
    """What the profile page shows, per language."""
    return _store(town, town.bot.short_descriptions, params, "short_description", 120)


@method("getMyShortDescription")
def get_my_short_description(town: Town, params: Params) -> JSON:
    """The short description for a language."""
    return {"short_description": _read(town.bot.short_descriptions, params)}


@method("setChatMenuButton")
def set_chat_menu_button(town: Town, params: Params) -> bool:
    """The button beside the input field, for one person or by default."""
    town.bot.menu_buttons[params.number("chat_id")] = params.mapping("menu_button") or {"type": "default"}
    return True


@method("getChatMenuButton")
def get_chat_menu_button(town: Town, params: Params) -> JSON:
    """The button set for a person, or the default one."""
    buttons = town.bot.menu_buttons
    default: JSON = buttons.get(0, {"type": "default"})
    return buttons.get(params.number("chat_id"), default)


def _store(town: Town, texts: dict[str, str], params: Params, name: str, limit: int) -> bool:
    text, language = params.text(name), language_of(params)
    if len(text) > limit:
        raise bad_request(f"{name} is too long")
    if text:
        texts[language] = text
    else:
        texts.pop(language, None)
    town.journal.tell("bot", town.bot.state())
    return True


def _read(texts: dict[str, str], params: Params) -> Any:
    return texts.get(language_of(params), texts.get("", ""))


def language_of(params: Params) -> str:
    """A two-letter language code, or empty for the default. Raises ApiError for anything else."""
    code = params.text("language_code")
    if code and not (len(code) == 2 and code.isascii() and code.isalpha() and code.islower()):
        raise bad_request("invalid language code specified")
    return code
