"""A small real file of each kind, so that a newcomer sends something that can be opened."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "samples"
_FILES = {
    "photo": "photo.jpg",
    "document": "document.pdf",
    "voice": "voice.ogg",
    "audio": "voice.ogg",
    "video": "video.mp4",
    "video_note": "video.mp4",
    "animation": "video.mp4",
    "sticker": "photo.jpg",
}


@cache
def sample(kind: str) -> bytes:
    """The content of the sample for a kind of file."""
    return (_FOLDER / _FILES[kind]).read_bytes()
