"""Files people and the bot sent: small content in memory, larger on disk, synthetic ones only in name."""

from __future__ import annotations

import hashlib
import mimetypes
import re
import secrets
import tempfile
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playground.errors import bad_request

IN_MEMORY = 256 * 1024
FILES_KEPT = 3000
BYTES_KEPT = 1024 * 1024 * 1024
DOWNLOAD_LIMIT = 20 * 1024 * 1024  # Bot API, getFile
_ANY_MIME = "application/octet-stream"  # what clients say when they do not say anything
_MIME = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_SUFFIX = re.compile(r"\.\w{1,10}", re.ASCII)
_FOLDERS = {
    "photo": "photos",
    "voice": "voice",
    "video": "videos",
    "video_note": "video_notes",
    "audio": "music",
    "sticker": "stickers",
    "animation": "animations",
}


@dataclass(slots=True)
class StoredFile:
    """A file known to the bot. Without content it is synthetic: `size` bytes of filler when downloaded."""

    id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    size: int
    path: str
    content: bytes | None = None
    on_disk: Path | None = None

    def read(self) -> bytes:
        """The whole content, of which synthetic files have a filler."""
        if self.on_disk is not None:
            return self.on_disk.read_bytes()
        return self.content if self.content is not None else b"\0" * self.size

    def describe(self) -> dict[str, Any]:
        """The fields every Bot API object about a file starts with."""
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}


class Files:
    """Files by file_id; the oldest are forgotten beyond the limits."""

    def __init__(self) -> None:
        self._files: OrderedDict[str, StoredFile] = OrderedDict()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._count = 0
        self._bytes = 0

    def add(
        self, kind: str, name: str, mime: str = "", content: bytes | None = None, size: int = 0
    ) -> StoredFile:
        """Store a file; `size` in bytes matters only without content."""
        self._count += 1
        mime = mime.partition(";")[0].strip()
        if mime == _ANY_MIME or not _MIME.fullmatch(mime):
            mime = mimetypes.guess_type(name)[0] or _ANY_MIME
        suffix = Path(name).suffix if _SUFFIX.fullmatch(Path(name).suffix) else ""
        suffix = suffix or mimetypes.guess_extension(mime) or ""
        seed = content if content is not None else f"{name}{self._count}".encode()
        file = StoredFile(
            id=f"{kind}-{self._count}-{secrets.token_urlsafe(24)}",
            unique_id=f"AQ{hashlib.sha256(seed).hexdigest()[:14]}",
            kind=kind,
            name=name,
            mime=mime,
            size=len(content) if content is not None else size,
            path=f"{_FOLDERS.get(kind, 'documents')}/file_{self._count}{suffix}",
            content=content,
        )
        self._keep(file)
        return file

    def get(self, file_id: str) -> StoredFile | None:
        """The file with this file_id."""
        return self._files.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file with this file_path."""
        return next((file for file in self._files.values() if file.path == path), None)

    def downloadable(self, file_id: str) -> StoredFile:
        """The file for getFile. Raises ApiError for an unknown id and for more than 20 MB."""
        file = self._files.get(file_id)
        if file is None:
            raise bad_request("invalid file_id")
        if file.size > DOWNLOAD_LIMIT:
            raise bad_request("file is too big")
        return file

    def clear(self) -> None:
        """Forget every file and remove what is on disk."""
        self._files.clear()
        self._bytes = 0
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _keep(self, file: StoredFile) -> None:
        if file.content is not None:
            self._bytes += file.size
            if file.size > IN_MEMORY:
                self._spill(file)
        self._files[file.id] = file
        while len(self._files) > FILES_KEPT or (self._bytes > BYTES_KEPT and len(self._files) > 1):
            self._drop(self._files.popitem(last=False)[1])

    def _spill(self, file: StoredFile) -> None:
        assert file.content is not None
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="playground-")
        file.on_disk = Path(self._folder.name) / str(self._count)
        file.on_disk.write_bytes(file.content)
        file.content = None

    def _drop(self, file: StoredFile) -> None:
        if file.content is not None or file.on_disk is not None:
            self._bytes -= file.size
        if file.on_disk is not None:
            file.on_disk.unlink(missing_ok=True)
