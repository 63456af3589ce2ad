"""Telegram's and the phone's limits on buttons, with the longest values our own code can put into them."""

from inspect import getmembers, isclass
from random import Random

import pytest
from aiogram.filters.callback_data import CallbackData

from domain.ids import new_number, new_secret
from domain.limits import CALLBACK_BYTES
from domain.outcomes import Outcome
from domain.permissions import Role
from facts.load import load
from handlers.callbacks import citizen, desk, grants, house
from handlers.views.words import BUTTON
from locales.catalog import LANGUAGES, entries, placeholders
from services.invitations import PREFIX
from services.queues import Filter

CLASSES = [
    found
    for module in (citizen, desk, grants, house)
    for _, found in getmembers(module, isclass)
    if found.__module__ == module.__name__
]

ROW = 10**15
"""An id no table reaches: a thousand new rows a second for thirty thousand years."""

FEW = 999
SMALL = {"page": FEW, "stars": 5, "version": FEW}
"""Numbers that are no ids."""

LONGEST = {
    "body": "B" * 12,  # the column is as wide
    "region": "RR",
    "role": max(Role, key=len),
    "view": max(Filter, key=len),
    "act": "a" * 16,
    "payload": PREFIX + new_secret(Random(1)),
    "answer": "kk",
    "language": "kk",
    "code": "kk",
    "to": "t" * 16,
    "until": "20261225",
    "period": "2026-Q4",
    "what": "late",
    "why": "competence",
    "sign": "f" * 8,
    "cell": "c" * 12,
    "by": "b" * 8,
    "value": "v" * 40,
    "wish": "stop_all",
    "scope": "milestone",
    "key": "k" * 40,
    "do": "read",
    "words": "ffff",
    "of": "changes",
    "digest": "d" * 16,
    "outcome": max(Outcome, key=len),
}
"""The longest text each field is given; a new field needs an entry."""

ON_BUTTONS = ("button.", "filter.", "switch.", "language.own_", "invite.")
NOT_A_BUTTON = {"invite.role", "invite.body", "invite.region", "invite.link"}


def longest(kind: type[CallbackData]) -> CallbackData:
    """A button's data with the longest value of each field."""
    fields = kind.model_fields.items()
    return kind(**{n: LONGEST[n] if f.annotation is str else SMALL.get(n, ROW) for n, f in fields})


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_callback_data_fits(kind: type[CallbackData]) -> None:
    assert len(longest(kind).pack().encode()) <= CALLBACK_BYTES


def test_no_two_kinds_of_buttons_share_a_prefix() -> None:
    prefixes = [kind.__prefix__ for kind in CLASSES]
    assert sorted(set(prefixes)) == sorted(prefixes)


def test_facts_have_no_longer_codes() -> None:
    facts = load()
    assert max(map(len, facts.bodies)) <= len(LONGEST["body"])
    assert {len(code) for code in facts.regions} == {len(LONGEST["region"])}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_label_fits_a_button(language: str) -> None:
    number = new_number(2026, Random(1))
    for key, forms in entries(language).items():
        if not key.startswith(ON_BUTTONS) or key in NOT_A_BUTTON:
            continue
        for form in forms:
            assert placeholders(form) <= {"number"}, key
            assert len(form.format(number=number)) <= BUTTON, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_body_s_short_name_fits_a_button(language: str) -> None:
    facts = load()
    for code, body in facts.bodies.items():
        assert len(f"1 · {body.short(language)}") <= BUTTON, code
    for code, region in facts.regions.items():
        assert len(region.short(language)) <= BUTTON, code
