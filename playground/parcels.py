"""Files, albums and rarer kinds of messages that people send."""

from __future__ import annotations

import asyncio
import base64
import binascii
from typing import Any

from playground.acts import Place, write
from playground.attachments import CAPTIONED, KINDS, attached, default_name
from playground.checks import text_fields
from playground.entities import found_in
from playground.errors import ControlError
from playground.groups import deliver
from playground.params import Upload
from playground.residents import JSON, Entry
from playground.samples import sample
from playground.special import special_content
from playground.town import Town

SENT_LIMIT = 2 * 1024 * 1024 * 1024  # what people may send, Telegram's own limit


def send_file(town: Town, where: Place, wanted: JSON, upload: Upload | None = None) -> JSON:
    """Send one file: uploaded, given as base64, synthetic of a stated size, or a sample of its kind."""
    content = parcel(town, wanted, upload)
    album = wanted.get("media_group_id")
    if album:
        content["media_group_id"] = str(album)
    return write(town, where, content, wanted.get("reply_to"))


def send_special(town: Town, where: Place, kind: str, wanted: JSON) -> JSON:
    """Send a message of a rarer kind."""
    try:
        content = special_content(kind, where.person, wanted)
    except (TypeError, ValueError) as error:
        raise ControlError(str(error)) from None
    return write(town, where, content, wanted.get("reply_to"))


async def send_album(town: Town, where: Place, wanted: JSON) -> JSON:
    """Send several files as one album; `order` and `delay` tell how its updates reach the bot."""
    parts = wanted.get("parts")
    if not isinstance(parts, list) or len(parts) < 2:
        raise ControlError("an album needs parts, at least two")
    order = wanted.get("order") or list(range(len(parts)))
    if sorted(order) != list(range(len(parts))):
        raise ControlError("order must name each part once, from 0")
    contents = [parcel(town, part, None) for part in parts]
    entries = _post_album(town, where, contents)
    delay = float(wanted.get("delay") or 0)
    updates: dict[int, int | None] = {}
    for position, index in enumerate(order):
        if position and delay:
            await asyncio.sleep(delay)
        updates[index] = deliver(town, where.chat, entries[index])
    sent = [
        {"update_id": updates[index], "message_id": entry.message["message_id"]}
        for index, entry in enumerate(entries)
    ]
    return {"media_group_id": entries[0].message["media_group_id"], "chat_id": where.chat.id, "parts": sent}


def parcel(town: Town, wanted: JSON, upload: Upload | None) -> JSON:
    """What makes a message carry the file described. Raises ControlError for an unknown kind."""
    kind = str(wanted.get("kind", "document"))
    if kind not in KINDS:
        raise ControlError(f"kind is one of {', '.join(KINDS)}")
    content = upload.content if upload is not None else _given_content(wanted)
    name = str(wanted.get("name") or (upload.name if upload else "") or default_name(kind))
    mime = str(wanted.get("mime") or (upload.mime if upload else ""))
    size = _size(wanted.get("size"))
    if content is None and size is None:
        content = sample(kind)
    file = town.files.add(kind, name, mime, content, size or 0)
    message = attached(town.files, kind, file, wanted)
    caption = wanted.get("caption")
    if caption and kind in CAPTIONED:
        message |= text_fields("caption", str(caption), found_in(str(caption), []))
    return message


def _post_album(town: Town, where: Place, contents: list[JSON]) -> list[Entry]:
    """All parts enter the chat at once, as on a phone; only their updates may come late."""
    if where.person.blocked and where.chat.is_private:
        raise ControlError(f"person {where.person.id} has blocked the bot; unblock first", 409)
    where.person.started = where.person.started or where.chat.is_private
    frame = where.frame() | {"media_group_id": town.next_album()}
    return [town.post(where.chat, where.author(), frame | content) for content in contents]


def _given_content(wanted: JSON) -> bytes | None:
    encoded = wanted.get("content_base64")
    if encoded is None:
        return None
    try:
        return base64.b64decode(str(encoded), validate=True)
    except binascii.Error:
        raise ControlError("content_base64 is not base64") from None


def _size(given: Any) -> int | None:
    if given in (None, ""):
        return None
    try:
        size = int(given)
    except (TypeError, ValueError):
        raise ControlError("size must be a number of bytes") from None
    if not 0 <= size <= SENT_LIMIT:
        raise ControlError(f"size must be 0 to {SENT_LIMIT} bytes")
    return size
