"""Random walks through the services: people of every role do whatever comes to their mind, in any order.

Every walk begins somewhere in the life of an inquiry and is taken back at its end, so that thousands of them
share one house and none pays for its way there. After each step `judging` looks at the rows.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from random import Random

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.civil import civil_date, civil_instant
from domain.coexecutors import PartState
from domain.errors import Expected
from domain.inquiries import OPEN, State
from domain.permissions import TRIAGE, Post, Role
from domain.workdays import DAY_STARTS
from models.tables import Absence, Dialogue, Inquiry, Membership, Person
from services import planner
from services.people import as_post
from services.work import Actor, Work
from tests.services.beginnings import arranged
from tests.services.doings import CITIZENS, DOINGS, HEADS, last_part
from tests.services.house import BODY, OTHER, THIRD, House
from tests.services.judging import Judge

PASS = "pass"
"""Nobody does anything: some working days go by, and what is due is looked at."""

_HANDS = "hand_over to_unit release back remove assign away there_again"
_ENDED = "object object rate reopen take"
_SENSIBLE = {
    State.NEW: "take take assign transfer withdraw to_unit add extend kind",
    State.TAKEN: "answer answer answer ask_back ask_back engage extend kind close transfer add withdraw"
    f" flag unflag unflag pass note {_HANDS}",
    State.WAITING: "go_on go_on add add hand_over remove back erase pass note engage",
    State.APPROVAL: "approve approve return return back remove extend add withdraw note",
    State.ANSWERED: "rate reopen correct correct correct_approve correct_return sorted sorted",
    State.CLOSED: _ENDED,
    State.MERGED: _ENDED,
    State.WITHDRAWN: _ENDED,
}
_OF_PAIRS = "merge merge link link unlink"
_OF_PARTS = {
    PartState.ASKED: "part_take part_take part_decline",
    PartState.TAKEN: "part_hand_in part_hand_in part_release part_decline",
    PartState.WRITTEN: "part_revise insert insert",
}
"""What fits a state, mostly."""

ANYTHING = 0.25
"""How often it is anything, by anybody; more, and a walk would meet nothing but refusals."""

HOURS = (DAY_STARTS, time(12, 5))
"""When reminders of inquiries have been said, and those of parts as well."""

TOGETHER = 25
"""Walks of one transaction, none of which stays; of more of them each would take longer than the last."""

CHANGES_POSTS = frozenset({"remove", "erase"})

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

DAYS = (1, 3, 8, 17)
"""So many working days go by at once: to a reminder, to the end of a pause, past the date."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person, and the posts they hold."""

    person_id: int
    posts: tuple[Post, ...]

    async def acting(self, work: Work) -> Actor:
        """They do something."""
        person = await work.session.get_one(Person, self.person_id)
        dialogue = await work.session.get_one(Dialogue, person.chat_id)
        return Actor(person, dialogue, self.posts, person.language or "ru")


@dataclass(slots=True)
class Walk:
    """A house in which people walk.

    Attributes:
        done: how often each thing was done.
        refused: how often one was refused.
        trail: what was tried on the present walk.
    """

    house: House
    chance: Random
    starts: list[tuple[int, ...]] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    trail: list[str] = field(default_factory=list)
    judge: Judge = field(default_factory=Judge)
    _session: AsyncSession | None = None
    _now: datetime = EPOCH
    _crowd: list[Somebody] = field(default_factory=list)

    async def furnish(self) -> None:
        """Three bodies with two operators and a head each, a dispatcher, a press service, some citizens."""
        for body in (BODY, OTHER, THIRD):
            for _ in range(2):
                await self.house.operator(body)
            await self.house.head(body)
        await self.house.person((Role.DISPATCHER, None))
        await self.house.person((Role.PRESS, BODY))
        self.starts = await arranged(self.house)

    async def sequences(self, walks: int, steps: int) -> None:
        """So many times random people do random things, beginning somewhere in the life of an inquiry.

        Raises:
            AssertionError: the judge objects; its notes are the trail.
        """
        for begun in range(0, walks, TOGETHER):
            async with self.house.work() as work:
                self._session = work.session
                outer = await work.session.begin_nested()
                try:
                    for _ in range(min(TOGETHER, walks - begun)):
                        await self._sequence(work.session, steps)
                finally:
                    await outer.rollback()
                    work.session.expunge_all()

    async def _sequence(self, session: AsyncSession, steps: int) -> None:
        self._now, self.trail = self.house.now.astimezone(UTC), []
        start = await session.begin_nested()
        try:
            await self._walked(steps)
        except Exception as failed:
            failed.add_note("\n".join(self.trail))
            raise
        finally:
            await start.rollback()
            session.expunge_all()

    async def _walked(self, steps: int) -> None:
        work = self._work()
        crowd = self._crowd = self._crowd or await _everybody(work)
        self.judge.begin(work)
        keys = self.chance.choice(self.starts)
        for _ in range(steps):
            work = self._work()
            inquiry = await work.session.get_one(Inquiry, self.chance.choice(keys))
            name, who = await self._chosen(work, inquiry, paired=len(keys) > 1)
            self.trail.append(
                f"{name} by {_called(who)} on {inquiry.id} {inquiry.state} of {inquiry.assignee_id}"
            )
            await self._step(work, name, who, inquiry)
        self._crowd = crowd

    def _work(self) -> Work:
        assert self._session is not None
        return self.house.understanding.work(self._session, self._now, self._now.timestamp())

    async def _chosen(self, work: Work, inquiry: Inquiry, *, paired: bool) -> tuple[str, Somebody]:
        if self.chance.random() < ANYTHING:
            return self.chance.choice(list(DOINGS)), self.chance.choice(self._crowd)
        names = _SENSIBLE[State(inquiry.state)].split()
        if inquiry.state in OPEN:
            part = await last_part(work, inquiry)
            names += 3 * _OF_PARTS.get(PartState(part.state), "").split() if part else []
            names += 2 * _OF_PAIRS.split() if paired else []
        name = self.chance.choice(names)
        return name, await self._fitting(work, inquiry, name)

    async def _fitting(self, work: Work, inquiry: Inquiry, name: str) -> Somebody:
        """Somebody who may do this, mostly."""
        if name in CITIZENS:
            return next(who for who in self._crowd if who.person_id == inquiry.person_id)
        body, holder = inquiry.body, inquiry.assignee_id
        if inquiry.state == State.ANSWERED:
            holder = inquiry.last_author_id
        if name.startswith("part_"):
            part = await last_part(work, inquiry)
            body, holder = (part.body, part.assignee_id) if part else (body, holder)
        if name == "there_again":
            away = select(Absence.membership_id).where(Absence.ended_at.is_(None))
            holder = (await work.session.scalars(away)).first()
        team = [who for who in self._crowd if any(_works(post.role, post.body, body) for post in who.posts)]
        heads = [who for who in team if any(post.role is Role.HEAD for post in who.posts)]
        holders = [who for who in self._crowd if holder in {post.id for post in who.posts}]
        return self.chance.choice((heads if name in HEADS else holders) or team or self._crowd)

    async def _step(self, work: Work, name: str, who: Somebody, inquiry: Inquiry) -> None:
        try:
            async with work.session.begin_nested():
                if name == PASS:
                    work = await self._passed()
                else:
                    await DOINGS[name](self.chance, work, await who.acting(work), inquiry)
                await work.session.flush()
        except Expected:
            self.refused += 1
            return
        self.done[name] += 1
        self.judge.judge(work, ticked=name == PASS)
        if name in CHANGES_POSTS:
            self._crowd = await _everybody(work)

    async def _passed(self) -> Work:
        """Some working days later, in the morning or after noon."""
        calendar = self.house.understanding.facts.calendar
        day = calendar.add(civil_date(self._now), self.chance.choice(DAYS))
        self._now = civil_instant(day, self.chance.choice(HOURS)).astimezone(UTC)
        work = self._work()
        while await planner.tick(work):
            await work.session.flush()
        return work


def _works(role: Role, where: str | None, body: str) -> bool:
    if body == TRIAGE:
        return role is Role.DISPATCHER
    return where == body and role is not Role.PRESS


def _called(who: Somebody) -> str:
    return ",".join(f"{post.role}@{post.body}#{post.id}" for post in who.posts) or f"citizen#{who.person_id}"


async def _everybody(work: Work) -> list[Somebody]:
    people = (await work.session.scalars(select(Person.id).order_by(Person.id))).all()
    posts: dict[int, list[Membership]] = {}
    for row in await work.session.scalars(select(Membership).where(Membership.ended_at.is_(None))):
        posts.setdefault(row.person_id, []).append(row)
    return [Somebody(key, tuple(map(as_post, posts.get(key, ())))) for key in people]
