"""The people of a simulated year: citizens who ask at any hour, operators who are diligent or are not."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.yearstaff import CITIZENS, DISPATCHERS, Queue, Seat, queues
from domain.errors import Expected
from domain.inquiries import OPEN
from domain.permissions import TRIAGE
from domain.workdays import in_working_hours
from models.engine import Database
from models.queries import drafts
from models.queries import people as rows_of
from models.tables import Inquiry, Part
from services import (
    absences,
    access,
    additions,
    answers,
    clock,
    coexecutors,
    contributions,
    desk,
    extensions,
    inquiries,
    kinds,
    people,
)
from services.people import Guest
from services.ports import Understanding
from services.thread import Said
from services.transfers import Target, Why, transfer
from services.work import Actor, Work

QUESTIONS = 5_000
WHY = Why("competence")


@dataclass(frozen=True, slots=True)
class Open:
    """What people see of an open inquiry before they do something about it."""

    id: int
    state: str
    body: str
    region: str
    assignee_id: int | None
    due: date
    person_id: int


_OPEN = select(
    Inquiry.id,
    Inquiry.state,
    Inquiry.body,
    Inquiry.region,
    Inquiry.assignee_id,
    Inquiry.due,
    Inquiry.person_id,
).where(Inquiry.state.in_([str(state) for state in OPEN]))


@dataclass(slots=True)
class World:
    """Everybody of the year, and what they do in one step of it."""

    database: Database
    understanding: Understanding
    seats: Sequence[Seat]
    random: Random
    now: datetime
    number: int = 10_000_000
    by_post: dict[int, Seat] = field(init=False)
    queues: list[Queue] = field(init=False)
    operators: dict[Queue, list[Seat]] = field(init=False)
    heads: dict[Queue, Seat] = field(init=False)

    def __post_init__(self) -> None:
        """Find people by their posts."""
        self.by_post = {seat.membership_id: seat for seat in self.seats}
        self.queues = queues(self.understanding.facts)
        self.operators = {q: [s for s in self.seats if s.queue == q and not s.head] for q in self.queues}
        self.heads = {seat.queue: seat for seat in self.seats if seat.head}

    @asynccontextmanager
    async def acting(self, telegram_id: int) -> AsyncIterator[tuple[Work, Actor]]:
        """Somebody acts; what they may not do just now, they do not do."""
        try:
            async with self.database.writing() as session:
                work = self.work(session)
                yield work, await people.meet(work, Guest(telegram_id, "", None))
        except Expected:
            pass

    def work(self, session: AsyncSession) -> Work:
        """A unit of work at the present instant."""
        return self.understanding.work(session, self.now.astimezone(UTC), self.now.timestamp())

    async def step(self, share: float) -> None:
        """What happens in one step: questions by its share of the year, and work on what is open."""
        for _ in range(int(QUESTIONS * share + self.random.random())):
            await self._ask()
        at_work = in_working_hours(self.now, self.understanding.facts.calendar)
        for inquiry in await self._open():
            if at_work:
                await self._at_desk(inquiry)
            await self._at_home(inquiry)
        if at_work:
            await self._contribute()
        if at_work and self._chance(0.06):
            await self._go_away()
        if self._chance(0.06):
            await self._not_solved()

    async def _open(self) -> list[Open]:
        """What is open; the writing connection needs no threads, and nobody else wants it in this process."""
        async with self.database.writing() as session:
            return [Open(*row) for row in (await session.execute(_OPEN)).all()]

    async def _ask(self) -> None:
        async with self.acting(self.random.choice(CITIZENS)) as (work, who):
            draft = await drafts.of_person(work.session, who.id) or await drafts.add(
                work.session, who.id, work.now
            )
            await inquiries.submit(work, who, draft.id, *self.random.choice(self.queues))

    async def _at_desk(self, inquiry: Open) -> None:
        if inquiry.body == TRIAGE:
            await self._dispatch(inquiry)
            return
        if inquiry.state == "new":
            slow = self.heads[inquiry.body, inquiry.region].slow
            if self._chance(0.03 if slow else 0.12):
                await self._take(inquiry)
            return
        seat = self.by_post[inquiry.assignee_id or 0]
        if inquiry.state == "waiting":
            if self._chance(0.003):
                async with self.acting(seat.telegram_id) as (work, who):
                    await clock.go_on(work, who, inquiry.id)
            return
        await self._work_on(inquiry, seat)

    async def _take(self, inquiry: Open) -> None:
        seat = self.random.choice(self.operators[inquiry.body, inquiry.region])
        async with self.acting(seat.telegram_id) as (work, who):
            await desk.take(work, who, inquiry.id)

    async def _dispatch(self, inquiry: Open) -> None:
        """The third transfer lands here; the dispatcher gives it to a body."""
        if self._chance(0.1):
            async with self.acting(DISPATCHERS[0]) as (work, who):
                await desk.hand_on(work, who, inquiry.id, *self.random.choice(self.queues))

    async def _work_on(self, inquiry: Open, seat: Seat) -> None:
        """One of the things that happen at a desk, most often none."""
        dice = self.random.random()
        answering = 0.006 if seat.slow else 0.03
        if dice < answering + 0.01:
            async with self.acting(seat.telegram_id) as (work, who):
                await self._does(work, who, inquiry, dice - answering)
        if self._chance(0.002):
            async with self.acting(seat.telegram_id) as (work, who):
                await coexecutors.engage(work, who, inquiry.id, *self.random.choice(self.queues))
        pressing = inquiry.due - self.now.date() <= timedelta(days=4)
        if pressing and self._chance(0.015):
            await self._extend(inquiry)

    async def _does(self, work: Work, who: Actor, inquiry: Open, dice: float) -> None:
        if dice < 0:
            await self._answer(work, who, inquiry)
        elif dice < 0.005:
            await clock.ask_back(work, who, inquiry.id, "Уточните, пожалуйста.")
        elif dice < 0.008:
            await transfer(work, who, inquiry.id, Target(*self.random.choice(self.queues)), WHY)
        elif dice < 0.009:
            await kinds.change_kind(work, who, inquiry.id, "information")
        else:
            await desk.release(work, who, inquiry.id)

    async def _answer(self, work: Work, who: Actor, inquiry: Open) -> None:
        self.number += 1
        written = await answers.write(work, who, inquiry.id, Said(self.number, "text", "Ответ."))
        if written is not None:
            await answers.send(work, who, written.answer.id, written.answer.version)

    async def _contribute(self) -> None:
        """Other bodies take and write their parts, or are slow, like everybody."""
        async with self.database.writing() as session:
            owed = select(Part.id, Part.state, Part.body, Part.region, Part.assignee_id)
            parts = (await session.execute(owed.where(Part.state.in_(("asked", "taken"))))).all()
        for part, state, body, region, post in parts:
            if self._chance(0.05):
                free = self.random.choice(self.operators[body, region])
                seat = free if state == "asked" else self.by_post[post or 0]
                async with self.acting(seat.telegram_id) as (work, who):
                    await self._writes(work, who, part, state)

    async def _writes(self, work: Work, who: Actor, part: int, state: str) -> None:
        if state == "asked":
            await contributions.take(work, who, part)
        elif self._chance(0.2):
            await contributions.release(work, who, part)
        else:
            written = await contributions.draft(work, who, part, "Часть.")
            await contributions.hand_in(work, who, part, written.version)

    async def _extend(self, inquiry: Open) -> None:
        async with self.acting(self.heads[inquiry.body, inquiry.region].telegram_id) as (work, who):
            room = await extensions.room(work, who, inquiry.id)
            if room.offered:
                day = self.random.choice(room.offered)
                await extensions.extend(work, who, inquiry.id, day, "Запрошены документы")

    async def _at_home(self, inquiry: Open) -> None:
        """The citizen answers a question back, or needs no answer any more."""
        waits = inquiry.state == "waiting"
        if not self._chance(0.018 if waits else 0.0006):
            return
        async with self.database.reading() as session:
            citizen = (await rows_of.by_id(session, inquiry.person_id)).telegram_id
        async with self.acting(citizen) as (work, who):
            own = await access.own(work, who, inquiry.id)
            if waits:
                self.number += 1
                await additions.add(work, who, own, Said(self.number, "text", "Вот ответ."))
            else:
                await inquiries.withdraw(work, who, own)

    async def _not_solved(self) -> None:
        """Somebody is not content with an answer of late."""
        async with self.database.reading() as session:
            answered = select(Inquiry).where(Inquiry.state == "answered", Inquiry.reopened == 0)
            latest = list(await session.scalars(answered.order_by(Inquiry.touched_at.desc()).limit(20)))
            if not latest:
                return
            inquiry = self.random.choice(latest)
            citizen = (await rows_of.by_id(session, inquiry.person_id)).telegram_id
        async with self.acting(citizen) as (work, who):
            await inquiries.reopen(work, who, await access.own(work, who, inquiry.id))

    async def _go_away(self) -> None:
        away, colleague = self.random.sample(self.operators[self.random.choice(self.queues)], 2)
        async with self.acting(away.telegram_id) as (work, who):
            until = work.today + timedelta(days=self.random.randint(1, 10))
            await absences.go_away(work, who, away.membership_id, until, colleague.membership_id)

    def _chance(self, share: float) -> bool:
        return self.random.random() < share
