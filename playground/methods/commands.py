"""Command menus by scope and language."""

from __future__ import annotations

import json
import re
from typing import Any

from playground.errors import bad_request
from playground.methods.profile import language_of
from playground.methods.reach import met_chat
from playground.methods.registry import method
from playground.params import Params, whole
from playground.residents import JSON
from playground.town import Town

COMMANDS_LIMIT = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_PLAIN_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
_CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})


@method("setMyCommands")
def set_my_commands(town: Town, params: Params) -> bool:
    """Replace the list of one scope and language."""
    scope, language = _scope(town, params), language_of(params)
    commands = params.listing("commands")
    if commands is None:
        raise bad_request('parameter "commands" is required')
    if len(commands) > COMMANDS_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    checked = [_checked(command) for command in commands]
    town.bot.commands.pop((_key(scope), language), None)
    if checked:
        town.bot.commands[_key(scope), language] = (scope, checked)
    _tell(town, scope, language, checked)
    return True


@method("getMyCommands")
def get_my_commands(town: Town, params: Params) -> list[JSON]:
    """The list of exactly this scope and language."""
    return town.bot.commands.get((_key(_scope(town, params)), language_of(params)), ({}, []))[1]


@method("deleteMyCommands")
def delete_my_commands(town: Town, params: Params) -> bool:
    """Drop the list of one scope and language, so that wider ones show through."""
    scope, language = _scope(town, params), language_of(params)
    town.bot.commands.pop((_key(scope), language), None)
    _tell(town, scope, language, [])
    return True


def _scope(town: Town, params: Params) -> JSON:
    scope = params.mapping("scope") or {"type": "default"}
    kind = scope.get("type")
    if kind in _PLAIN_SCOPES:
        return {"type": kind}
    if kind not in _CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    chat = met_chat(town, scope.get("chat_id"))
    checked: JSON = {"type": kind, "chat_id": chat.id}
    if kind == "chat_member":
        checked["user_id"] = whole(scope.get("user_id"))
    return checked


def _key(scope: JSON) -> str:
    return json.dumps(scope, sort_keys=True)


def _checked(command: Any) -> JSON:
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name, description = command.get("command"), command.get("description")
    if not isinstance(name, str) or not _COMMAND.fullmatch(name.removeprefix("/")):
        raise bad_request("BOT_COMMAND_INVALID")
    if not isinstance(description, str) or not 1 <= len(description.strip()) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name.removeprefix("/"), "description": description}


def _tell(town: Town, scope: JSON, language: str, commands: list[JSON]) -> None:
    told = {"scope": scope, "language_code": language, "commands": commands, "all": town.bot.command_list()}
    town.journal.tell("commands", told)
