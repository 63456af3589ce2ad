"""Keeping personal numbers out of what we store and log, and cleaning what people send.

An IIN (kk: ЖСН, ru: ИИН) has 12 digits: birth date, century and sex, a serial and a check digit. A BIN
has the same length, but its fifth digit is 4, 5 or 6 where an IIN has a day of the month.
"""

import datetime as dt
import re
import unicodedata
from typing import Final

MASK: Final = "•"
"""Stands for a hidden digit: one sign, one UTF-16 unit, so that lengths and offsets stay."""

_GAP = r"[ \t\u00a0\u2000-\u200a\u202f\-\u2010-\u2015]{1,3}"
_RUN: Final = re.compile(rf"(?<!\d)\d+(?:{_GAP}\d+)*(?!\d)")
_GROUP: Final = re.compile(r"\d+")
_ACCOUNT: Final = re.compile(r"\bKZ\d\d(?:[ \u00a0]?[0-9A-Z]){16}\b", re.IGNORECASE)
_PHONE: Final = re.compile(
    r"(?<!\d)(?:\+\d(?:[\s()\-\u2010-\u2015]{0,2}\d){9,13}|[78](?:[\s()\-\u2010-\u2015]{0,2}\d){10})(?!\d)"
)
_LENGTH: Final = 12
_GLUED: Final = re.compile(r"\d{14,}")
_SEEN: Final = 2
_CENTURIES: Final = {1: 1800, 2: 1800, 3: 1900, 4: 1900, 5: 2000, 6: 2000}
_FIRST_WEIGHTS: Final = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND_WEIGHTS: Final = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)

_UNSEEN: Final = frozenset("\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff") | frozenset(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
"""Direction marks and signs without width. The joiners U+200C and U+200D stay: emoji are made of them."""


def check_digit(digits: str) -> int | None:
    """Return the check digit of the first 11 digits of an IIN or BIN; None if no such number is issued."""
    values = [int(digit) for digit in digits[:11]]
    for weights in (_FIRST_WEIGHTS, _SECOND_WEIGHTS):
        rest = sum(value * weight for value, weight in zip(values, weights, strict=True)) % 11
        if rest < 10:
            return rest
    return None


def is_iin(number: str) -> bool:
    """Tell whether 12 digits are a well-formed IIN: a real birth date, a century, the check digit."""
    if not (len(number) == _LENGTH and number.isdecimal()):
        return False
    century = _CENTURIES.get(int(number[6]))
    if century is None or check_digit(number) != int(number[11]):
        return False
    try:
        dt.date(century + int(number[:2]), int(number[2:4]), int(number[4:6]))
    except ValueError:
        return False
    return True


def is_bin(number: str) -> bool:
    """Tell whether 12 digits are a well-formed BIN: a month, a kind of 4 to 6, the check digit."""
    if not (len(number) == _LENGTH and number.isdecimal()):
        return False
    return 1 <= int(number[2:4]) <= 12 and number[4] in "456" and check_digit(number) == int(number[11])


def mask_iin(text: str) -> str:
    """Hide every valid IIN in a text, digits only, at the same length; keep all else.

    Spaces and dashes inside an IIN do not save it. Bank accounts (KZ and 18 signs), cards, BIN,
    phones and other numbers stay as they are.
    """
    accounts = [found.span() for found in _ACCOUNT.finditer(text)]
    chars = list(text)
    for run in _RUN.finditer(text):
        if any(start <= run.start() < end for start, end in accounts):
            continue
        for start, end in _windows(run, alone_only=_is_card(run)):
            if is_iin(_digits(text[start:end])):
                _hide(chars, start, end, keep=0)
    return "".join(chars)


def mask_log(text: str) -> str:
    """Hide every 12-digit run and every phone number in a line of a log, all but the last two digits.

    Runs may hold spaces and dashes. Fourteen digits and more are cards or glued numbers and are hidden
    too; thirteen are a chat of Telegram and stay. In a log too much is hidden rather than too little.
    """
    chars = list(text)
    for glued in _GLUED.finditer(text):
        _hide(chars, *glued.span(), keep=_SEEN)
    for run in _RUN.finditer(text):
        for start, end in _windows(run, alone_only=False):
            _hide(chars, start, end, keep=_SEEN)
    for phone in _PHONE.finditer(text):
        _hide(chars, *phone.span(), keep=_SEEN)
    return "".join(chars)


def clean_input(text: str) -> str:
    """Return a text as we store it: composed (NFC), without control signs and direction marks.

    Line breaks of every kind become a newline; tabs stay. Half characters, which no database takes,
    go too.
    """
    lines = re.sub(r"\r\n?|[\u0085\u2028\u2029]", "\n", text)
    return unicodedata.normalize("NFC", "".join(char for char in lines if _is_kept(char)))


def _is_kept(char: str) -> bool:
    return char in "\n\t" or (char not in _UNSEEN and unicodedata.category(char) not in ("Cc", "Cs"))


def _windows(run: re.Match[str], *, alone_only: bool) -> list[tuple[int, int]]:
    """Stretches of whole digit groups in a run that make 12 digits together."""
    groups = [(found.start(), found.end()) for found in _GROUP.finditer(run.string, *run.span())]
    found = []
    for first, (start, _) in enumerate(groups):
        digits = 0
        for number, (left, right) in enumerate(groups[first:]):
            digits += right - left
            if digits == _LENGTH and not (alone_only and number > 0):
                found.append((start, right))
            if digits >= _LENGTH:
                break
    return found


def _is_card(run: re.Match[str]) -> bool:
    """Four or more groups of four are a bank card or an account, and no part of them is an IIN."""
    groups = _GROUP.findall(run[0])
    return len(groups) > 3 and all(len(group) == 4 for group in groups)


def _digits(text: str) -> str:
    return "".join(_GROUP.findall(text))


def _hide(chars: list[str], start: int, end: int, *, keep: int) -> None:
    places = [index for index in range(start, end) if chars[index].isdecimal()]
    for index in places[: len(places) - keep]:
        chars[index] = MASK
