"""The services without a door: people with posts, a database, and a civil clock that a test sets."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from domain.civil import ZONE
from domain.permissions import Role
from handlers.notices import draw
from models.engine import Database
from models.queries import outbox
from models.queries import people as rows_of
from models.queries.outbox import Ending
from models.tables import Chat, Inquiry, Outbox
from services import bodies, delivery, desk, inquiries, mailings, people, planner
from services.bodies import Switch
from services.conversation import hear
from services.inquiries import Submitted
from services.people import Guest
from services.ports import Understanding
from services.thread import Said
from services.work import Actor, Work
from tests.stage import laid_out, sqlite_url, understanding

QUESTION = "Зарплату не платят второй месяц, куда обратиться?"
BODY = "MLSPP"
OTHER = "MOH"
THIRD = "MOF"

_numbers = count(1)
_OWNER = 1


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that reached somebody: to whom, which notice, its words, its buttons, and when."""

    to: int
    key: str
    text: str
    buttons: tuple[str, ...]
    at: datetime


@dataclass(slots=True)
class House:
    """Everything a test of services holds in its hands. People are named by their Telegram ids."""

    database: Database
    understanding: Understanding
    now: datetime
    sent: list[Sent] = field(default_factory=list)

    def at(self, moment: str) -> None:
        """Set the civil clock: `house.at("2026-11-20 10:00")`."""
        self.now = datetime.fromisoformat(moment).replace(tzinfo=ZONE)

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        """A unit of work at the present instant; committed at the end."""
        async with self.database.writing() as session:
            yield self.understanding.work(session, self.now.astimezone(UTC), self.now.timestamp())

    async def person(self, *posts: tuple[Role, str | None], language: str = "ru", name: str = "") -> int:
        """Somebody new, with posts (role, body); returns their Telegram id."""
        telegram_id = next(_numbers)
        async with self.work() as work:
            who = await people.meet(work, Guest(telegram_id, name or f"Person {telegram_id}", language))
            people.agree(work, who, language)
            for role, body in posts:
                await people.join(work, who.person, role, body)
        return telegram_id

    async def operator(self, body: str = BODY, **more: Any) -> int:
        """An operator of a body that answers here."""
        return await self.person((Role.OPERATOR, await self.connected(body)), **more)

    async def head(self, body: str = BODY, **more: Any) -> int:
        """The head of a body that answers here."""
        return await self.person((Role.HEAD, await self.connected(body)), **more)

    async def connected(self, body: str) -> str:
        """Switch a body on."""
        async with self.work() as work:
            await bodies.put(work, body, "", Switch.CONNECTED, True)
        return body

    @asynccontextmanager
    async def acting(self, telegram_id: int) -> AsyncIterator[tuple[Work, Actor]]:
        """A unit of work in which somebody acts."""
        async with self.work() as work:
            yield work, await people.meet(work, Guest(telegram_id, "", None))

    async def says(self, citizen: int, words: str, reply_to: int | None = None) -> Any:
        """A citizen writes something."""
        async with self.acting(citizen) as (work, who):
            return await hear(work, who, Said(next(_numbers), "text", words, reply_to=reply_to))

    async def asks(self, citizen: int, body: str = BODY, words: str = QUESTION) -> int:
        """A citizen sends a new question; returns the key of the inquiry."""
        async with self.acting(citizen) as (work, who):
            who.go("", new=True)
            heard: Any = await hear(work, who, Said(next(_numbers), "text", words))
            made = await inquiries.submit(work, who, heard.suggestion.draft_id, body)
            assert isinstance(made, Submitted), made
            return made.inquiry.id

    async def takes(self, operator: int, inquiry: int) -> None:
        """An operator takes an inquiry."""
        async with self.acting(operator) as (work, who):
            assert (await desk.take(work, who, inquiry)).mine

    async def taken(self, operator: int, citizen: int | None = None, body: str = BODY) -> int:
        """An inquiry that an operator has taken."""
        inquiry = await self.asks(citizen or await self.person(), body)
        await self.takes(operator, inquiry)
        return inquiry

    async def answers(self, operator: int, inquiry: int) -> None:
        """An operator answers."""
        from services import answers

        async with self.acting(operator) as (work, who):
            written = await answers.write(work, who, inquiry, Said(next(_numbers), "text", "Ответ."))
            assert written is not None
            await answers.send(work, who, written.answer.id, written.answer.version)

    async def inquiry(self, key: int) -> Inquiry:
        """An inquiry as it is committed."""
        async with self.database.reading() as session:
            return (await session.scalars(select(Inquiry).where(Inquiry.id == key))).one()

    async def due(self, key: int) -> str:
        """Its date in force."""
        return (await self.inquiry(key)).due.isoformat()

    async def tick(self) -> None:
        """Look at what is due, as the scheduler's job does."""
        while True:
            async with self.work() as work:
                if not await planner.tick(work):
                    return

    async def mail(self) -> None:
        """Plan what goes to many, as the scheduler's job does."""
        while True:
            async with self.work() as work:
                if not await mailings.plan(work):
                    return

    async def morning(self, moment: str) -> list[Sent]:
        """Set the clock, look at what is due, and let it leave."""
        self.at(moment)
        await self.tick()
        return await self.drain()

    async def drain(self) -> list[Sent]:
        """Let everything that may leave now leave; returns what arrived, in order."""
        arrived: list[Sent] = []
        while True:
            async with self.database.writing() as session:
                rows = await outbox.claim(
                    session, _OWNER, self.now.astimezone(UTC), self.now.timestamp(), 100
                )
            if not rows:
                break
            endings = [await self._delivered(row, chat, arrived) for row, chat in rows]
            async with self.work() as work:
                await delivery.ended(work, _OWNER, endings)
        self.sent += arrived
        return arrived

    async def _delivered(self, row: Outbox, chat: Chat, arrived: list[Sent]) -> Ending:
        async with self.database.reading() as session:
            work = self.understanding.work(session, self.now.astimezone(UTC), self.now.timestamp())
            drawn = await draw(work, row, chat)
        if drawn is None:
            return Ending(row.id, "dropped", broadcast_id=row.broadcast_id)
        if "later" in drawn:
            return Ending(row.id, "later", not_before=drawn["later"])
        if "text" in drawn:
            buttons = tuple(b["t"] for r in drawn.get("rows", ()) for b in r)
            arrived.append(Sent(chat.telegram_id, row.key, drawn["text"], buttons, self.now))
        return Ending(row.id, "sent", row.id, broadcast_id=row.broadcast_id)

    async def rows(self, sql: str, **args: Any) -> Sequence[Any]:
        """Read back what is committed."""
        async with self.database.reader.connect() as connection:
            return list((await connection.execute(text(sql), args)).all())

    async def chat_of(self, telegram_id: int) -> int:
        """Our key of somebody's chat."""
        async with self.work() as work:
            found = await rows_of.by_telegram(work.session, telegram_id)
            assert found is not None
            return found[0].chat_id


@asynccontextmanager
async def house_at(url: str, moment: str = "2026-11-20 10:00") -> AsyncIterator[House]:
    """A house; an empty one where the database is new."""
    database = Database(url)
    await laid_out(database)
    house = House(database, replace(understanding()), datetime.now(UTC))
    house.at(moment)
    try:
        yield house
    finally:
        await database.dispose()


def house_in(folder: Path, moment: str = "2026-11-20 10:00") -> Any:
    """An empty house on SQLite."""
    return house_at(sqlite_url(folder), moment)
