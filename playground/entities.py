"""Text as Telegram reads it: UTF-16 lengths, HTML into text and entities, links found in plain text."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from playground.errors import ApiError, bad_request

Entity = dict[str, Any]

_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "blockquote": "blockquote",
}
_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"""\s*([a-zA-Z0-9-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?""")
# Telegram knows four named entities; any other ampersand stays as it is.
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_FOUND = re.compile(
    r"(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<url>https?://[^\s<>\"«»]+|(?<![\w@.])(?:[\w-]+\.)+(?:kz|ru|com|org|net|me|info)\b(?:/[^\s<>\"«»]*)?)"
    r"|(?P<bot_command>(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?)"
    r"|(?P<mention>(?<!\w)@\w{4,32})"
    r"|(?P<hashtag>(?<!\w)#\w*[^\W\d]\w*)"
    r"|(?P<phone_number>(?<!\w)\+\d{10,14})"
)
_OPAQUE = frozenset({"code", "pre", "text_link", "text_mention", "url"})


def units(text: str) -> int:
    """Length in UTF-16 code units, which is how Telegram counts offsets and limits."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Plain text and entities of Telegram HTML. Raises ApiError with Telegram's wording."""
    if "<" not in source and "&" not in source:
        return source, []
    return _Reader(source).read()


class _Reader:
    """One pass over the source; the wording of its errors follows the Bot API server."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.text: list[str] = []
        self.length = 0
        self.open: list[tuple[str, Entity]] = []
        self.found: list[Entity] = []

    def read(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            stop = self.source.find("<", self.at)
            stop = len(self.source) if stop < 0 else stop
            self._say(unescape_references(self.source[self.at : stop]))
            self.at = stop
            if stop < len(self.source):
                self._tag()
        if self.open:
            raise _unparsable(f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"')
        return "".join(self.text), self.found

    def _say(self, text: str) -> None:
        self.text.append(text)
        self.length += units(text)

    def _tag(self) -> None:
        begin = self.at
        closing = self.source.startswith("</", begin)
        match = _NAME.match(self.source, begin + 1 + closing)
        assert match is not None
        name = match.group().lower()
        self.at = match.end()
        if closing:
            self._end(name, begin)
        else:
            self._start(name, begin)

    def _start(self, name: str, begin: int) -> None:
        if self.at >= len(self.source):
            raise _unparsable(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        if name not in _TAGS:
            raise _unparsable(f'Unsupported start tag "{name}" at byte offset {self._bytes(begin)}')
        attributes = self._attributes(begin)
        kind = _TAGS[name]
        entity: Entity = {"type": kind, "offset": self.length, "length": 0}
        if name == "span" and attributes.get("class") != "tg-spoiler":
            offset = self._bytes(begin)
            raise _unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {offset}')
        if kind == "text_link":
            entity["url"] = attributes.get("href", "")
        if kind == "blockquote" and "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
        if kind == "code" and attributes.get("class", "").startswith("language-"):
            entity["language"] = attributes["class"].removeprefix("language-")
        self.open.append((name, entity))

    def _attributes(self, begin: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while (match := _ATTRIBUTE.match(self.source, self.at)) is not None:
            name, *values = match.groups()
            attributes[name.lower()] = unescape_references(next((v for v in values if v is not None), ""))
            self.at = match.end()
        rest = self.source[self.at :].lstrip()
        if not rest.startswith(">"):
            raise _unparsable(f"Unclosed start tag at byte offset {self._bytes(begin)}")
        self.at = len(self.source) - len(rest) + 1
        return attributes

    def _end(self, name: str, begin: int) -> None:
        offset = self._bytes(begin)
        if not self.open:
            raise _unparsable(f"Unexpected end tag at byte offset {offset}")
        rest = self.source[self.at :].lstrip()
        if not rest.startswith(">"):
            raise _unparsable(f"Unclosed end tag at byte offset {offset}")
        self.at = len(self.source) - len(rest) + 1
        expected, entity = self.open.pop()
        if name and name != expected:
            raise _unparsable(
                f'Unmatched end tag at byte offset {offset}, expected "</{expected}>", found "</{name}>"'
            )
        entity["length"] = self.length - entity["offset"]
        if entity["length"]:
            self._keep(entity)

    def _keep(self, entity: Entity) -> None:
        if entity["type"] == "code" and self.open and self.open[-1][1]["type"] == "pre":
            # <pre><code class="language-x"> is one entity in Telegram.
            self.open[-1][1]["language"] = entity.get("language", "")
            return
        if entity["type"] == "code":
            entity.pop("language", None)
        if entity["type"] == "text_link" and not self._link(entity):
            return
        self.found.append({key: value for key, value in entity.items() if value != ""})

    def _link(self, entity: Entity) -> bool:
        url = entity["url"] or "".join(self.text)[-entity["length"] :]
        user = re.fullmatch(r"tg://user\?id=(\d+)", url)
        if user:
            del entity["url"]
            entity |= {"type": "text_mention", "user_id": int(user.group(1))}
            return True
        if "." not in url and "://" not in url:
            return False  # Telegram drops the link and keeps its text.
        entity["url"] = url if "://" in url or url.startswith("mailto:") else f"http://{url}"
        return True

    def _bytes(self, index: int) -> int:
        return len(self.source[:index].encode("utf-8", "surrogatepass"))


def unescape_references(text: str) -> str:
    """Replace &lt; &gt; &amp; &quot; and numeric references."""
    return _REFERENCE.sub(lambda match: unescape(match.group()), text) if "&" in text else text


def found_in(text: str, known: list[Entity]) -> list[Entity]:
    """`known` entities plus links, commands, mentions, hashtags and phones recognised in the text."""
    if not any(mark in text for mark in "/@#.+"):
        return known
    wide = not text.isascii()
    taken = [(e["offset"], e["offset"] + e["length"]) for e in known if e["type"] in _OPAQUE]
    found = list(known)
    for match in _FOUND.finditer(text):
        kind, piece = str(match.lastgroup), match.group()
        if kind == "url":
            piece = piece.rstrip(".,;:!?)")
        offset = units(text[: match.start()]) if wide else match.start()
        length = units(piece)
        if not any(offset < end and begin < offset + length for begin, end in taken):
            found.append({"type": kind, "offset": offset, "length": length})
    return ordered(found)


def ordered(entities: list[Entity]) -> list[Entity]:
    """Entities as Telegram sorts them: by offset, the longer one first."""
    return sorted(entities, key=lambda e: (e["offset"], -e["length"]))


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Text without surrounding white space, entities moved along and cut to what is left."""
    bare = text.strip()
    if bare == text:
        return text, entities
    lead, length = units(text[: len(text) - len(text.lstrip())]), units(bare)
    kept: list[Entity] = []
    for entity in entities:
        begin = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, length)
        if begin < end:
            kept.append({**entity, "offset": begin, "length": end - begin})
    return bare, kept


def _unparsable(what: str) -> ApiError:
    return bad_request(f"can't parse entities: {what}")
