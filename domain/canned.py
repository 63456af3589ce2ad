"""Canned replies: what may stand in one, and how its placeholders are filled.

A placeholder takes no ending: the same words must be right with any number, date and name.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from domain.errors import Unusable
from domain.limits import utf16_length

PLACEHOLDERS: Final = ("number", "date", "body")
"""The inquiry's number, the day it was received, the full name of the body that answers."""

LONGEST_TITLE: Final = 80
"""Characters of a title; a list shows it on one line."""

LONGEST: Final = 3300
"""UTF-16 units of a filled text: it leaves as one message, with room for heading and signature."""

_FILLED: Final = 120
"""Units the longest filled placeholder takes: the full name of an akimat."""

_BRACED: Final = re.compile(r"\{([^{}]*)\}")
_ENDING: Final = re.compile(r"\}[-'’]?\w")


@dataclass(frozen=True, slots=True)
class Side:
    """A canned reply in one language."""

    title: str
    text: str


def read(typed: str) -> Side:
    """Take a title from the first line and the text from the rest, and check the text.

    Raises:
        Unusable: one of them is missing or too long, a brace is no placeholder, or one has an ending.
    """
    title, _, text = typed.strip().partition("\n")
    title, text = title.strip(), text.strip()
    if not title or not text:
        raise Unusable("error.canned_two_parts")
    if len(title) > LONGEST_TITLE:
        raise Unusable("error.canned_title", limit=LONGEST_TITLE)
    if {*_BRACED.findall(title)} or "{" in title or "}" in title:
        raise Unusable("error.canned_title_plain")
    _check(text)
    return Side(title, text)


def _check(text: str) -> None:
    unknown = [name for name in _BRACED.findall(text) if name not in PLACEHOLDERS]
    bare = _BRACED.sub("", text)
    if unknown or "{" in bare or "}" in bare:
        raise Unusable("error.canned_unknown", names=_marks(unknown) or "{ }", known=_marks(PLACEHOLDERS))
    if _ENDING.search(text):
        raise Unusable("error.canned_ending", known=_marks(PLACEHOLDERS[:1]))
    if utf16_length(_BRACED.sub("x" * _FILLED, text)) > LONGEST:
        raise Unusable("error.canned_long", limit=LONGEST - _FILLED * len(PLACEHOLDERS))


def _marks(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


def used(text: str) -> frozenset[str]:
    """The placeholders of a text."""
    return frozenset(_BRACED.findall(text)) & frozenset(PLACEHOLDERS)


def pair(kk: Side, ru: Side) -> None:
    """Check that both languages say the same things.

    Raises:
        Unusable: they use different placeholders, or are the same text.
    """
    if used(kk.text) != used(ru.text):
        raise Unusable("error.canned_differ", names=_marks(sorted(used(kk.text) ^ used(ru.text))))
    if kk.text == ru.text:
        raise Unusable("error.canned_same")


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values in; everything else stays as it was written."""
    return _BRACED.sub(lambda found: values.get(found.group(1), found.group()), text)
