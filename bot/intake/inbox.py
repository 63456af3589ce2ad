"""Storing raw updates in one commit per batch, before anybody is told that they arrived."""

import json
from collections.abc import Sequence
from typing import Any

from bot.clock import Civil
from models.engine import Database, ring
from models.queries import inbox

BELL = "inbox"
"""Rings after a commit that stored updates."""

_WITH_CHAT = (
    "message", "edited_message", "channel_post", "edited_channel_post", "my_chat_member", "chat_member",
    "chat_join_request", "message_reaction", "business_message",
)  # fmt: skip


def lane_of(update: dict[str, Any]) -> int:
    """The chat whose order this update belongs to; an update without a chat stands in its sender's lane."""
    for kind in _WITH_CHAT:
        if isinstance(part := update.get(kind), dict):
            return int(part.get("chat", {}).get("id", 0))
    if isinstance(callback := update.get("callback_query"), dict):
        chat = (callback.get("message") or {}).get("chat") or callback.get("from") or {}
        return int(chat.get("id", 0))
    for part in update.values():
        if isinstance(part, dict) and isinstance(part.get("from"), dict):
            return int(part["from"].get("id", 0))
    return 0


async def store(database: Database, clock: Civil, updates: Sequence[dict[str, Any]]) -> None:
    """Save a batch in one commit; an update that is known already is left alone."""
    if not updates:
        return
    rows: list[dict[str, object]] = [
        {
            "update_id": update["update_id"],
            "lane": lane_of(update),
            "payload": json.dumps(update, ensure_ascii=False, separators=(",", ":")),
            "state": "waiting",
            "attempts": 0,
            "deaths": 0,
            "retry_at": 0.0,
            "received_at": clock.now(),
        }
        for update in updates
    ]
    async with database.writing() as session:
        await inbox.store(session, rows)
        ring(session, BELL)
