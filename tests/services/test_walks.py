"""People of every role do random things: no forbidden state, nothing lost, nobody told what is not theirs.

Every change a citizen can see is told to that citizen exactly once. How that is judged stands in `judging`,
what has to be told in `telling`; here both are tried on a house that lies.
"""

import ast
import inspect
from collections.abc import Callable, Iterator
from pathlib import Path
from pkgutil import resolve_name
from random import Random
from typing import Any

import pytest

from domain.inquiries import MOVES, Move
from domain.reminders import AUDIENCES, Audience
from handlers.notices import DRAWN
from models.queries import people
from models.tables import Outbox
from services.outbox import notice
from tests.docs.source import Reaching, calls, python_files
from tests.services.doings import DOINGS
from tests.services.house import house_in
from tests.services.telling import BESIDE, NEWS, REMINDERS, WRITES
from tests.services.walks import PASS, Walk

SEQUENCES = 1_000
STEPS = 3
"""From wherever in the life of an inquiry a walk begins."""

FOUND_WITHIN = 400
"""So many walks find what is wrong at the latest; most faults are found by the first fifty."""

NOT_WALKED = frozenset({"closes_sooner", "contact_opened", "edited", "recounted", "submitted", "taken_out"})
"""What comes of citizens' messages, of a new calendar or of a call; it has tests of its own."""


@pytest.mark.parametrize("seed", [0, 1])
async def test_two_thousand_walks_through_the_services(seed: int, tmp_path: Path) -> None:
    async with house_in(tmp_path) as house:
        walk = Walk(house, Random(seed))
        await walk.furnish()
        await walk.sequences(SEQUENCES, STEPS)
    assert {*DOINGS, PASS} - walk.done.keys() == set(), "everything succeeded at least once"
    left = frozenset[str]().union(*WRITES.values()) | BESIDE
    assert left - walk.judge.kinds.keys() == NOT_WALKED, "and left its trace"
    assert {*NEWS.values(), *REMINDERS.values(), "erased"} - walk.judge.told.keys() == {"recounted"}


def test_the_oracle_knows_every_move_and_every_line_of_the_history() -> None:
    written = frozenset[str]().union(*WRITES.values())
    assert WRITES.keys() == set(Move)
    assert {move for _, move in MOVES} == set(Move)
    assert written | BESIDE == Reaching({"record": 2, "event": 2}).through("services").found.keys()
    assert not written & BESIDE
    assert NEWS.keys() <= written | BESIDE


def test_the_oracle_knows_every_notice_of_a_citizen() -> None:
    heard = {stage for stage, audience in AUDIENCES.items() if audience is Audience.CITIZEN}
    assert REMINDERS.keys() == heard
    assert {*NEWS.values(), *REMINDERS.values()} <= DRAWN.keys()
    assert set(_state_notices()) == {*NEWS.values()} - {"answer"} | {
        "closes_soon",
        "erased",
        "menu",
        "removed",
    }


def _state_notices() -> Iterator[str]:
    """Keys of the notices that services plan as news of a state."""
    for path in python_files("services"):
        for _, call in calls(ast.parse(path.read_text(encoding="utf-8"))):
            planned = isinstance(call.func, ast.Name) and call.func.id == "notice"
            if planned and not any(given.arg == "kind" for given in call.keywords):
                key = call.args[2]
                assert isinstance(key, ast.Constant)
                yield str(key.value)


Notice = Callable[..., Outbox]


def silent(told: Notice) -> Any:
    """Nobody is told."""
    return lambda *args, **more: None


def twice(told: Notice) -> Any:
    """Everybody is told twice."""
    return lambda *args, **more: (told(*args, **more), told(*args, **more))[0]


def astray(told: Notice) -> Any:
    """Somebody else is told."""
    return lambda work, chat_id, *args, **more: told(work, (chat_id + 14) % 30 + 1, *args, **more)


def next_door(told: Notice) -> Any:
    """Somebody at work in another body is told."""
    return lambda work, chat_id, *args, **more: told(work, (chat_id + 2) % 9 + 1, *args, **more)


def again(told: Any) -> Any:
    """The citizen hears again what they know."""

    async def tell(work: Any, inquiry: Any) -> None:
        person = await people.by_id(work.session, inquiry.person_id)
        notice(work, person.chat_id, "taken", {}, inquiry_id=inquiry.id)

    return tell


def undone(act: Any) -> Any:
    """It does not happen."""

    async def nothing(*args: Any, **more: Any) -> int:
        return 0

    return nothing if inspect.iscoroutinefunction(act) else lambda *args, **more: None


FAULTS = [
    ("services.transfers.notice", silent, "not told: .*'transferred'"),
    ("services.extensions.notice", silent, "not told: .*'extended'"),
    ("services.kinds.notice", silent, "not told: .*'sooner'"),
    ("services.sending.notice", silent, "not told: .*'answer'"),
    ("services.closing.notice", twice, "told too much: .*'closed'"),
    ("services.coexecutors.notice", twice, "told too much: .*'engaged'"),
    ("services.desk.tell_taken", again, "told too much: .*'taken'"),
    ("services.reminders.notice", silent, "not told: .*'(late|asked_again)'"),
    ("services.clock.notice", astray, "not told: .*'asked_back'|went to"),
    ("services.queues.notice", astray, "told too much: .|went to"),
    ("services.parts.notice", astray, "told too much: .|went to"),
    ("services.queues.notice", next_door, "went to"),
    ("services.answers.notice", next_door, "went to"),
    ("services.desk.record", undone, "to (new|taken) by"),
    ("services.extensions.record", undone, "not told|told too much|the date moved silently"),
    ("services.deadlines.stop", undone, "clocks of"),
    ("services.staffing.assignments.back_to_queue", undone, "a stranger has"),
    ("services.merging.deadlines.parts.drop", undone, "a part of .* is owed"),
]
"""A service that lies, how, and what the judge must say of it."""


async def test_the_judge_sees_every_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with house_in(tmp_path) as house:
        walk = Walk(house, Random(6))
        await walk.furnish()
        for place, fault, said in FAULTS:
            with monkeypatch.context() as patched:
                patched.setattr(place, fault(resolve_name(place)))
                with pytest.raises(AssertionError, match=said):
                    await walk.sequences(FOUND_WITHIN, STEPS)
