"""Sending files: one by one and as albums."""

from __future__ import annotations

from functools import partial
from typing import Any

from playground.attachments import CAPTIONED, attached, default_name, title
from playground.checks import caption
from playground.errors import bad_request
from playground.files import StoredFile
from playground.methods.messages import say
from playground.methods.reach import answered_message, reach, thread
from playground.methods.registry import method
from playground.params import Params
from playground.residents import JSON
from playground.town import Town

_SENDERS = {
    "sendPhoto": "photo",
    "sendDocument": "document",
    "sendVoice": "voice",
    "sendVideo": "video",
    "sendVideoNote": "video_note",
    "sendAudio": "audio",
    "sendSticker": "sticker",
    "sendAnimation": "animation",
}
_ALBUM_LIMITS = (2, 10)
_ALONE = frozenset({"document", "audio"})  # kinds that an album may not mix with others
_ALBUM_KINDS = frozenset({"photo", "video", "document", "audio"})


@method("sendMediaGroup", paced=True)
def send_media_group(town: Town, params: Params) -> list[JSON]:
    """Send an album; every part is checked before the first one is posted."""
    chat = reach(town, params)
    media = params.listing("media") or []
    if not _ALBUM_LIMITS[0] <= len(media) <= _ALBUM_LIMITS[1]:
        raise bad_request(f"an album has {_ALBUM_LIMITS[0]} to {_ALBUM_LIMITS[1]} parts, not {len(media)}")
    parts = [_part(town, part, params) for part in media]
    kinds = {kind for kind, _ in parts}
    if len(kinds) > 1 and kinds & _ALONE:
        raise bad_request(f"{min(kinds & _ALONE)} can't be mixed with other media types")
    frame = (
        answered_message(chat, params) | thread(town, chat, params) | {"media_group_id": town.next_album()}
    )
    if params.flag("protect_content"):
        frame["has_protected_content"] = True
    return [town.post(chat, town.bot.user(), frame | content).message for _, content in parts]


def given_file(town: Town, params: Params, given: Any, kind: str) -> StoredFile:
    """The file a call means: an upload, attach://name, or a file_id of the right kind."""
    upload = params.files.get(str(given).removeprefix("attach://")) if given else None
    if upload is not None:
        if not upload.content:
            raise bad_request("file must be non-empty")
        return town.files.add(kind, upload.name or default_name(kind), upload.mime, upload.content)
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    if str(given).startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    file = town.files.get(str(given))
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad_request(f"can't use file of type {title(file.kind)} as {title(kind)}")
    return file


def send_file(town: Town, params: Params, kind: str) -> JSON:
    """Send one file of a kind, with a caption where the kind has one."""
    chat = reach(town, params)
    # The file itself may come under the name of the field, without attach://.
    given = kind if kind in params.files else params.values.get(kind)
    content = caption(params) if kind in CAPTIONED else {}
    file = given_file(town, params, given, kind)
    return say(town, chat, params, attached(town.files, kind, file, params.values) | content)


def _part(town: Town, part: Any, params: Params) -> tuple[str, JSON]:
    if not isinstance(part, dict) or part.get("type") not in _ALBUM_KINDS:
        raise bad_request("can't parse InputMedia: Wrong type of the media group item")
    kind = str(part["type"])
    fields = Params(part, params.files)
    file = given_file(town, fields, part.get("media"), kind)
    return kind, attached(town.files, kind, file, part) | caption(fields)


for _name, _kind in _SENDERS.items():
    method(_name, paced=True)(partial(send_file, kind=_kind))
