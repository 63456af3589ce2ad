"""What Telegram refuses in texts: lengths after entities, emptiness, broken formatting."""

from __future__ import annotations

from typing import Any

from playground.entities import Entity, found_in, ordered, parse_html, trimmed, units
from playground.errors import bad_request
from playground.params import Params

TEXT_LIMIT = 4096  # UTF-16 units after entities, Bot API sendMessage
CAPTION_LIMIT = 1024
RAW_LIMIT = 32 * 1024  # bytes before entities are parsed; seen in practice, not promised
# Telegram turns control characters into spaces and drops carriage returns and direction overrides.
_CLEAN: dict[int, str | None] = {code: " " for code in range(32) if code != 10}
_CLEAN |= {13: None} | dict.fromkeys(range(0x2028, 0x202F), None)
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00a0\u3164"


def clean(text: str) -> str:
    """The text without characters that Telegram does not keep."""
    return text if text.isprintable() else text.translate(_CLEAN)


def message_text(params: Params) -> tuple[str, list[Entity]]:
    """Text and entities for sendMessage and editMessageText. Raises ApiError as Telegram does."""
    text, entities = formatted(params.text("text"), params, "entities")
    if not text.strip(_INVISIBLE):
        raise bad_request("message text is empty")
    if units(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return text, entities


def caption(params: Params) -> dict[str, Any]:
    """Caption fields of a message; empty when there is no caption. Raises ApiError when it is too long."""
    if "caption" not in params:
        return {}
    text, entities = formatted(params.text("caption"), params, "caption_entities")
    if units(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return text_fields("caption", text, entities)


def text_fields(name: str, text: str, entities: list[Entity]) -> dict[str, Any]:
    """`text` or `caption` with its entities, as a message carries them."""
    if not text:
        return {}
    listed = "entities" if name == "text" else f"{name}_entities"
    return {name: text, listed: entities} if entities else {name: text}


def formatted(source: str, params: Params, entities_name: str) -> tuple[str, list[Entity]]:
    """Plain text and entities, from parse_mode or from entities given as such."""
    if len(source) > RAW_LIMIT // 4 and len(source.encode()) > RAW_LIMIT:
        raise bad_request("message is too long")
    mode = params.text("parse_mode")
    if mode.lower() == "html":
        text, entities = parse_html(clean(source))
        text = clean(text)
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        text = clean(source)
        entities = given_entities(text, params.listing(entities_name) or [])
    text, entities = trimmed(text, entities)
    return text, found_in(text, entities)


def given_entities(text: str, given: list[Any]) -> list[Entity]:
    """Entities a client computed itself. Raises ApiError for shapes and places that cannot be."""
    length = units(text) if given else 0
    for entity in given:
        if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
            raise bad_request("can't parse MessageEntity: expected an Object with a type")
        offset, size = entity.get("offset"), entity.get("length")
        if not isinstance(offset, int) or not isinstance(size, int):
            raise bad_request("can't parse MessageEntity: offset and length must be of type Number")
        if offset < 0 or size <= 0 or offset + size > length:
            raise bad_request("entity beginning or end is outside of the text")
    kept = [{name: value for name, value in entity.items() if value is not None} for entity in given]
    return ordered(kept)
