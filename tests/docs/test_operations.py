"""docs/operations.md says what the code does: settings, alarms, states, commands."""

from typing import Any

import pytest

from bot.settings import Settings
from locales import LANGUAGES
from locales.catalog import entries
from tests.docs.pages import code_names, read, rows

PAGE = read("docs/operations.md")
TABLES = {cells[0]: cells[1:] for cells in rows(PAGE)}


def shown(default: Any) -> str:
    """A default as the page writes it."""
    if default is None or default == frozenset():
        return "–"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_is_documented(name: str) -> None:
    field = Settings.model_fields[name]
    assert TABLES[f"`DAUYS_{name.upper()}`"] == [shown(field.default), field.description]


def test_no_setting_is_invented() -> None:
    known = {f"DAUYS_{name.upper()}" for name in Settings.model_fields}
    written = {word.split("=")[0] for word in code_names(PAGE) if word.startswith("DAUYS_")}
    assert written - known == set()


def test_every_alarm_says_what_to_do() -> None:
    alarms = {key for language in LANGUAGES for key in entries(language) if key.startswith("alarm.")}
    assert {name.strip("`") for name in TABLES if name.startswith("`alarm.")} == alarms


STATES = {"waiting", "sending", "sent", "later", "unreachable", "failed", "unknown", "superseded", "dropped"}


def test_every_state_of_a_message_is_explained() -> None:
    explained = {state for name in TABLES for state in code_names(name)} & STATES
    assert explained == STATES
