"""What was said: turning what a door heard into stored messages, and edits into versions."""

from dataclasses import dataclass, replace

from domain.errors import Unusable
from domain.privacy import clean_input, mask_iin
from models.queries import messages, rows
from models.tables import File, Message
from services.work import Actor, Work

LONGEST = 8000
"""Characters of one thread message we keep; Telegram itself allows 4096, a door may allow more."""


CONTACT = "contact"
"""The kind of a message in which somebody shares a name and a telephone: kept apart from what is said."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as a door describes it; the size is in bytes."""

    kind: str
    file_id: str
    unique_id: str
    name: str | None = None
    mime: str | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One message a person sent.

    Attributes:
        telegram_id: its number in the private chat.
        kind: text, photo, document, voice, video, location... or unsupported.
        text: text or caption, as typed.
        album: the album it is part of.
        file: what came with it.
        reply_to: the message it answers.
    """

    telegram_id: int
    kind: str
    text: str = ""
    album: str | None = None
    file: Attached | None = None
    reply_to: int | None = None


def cleaned(said: Said) -> Said:
    """Without control signs, and with a valid IIN masked before anything is stored.

    Raises:
        Unusable: the text is longer than a thread message may be.
    """
    return replace(said, text=cleaned_text(said.text))


def cleaned_text(typed: str) -> str:
    """Without control signs, and with a valid IIN masked.

    Raises:
        Unusable: it is longer than a thread message may be.
    """
    text = mask_iin(clean_input(typed)).strip()
    if len(text) > LONGEST:
        raise Unusable("error.too_long", limit=LONGEST)
    return text


async def keep(
    work: Work, who: Actor, said: Said, *, draft_id: int | None = None, inquiry_id: int | None = None
) -> Message:
    """Store a citizen's message in a draft or in an inquiry; the same message twice is one."""
    known = await messages.by_telegram(work.session, who.chat_id, said.telegram_id)
    if known is not None:
        return known
    message = Message(
        draft_id=draft_id,
        inquiry_id=inquiry_id,
        chat_id=who.chat_id,
        telegram_id=said.telegram_id,
        author="citizen",
        kind=said.kind,
        text="" if said.kind == CONTACT else said.text,
        contact=said.text if said.kind == CONTACT else "",
        album=said.album,
        versions=1,
        at=work.now,
    )
    await rows.write(work.session, message)
    if said.file is not None:
        work.session.add(attached(said.file, message_id=message.id))
    return message


def attached(file: Attached, *, message_id: int | None = None, answer_id: int | None = None) -> File:
    """A file row; the name is cleaned like any text from outside."""
    return File(
        message_id=message_id,
        answer_id=answer_id,
        kind=file.kind,
        telegram_file_id=file.file_id,
        telegram_unique_id=file.unique_id,
        name=mask_iin(clean_input(file.name))[:255] if file.name else None,
        mime=file.mime[:120] if file.mime else None,
        size=file.size,
    )


async def amend(work: Work, message: Message, said: Said) -> bool:
    """A message was edited: keep how it read before, and a file that took the place of another.

    Returns False when neither its words nor its file changed.
    """
    replaced = said.file is not None and not await messages.has_file(
        work.session, message.id, said.file.unique_id
    )
    if said.text == message.text and not replaced:
        return False
    await messages.keep_version(work.session, message, work.now)
    message.text, message.versions = said.text, message.versions + 1
    if said.file is not None and replaced:
        work.session.add(attached(said.file, message_id=message.id))
    return True
