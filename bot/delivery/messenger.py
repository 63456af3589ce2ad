"""One stored message becomes one request to Telegram."""

import html
import re
from typing import Any

from aiogram import Bot
from aiogram.client.default import Default
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import (
    CreateForumTopic,
    DeleteMessage,
    EditMessageCaption,
    EditMessageText,
    SendAnimation,
    SendAudio,
    SendDocument,
    SendMessage,
    SendPhoto,
    SendVideo,
    SendVideoNote,
    SendVoice,
    SetMessageReaction,
    TelegramMethod,
)
from aiogram.types import (
    BufferedInputFile,
    CopyTextButton,
    FSInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReactionTypeEmoji,
    ReplyParameters,
)

_FILES: dict[str, tuple[type[TelegramMethod[Message]], str, bool]] = {
    "photo": (SendPhoto, "photo", True),
    "document": (SendDocument, "document", True),
    "video": (SendVideo, "video", True),
    "voice": (SendVoice, "voice", True),
    "audio": (SendAudio, "audio", True),
    "animation": (SendAnimation, "animation", True),
    "video_note": (SendVideoNote, "video_note", False),
}
"""Kind of file: method, name of its argument, whether it can carry a caption."""

UPLOAD_SECONDS = 180
"""A file of ours may be some megabytes, and the way to Telegram narrow."""

_UNCHANGED = "message is not modified"
_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_BROKEN_MARKUP = "can't parse entities"
_TAG = re.compile(r"<[^>]+>")


class Messenger:
    """Sends drawn messages."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, chat_id: int, drawn: dict[str, Any]) -> int | None:
        """Make the request; returns the number Telegram gave the message.

        An edit that changes nothing is a success; an edit of a message that is gone becomes a new one;
        markup that Telegram cannot read is sent once more as plain text.

        Raises:
            TelegramAPIError: Telegram refused, or the network failed.
        """
        if drawn.get("wipe"):
            return await self._wipe(chat_id, drawn)
        if "act" in drawn:
            return await self._act(chat_id, drawn)
        try:
            return await self._request(chat_id, drawn)
        except TelegramBadRequest as refused:
            said = refused.message.lower()
            if _UNCHANGED in said:
                return drawn.get("edit")
            if drawn.get("edit") and any(gone in said for gone in _GONE):
                if drawn.get("optional"):
                    return drawn["edit"]  # type: ignore[no-any-return]
                return await self._request(chat_id, {k: v for k, v in drawn.items() if k != "edit"})
            if _BROKEN_MARKUP in said and not drawn.get("plain"):
                return await self.send(chat_id, {**drawn, "text": _plain(drawn["text"]), "plain": True})
            raise

    async def _act(self, chat_id: int, drawn: dict[str, Any]) -> int | None:
        """Open a topic, returning its number, or put a sign under a message.

        Telegram refuses both where the bot has no right to them, or the message is gone: None, and no harm.
        """
        try:
            if drawn["act"] == "topic":
                return (
                    await self._bot(CreateForumTopic(chat_id=chat_id, name=drawn["text"]))
                ).message_thread_id
            sign = ReactionTypeEmoji(emoji=drawn["text"])
            await self._bot(SetMessageReaction(chat_id=chat_id, message_id=drawn["edit"], reaction=[sign]))
        except TelegramBadRequest as refused:
            if "chat not found" in refused.message.lower():
                raise
        return None

    async def _wipe(self, chat_id: int, drawn: dict[str, Any]) -> int:
        """Take away what must not be read any more: its words, or all of it where it is a file.

        Telegram deletes nothing that is older than two days; a file loses at least its caption then.
        """
        message: int = drawn["edit"]
        attempts: tuple[TelegramMethod[Any], ...] = (
            EditMessageText(chat_id=chat_id, message_id=message, text=drawn["text"], parse_mode=_mode(drawn)),
            DeleteMessage(chat_id=chat_id, message_id=message),
            EditMessageCaption(chat_id=chat_id, message_id=message, caption=None),
        )
        for attempt in attempts:
            try:
                await self._bot(attempt)
            except TelegramBadRequest:
                continue
            break
        return message

    async def _request(self, chat_id: int, drawn: dict[str, Any]) -> int | None:
        if "edit" in drawn:
            edited = await self._bot(
                EditMessageText(
                    chat_id=chat_id,
                    message_id=drawn["edit"],
                    text=drawn["text"],
                    parse_mode=_mode(drawn),
                    reply_markup=_keyboard(drawn),
                    link_preview_options=_NO_PREVIEW,
                )
            )
            return edited.message_id if isinstance(edited, Message) else drawn["edit"]
        if "file" not in drawn:
            return (await self._bot(_text(chat_id, drawn))).message_id
        patience = UPLOAD_SECONDS if "path" in drawn["file"] else None
        return (await self._bot(_file(chat_id, drawn), request_timeout=patience)).message_id


def _plain(text: str) -> str:
    """The text without its markup."""
    return html.unescape(_TAG.sub("", text))


_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def _text(chat_id: int, drawn: dict[str, Any]) -> SendMessage:
    return SendMessage(
        chat_id=chat_id,
        message_thread_id=drawn.get("thread"),
        text=drawn["text"],
        parse_mode=_mode(drawn),
        reply_markup=_keyboard(drawn),
        reply_parameters=_reply(drawn),
        protect_content=drawn.get("protect"),
        link_preview_options=_NO_PREVIEW,
        disable_notification=drawn.get("silent"),
    )


def _file(chat_id: int, drawn: dict[str, Any]) -> TelegramMethod[Message]:
    method, name, captioned = _FILES[drawn["file"]["kind"]]
    arguments: dict[str, Any] = {
        "chat_id": chat_id,
        name: _content(drawn["file"]),
        "reply_markup": _keyboard(drawn),
        "reply_parameters": _reply(drawn),
        "protect_content": drawn.get("protect"),
    }
    if captioned and drawn["text"]:
        arguments |= {"caption": drawn["text"], "parse_mode": _mode(drawn)}
    return method(**arguments)


def _content(file: dict[str, str]) -> str | FSInputFile | BufferedInputFile:
    """A file Telegram keeps already, one of ours read piece by piece as it leaves, or a small text."""
    if "content" in file:
        return BufferedInputFile(file["content"].encode(), filename=file["name"])
    return FSInputFile(file["path"], filename=file["name"]) if "path" in file else file["id"]


def _mode(drawn: dict[str, Any]) -> str | Default | None:
    return None if drawn.get("plain") else "HTML"


def _reply(drawn: dict[str, Any]) -> ReplyParameters | None:
    if "reply_to" not in drawn:
        return None
    return ReplyParameters(message_id=drawn["reply_to"], allow_sending_without_reply=True)


def _keyboard(drawn: dict[str, Any]) -> InlineKeyboardMarkup | None:
    if not drawn.get("rows"):
        return None
    return InlineKeyboardMarkup(inline_keyboard=[[_button(b) for b in row] for row in drawn["rows"]])


def _button(drawn: dict[str, str]) -> InlineKeyboardButton:
    copied = CopyTextButton(text=drawn["c"]) if "c" in drawn else None
    return InlineKeyboardButton(
        text=drawn["t"], callback_data=drawn.get("d"), url=drawn.get("u"), copy_text=copied
    )
