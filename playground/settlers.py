"""The persons and the group a new playground starts with."""

from __future__ import annotations

from playground.groups import found_group
from playground.residents import JSON
from playground.town import Town

PEOPLE: tuple[JSON, ...] = (
    {"id": 1001, "first_name": "Айгерім", "language_code": "kk", "role_hint": "citizen"},
    {"id": 1002, "first_name": "Сергей", "language_code": "ru", "role_hint": "citizen"},
    {"id": 1003, "first_name": "Данияр", "language_code": "kk", "role_hint": "operator"},
    {"id": 1004, "first_name": "Гүлнәр", "language_code": "ru", "role_hint": "head"},
    {"id": 1005, "first_name": "Админ", "language_code": "ru", "role_hint": "administrator"},
)
GROUP_ID = -5001
GROUP_TITLE = "Операторлар · Операторы"


def settle(town: Town) -> None:
    """Let the five people move in, and the group of two of them."""
    for person in PEOPLE:
        town.add_person(dict(person))
    group = found_group(town, {"id": GROUP_ID, "title": GROUP_TITLE, "members": [1003, 1004]})
    group.initial = True
