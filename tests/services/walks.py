"""Random walks through the services: people of every role do whatever comes to their mind, in any order.

After each step the rows are judged: which move was made, who was told, and that nothing got lost.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from sqlalchemy import func, select

from domain.errors import Expected
from domain.permissions import Role
from models.queries import drafts
from models.tables import Inquiry, Membership, Outbox, Part, Person
from services import (
    answers,
    assignments,
    clock,
    closing,
    coexecutors,
    contributions,
    desk,
    flags,
    handing,
    inquiries,
    kinds,
    merging,
    notes,
    transfers,
)
from services.assignments import Chosen, What
from services.people import as_post
from services.thread import Said
from services.transfers import Target, Why
from services.work import Actor, Work
from services.workload import Place
from tests.services.house import BODY, OTHER, THIRD, House
from tests.services.judging import Seen, judge

CITIZENS = frozenset({"withdraw", "rate", "reopen", "object"})
"""What only the citizen does."""

FURTHER = ("take", "engaged", "part_take", "part_hand_in")
"""How a walk may begin further on, where random steps alone seldom come."""

_PARTS = ("part_take", "part_take", "part_release", "part_revise", "part_hand_in", "part_hand_in")
_CLOSED = ("object", "rate", "reopen", "take")
SENSIBLE: dict[str, tuple[str, ...]] = {
    "new": ("take", "take", "take", "assign", "transferred", "merged", "withdraw"),
    "taken": (
        "answer",
        "asked_back",
        "engaged",
        "engaged",
        *_PARTS,
        "insert",
        "hand_over",
        "release",
        "closed",
    ),
    "waiting": ("go_on", "hand_over", "merged", *_PARTS),
    "approval": ("note",),
    "answered": ("rate", "reopen", "transferred"),
    "closed": _CLOSED,
    "merged": _CLOSED,
    "withdrawn": _CLOSED,
}
"""What fits a state, mostly."""

Step = Callable[["Walk", Work, Actor, Inquiry], Awaitable[Any]]


@dataclass(slots=True)
class Walk:
    """A house in which people walk, and what they may choose from."""

    house: House
    chance: Random
    citizens: list[int] = field(default_factory=list)
    staff: list[int] = field(default_factory=list)
    numbers: int = 10_000
    done: dict[str, int] = field(default_factory=dict)
    refused: int = 0
    trail: list[str] = field(default_factory=list)
    seen: Seen = field(default_factory=dict)
    last: int = 0

    async def furnish(self) -> None:
        """Three bodies with operators and heads, a dispatcher, a press service, some citizens."""
        for body in (BODY, OTHER, THIRD):
            self.staff += [await self.house.operator(body), await self.house.operator(body)]
            self.staff.append(await self.house.head(body))
        self.staff.append(await self.house.person((Role.DISPATCHER, None)))
        self.staff.append(await self.house.person((Role.PRESS, BODY)))
        self.citizens = [await self.house.person() for _ in range(4)]

    def number(self) -> int:
        """A number Telegram has not given yet."""
        self.numbers += 1
        return self.numbers

    async def sequence(self, steps: int) -> None:
        """One citizen asks, and random people do random things with it."""
        async with self.house.work() as work:
            actors = await _actors(work)
            citizens = [a for a in actors if not a.posts]
            inquiry = await self._asked(work, self.chance.choice(citizens))
            twin = await self._asked(work, citizens[0]) if self.chance.random() < 0.2 else None
            self.trail, self.seen = [], await self._seen(work)
            self.last = await work.session.scalar(select(func.max(Outbox.id))) or 0
            for name in FURTHER[: self.chance.choice((0, 0, 1, 2, 4))]:
                await self._step(work, name, await self._fitting(work, actors, inquiry, name), inquiry)
            for _ in range(steps):
                about = twin if twin is not None and self.chance.random() < 0.3 else inquiry
                name, who = await self._chosen(work, actors, about)
                posts = ",".join(f"{post.role}@{post.body}#{post.id}" for post in who.posts) or "citizen"
                self.trail.append(f"{name} by {posts} on {about.id} {about.state} of {about.assignee_id}")
                try:
                    await self._step(work, name, who, about)
                except Exception as failed:
                    failed.add_note("\n".join(self.trail))
                    raise

    async def _chosen(self, work: Work, actors: list[Actor], inquiry: Inquiry) -> tuple[str, Actor]:
        """Anybody and anything; more often something that fits, or a walk would meet nothing but refusals."""
        if self.chance.random() < 0.35:
            return self.chance.choice(list(STEPS)), self.chance.choice(actors)
        name = self.chance.choice(SENSIBLE[inquiry.state])
        if name.startswith("part_") and await _last_part(work, inquiry) is None:
            name = "engaged"
        return name, await self._fitting(work, actors, inquiry, name)

    async def _fitting(self, work: Work, actors: list[Actor], inquiry: Inquiry, name: str) -> Actor:
        """Somebody who may do this, mostly."""
        if name in CITIZENS:
            return next(who for who in actors if who.id == inquiry.person_id)
        body, holder = inquiry.body, inquiry.assignee_id
        if name.startswith("part_"):
            part = await _last_part(work, inquiry)
            body, holder = (part.body, part.assignee_id) if part else (body, holder)
        team = [who for who in actors if any(p.body == body and p.role != Role.PRESS for p in who.posts)]
        heads = [who for who in team if any(p.role is Role.HEAD for p in who.posts)]
        holders = [who for who in team if holder in {p.id for p in who.posts}]
        return self.chance.choice(heads if name == "assign" else holders or team or actors)

    async def _asked(self, work: Work, who: Actor) -> Inquiry:
        draft = drafts.begin(work.session, who.id, work.now)
        await work.session.flush()
        made: Any = await inquiries.submit(work, who, draft.id, self.chance.choice((BODY, OTHER)))
        await work.session.flush()
        await work.session.refresh(made.inquiry)
        return made.inquiry  # type: ignore[no-any-return]

    async def _step(self, work: Work, name: str, who: Actor, inquiry: Inquiry) -> None:
        before, last = self.seen, self.last
        try:
            async with work.session.begin_nested():
                await STEPS[name](self, work, who, inquiry)
                await work.session.flush()
        except Expected:
            self.refused += 1
            assert await self._seen(work) == before, f"{name} was refused and changed something"
            return
        self.done[name] = self.done.get(name, 0) + 1
        self.seen = await self._seen(work)
        self.last = await judge(work, name, before, self.seen, last)

    async def _seen(self, work: Work) -> Seen:
        rows = await work.session.execute(
            select(Inquiry.id, Inquiry.state, Inquiry.assignee_id).order_by(Inquiry.id.desc()).limit(2)
        )
        return {row.id: (row.state, row.assignee_id) for row in rows}


async def _actors(work: Work) -> list[Actor]:
    """Everybody, with the posts they hold."""
    from models.tables import Dialogue

    people = (await work.session.scalars(select(Person).order_by(Person.id))).all()
    dialogues = {d.chat_id: d for d in await work.session.scalars(select(Dialogue))}
    posts: dict[int, list[Membership]] = {}
    for row in await work.session.scalars(select(Membership).where(Membership.ended_at.is_(None))):
        posts.setdefault(row.person_id, []).append(row)
    return [
        Actor(p, dialogues[p.chat_id], tuple(map(as_post, posts.get(p.id, ()))), p.language or "ru")
        for p in people
    ]


async def _answer(walk: Walk, work: Work, who: Actor, inquiry: Inquiry) -> None:
    made = await answers.write(work, who, inquiry.id, Said(walk.number(), "text", "Ответ."))
    assert made is not None
    await answers.send(work, who, made.answer.id, made.answer.version)


async def _own(work: Work, who: Actor, inquiry: Inquiry) -> Inquiry:
    from services import access

    return await access.own(work, who, inquiry.id)


async def _last_part(work: Work, inquiry: Inquiry) -> Part | None:
    wanted = select(Part).where(Part.inquiry_id == inquiry.id).order_by(Part.id.desc()).limit(1)
    return (await work.session.scalars(wanted)).first()


async def _part(work: Work, inquiry: Inquiry) -> Part:
    row = await _last_part(work, inquiry)
    if row is None:
        raise Expected("error.no_parts")
    return row


async def _someone(walk: Walk, work: Work, body: str) -> int:
    """Somebody of the body, mostly."""
    wanted = select(Membership.id)
    if walk.chance.random() < 0.8:
        wanted = wanted.where(Membership.body == body)
    return walk.chance.choice(list((await work.session.scalars(wanted)).all()))


async def _merge(walk: Walk, work: Work, who: Actor, inquiry: Inquiry) -> None:
    keys = (await work.session.scalars(select(Inquiry.id).order_by(Inquiry.id.desc()).limit(2))).all()
    await merging.merge(work, who, inquiry.id, walk.chance.choice(list(keys)))


async def _hand_in(walk: Walk, work: Work, who: Actor, inquiry: Inquiry) -> None:
    part = await _part(work, inquiry)
    await contributions.draft(work, who, part.id, "Часть.")
    await contributions.hand_in(work, who, part.id, part.version)


async def _assign(walk: Walk, work: Work, who: Actor, inquiry: Inquiry) -> None:
    to = await _someone(walk, work, inquiry.body)
    await assignments.assign(work, who, Chosen(Place(inquiry.body, inquiry.region), What.ONE, inquiry.id), to)


def _any(walk: Walk) -> str:
    return walk.chance.choice((BODY, OTHER, THIRD))


STEPS: dict[str, Step] = {
    "take": lambda k, w, p, i: desk.take(w, p, i.id),
    "release": lambda k, w, p, i: desk.release(w, p, i.id),
    "answer": _answer,
    "asked_back": lambda k, w, p, i: clock.ask_back(w, p, i.id, "Какой стаж?"),
    "go_on": lambda k, w, p, i: clock.go_on(w, p, i.id),
    "kind": lambda k, w, p, i: kinds.change_kind(w, p, i.id, "information"),
    "transferred": lambda k, w, p, i: transfers.transfer(w, p, i.id, Target(_any(k)), Why("competence")),
    "hand_over": lambda k, w, p, i: _hand_over(k, w, p, i),
    "assign": _assign,
    "engaged": lambda k, w, p, i: coexecutors.engage(w, p, i.id, _any(k)),
    "part_take": lambda k, w, p, i: _of_part(contributions.take, w, p, i),
    "part_release": lambda k, w, p, i: _of_part(contributions.release, w, p, i),
    "part_revise": lambda k, w, p, i: _of_part(contributions.revise, w, p, i),
    "part_hand_in": _hand_in,
    "insert": lambda k, w, p, i: coexecutors.insert(w, p, i.id),
    "flag": lambda k, w, p, i: flags.flag(w, p, i.id),
    "note": lambda k, w, p, i: notes.add(w, p, i.id, "Заметка"),
    "closed": lambda k, w, p, i: closing.close(w, p, i.id, "spam"),
    "merged": _merge,
    "withdraw": lambda k, w, p, i: _withdraw(w, p, i),
    "rate": lambda k, w, p, i: _rate(k, w, p, i),
    "reopen": lambda k, w, p, i: _reopen(w, p, i),
    "object": lambda k, w, p, i: _object(w, p, i),
}


async def _hand_over(walk: Walk, work: Work, who: Actor, inquiry: Inquiry) -> None:
    await handing.hand_over(work, who, inquiry.id, await _someone(walk, work, inquiry.body))


async def _of_part(act: Callable[[Work, Actor, int], Awaitable[Any]], w: Work, p: Actor, i: Inquiry) -> None:
    await act(w, p, (await _part(w, i)).id)


async def _withdraw(work: Work, who: Actor, inquiry: Inquiry) -> None:
    await inquiries.withdraw(work, who, await _own(work, who, inquiry))


async def _rate(walk: Walk, work: Work, who: Actor, inquiry: Inquiry) -> None:
    await inquiries.rate(work, who, await _own(work, who, inquiry), walk.chance.randint(1, 5))


async def _reopen(work: Work, who: Actor, inquiry: Inquiry) -> None:
    await inquiries.reopen(work, who, await _own(work, who, inquiry))


async def _object(work: Work, who: Actor, inquiry: Inquiry) -> None:
    await closing.object_(work, who, await _own(work, who, inquiry))
