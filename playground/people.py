"""A Python client for the control API: persons who write, tap and wait for what they should see."""

from __future__ import annotations

import asyncio
import base64
import itertools
import random
from types import TracebackType
from typing import Any, Self

import aiohttp

from playground.mirror import Mirror, Seen
from playground.residents import JSON

PATIENCE = 5.0  # seconds a person waits for the bot by default
VISIBLE = 10  # newest messages that `sees` and `taps` look at


class SimError(Exception):
    """The control API refused; `status` is its HTTP status."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(f"{status}: {message}")
        self.status = status


class Sim:
    """A connection to a running playground. Use it as `async with Sim(url) as sim`."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self.mirror = Mirror()
        # Another client of the same town must not meet its people by chance.
        self._ids = itertools.count(random.randrange(20_000, 900_000_000))

    async def __aenter__(self) -> Self:
        self._http = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=None), connector=aiohttp.TCPConnector(limit=0)
        )
        since = int((await self.state())["sequence"])
        self._follower = asyncio.create_task(self.mirror.follow(self._http, self.url, since))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._follower.cancel()
        await asyncio.wait([self._follower])
        await self._http.close()

    def person(
        self,
        id: int | None = None,  # noqa: A002 -- the word everybody uses for it
        name: str | None = None,
        language: str | None = None,
        **more: Any,
    ) -> Person:
        """A person of the town, moving in with the first act if unknown; a fresh one without `id`."""
        number = next(self._ids) if id is None else id
        return Person(self, number, {"first_name": name, "language_code": language, **more})

    async def post(self, route: str, **body: Any) -> JSON:
        """POST to /sim/`route`; values of None are left out. Raises SimError."""
        return await self._ask("POST", route, {k: v for k, v in body.items() if v is not None})

    async def get(self, route: str, **query: Any) -> JSON:
        """GET /sim/`route`; values of None are left out. Raises SimError."""
        params = {k: str(v) for k, v in query.items() if v is not None}
        return await self._ask("GET", route, None, params)

    async def state(self) -> JSON:
        """The whole state of the town."""
        return await self.get("state")

    async def chat(self, chat_id: int, limit: int = 100) -> JSON:
        """The newest messages of a chat and its reply keyboard."""
        return await self.get(f"chat/{chat_id}", limit=limit)

    async def group(self, title: str, members: list[int], **options: Any) -> JSON:
        """Found a group; options are supergroup, forum, bot_is_admin."""
        return await self.post("groups", title=title, members=members, **options)

    async def fault(self, kind: str, **options: Any) -> int:
        """Plan a failure and return its id; options are those of POST /sim/faults."""
        return int((await self.post("faults", kind=kind, **options))["id"])

    async def clear_faults(self, fault_id: int | None = None) -> None:
        """Clear one planned failure, or all."""
        await self._ask("DELETE", "faults" if fault_id is None else f"faults/{fault_id}")

    async def limits(self, on: bool = True, **figures: float) -> JSON:
        """Enforce Telegram's rate limits, or stop."""
        return await self.post("limits", on=on, **figures)

    async def clock(self, **change: Any) -> JSON:
        """Read the civil clock, or move it: advance=seconds, set=ISO text, reset=True."""
        return await self.post("clock", **change) if change else await self.get("clock")

    async def calls(
        self, since: int = 0, method: str | None = None, chat_id: int | None = None
    ) -> list[JSON]:
        """Every kept Bot API call after number `since`."""
        found: list[JSON] = []
        while True:
            page = await self.get("calls", since=since, method=method, chat_id=chat_id)
            found += page["calls"]
            if not page["calls"] or since == page["next"]:
                return found
            since = page["next"]

    async def update(self, update: JSON) -> int:
        """Deliver a raw update as it is."""
        return int((await self.post("update", update=update))["update_id"])

    async def repeat(self, update_id: int, times: int = 1, *, parallel: bool = True) -> None:
        """Deliver a known update again."""
        await self.post("repeat", update_id=update_id, times=times, parallel=parallel)

    async def hold(self, on: bool = True) -> None:
        """Keep deliveries back, or let them go in their order."""
        await self.post("hold", on=on)

    async def release(self, order: str = "in order", seed: int | None = None) -> int:
        """Deliver what is held and say how many; "in order", "reversed" or "shuffled"."""
        return int((await self.post("release", order=order, seed=seed))["released"])

    async def reset(self) -> None:
        """An empty town with the same people."""
        await self.post("reset")
        self.mirror.forget()

    async def _ask(
        self, verb: str, route: str, body: JSON | None = None, params: dict[str, str] | None = None
    ) -> JSON:
        request = self._http.request(verb, f"{self.url}/sim/{route}", json=body, params=params)
        async with request as response:
            answer: JSON = await response.json()
        if response.status >= 400:
            raise SimError(response.status, str(answer.get("error")))
        return answer


class Person:
    """Somebody in front of their phone. Waiting acts raise AssertionError that shows the chat."""

    def __init__(self, sim: Sim, number: int, wanted: JSON) -> None:
        self.sim = sim
        self.id = number
        self._wanted = wanted
        self._moved_in = False

    async def moves_in(self) -> Self:
        """Make sure the town knows this person; every act does it by itself."""
        if not self._moved_in:
            name = self._wanted.pop("first_name") or (None if await self._is_known() else f"Person {self.id}")
            await self.sim.post("people", id=self.id, first_name=name, **self._wanted)
            self._moved_in = True
        return self

    async def says(
        self, text: str, reply_to: int | None = None, chat_id: int | None = None, **where: Any
    ) -> JSON:
        """Write a text, in the private chat or in a group; `where` may be message_thread_id, anonymous."""
        return await self._act("text", text=text, reply_to=reply_to, chat_id=chat_id, **where)

    async def forwards(
        self,
        message_id: int,
        from_chat_id: int | None = None,
        chat_id: int | None = None,
        *,
        hidden: bool = False,
    ) -> JSON:
        """Forward a message one sees; a `hidden` author is told by name only."""
        return await self._act(
            "forward", message_id=message_id, from_chat_id=from_chat_id, chat_id=chat_id, hidden=hidden
        )

    async def opens(self, start: str = "") -> JSON:
        """Open t.me/<bot>?start=... and press Start."""
        return await self._act("link", start=start)

    async def taps(
        self, button: str, timeout: float = PATIENCE, *, answered: bool = True, chat_id: int | None = None
    ) -> str | None:
        """Wait for the newest message with this button, press it, return the text of the toast or alert.

        The text may be the beginning of what the button shows; a button of the reply keyboard is written
        as a text. `timeout` seconds hold for the appearance and for the answer; with answered=False the
        answer is not waited for.
        """
        place = chat_id or self.id
        await self.moves_in()
        chat = await self.sim.mirror.chat(self.sim, place)
        found = await chat.wait(lambda: chat.button(button, VISIBLE), timeout)
        if found is None:
            raise AssertionError(f"{self.id} sees no button {button!r}:\n{chat.picture()}")
        message_id, text = found
        if message_id is None:
            await self.says(text, chat_id=chat_id)
            return None
        tapped = await self._act("tap", chat_id=place, message_id=message_id, button=text)
        callback_id = tapped["callback_id"]
        if callback_id is None or not answered:
            return None
        return await self._answer(callback_id, button, timeout)

    async def taps_forged(self, data: str, message_id: int = 1) -> str | None:
        """Press a button that is not there (forged, or a month old) and return what the bot answers."""
        tapped = await self._act("tap", message_id=message_id, data=data, force=True)
        return await self._answer(tapped["callback_id"], data, PATIENCE)

    async def sees(
        self, fragment: str, timeout: float = PATIENCE, *, after: int = 0, chat_id: int | None = None
    ) -> Seen:
        """Wait for the fragment in one of the last ten messages of others; newest first.

        `after` is a `mark()`: only what appeared or changed since then counts.
        """
        await self.moves_in()
        chat = await self.sim.mirror.chat(self.sim, chat_id or self.id)
        found = await chat.wait(lambda: chat.message_with(fragment, self.id, after, VISIBLE), timeout)
        if found is None:
            raise AssertionError(f"{self.id} does not see {fragment!r}:\n{chat.picture()}")
        return found

    def mark(self) -> int:
        """The present moment for `sees(after=...)`."""
        return self.sim.mirror.sequence

    async def chat(self, limit: int = 20) -> list[JSON]:
        """The newest messages of the private chat, oldest first, fresh from the server."""
        await self.moves_in()
        messages: list[JSON] = (await self.sim.chat(self.id, limit))["messages"]
        return messages

    async def last(self) -> JSON:
        """The newest message of the private chat."""
        return (await self.chat(1))[0]

    async def buttons(self) -> list[str]:
        """Visible texts of the newest message with a keyboard."""
        for message in reversed(await self.chat()):
            rows = message.get("reply_markup", {}).get("inline_keyboard", [])
            if rows:
                return [button["text"] for row in rows for button in row]
        return []

    async def sends(self, kind: str, *, content: bytes | None = None, **fields: Any) -> JSON:
        """Send a file of a kind the control API knows; fields are name, size, mime, caption, chat_id, ..."""
        encoded = base64.b64encode(content).decode() if content is not None else None
        return await self._act("file", kind=kind, content_base64=encoded, **fields)

    async def sends_photo(self, caption: str | None = None, **fields: Any) -> JSON:
        """Send a picture."""
        return await self.sends("photo", caption=caption, **fields)

    async def sends_document(
        self, name: str = "document.pdf", size: int | None = None, caption: str | None = None, **fields: Any
    ) -> JSON:
        """Send a document; `size` in bytes makes a synthetic one."""
        return await self.sends("document", name=name, size=size, caption=caption, **fields)

    async def sends_voice(self, **fields: Any) -> JSON:
        """Send a voice message."""
        return await self.sends("voice", **fields)

    async def sends_album(self, parts: list[JSON], **options: Any) -> JSON:
        """Send several files as one; options are order (indexes) and delay (seconds between deliveries)."""
        return await self._act("album", parts=parts, **options)

    async def sends_special(self, kind: str, **fields: Any) -> JSON:
        """Send a location, contact, poll, dice, story, game, ..."""
        return await self._act("special", kind=kind, **fields)

    async def edits(self, message_id: int, text: str | None = None, caption: str | None = None) -> JSON:
        """Change one's own message."""
        return await self._act("edit", message_id=message_id, text=text, caption=caption)

    async def reacts(self, message_id: int, emoji: str) -> JSON:
        """Put an emoji under a message."""
        return await self._act("react", message_id=message_id, emoji=emoji)

    async def blocks(self) -> JSON:
        """Block the bot."""
        return await self._act("block")

    async def unblocks(self) -> JSON:
        """Unblock the bot."""
        return await self._act("unblock")

    async def _act(self, route: str, **body: Any) -> JSON:
        await self.moves_in()
        return await self.sim.post(route, person=self.id, **body)

    async def _answer(self, callback_id: str, button: str, timeout: float) -> str | None:
        answer = await self.sim.mirror.answer(callback_id, timeout)
        if answer is None:
            raise AssertionError(f"the bot did not answer the button {button!r} within {timeout:g} s")
        text: str | None = answer["text"]
        return text

    async def _is_known(self) -> bool:
        return any(person["id"] == self.id for person in (await self.sim.state())["people"])
