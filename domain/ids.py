"""Numbers and codes that people read aloud, type and send.

An inquiry number looks like 26-K7M4XE-9: two digits of the year, six random signs, one check sign.
The signs were chosen for the telephone and for two keyboards. The letters A, E, K, M and T are the
same in Latin and Cyrillic, in shape and in sound; each of the others has only one Cyrillic letter
that it can be taken for, by look or by ear. Of every pair that looks or sounds alike at most one is in:
neither 0 nor O, neither 1 nor I, 2 without Z, 5 without S, 6 without G, 8 without B, M without N.
"""

import re
from random import Random
from typing import Final

ALPHABET: Final = "23456789AEKLMRTUX"
"""Seventeen signs: a prime number, so that the check sign finds every wrong sign and every swap."""

_SIZE: Final = 6
_VALUES: Final = {str(digit): digit for digit in range(10)} | {
    letter: (0, 1, 10, 11, 12, 13, 14, 15, 16)[place] for place, letter in enumerate("AEKLMRTUX")
}
_SIGNS: Final = {_VALUES[sign]: sign for sign in ALPHABET}
_MODULUS: Final = len(ALPHABET)
_NUMBER: Final = re.compile(rf"(\d\d)-([{ALPHABET}]{{{_SIZE}}})-([{ALPHABET}])", re.ASCII)
_COMPACT: Final = re.compile(rf"(\d\d)([{ALPHABET}]{{{_SIZE}}})([{ALPHABET}])", re.ASCII)
_WORD: Final = re.compile(r"[A-Z]{3}")
_SIGN_OF: Final = str.maketrans("АЕКЛМРТУХҚҮҰӘЗ", "AEKLMRTUXKUUA3")
_NOISE: Final = re.compile(r"[\s№#\-\u2010-\u2015_.,:;/\\()\[\]«»\"']+")

_LINK_SIGNS: Final = "23456789abcdefghjkmnpqrstuvwxyz"


def new_number(year: int, random: Random) -> str:
    """Make an inquiry number for a year of the civil clock, such as 26-K7M4XE-9.

    Three letters never stand together, so no number spells a word. That leaves some fifteen million
    numbers a year: whoever stores one keeps it unique and asks for another when it is taken.

    Args:
        year: the full year, for example 2026.
        random: where the signs come from; `secrets.SystemRandom()` in a running bot.
    """
    while True:
        body = "".join(random.choices(ALPHABET, k=_SIZE))
        if _WORD.search(body) is None:
            break
    digits = f"{year % 100:02d}"
    return f"{digits}-{body}-{_check_sign(digits + body)}"


def numbered(year: int, middle: str) -> str:
    """The number of a year with these six signs in its middle; it may be nobody's.

    People on the phone read out the middle alone. Signs outside the alphabet give a number no inquiry has.
    """
    if set(middle) - set(ALPHABET):
        return ""
    digits = f"{year % 100:02d}"
    return f"{digits}-{middle}-{_check_sign(digits + middle)}"


def is_valid(number: str) -> bool:
    """Tell whether a number has the canonical form and the right check sign."""
    found = _NUMBER.fullmatch(number)
    return found is not None and _check_sign(found[1] + found[2]) == found[3]


def normalise(typed: str) -> str:
    """Return a typed number in its canonical form, or what can be made of it.

    Small letters, spaces, other dashes, no dashes, a sign № before it and Cyrillic letters are put
    right. Nothing is guessed beyond that: ask `is_valid` afterwards.
    """
    signs = _NOISE.sub("", typed).upper().translate(_SIGN_OF)
    found = _COMPACT.fullmatch(signs)
    return f"{found[1]}-{found[2]}-{found[3]}" if found else signs


def read_number(typed: str) -> str | None:
    """Return the canonical number a person typed, or None when it is none."""
    number = normalise(typed)
    return number if is_valid(number) else None


def new_secret(random: Random, length: int = 20) -> str:
    """Make a one-use code for a link: letters and digits only, about five bits a sign.

    The default cannot be guessed and leaves room for a prefix in Telegram's 64 signs.
    """
    return "".join(random.choices(_LINK_SIGNS, k=length))


def new_incident(random: Random) -> str:
    """Make the number a person reads to us when something broke, such as K7M-4XE."""
    signs = "".join(random.choices(ALPHABET, k=6))
    return f"{signs[:3]}-{signs[3:]}"


def _check_sign(signs: str) -> str:
    """The sign that brings the weighted sum to zero.

    The weights 1 to 9 differ from each other and from zero modulo a prime, therefore one wrong sign
    or two exchanged ones always change the sum.
    """
    total = sum(weight * _VALUES[sign] for weight, sign in enumerate(signs, start=1))
    inverse = pow(len(signs) + 1, -1, _MODULUS)
    return _SIGNS[-total * inverse % _MODULUS]
