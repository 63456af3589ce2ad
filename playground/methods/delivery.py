"""How the bot takes its updates: long polling or a webhook."""

from __future__ import annotations

import asyncio
from typing import Any

from playground.clock import ticks
from playground.errors import ApiError, bad_request
from playground.methods.registry import method
from playground.params import Params
from playground.residents import JSON
from playground.town import Town

BATCH_LIMIT = 100
LONGEST_POLL = 50  # seconds
_OTHER_POLLER = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
_WEBHOOK_SET = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


@method("getUpdates")
async def get_updates(town: Town, params: Params) -> list[JSON]:
    """Confirm by offset, then wait up to `timeout` seconds for updates."""
    if town.webhook.url:
        raise ApiError(409, _WEBHOOK_SET)
    town.poll += 1
    poll, queue = town.poll, town.queue
    queue.arrived.set()  # an earlier poller wakes, sees a newer one and gives up
    queue.allow(_kinds(params))
    queue.confirm(params.number("offset"))
    limit = min(max(params.number("limit", BATCH_LIMIT), 1), BATCH_LIMIT)
    until = ticks() + min(max(params.number("timeout"), 0), LONGEST_POLL)
    while not (batch := queue.batch(limit)):
        if (left := until - ticks()) <= 0 or town.journal.closed:
            break
        await _wait(queue.arrived, left)
        if town.poll != poll:
            raise ApiError(409, _OTHER_POLLER)
        if town.webhook.url:
            raise ApiError(409, "Conflict: terminated by setWebhook request")
    return batch


async def _wait(arrived: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(arrived.wait(), seconds)
    except TimeoutError:
        return


@method("deleteWebhook")
def delete_webhook(town: Town, params: Params) -> bool:
    """Back to polling."""
    town.queue.put_back(town.webhook.point("", "", 40, None))
    _drop_if_asked(town, params)
    return True


@method("setWebhook")
def set_webhook(town: Town, params: Params) -> bool:
    """Push updates to an address from now on; an empty one goes back to polling."""
    url = params.text("url")
    if not url:
        return delete_webhook(town, params)
    if not url.startswith(("https://", "http://")):
        # Telegram takes https only; a bot on this machine may listen without a certificate.
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = params.text("secret_token")
    if secret and not all(c.isascii() and (c.isalnum() or c in "_-") for c in secret):
        raise bad_request("secret token contains unallowed characters")
    kinds = _kinds(params)
    town.queue.allow(kinds)
    connections = min(max(params.number("max_connections", 40), 1), 100)
    town.queue.put_back(town.webhook.point(url, secret, connections, kinds))
    _drop_if_asked(town, params)
    return True


@method("getWebhookInfo")
def get_webhook_info(town: Town, params: Params) -> JSON:
    """Where updates go, how many wait, what went wrong last."""
    return town.webhook.info(len(town.queue.pending))


def _drop_if_asked(town: Town, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        town.queue.clear()


def _kinds(params: Params) -> list[str] | None:
    kinds: list[Any] | None = params.listing("allowed_updates")
    return None if kinds is None else [str(kind) for kind in kinds]
