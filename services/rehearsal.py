"""A rehearsal: the days to come on a copy of the data, with a clock that jumps from moment to moment."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
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

Draw = Callable[[Work, Outbox, Chat], Awaitable[dict[str, Any] | None]]

Posts = tuple[tuple[str, str, str], ...]
"""Role, body and region of each post."""

Reader = tuple[int, str, Posts]
"""Person, name and posts; nobody joins or leaves in the course of a rehearsal."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that would reach somebody.

    Attributes:
        at: when.
        name: first name of an operator or head; empty for a citizen, whose name is nobody's business here.
        person_id: our key of the person.
        posts: (role, body, region) of each post.
        key: which notice.
        args: what it was planned with.
        inquiry_id: the inquiry it is about.
        row_id: our key of the row of the outbox.
        drawn: the message as it would be sent.
    """

    at: datetime
    name: str
    person_id: int
    posts: Posts
    key: str
    args: Document
    inquiry_id: int | None
    row_id: int
    drawn: Document


@dataclass(slots=True)
class Rehearsal:
    """Plays days on a database that is a copy.

    Attributes:
        database: the copy.
        understanding: facts and router; the calendar in force is taken over from the copy.
        draw: puts a notice into words.
        owner: under which number rows are held; nobody else holds rows of a copy.
        portion: how many messages are on their way at a time.
    """

    database: Database
    understanding: Understanding
    draw: Draw
    owner: int = 1
    portion: int = 100
    _readers: dict[int, Reader] = field(default_factory=dict)

    async def play(self, start: datetime, end: datetime) -> AsyncIterator[Sent]:
        """Yield every message that would leave from `start` to `end`, both included, in order."""
        await self._prepare(start)
        now: datetime | None = start
        while now is not None and now <= end:
            await self.tick(now)
            async for sent in self.outgoing(now):
                yield sent
            now = await self._next(now)

    async def _prepare(self, start: datetime) -> None:
        """What waits already will leave by itself; only what the coming days bring is of interest."""
        async with self.database.writing() as session:
            work = self.understanding.work(session, start, start.timestamp())
            await outbox.drop_pending(session)
            await calendars.adopt(work, self.understanding)
            await planner.begin(work)

    async def tick(self, now: datetime) -> None:
        """Look at everything that is due."""
        more = True
        while more:
            async with self.database.writing() as session:
                more = await planner.tick(self.understanding.work(session, now, now.timestamp()))

    async def outgoing(self, now: datetime) -> AsyncIterator[Sent]:
        """Let everything that may leave now leave; a message is yielded before its end is written down.

        Words are drawn on the writing connection: nobody else wants it here, and it needs no threads.
        """
        while rows := await self._claim(now):
            endings = []
            async with self.database.writing() as session:
                work = self.understanding.work(session, now, now.timestamp())
                for row, chat in rows:
                    drawn = await self.draw(work, row, chat)
                    if drawn is not None and "text" in drawn:
                        yield await self._sent(work, row, chat, drawn)
                    endings.append(_ending(row, drawn))
            async with self.database.writing() as session:
                await outbox.end(session, self.owner, endings, now)

    async def _claim(self, now: datetime) -> list[tuple[Outbox, Chat]]:
        async with self.database.writing() as session:
            return list(await outbox.claim(session, self.owner, now, now.timestamp(), self.portion))

    async def _sent(self, work: Work, row: Outbox, chat: Chat, drawn: Document) -> Sent:
        if chat.id not in self._readers:
            self._readers[chat.id] = await _reader(work, chat)
        person_id, name, posts = self._readers[chat.id]
        return Sent(work.now, name, person_id, posts, row.key, row.args, row.inquiry_id, row.id, drawn)

    async def _next(self, now: datetime) -> datetime | None:
        """The next moment at which something happens; what is due and stays so is not waited for."""
        async with self.database.reading() as session:
            _, hour = await outbox.next_due(session, now, now.timestamp())
            moments = [await agenda.next_moment(session, now), hour]
        return min((moment for moment in moments if moment is not None and moment > now), default=None)


async def _reader(work: Work, chat: Chat) -> Reader:
    person = await people.by_chat(work.session, chat.id)
    assert person is not None, "notices of the planner go to people"
    rows = await staff.posts_of(work.session, person.id) if person.is_staff else ()
    posts = tuple((post.role, post.body or "", post.region or "") for post in rows)
    return person.id, person.name if posts else "", posts


def _ending(row: Outbox, drawn: Document | None) -> Ending:
    if drawn is None:
        return Ending(row.id, "dropped")
    if "later" in drawn:
        return Ending(row.id, "later", not_before=drawn["later"])
    return Ending(row.id, "sent", row.id)
