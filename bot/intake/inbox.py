"""Storing raw updates in one commit per batch, before anybody is told that they arrived."""

import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeGuard

from bot.clock import Civil
from models.engine import Database, ring
from models.queries import inbox

log = logging.getLogger(__name__)

BELL = "inbox"
"""Rings after a commit that stored updates."""

LONGEST_ID = 2**63 - 1
"""Numbers beyond this no database column holds; Telegram's have 52 bits."""

_WITH_CHAT = (
    "message", "edited_message", "channel_post", "edited_channel_post", "my_chat_member", "chat_member",
    "chat_join_request", "message_reaction", "business_message",
)  # fmt: skip


def lane_of(update: dict[str, Any]) -> int:
    """The chat whose order this update belongs to; an update without a chat stands in its sender's lane.

    Never raises: what cannot be understood must be stored all the same, or it would come again for ever.
    """
    return next((number for number in _ids(update) if abs(number) <= LONGEST_ID), 0)


def _ids(update: dict[str, Any]) -> Iterator[int]:
    parts = [update.get(kind) for kind in _WITH_CHAT]
    callback = update.get("callback_query")
    if isinstance(callback, dict):
        parts.append(callback.get("message"))
    yield from _numbers(parts, "chat")
    yield from _numbers(update.values(), "from")


def _numbers(parts: Iterable[Any], name: str) -> Iterator[int]:
    for part in parts:
        whose = part.get(name) if isinstance(part, dict) else None
        number = whose.get("id") if isinstance(whose, dict) else None
        if isinstance(number, int) and not isinstance(number, bool):
            yield number


def is_update(told: object) -> TypeGuard[dict[str, Any]]:
    """Does it have the number by which an update is known?"""
    number = told.get("update_id") if isinstance(told, dict) else None
    return isinstance(number, int) and not isinstance(number, bool) and abs(number) <= LONGEST_ID


async def store(database: Database, clock: Civil, updates: Sequence[Any]) -> None:
    """Save a batch in one commit; an update that is known already is left alone."""
    rows: list[dict[str, object]] = [
        {
            "update_id": update["update_id"],
            "lane": lane_of(update),
            # ASCII only: half a surrogate pair, or a NUL, could not be stored as itself.
            "payload": json.dumps(update, separators=(",", ":")),
            "state": "waiting",
            "attempts": 0,
            "deaths": 0,
            "retry_at": 0.0,
            "received_at": clock.now(),
        }
        for update in updates
        if is_update(update)
    ]
    if len(rows) < len(updates):
        log.error("%d updates without a number were left alone", len(updates) - len(rows))
    if not rows:
        return
    async with database.writing() as session:
        await inbox.store(session, rows)
        ring(session, BELL)
