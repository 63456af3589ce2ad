"""Telegram's limits on a message, and cutting text to them.

Lengths are counted in UTF-16 units, as Telegram counts them: an emoji outside the basic plane is two.
"""

import re
import unicodedata
from typing import Final

MESSAGE_LIMIT: Final = 4096
"""UTF-16 units of a message after its markup is parsed."""

CAPTION_LIMIT: Final = 1024
"""UTF-16 units of a caption after its markup is parsed."""

CALLBACK_BYTES: Final = 64
"""UTF-8 bytes of callback data."""

DOWNLOAD_BYTES: Final = 20 * 1024 * 1024
"""Bytes of a file that Telegram's cloud lets a bot download."""

_JOINER = "\u200d"
_BORDERS: Final = (
    re.compile(r"\n\s*\n\s*"),
    re.compile(r"\n\s*"),
    re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"»”)]))\s+"),
    re.compile(r"\s+"),
)
_WORTH_CUTTING: Final = 0.5
"""A border in the first half of the room is passed over for a finer one, or parts become too short."""


def utf16_length(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text) + sum(char > "\uffff" for char in text)


def split_text(text: str, limit: int = MESSAGE_LIMIT) -> list[str]:
    """Cut a text into parts of at most `limit` UTF-16 units.

    The cut falls between paragraphs, else lines, sentences or words, and only where nothing of
    that exists inside a word; what a reader sees as one sign stays whole if it fits at all. Blank
    space at a cut is dropped, everything else is kept. An empty text gives no parts.

    Raises:
        ValueError: the limit is under 2, too little for one emoji.
    """
    if limit < 2:
        raise ValueError(f"a part of {limit} units cannot hold every character")
    parts, rest = [], text.strip()
    while rest:
        end, resume = _cut(rest, limit)
        parts.append(rest[:end].rstrip())
        rest = rest[resume:].lstrip()
    return parts


def clip(text: str, limit: int, mark: str = "…") -> str:
    """Return the text if it fits into `limit` UTF-16 units, else its beginning with a mark.

    Raises:
        ValueError: the limit leaves no room for the mark.
    """
    if utf16_length(text) <= limit:
        return text
    room = limit - utf16_length(mark)
    if room < 0:
        raise ValueError(f"{limit} units leave no room for {mark!r}")
    return text[: _whole(text, _reach(text, room))].rstrip() + mark


def _reach(text: str, limit: int) -> int:
    """How many characters of the text fit into so many units."""
    units = 0
    for index, char in enumerate(text):
        units += 2 if char > "\uffff" else 1
        if units > limit:
            return index
    return len(text)


def _cut(text: str, limit: int) -> tuple[int, int]:
    """Where the first part ends and where the next one begins."""
    reach = _reach(text, limit)
    if reach == len(text):
        return reach, reach
    for border in _BORDERS:
        last = None
        for found in border.finditer(text, int(reach * _WORTH_CUTTING)):
            if found.start() > reach:
                break
            last = found
        if last is not None and last.start() > 0:
            return last.start(), last.end()
    end = _whole(text, reach) or reach
    return end, end


def _whole(text: str, index: int) -> int:
    """Step back to a border between signs: marks, joiners and skin tones stay with their base."""
    while 0 < index < len(text) and (_leans_back(text[index]) or text[index - 1] == _JOINER):
        index -= 1
    return index


def _leans_back(char: str) -> bool:
    return (
        char == _JOINER or unicodedata.category(char) in ("Mn", "Me") or "\U0001f3fb" <= char <= "\U0001f3ff"
    )
