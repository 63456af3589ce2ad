"""Refusals of the Bot API, with Telegram's own wording."""

from __future__ import annotations

from typing import Any


class ApiError(Exception):
    """A refused Bot API call.

    `code` is both the HTTP status and `error_code`; `parameters` holds `retry_after` or `migrate_to_chat_id`.
    """

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The JSON object Telegram answers with."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


class ControlError(Exception):
    """A control request that makes no sense; `status` is the HTTP status of the answer."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


def bad_request(what: str, **parameters: int) -> ApiError:
    """`400 Bad Request: what`."""
    return ApiError(400, f"Bad Request: {what}", **parameters)


def forbidden(what: str) -> ApiError:
    """`403 Forbidden: what`."""
    return ApiError(403, f"Forbidden: {what}")


def too_many_requests(retry_after: int) -> ApiError:
    """`429` with the seconds to wait, as Telegram words it."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)
