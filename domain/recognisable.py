"""What in a text may tell whom it was written to: taken out as far as rules can, the rest shown for a look.

No rule knows every name and every place, so a person reads the text before anybody else does.
"""

import re
from collections.abc import Collection
from typing import Final

from domain.masking import HIDDEN, UPPER, masked

FOREWORD: Final = 5
"""Letters by which a known word is recognised with any ending."""

_GREETING: Final = re.compile(
    rf"^[ \t]*(?:(?:здравствуйте|добрый день|добрый вечер|сәлеметсіз бе|құрметті|уважаем\w+)[,!.]?\s*)+"
    rf"(?:[{UPPER}][\w-]+\s*){{0,3}}[,!.]*\s*",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\b\d{2}-[0-9A-Z]{6}-[0-9A-Z]\b", re.IGNORECASE)
_MONTHS: Final = (
    "январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр|қаңтар|ақпан|наурыз|сәуір|мамыр|"
    "маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан"
)
_DATE: Final = re.compile(
    rf"\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b|\b20\d\d-\d\d-\d\d\b|"
    rf"\b\d{{1,2}}[ -]+(?:{_MONTHS})\w*(?:\s+20\d\d)?",
    re.IGNORECASE,
)
_STREET: Final = re.compile(
    rf"\b(?:ул|улиц\w+|пр|просп\w*|мкр|микрорайон\w*|көше\w*|село|селе|пос[её]л\w+|ауыл\w*)\.?\s+[{UPPER}][\w-]+"
    rf"(?:[ ,]+\d+\w?)?|\b[{UPPER}][\w-]+\s+(?:көшесі|көшесінде|ауылы|ауылында)\b(?:[ ,]+\d+\w?)?"
)
_CALLED: Final = re.compile(r"\+?\d(?:[\s\-–—()]{0,2}\d){9,12}")
_LONG: Final = re.compile(r"\d(?:[\s\-–—()]{0,2}\d){4,}")
_INSIDE: Final = re.compile(rf"(?<![.!?…:\n\"«]\s)(?<=\s)[{UPPER}][^\W\d_]+(?:-[^\W\d_]+)?")


def cleared(text: str) -> str:
    """Return an answer without its greeting, and without numbers, dates, places and names the rules know."""
    found = _GREETING.sub("", text.strip(), count=1)
    for rule in (_NUMBER, _DATE, _STREET, _CALLED):
        found = rule.sub(HIDDEN, found)
    found = masked(found)
    return found[:1].upper() + found[1:]


def suspicious(text: str, known: Collection[str]) -> tuple[str, ...]:
    """Return pieces that may still tell of a person: long numbers, dates, places, capitalised words.

    Args:
        text: what would be published.
        known: words that tell nothing though they begin with a capital, in small letters: names of bodies
            and regions; an ending may follow.
    """
    beginnings = {word.lower()[:FOREWORD] for word in known}
    names = [
        found[0]
        for found in _INSIDE.finditer(text)
        if found[0].lower()[:FOREWORD] not in beginnings and not found[0].isupper()
    ]
    rules = (_NUMBER, _DATE, _STREET, _LONG)
    return tuple(dict.fromkeys([found[0] for rule in rules for found in rule.finditer(text)] + names))


def holes(text: str) -> bool:
    """Tell whether something was taken out and nobody has mended the sentence yet."""
    return HIDDEN in text
