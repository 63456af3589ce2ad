"""A rehearsal: the days to come on a copy of the data, with a clock that jumps from moment to moment."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.columns import Document
from models.engine import Database
from models.queries import agenda, outbox, people, staff
from models.queries.outbox import Ending
from models.tables import Chat, Outbox
from services import calendars, planner
from services.ports import Understanding
from services.work import Work

OWNER = 1
"""Nobody else holds rows of a copy."""

PORTION = 100

Draw = Callable[[Work, Outbox, Chat], Awaitable[dict[str, Any] | None]]


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that would reach somebody.

    Attributes:
        at: when.
        name: first name of an operator or head; empty for a citizen, whose name is nobody's business here.
        person_id: our key of the person.
        posts: (role, body, region) of each post.
        key: which notice.
        drawn: the message as it would be sent.
    """

    at: datetime
    name: str
    person_id: int
    posts: tuple[tuple[str, str, str], ...]
    key: str
    drawn: Document


@dataclass(slots=True)
class Rehearsal:
    """Plays days on a database that is a copy.

    Attributes:
        database: the copy.
        understanding: facts and router; the calendar in force is taken over from the copy.
        draw: puts a notice into words.
    """

    database: Database
    understanding: Understanding
    draw: Draw

    async def play(self, start: datetime, end: datetime) -> AsyncIterator[Sent]:
        """Yield every message that would leave from `start` to `end`, both included, in order."""
        await self._prepare(start)
        now: datetime | None = start
        while now is not None and now <= end:
            await self._tick(now)
            async for sent in self._outgoing(now):
                yield sent
            now = await self._next(now)

    async def _prepare(self, start: datetime) -> None:
        """What waits already will leave by itself; only what the coming days bring is of interest."""
        async with self.database.writing() as session:
            work = self.understanding.work(session, start, start.timestamp())
            await outbox.drop_pending(session)
            await calendars.adopt(work, self.understanding)
            await planner.begin(work)

    async def _tick(self, now: datetime) -> None:
        more = True
        while more:
            async with self.database.writing() as session:
                more = await planner.tick(self.understanding.work(session, now, now.timestamp()))

    async def _outgoing(self, now: datetime) -> AsyncIterator[Sent]:
        while rows := await self._claim(now):
            endings = []
            for row, chat in rows:
                async with self.database.reading() as session:
                    work = self.understanding.work(session, now, now.timestamp())
                    drawn = await self.draw(work, row, chat)
                    if drawn is not None and "text" in drawn:
                        yield await _sent(work, row, chat, drawn)
                endings.append(_ending(row, drawn))
            async with self.database.writing() as session:
                await outbox.end(session, OWNER, endings, now)

    async def _claim(self, now: datetime) -> list[tuple[Outbox, Chat]]:
        async with self.database.writing() as session:
            return list(await outbox.claim(session, OWNER, now, now.timestamp(), PORTION))

    async def _next(self, now: datetime) -> datetime | None:
        """The next moment at which something happens; what is due and stays so is not waited for."""
        async with self.database.reading() as session:
            _, hour = await outbox.next_due(session, now, now.timestamp())
            moments = [await agenda.next_moment(session, now), hour]
        return min((moment for moment in moments if moment is not None and moment > now), default=None)


async def _sent(work: Work, row: Outbox, chat: Chat, drawn: Document) -> Sent:
    person = await people.by_chat(work.session, chat.id)
    assert person is not None, "notices of the planner go to people"
    rows = await staff.posts_of(work.session, person.id) if person.is_staff else ()
    posts = tuple((post.role, post.body or "", post.region or "") for post in rows)
    return Sent(work.now, person.name if posts else "", person.id, posts, row.key, drawn)


def _ending(row: Outbox, drawn: Document | None) -> Ending:
    if drawn is None:
        return Ending(row.id, "dropped")
    if "later" in drawn:
        return Ending(row.id, "later", not_before=drawn["later"])
    return Ending(row.id, "sent", row.id)
