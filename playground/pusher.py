"""Pushing updates to the webhook: in order inside a chat, in parallel between chats, again until taken."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
from aiohttp import web

from playground.clock import machine_stamp
from playground.methods import METHODS
from playground.params import Params, Upload
from playground.residents import JSON
from playground.town import Town
from playground.updates import Delivery
from playground.wire import TOWN, perform

FIRST_PAUSE = 0.2  # seconds before a failed delivery is tried again, doubled each time
LONGEST_PAUSE = 5.0
ANSWER_TIMEOUT = 60.0  # seconds Telegram waits for the webhook's answer, about
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- the name of a header


async def run_pusher(app: web.Application) -> AsyncIterator[None]:
    """Push while the application runs; for `app.cleanup_ctx`."""
    pusher = Pusher(app[TOWN])
    task = asyncio.create_task(pusher.run())
    yield
    task.cancel()
    await asyncio.wait([task])
    await pusher.close()


class Pusher:
    """Moves updates from the queue into lanes and works each lane off."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self._http: aiohttp.ClientSession | None = None
        self._workers: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(40)

    async def run(self) -> None:
        """Wait for a webhook and for updates, for ever."""
        hook, queue = self.town.webhook, self.town.queue
        while True:
            if not hook.url:
                await hook.changed.wait()
            if hook.changed.is_set():
                hook.changed.clear()
                self._slots = asyncio.Semaphore(hook.max_connections)
                continue
            fresh, queue.pending = queue.pending, []
            for delivery in fresh:
                self._line_up(delivery)
            queue.arrived.clear()
            await self._something_new()

    async def close(self) -> None:
        """Stop every delivery."""
        for worker in self._workers:
            worker.cancel()
        if self._workers:
            await asyncio.wait(self._workers)
        if self._http is not None:
            await self._http.close()

    async def _something_new(self) -> None:
        waits = [asyncio.create_task(e.wait()) for e in (self.town.queue.arrived, self.town.webhook.changed)]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    def _line_up(self, delivery: Delivery) -> None:
        lanes = self.town.webhook.lanes
        lane = lanes.get(delivery.lane)
        if lane is not None:
            lane.append(delivery)
            return
        lanes[delivery.lane] = deque([delivery])
        worker = asyncio.create_task(self._work_off(delivery.lane, self.town.webhook.generation))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work_off(self, key: object, generation: int) -> None:
        hook = self.town.webhook
        pause = FIRST_PAUSE
        while generation == hook.generation and (lane := hook.lanes[key]):
            async with self._slots:
                taken = await self._push(lane[0].update)
            if generation != hook.generation:
                return  # another address has been set meanwhile; the queue has this update back
            if taken:
                lane.popleft()
                pause = FIRST_PAUSE
            else:
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        if generation == hook.generation:
            del hook.lanes[key]

    async def _push(self, update: JSON) -> bool:
        hook = self.town.webhook
        if self._http is None:
            timeout = aiohttp.ClientTimeout(total=ANSWER_TIMEOUT)
            connector = aiohttp.TCPConnector(limit=0, ssl=False)
            self._http = aiohttp.ClientSession(timeout=timeout, connector=connector)
        headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
        try:
            async with self._http.post(hook.url, json=update, headers=headers) as response:
                if response.status // 100 != 2:
                    hook.failed(f"Wrong response from the webhook: {response.status} {response.reason}")
                    return False
                await self._perform_reply(response)
        except TimeoutError:
            hook.failed("Read timeout expired")
            return False
        except aiohttp.ClientError as error:
            refused = isinstance(error, aiohttp.ClientConnectorError)
            hook.failed("Connection refused" if refused else "Connection reset by peer")
            return False
        return True

    async def _perform_reply(self, response: aiohttp.ClientResponse) -> None:
        """Telegram lets the webhook answer with one method call; its result is told to nobody."""
        params = await _read_reply(response)
        name = str(params.values.pop("method", ""))
        if not name:
            return
        row = self.town.journal.record(name, params.values, machine_stamp())
        method = METHODS.get(name.lower())
        if method is None:
            row.update(ok=False, error_code=404, description="Not Found: method not found")
        else:
            await perform(self.town, method, params, row)


async def _read_reply(response: aiohttp.ClientResponse) -> Params:
    if response.content_type == "multipart/form-data":
        return await _read_multipart(response)
    body = await response.read()
    if response.content_type != "application/json" or not body:
        return Params({})
    try:
        values = json.loads(body)
    except ValueError:
        return Params({})
    return Params(values if isinstance(values, dict) else {})


async def _read_multipart(response: aiohttp.ClientResponse) -> Params:
    values: dict[str, Any] = {}
    files: dict[str, Upload] = {}
    async for part in aiohttp.MultipartReader.from_response(response):
        if not isinstance(part, aiohttp.BodyPartReader) or part.name is None:
            continue
        content = bytes(await part.read(decode=True))
        if part.filename is None:
            values[part.name] = content.decode("utf-8", "replace")
        else:
            files[part.name] = Upload(part.filename, content, part.headers.get("Content-Type", ""))
    return Params(values, files)
