"""Parameters of one Bot API call: JSON, form or multipart, read the same way."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from aiohttp import web

from playground.errors import ApiError, bad_request

UPLOAD_LIMIT = 50 * 1024 * 1024  # Bot API: files of up to 50 MB can be sent
# A whole request may be one file, its thumbnail and the text around them.
REQUEST_LIMIT = UPLOAD_LIMIT + 12 * 1024 * 1024


class Upload(NamedTuple):
    """A file that came with a request."""

    name: str
    content: bytes
    mime: str


class Params:
    """Named values of a request: strings when they came as a form, typed when they came as JSON."""

    __slots__ = ("files", "values")

    def __init__(self, values: dict[str, Any], files: dict[str, Upload] | None = None) -> None:
        self.values = values
        self.files = files or {}

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) not in (None, "")

    def text(self, name: str) -> str:
        """The value as text, empty when it is missing. Raises ApiError on unpaired surrogates."""
        value = self.values.get(name)
        if value is None:
            return ""
        value = value if isinstance(value, str) else json.dumps(value)
        try:
            value.encode()
        except UnicodeEncodeError:
            raise bad_request("strings must be encoded in UTF-8") from None
        return value

    def number(self, name: str, default: int = 0) -> int:
        """The value as a whole number; Telegram reads what is no number as nothing."""
        return whole(self.values.get(name), default)

    def seconds(self, name: str) -> float:
        """The value as a number that may have a fraction."""
        try:
            return float(self.values.get(name) or 0)
        except (TypeError, ValueError, OverflowError):
            return 0.0

    def flag(self, name: str) -> bool:
        """Whether the value is true, in any of the ways clients write it."""
        return str(self.values.get(name, "")).lower() in {"true", "1", "yes", "y"}

    def structure(self, name: str) -> Any:
        """The value as JSON; None when it is missing. Raises ApiError when it is no JSON."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def listing(self, name: str) -> list[Any] | None:
        """The value as a JSON array; None when it is missing. Raises ApiError when it is none."""
        value = self.structure(name)
        if value is None or isinstance(value, list):
            return value
        raise bad_request(f"can't parse {name} JSON array")

    def mapping(self, name: str) -> dict[str, Any] | None:
        """The value as a JSON object; None when it is missing. Raises ApiError when it is none."""
        value = self.structure(name)
        if value is None or isinstance(value, dict):
            return value
        raise bad_request(f"can't parse {name} JSON object")


def whole(value: Any, default: int = 0) -> int:
    """A value as a whole number; `default` when it is none."""
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return default


async def read_params(request: web.Request) -> Params:
    """All parameters of a request: those of its address and those of its body, which win."""
    values: dict[str, Any] = dict(request.query) if request.query_string else {}
    if not request.can_read_body:
        return Params(values)
    if request.content_type == "application/json":
        return Params(values | await _json_body(request))
    try:
        form = await request.post()
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(413, "Request Entity Too Large") from None
    files: dict[str, Upload] = {}
    for name, value in form.items():
        if isinstance(value, web.FileField):
            files[name] = _upload(value)
        else:
            values[name] = value if isinstance(value, str) else bytes(value).decode("utf-8", "replace")
    return Params(values, files)


async def _json_body(request: web.Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.read() or b"{}")
    except ValueError:
        raise bad_request("can't parse request body JSON") from None
    if not isinstance(body, dict):
        raise bad_request("the request body must be a JSON object")
    return body


def _upload(field: web.FileField) -> Upload:
    with field.file as file:
        content = file.read()
    if len(content) > UPLOAD_LIMIT:
        raise ApiError(413, "Request Entity Too Large")
    return Upload(field.filename, content, field.content_type)
