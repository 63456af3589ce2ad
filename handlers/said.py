"""Telegram's message as our services hear it."""

from aiogram.enums import ContentType
from aiogram.types import Message

from services.thread import Attached, Said

_PLAIN = {ContentType.LOCATION: "location", ContentType.VENUE: "location", ContentType.CONTACT: "contact"}


def said(message: Message) -> Said:
    """What a person sent: its text or caption, and its file if it has one."""
    file = _file(message)
    kind = file.kind if file else _PLAIN.get(ContentType(message.content_type), "text")
    text = message.text or message.caption or _spoken(message)
    if not file and not text and kind == "text":
        kind = "unsupported"
    return Said(
        telegram_id=message.message_id,
        kind=kind,
        text=text,
        album=message.media_group_id,
        file=file,
        reply_to=message.reply_to_message.message_id if message.reply_to_message else None,
    )


def _spoken(message: Message) -> str:
    """A place or a contact in words an operator can read in any program."""
    if message.location is not None:
        return f"{message.location.latitude:.6f}, {message.location.longitude:.6f}"
    if message.contact is not None:
        return f"{message.contact.first_name} {message.contact.phone_number}"
    return ""


def _file(message: Message) -> Attached | None:
    if message.photo:
        best = message.photo[-1]
        return Attached("photo", best.file_id, best.file_unique_id, size=best.file_size)
    for kind in ("animation", "document", "video", "audio", "voice", "video_note"):
        found = getattr(message, kind)
        if found is not None:
            return Attached(
                kind,
                found.file_id,
                found.file_unique_id,
                getattr(found, "file_name", None),
                getattr(found, "mime_type", None),
                found.file_size,
            )
    return None
