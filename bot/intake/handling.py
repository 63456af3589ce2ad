"""Handling one update: one transaction, then the screen; trouble of each kind has its own way out."""

import asyncio
import logging
from dataclasses import dataclass
from secrets import SystemRandom
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramAPIError
from aiogram.types import Update
from pydantic import ValidationError

from bot.alarm import Alarm
from bot.clock import Civil, Machine
from bot.delivery.pump import Pump
from bot.intake.inbox import BELL
from bot.middlewares.actor import actor_of
from domain.errors import Expected
from domain.ids import new_incident
from domain.notices import Kind
from handlers import groups
from handlers.errors import screen_for
from handlers.frame import framed, mode_of
from handlers.screen import Reply
from models.engine import Database, ring
from models.outages import is_outage
from models.queries import inbox, people
from models.queries.inbox import Claimed
from models.tables import Chat, Outbox
from services import outbox
from services.ports import Understanding
from services.work import Actor, Work

log = logging.getLogger(__name__)

ATTEMPTS = 3
"""So many failures of its own and an update is quarantined."""

OLD_SECONDS = 2.0
"""A tap that waited longer is acknowledged before its work is done, so that the button stops spinning."""

_PAUSES = (0.2, 1.0, 3.0, 10.0)


Sent = list[tuple[Outbox, Chat]]
"""Screens that were saved and leave now, each with its chat."""


class TakenOver(Exception):  # noqa: N818 - not an error: another process has this row now
    """Another process handles this row; what was done here is rolled back."""


@dataclass(slots=True)
class Handling:
    """Everything that handling an update needs."""

    bot: Bot
    dispatcher: Dispatcher
    database: Database
    pump: Pump
    clock: Civil
    machine: Machine
    understanding: Understanding
    alarm: Alarm
    owner: int

    async def __call__(self, row: Claimed) -> None:
        """Handle a claimed row; whatever happens, it ends finished, put back, or in quarantine."""
        try:
            await self._attempt(row)
        except TakenOver:
            log.info("inbox row %d was taken over", row.id)
        except Exception as trouble:  # the lane must live on; every kind is sorted inside
            await self._troubled(row, trouble)

    async def _attempt(self, row: Claimed) -> None:
        update = Update.model_validate_json(row.payload, context={"bot": self.bot})
        callback = update.callback_query
        early = callback is not None and (self._waited(row) > OLD_SECONDS or row.attempts > 0)
        if callback is not None and early:
            self._acknowledge(callback.id, None)
        reply: Reply | None = None
        try:
            reply, sent = await self._transact(row, update)
        except Expected as expected:
            reply, sent = await self._refuse(row, update, expected)
        if callback is not None and not early:
            self._acknowledge(callback.id, reply)
        await self.pump.deliver([(screen, chat) for screen, chat in sent if screen.state == "sending"])

    def _waited(self, row: Claimed) -> float:
        return (self.clock.now() - row.received_at).total_seconds()

    def _work(self, session: Any) -> Work:
        return self.understanding.work(session, self.clock.now(), self.machine.now())

    async def _transact(self, row: Claimed, update: Update) -> tuple[Reply | None, Sent]:
        async with self.database.writing() as session:
            work = self._work(session)
            found: dict[str, Any] = {}
            reply = await self.dispatcher.feed_update(self.bot, update, work=work, found=found)
            reply = reply if isinstance(reply, Reply) else None
            sent = await self._save(work, found.get("who"), update, reply)
            await self._finish(work, row)
        return reply, sent

    async def _refuse(self, row: Claimed, update: Update, expected: Expected) -> tuple[Reply | None, Sent]:
        """The first transaction is rolled back; this one stores only the sentence that says why.

        In a group the tap itself is answered: what one person may not do is not said to everybody.
        """
        async with self.database.writing() as session:
            work = self._work(session)
            who = await self._actor(work, update)
            sent: Sent = []
            reply: Reply | None = None
            if who is not None:
                sent = await self._save(work, who, update, screen_for(who, expected))
            else:
                reply = await groups.refused(work, update, expected)
            await self._finish(work, row)
        return reply, sent

    async def _actor(self, work: Work, update: Update) -> Actor | None:
        return await actor_of(work, update)

    async def _save(self, work: Work, who: Actor | None, update: Update, reply: Reply | None) -> Sent:
        if reply is not None and reply.to is not None:
            who = reply.to
        if who is None or reply is None:
            return []
        here = update.callback_query is not None and reply.to is None
        pressed = update.callback_query.message if update.callback_query and here else None
        chat = Chat(id=who.chat_id, telegram_id=who.person.telegram_id, kind="private")
        kind = Kind.RECEIPT if reply.promise else Kind.SCREEN
        rows: Sent = []
        for screen in reply.screens:
            drawn = framed(who.language, screen, mode_of(who)).drawn(pressed.message_id if pressed else None)
            about = screen.inquiry_id
            row = await outbox.screen(work, chat.id, drawn, kind=kind, inquiry_id=about, owner=self.owner)
            rows.append((row, chat))
        return rows

    async def _finish(self, work: Work, row: Claimed) -> None:
        await work.session.flush()
        if not await inbox.finish(work.session, row.id, self.owner):
            raise TakenOver
        if row.deaths:
            ring(work.session, BELL)  # it was handled alone, so others wait for its end

    def _acknowledge(self, callback_id: str, reply: Reply | None) -> None:
        """Answer the tap without waiting for it: its effect is saved, a lost toast costs nothing."""
        text = reply.toast if reply else None
        alert = reply.alert if reply else False
        url = reply.url if reply else None

        async def answer() -> None:
            try:
                await self.bot.answer_callback_query(
                    callback_id, text=text, show_alert=alert or None, url=url
                )
            except TelegramAPIError as refused:
                log.debug("a tap was not acknowledged: %s", type(refused).__name__)

        self.pump.spawn(answer())

    async def _troubled(self, row: Claimed, trouble: Exception) -> None:
        """Sort trouble: the database being away never counts, anything else does."""
        away = is_outage(trouble)
        if away:
            self.pump.strays.doubt()  # the commit may have gone through, and its screens with it
        else:
            log.error(
                "update %d failed, attempt %d", row.update_id, row.attempts + 1, exc_info=_quiet(trouble)
            )
        for pause in (*_PAUSES, *[_PAUSES[-1]] * 1000):
            try:
                await self._put_back(row, counts=not away)
            except Exception as again:
                if not is_outage(again):
                    raise
                await asyncio.sleep(pause)
            else:
                return

    async def _put_back(self, row: Claimed, *, counts: bool) -> None:
        if counts and row.attempts + 1 >= ATTEMPTS:
            await self.quarantine(row.id, row.lane)
            return
        pause = _PAUSES[min(row.attempts, len(_PAUSES) - 1)]
        async with self.database.writing() as session:
            await inbox.retry(session, row.id, self.owner, self.machine.now() + pause, counts=counts)
            ring(session, BELL)  # the lanes must learn when it is due again

    async def quarantine(self, row_id: int, lane: int) -> None:
        """Take a poisonous update out of its lane, apologise with an incident number, ring the alarm."""
        incident = new_incident(SystemRandom())
        async with self.database.writing() as session:
            if not await inbox.quarantine(session, row_id, self.owner, incident):
                return
            ring(session, BELL)
            chat = await people.chat_by_telegram(session, lane)
            if chat is not None and chat.kind == "private":
                outbox.notice(self._work(session), chat.id, "apology", {"incident": incident})
        await self.alarm.raise_("alarm.quarantine", incident=incident)


def _quiet(trouble: Exception) -> Exception:
    """A validation error repeats its input, which is what a citizen wrote: keep only its kind."""
    return ValueError("an update could not be read") if isinstance(trouble, ValidationError) else trouble
