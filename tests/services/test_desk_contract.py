"""Every action of the desk without a door: a web desk must find each of them here, with the same refusals.

Each action is arranged, done by whoever may, refused to whoever may not, and done once more too late.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.errors import Expected, Impossible, Refused, Stale
from domain.inquiries import Move
from domain.permissions import _ALLOWED
from services import (
    absences,
    answers,
    assignments,
    cards,
    clock,
    closing,
    coexecutors,
    contributions,
    corrections,
    desk,
    extensions,
    flags,
    handing,
    kinds,
    merging,
    notes,
    outcomes,
    together,
    transfers,
)
from services.assignments import Chosen, What
from services.thread import Said
from services.transfers import Target, Why
from services.work import Actor, Work
from services.workload import Place
from tests.services.desk_scene import (
    Scene,
    alike,
    corrected,
    correction_proposed,
    engaged,
    flagged,
    free,
    held,
    linked,
    part_drafted,
    part_held,
    part_written,
    proposed,
    scene_in,
    sent,
    twice,
    waiting,
    with_reply,
    with_unit,
    written,
)
from tests.services.house import BODY, OTHER

Do = Callable[[Work, Actor, Scene], Awaitable[Any]]


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    """A scene of its own for each test."""
    async with scene_in(tmp_path) as ready:
        yield ready


@dataclass(frozen=True, slots=True)
class Action:
    """One thing the desk does.

    Attributes:
        name: what it is called in a failure.
        arranged: what must be the case before.
        do: the one call a door makes.
        by: who may.
        not_by: who may not: they are refused, whatever the state.
        again: what happens to the same call a moment later: an error, or None where twice is as good as once.
        moves: the moves of the table it stands for.
    """

    name: str
    arranged: Callable[[Scene], Awaitable[None]]
    do: Do
    by: str = "operator"
    not_by: tuple[str, ...] = ("other", "citizen", "press")
    again: type[Expected] | None = Expected
    moves: tuple[Move, ...] = ()


async def hand_over(work: Work, who: Actor, scene: Scene) -> Any:
    return await handing.hand_over(work, who, scene.inquiry, scene.posts[scene.colleague])


async def extend(work: Work, who: Actor, scene: Scene) -> Any:
    inquiry = await cards.card(work, who, scene.inquiry)
    until = work.facts.calendar.add(inquiry.inquiry.due, 5)
    return await extensions.extend(work, who, scene.inquiry, until, "Ждём архив")


async def go_away(work: Work, who: Actor, scene: Scene) -> Any:
    until = work.today + timedelta(days=3)
    own, other = scene.posts[scene.operator], scene.posts[scene.colleague]
    return await absences.go_away(work, who, own, until, other)


RIVALS = ("colleague", "other", "citizen", "press")
"""Nobody of these may touch what the operator has in hand."""

ACTIONS = (
    Action("take", free, lambda w, p, s: desk.take(w, p, s.inquiry), again=None, moves=(Move.TAKE,)),
    Action(
        "release", held, lambda w, p, s: desk.release(w, p, s.inquiry), not_by=RIVALS, moves=(Move.RELEASE,)
    ),
    Action(
        "write",
        held,
        lambda w, p, s: answers.write(w, p, s.inquiry, Said(1, "text", "Ответ.")),
        not_by=RIVALS,
        again=None,
    ),
    Action(
        "send", written, lambda w, p, s: answers.send(w, p, s.answer, 1), not_by=RIVALS, moves=(Move.SEND,)
    ),
    Action("rewrite", written, lambda w, p, s: answers.rewrite(w, p, s.answer), not_by=RIVALS),
    Action(
        "approve",
        proposed,
        lambda w, p, s: answers.approve(w, p, s.answer),
        by="head",
        not_by=("operator", "colleague", "other", "citizen", "press"),
        moves=(Move.PROPOSE,),
    ),
    Action(
        "return",
        proposed,
        lambda w, p, s: answers.give_back(w, p, s.answer, "Короче"),
        by="head",
        not_by=("operator", "colleague", "other", "citizen", "press"),
        moves=(Move.RETURN,),
    ),
    Action(
        "ask back",
        held,
        lambda w, p, s: clock.ask_back(w, p, s.inquiry, "Какой у вас стаж?"),
        not_by=RIVALS,
        moves=(Move.ASK_BACK,),
    ),
    Action(
        "go on", waiting, lambda w, p, s: clock.go_on(w, p, s.inquiry), not_by=RIVALS, moves=(Move.RESUME,)
    ),
    Action(
        "extend",
        held,
        extend,
        by="head",
        not_by=("operator", "other", "citizen", "press"),
        moves=(Move.EXTEND,),
    ),
    Action(
        "reclassify",
        held,
        lambda w, p, s: kinds.change_kind(w, p, s.inquiry, "information"),
        not_by=RIVALS,
        again=None,
        moves=(Move.RECLASSIFY,),
    ),
    Action(
        "transfer",
        held,
        lambda w, p, s: transfers.transfer(w, p, s.inquiry, Target(OTHER), Why("competence")),
        not_by=RIVALS,
        moves=(Move.TRANSFER,),
    ),
    Action("hand over", held, hand_over, not_by=RIVALS, moves=(Move.HAND_OVER,)),
    Action(
        "to unit",
        with_unit,
        lambda w, p, s: handing.to_unit(w, p, s.inquiry, 1),
        not_by=RIVALS,
        again=None,
        moves=(Move.TO_UNIT,),
    ),
    Action(
        "engage",
        held,
        lambda w, p, s: coexecutors.engage(w, p, s.inquiry, OTHER),
        not_by=RIVALS,
        moves=(Move.ENGAGE,),
    ),
    Action("flag", held, lambda w, p, s: flags.flag(w, p, s.inquiry), again=None, moves=(Move.FLAG,)),
    Action("unflag", flagged, lambda w, p, s: flags.unflag(w, p, s.inquiry), again=None),
    Action(
        "close",
        held,
        lambda w, p, s: closing.close(w, p, s.inquiry, "spam", "Это реклама."),
        not_by=RIVALS,
        moves=(Move.CLOSE,),
    ),
    Action("merge", twice, lambda w, p, s: merging.merge(w, p, s.second, s.inquiry), moves=(Move.MERGE,)),
    Action("note", held, lambda w, p, s: notes.add(w, p, s.inquiry, "Звонили в архив"), again=None),
    Action("away", held, go_away, not_by=("other", "citizen", "press"), again=None),
    Action(
        "take a part",
        engaged,
        lambda w, p, s: contributions.take(w, p, s.part),
        by="other",
        not_by=("operator", "head", "citizen", "press"),
        again=None,
    ),
    Action(
        "release a part",
        part_held,
        lambda w, p, s: contributions.release(w, p, s.part),
        by="other",
        not_by=("operator", "other_colleague", "citizen", "press"),
    ),
    Action(
        "write a part",
        part_held,
        lambda w, p, s: contributions.draft(w, p, s.part, "Часть."),
        by="other",
        not_by=("operator", "other_colleague", "citizen", "press"),
        again=None,
    ),
    Action(
        "rewrite a part",
        part_drafted,
        lambda w, p, s: contributions.rewrite(w, p, s.part),
        by="other",
        not_by=("operator", "other_colleague", "citizen", "press"),
        again=None,
    ),
    Action(
        "hand in a part",
        part_drafted,
        lambda w, p, s: contributions.hand_in(w, p, s.part, 3),
        by="other",
        not_by=("operator", "other_colleague", "citizen", "press"),
    ),
    Action(
        "revise a part",
        part_written,
        lambda w, p, s: contributions.revise(w, p, s.part),
        by="other",
        not_by=("operator", "other_colleague", "citizen", "press"),
    ),
    Action(
        "decline a part",
        part_held,
        lambda w, p, s: contributions.decline(w, p, s.part, "Не наше"),
        by="other",
        not_by=("operator", "other_colleague", "citizen", "press"),
    ),
    Action("insert parts", part_written, lambda w, p, s: coexecutors.insert(w, p, s.inquiry), not_by=RIVALS),
    Action(
        "assign",
        free,
        lambda w, p, s: assignments.assign(
            w, p, Chosen(Place(BODY), What.ONE, s.inquiry), s.posts[s.colleague]
        ),
        by="head",
        not_by=("operator", "colleague", "other", "citizen", "press"),
        again=None,
        moves=(Move.ASSIGN,),
    ),
    Action(
        "insert a reply",
        with_reply,
        lambda w, p, s: answers.insert(w, p, s.inquiry, s.reply),
        not_by=RIVALS,
        again=None,
    ),
    Action("similar", alike, lambda w, p, s: together.shown(w, p, s.inquiry), not_by=RIVALS, again=None),
    Action("link", alike, lambda w, p, s: together.link(w, p, s.inquiry, ()), not_by=RIVALS, again=None),
    Action(
        "unlink",
        linked,
        lambda w, p, s: together.unlink(w, p, s.inquiry, s.second),
        not_by=RIVALS,
        again=None,
    ),
    Action("where it arrived", sent, lambda w, p, s: together.arrived(w, p, s.inquiry), again=None),
    Action(
        "came to", sent, lambda w, p, s: outcomes.came_to(w, p, s.answer, "solved"), not_by=RIVALS, again=None
    ),
    Action(
        "is about",
        sent,
        lambda w, p, s: outcomes.is_about(w, p, s.answer, "wages"),
        not_by=RIVALS,
        again=None,
    ),
    Action(
        "begin a correction",
        sent,
        lambda w, p, s: corrections.begin(w, p, s.answer),
        not_by=RIVALS,
        again=None,
    ),
    Action("drop a correction", corrected, lambda w, p, s: corrections.drop(w, p, s.answer), not_by=RIVALS),
    Action(
        "correct",
        corrected,
        lambda w, p, s: corrections.send(w, p, s.answer, 2),
        not_by=RIVALS,
        moves=(Move.CORRECT,),
    ),
    Action(
        "approve a correction",
        correction_proposed,
        lambda w, p, s: corrections.approve(w, p, s.answer),
        by="head",
        not_by=("operator", "colleague", "other", "citizen", "press"),
    ),
    Action(
        "return a correction",
        correction_proposed,
        lambda w, p, s: corrections.give_back(w, p, s.answer),
        by="head",
        not_by=("operator", "colleague", "other", "citizen", "press"),
    ),
    Action("card", held, lambda w, p, s: cards.card(w, p, s.inquiry), again=None),
    Action("history", held, lambda w, p, s: cards.history(w, p, s.inquiry), again=None),
    Action("files", held, lambda w, p, s: cards.files(w, p, s.inquiry), again=None),
)


async def attempt(scene: Scene, person: str, action: Action) -> Any:
    """One person does it, in a transaction of its own."""
    async with scene.house.acting(getattr(scene, person)) as (work, who):
        return await action.do(work, who, scene)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
async def test_an_action_is_done_by_whoever_may_and_refused_to_the_rest(scene: Scene, action: Action) -> None:
    await action.arranged(scene)
    before = await scene.house.rows("SELECT id, state, version, assignee_id FROM inquiries ORDER BY id")
    for person in action.not_by:
        with pytest.raises(Refused):
            await attempt(scene, person, action)
    after = await scene.house.rows("SELECT id, state, version, assignee_id FROM inquiries ORDER BY id")
    assert after == before, "whoever is refused changes nothing"
    await attempt(scene, action.by, action)
    if action.again is None:
        await attempt(scene, action.by, action)
    else:
        with pytest.raises(action.again):
            await attempt(scene, action.by, action)
    await scene.house.drain()


def test_every_move_the_desk_may_make_has_an_action_here() -> None:
    promised = frozenset().union(*_ALLOWED.values())
    assert promised - {move for action in ACTIONS for move in action.moves} == set()


@pytest.mark.parametrize(
    ("name", "by"),
    [("close", "operator"), ("transfer", "operator"), ("hand over", "operator"), ("send", "operator")],
)
async def test_of_two_at_once_the_second_learns_what_became_of_it(scene: Scene, name: str, by: str) -> None:
    """The head takes it out of the operator's hand a moment earlier; the operator's tap changes nothing."""
    action = next(a for a in ACTIONS if a.name == name)
    await action.arranged(scene)
    async with scene.house.acting(scene.head) as (work, who):
        await closing.close(work, who, scene.inquiry, "no_point")
    with pytest.raises((Refused, Impossible, Stale)):
        await attempt(scene, by, action)
    told = await scene.house.rows("SELECT key FROM outbox WHERE key IN ('closed', 'transferred', 'answer')")
    assert [row.key for row in told] == ["closed"]
