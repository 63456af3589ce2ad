"""Telegram's message as our services hear it."""

import re
from typing import Final

from aiogram.enums import ContentType
from aiogram.filters import Filter
from aiogram.types import Message

from domain.ids import read_number
from services.thread import Attached, Said

_PLAIN: Final = {
    ContentType.LOCATION: "location",
    ContentType.VENUE: "location",
    ContentType.CONTACT: "contact",
}
_FILES: Final = ("animation", "document", "video", "audio", "voice", "video_note")
_SENT_BY_HAND: Final = frozenset(
    {
        ContentType.STICKER,
        ContentType.POLL,
        ContentType.DICE,
        ContentType.STORY,
        ContentType.GAME,
        ContentType.PAID_MEDIA,
        ContentType.CHECKLIST,
        ContentType.GIVEAWAY,
        ContentType.INVOICE,
        ContentType.UNKNOWN,
    }
)
"""Kinds a person sends on purpose and we cannot take; an unknown kind of tomorrow counts as one."""

_NUMBER_LENGTH: Final = 24
"""Characters in which a number fits with all the dashes and spaces people put into it."""

_COMMAND: Final = re.compile(r"/[A-Za-z0-9_]+(@\w+)?")


class OnlyCommand(Filter):
    """The message is a command and nothing else; one with words after it may be a question."""

    async def __call__(self, message: Message) -> bool:
        """Look at the text."""
        return _COMMAND.fullmatch(message.text or "") is not None


class JustNumber(Filter):
    """The message is the number of an inquiry and nothing else."""

    async def __call__(self, message: Message) -> bool | dict[str, str]:
        """Look at the text; the handler gets the number in its canonical form."""
        typed = message.text or ""
        number = read_number(typed) if len(typed) <= _NUMBER_LENGTH else None
        return {"number": number} if number else False


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


def is_service(message: Message) -> bool:
    """Something Telegram tells of the chat itself: a pinned message, a timer, a new background."""
    return said(message).kind == "unsupported" and message.content_type not in _SENT_BY_HAND


def _spoken(message: Message) -> str:
    """A place or a contact in words an operator can read in any program."""
    if message.location is not None:
        at = f"{message.location.latitude:.6f}, {message.location.longitude:.6f}"
        return f"{message.venue.title}, {message.venue.address}\n{at}" if message.venue else at
    if message.contact is not None:
        return f"{message.contact.first_name} {message.contact.phone_number}"
    return ""


def _file(message: Message) -> Attached | None:
    if message.photo:
        best = message.photo[-1]
        return Attached("photo", best.file_id, best.file_unique_id, size=best.file_size)
    for kind in _FILES:
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
