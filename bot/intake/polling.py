"""Long polling with raw updates: one that aiogram cannot read yet must not take its batch down with it."""

import asyncio
import json
import logging
from typing import Any

import aiohttp
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession

from bot.alarm import Alarm
from bot.client import PROXY_TROUBLES
from bot.clock import Civil
from bot.intake.inbox import is_update, store
from models.engine import Database
from models.outages import is_outage

log = logging.getLogger(__name__)

KINDS = ["message", "edited_message", "callback_query", "my_chat_member", "message_reaction"]
"""Updates the bot asks for; everything else stays with Telegram."""

_HOLD_SECONDS = 25
_LONGEST_PAUSE_SECONDS = 10.0
_TOKEN_PAUSE_SECONDS = 30.0
_CONFLICT_PAUSE_SECONDS = 15.0


class Refusal(Exception):  # noqa: N818 - Telegram's own answer, not a fault of ours
    """Telegram answered with an error."""

    def __init__(self, code: int, description: str, retry_after: float | None) -> None:
        super().__init__(f"{code}: {description}")
        self.code = code
        self.retry_after = retry_after


class Polling:
    """Fetches updates and stores them; the next request acknowledges what is stored."""

    def __init__(self, bot: Bot, database: Database, clock: Civil, alarm: Alarm) -> None:
        self._bot = bot
        self._database = database
        self._clock = clock
        self._alarm = alarm
        self._offset: int | None = None
        self._left_webhook = False
        self.last_contact: float | None = None

    async def run(self) -> None:
        """Poll until cancelled; trouble is waited out with growing pauses, never dropped."""
        pause = 0.0
        while True:
            try:
                await self._round()
                pause = 0.0
            except Refusal as refusal:
                pause = await self._refused(refusal, pause)
            except Exception as trouble:
                if not _passes(trouble):
                    raise
                pause = min(max(0.5, pause * 2), _LONGEST_PAUSE_SECONDS)
                log.warning("no updates just now (%s), again in %.1f s", type(trouble).__name__, pause)
            if pause:
                await asyncio.sleep(pause)

    async def _leave_webhook(self) -> None:
        """A webhook left over from another set-up would keep every update from us; waiting ones stay."""
        await self._call("deleteWebhook", {"drop_pending_updates": False})
        self._left_webhook = True

    async def _round(self) -> None:
        if not self._left_webhook:
            await self._leave_webhook()
        asked: dict[str, Any] = {"timeout": _HOLD_SECONDS, "allowed_updates": KINDS}
        if self._offset is not None:
            asked["offset"] = self._offset
        updates = await self._call("getUpdates", asked)
        if updates:
            await store(self._database, self._clock, updates)
            self._offset = _after(updates)
        self.last_contact = asyncio.get_running_loop().time()

    async def _refused(self, refusal: Refusal, pause: float) -> float:
        if refusal.code == 409:
            await self._alarm.raise_("alarm.conflict")
            return _CONFLICT_PAUSE_SECONDS
        if refusal.code in (401, 404):
            await self._alarm.raise_("alarm.token")
            return _TOKEN_PAUSE_SECONDS
        log.warning("Telegram refused getUpdates: %s", refusal)
        return refusal.retry_after or min(max(0.5, pause * 2), _LONGEST_PAUSE_SECONDS)

    async def _call(self, method: str, params: dict[str, Any]) -> Any:
        session = self._bot.session
        assert isinstance(session, AiohttpSession)
        http = await session.create_session()
        url = session.api.api_url(self._bot.token, method)
        limit = aiohttp.ClientTimeout(total=_HOLD_SECONDS + 10)
        async with http.post(url, json=params, timeout=limit) as answer:
            return _result(answer.status, await answer.read())


def _passes(trouble: Exception) -> bool:
    """Is this trouble of the network or of the database, which polling waits out?"""
    return isinstance(trouble, (aiohttp.ClientError, TimeoutError, *PROXY_TROUBLES)) or is_outage(trouble)


def _result(status: int, body: bytes) -> Any:
    """What Telegram answered.

    Raises:
        Refusal: it refused, or something in between answered in its place (a proxy's page is no JSON).
    """
    try:
        told = json.loads(body)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise Refusal(status, "no answer of Telegram", None)
    if not told.get("ok"):
        retry = (told.get("parameters") or {}).get("retry_after")
        raise Refusal(int(told.get("error_code", status)), str(told.get("description", "")), retry)
    return told.get("result")


def _after(updates: list[Any]) -> int:
    """The offset that acknowledges a batch.

    Raises:
        Refusal: nothing in it has a number, so asking at once would only bring it again.
    """
    numbers = [int(update["update_id"]) for update in updates if is_update(update)]
    if not numbers:
        raise Refusal(200, "updates without numbers", None)
    return numbers[-1] + 1
