"""What a message says about each kind of file, whoever sent it."""

from __future__ import annotations

from typing import Any

from playground.files import Files, StoredFile
from playground.residents import JSON

KINDS = ("photo", "document", "voice", "video", "video_note", "audio", "sticker", "animation")
CAPTIONED = ("photo", "document", "video", "audio", "voice", "animation")
_NAMES = {
    "photo": "photo.jpg",
    "document": "document.pdf",
    "voice": "voice.ogg",
    "video": "video.mp4",
    "video_note": "round.mp4",
    "audio": "audio.ogg",
    "sticker": "sticker.jpg",
    "animation": "animation.mp4",
}
# Telegram's own names in "can't use file of type ... as ...".
_TITLES = {"voice": "VoiceNote", "video_note": "VideoNote"}


def default_name(kind: str) -> str:
    """A file name for a kind, when nobody gave one."""
    return _NAMES[kind]


def title(kind: str) -> str:
    """The kind as Telegram's refusals call it."""
    return _TITLES.get(kind, kind.capitalize())


def attached(files: Files, kind: str, file: StoredFile, fields: dict[str, Any] | None = None) -> JSON:
    """The field of a message that carries the file; `fields` may give duration, width, height, ..."""
    given = {name: value for name, value in (fields or {}).items() if value not in (None, "")}
    if kind == "photo":
        return {"photo": _photo(files, file, given)}
    content = file.describe() | _SHAPES[kind](file, given)
    if kind == "animation":
        # For old clients an animation is a document too, Bot API Message.document.
        return {"animation": content, "document": file.describe() | _named(file, {})}
    return {kind: content}


def _photo(files: Files, file: StoredFile, given: dict[str, Any]) -> list[JSON]:
    small = files.add("photo", file.name, file.mime, file.content, min(file.size, 20_000))
    width, height = _int(given, "width", 1280), _int(given, "height", 960)
    return [
        {**small.describe(), "width": max(width // 4, 1), "height": max(height // 4, 1)},
        {**file.describe(), "width": width, "height": height},
    ]


def _named(file: StoredFile, given: dict[str, Any]) -> JSON:
    return {"file_name": file.name, "mime_type": file.mime}


def _voice(file: StoredFile, given: dict[str, Any]) -> JSON:
    return {"duration": _int(given, "duration", 3), "mime_type": file.mime}


def _video(file: StoredFile, given: dict[str, Any]) -> JSON:
    size = {"width": _int(given, "width", 320), "height": _int(given, "height", 240)}
    return size | {"duration": _int(given, "duration", 5)} | _named(file, given)


def _video_note(file: StoredFile, given: dict[str, Any]) -> JSON:
    return {"length": _int(given, "length", 240), "duration": _int(given, "duration", 5)}


def _audio(file: StoredFile, given: dict[str, Any]) -> JSON:
    told = {name: str(given[name]) for name in ("performer", "title") if name in given}
    return {"duration": _int(given, "duration", 60)} | told | _named(file, given)


def _sticker(file: StoredFile, given: dict[str, Any]) -> JSON:
    shape: JSON = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
    return shape | {"emoji": str(given.get("emoji", "👍"))}


_SHAPES = {
    "document": _named,
    "voice": _voice,
    "video": _video,
    "video_note": _video_note,
    "audio": _audio,
    "sticker": _sticker,
    "animation": _video,
}


def _int(given: dict[str, Any], name: str, default: int) -> int:
    try:
        return int(float(given[name]))
    except (KeyError, TypeError, ValueError, OverflowError):
        return default
