"""Everything the people of the random walks may do with an inquiry, each through its service."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any

from sqlalchemy import select

from domain.errors import Expected
from domain.permissions import TRIAGE
from models.tables import Absence, Answer, Inquiry, Membership, Part, Unit
from services import (
    absences,
    access,
    additions,
    answers,
    assignments,
    clock,
    closing,
    coexecutors,
    contributions,
    corrections,
    desk,
    erasure,
    extensions,
    flags,
    handing,
    inquiries,
    kinds,
    merging,
    notes,
    outcomes,
    staffing,
    together,
    transfers,
)
from services.assignments import Chosen, What
from services.thread import Said
from services.transfers import Target, Why
from services.work import Actor, Work
from services.workload import Place
from tests.services.house import BODY, OTHER, THIRD

Doing = Callable[[Random, Work, Actor, Inquiry], Awaitable[Any]]
"""Chance decides what the person has a choice of."""

_numbers = count(10_000)

CITIZENS = frozenset({"add", "erase", "object", "rate", "reopen", "withdraw"})
"""What only the citizen does."""

HEADS = frozenset(
    {"approve", "assign", "back", "correct_approve", "correct_return", "extend", "remove", "return"}
)
"""What the head does, or tries."""


def _nothing() -> Expected:
    return Expected("error.no_access")


def _said(words: str) -> Said:
    return Said(next(_numbers), "text", words)


async def _answer(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    made = await answers.write(work, who, inquiry.id, _said("Ответ."))
    assert made is not None
    await answers.send(work, who, made.answer.id, made.answer.version)


async def _last_answer(work: Work, inquiry: Inquiry) -> Answer:
    wanted = select(Answer).where(Answer.inquiry_id == inquiry.id).order_by(Answer.id.desc()).limit(1)
    found = (await work.session.scalars(wanted)).first()
    if found is None:
        raise _nothing()
    return found


async def _approve(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    await answers.approve(work, who, (await _last_answer(work, inquiry)).id)


async def _return(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    await answers.give_back(work, who, (await _last_answer(work, inquiry)).id, "Короче.")


async def _correct(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    answer = await _last_answer(work, inquiry)
    await corrections.begin(work, who, answer.id)
    found = await corrections.write(work, who, "Точнее.")
    await corrections.send(work, who, answer.id, found.correction.version)


async def _correct_approve(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    await corrections.approve(work, who, (await _last_answer(work, inquiry)).id)


async def _correct_return(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    await corrections.give_back(work, who, (await _last_answer(work, inquiry)).id)


async def _transferred(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    target = Target(chance.choice((BODY, OTHER, THIRD)))
    if inquiry.body == TRIAGE:
        await desk.hand_on(work, who, inquiry.id, target.body, None)
    else:
        await transfers.transfer(work, who, inquiry.id, target, Why("competence"))


async def _someone(chance: Random, work: Work, inquiry: Inquiry) -> int:
    """Somebody of the body, mostly."""
    wanted = select(Membership.id)
    if chance.random() < 0.8:
        wanted = wanted.where(Membership.body == inquiry.body)
    return chance.choice(list((await work.session.scalars(wanted)).all()) or [0])


async def _hand_over(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    await handing.hand_over(work, who, inquiry.id, await _someone(chance, work, inquiry))


async def _to_unit(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    units: Sequence[int] = (
        await work.session.scalars(select(Unit.id).where(Unit.body == inquiry.body))
    ).all()
    await handing.to_unit(work, who, inquiry.id, chance.choice([*units, 0]))


async def _assign(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    await _given(work, who, inquiry, await _someone(chance, work, inquiry))


async def _back(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    await _given(work, who, inquiry, None)


async def _given(work: Work, who: Actor, inquiry: Inquiry, to: int | None) -> None:
    place = Place(inquiry.body, inquiry.region)
    await assignments.assign(work, who, Chosen(place, What.ONE, inquiry.id), to)


async def _remove(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    await staffing.remove(work, who, inquiry.assignee_id or await _someone(chance, work, inquiry))


async def _extend(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    room = await extensions.room(work, who, inquiry.id)
    await extensions.extend(work, who, inquiry.id, chance.choice(room.offered), "Запросили архив.")


async def _engage(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    await coexecutors.engage(work, who, inquiry.id, chance.choice((BODY, OTHER, THIRD)))


async def last_part(work: Work, inquiry: Inquiry) -> Part | None:
    """The part that was asked for last."""
    wanted = select(Part).where(Part.inquiry_id == inquiry.id).order_by(Part.id.desc()).limit(1)
    return (await work.session.scalars(wanted)).first()


async def _part(work: Work, inquiry: Inquiry) -> Part:
    found = await last_part(work, inquiry)
    if found is None:
        raise _nothing()
    return found


def _of_part(act: Callable[[Work, Actor, int], Awaitable[Any]]) -> Doing:
    async def done(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
        await act(work, who, (await _part(work, inquiry)).id)

    return done


async def _hand_in(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    part = await _part(work, inquiry)
    await contributions.draft(work, who, part.id, "Часть.")
    await contributions.hand_in(work, who, part.id, part.version)


async def _decline(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    await contributions.decline(work, who, (await _part(work, inquiry)).id, "Это не к нам.")


async def _merge(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    wanted = select(Inquiry.id).where(Inquiry.person_id == inquiry.person_id).order_by(Inquiry.id)
    keys = [*(await work.session.scalars(wanted)).all(), inquiry.id + 1]
    await merging.merge(work, who, inquiry.id, chance.choice([key for key in keys if key != inquiry.id]))


async def _link(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    await together.link(work, who, inquiry.id, ())


async def _unlink(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    alike = await together.shown(work, who, inquiry.id)
    await together.unlink(work, who, inquiry.id, chance.choice(sorted(alike.linked) or [0]))


async def _sorted(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    answer = await _last_answer(work, inquiry)
    await outcomes.came_to(work, who, answer.id, "explained")
    topic = chance.choice([*outcomes.topics(work, inquiry), "–"])
    await outcomes.is_about(work, who, answer.id, topic)


async def _add(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    own = await access.own(work, who, inquiry.id)
    if own.state not in ("new", "taken", "waiting", "approval"):
        raise _nothing()
    await additions.add(work, who, own, _said("И ещё одно."))


async def _withdraw(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    await inquiries.withdraw(work, who, await access.own(work, who, inquiry.id))


async def _rate(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    await inquiries.rate(work, who, await access.own(work, who, inquiry.id), chance.randint(1, 5))


async def _reopen(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    await inquiries.reopen(work, who, await access.own(work, who, inquiry.id))


async def _object(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    await closing.object_(work, who, await access.own(work, who, inquiry.id))


async def _erase(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    await erasure.ask(work, who)
    await work.session.flush()
    await erasure.carry_on(work)


async def _away(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    if not who.posts:
        raise _nothing()
    substitute = await _someone(chance, work, inquiry) if chance.random() < 0.6 else None
    days = timedelta(days=chance.choice((0, 2, 30)))
    await absences.go_away(work, who, who.posts[0].id, work.today + days, substitute)


async def _there_again(chance: Random, work: Work, who: Actor, inquiry: Inquiry) -> None:
    away = (await work.session.scalars(select(Absence.membership_id).where(Absence.ended_at.is_(None)))).all()
    mine = [post.id for post in who.posts if post.id in away]
    if not mine:
        raise _nothing()
    await absences.come_back(work, who, mine[0])


DOINGS: dict[str, Doing] = {
    "take": lambda c, w, p, i: desk.take(w, p, i.id),
    "release": lambda c, w, p, i: desk.release(w, p, i.id),
    "answer": _answer,
    "approve": _approve,
    "return": _return,
    "correct": _correct,
    "correct_approve": _correct_approve,
    "correct_return": _correct_return,
    "sorted": _sorted,
    "ask_back": lambda c, w, p, i: clock.ask_back(w, p, i.id, "Какой стаж?"),
    "go_on": lambda c, w, p, i: clock.go_on(w, p, i.id),
    "kind": lambda c, w, p, i: kinds.change_kind(w, p, i.id, "information"),
    "extend": _extend,
    "transfer": _transferred,
    "hand_over": _hand_over,
    "to_unit": _to_unit,
    "assign": _assign,
    "back": _back,
    "remove": _remove,
    "engage": _engage,
    "part_take": _of_part(contributions.take),
    "part_release": _of_part(contributions.release),
    "part_revise": _of_part(contributions.revise),
    "part_hand_in": _hand_in,
    "part_decline": _decline,
    "insert": lambda c, w, p, i: coexecutors.insert(w, p, i.id),
    "flag": lambda c, w, p, i: flags.flag(w, p, i.id),
    "unflag": lambda c, w, p, i: flags.unflag(w, p, i.id),
    "note": lambda c, w, p, i: notes.add(w, p, i.id, "Заметка"),
    "close": lambda c, w, p, i: closing.close(w, p, i.id, "spam"),
    "merge": _merge,
    "link": _link,
    "unlink": _unlink,
    "away": _away,
    "there_again": _there_again,
    "add": _add,
    "withdraw": _withdraw,
    "rate": _rate,
    "reopen": _reopen,
    "object": _object,
    "erase": _erase,
}
