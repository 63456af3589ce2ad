"""Every action of the staff through the real dispatcher: done, refused, too late, and pressed twice."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio

from domain.errors import Impossible, Refused, Stale
from locales import label
from locales import text as worded
from models.queries import people as rows_of
from services import access, answers, closing, erasure, inquiries, transfers
from services.transfers import Target, Why
from tests.desk.action import Action, Step, What
from tests.desk.by_word import COMMANDS, TYPED
from tests.desk.derived import actions
from tests.desk.door import Said
from tests.desk.table import ACTIONS, name
from tests.desk.world import SECRET_WORDS, World, opened
from tests.docs.pages import ROOT
from tests.services.house import OTHER
from tests.services.rivals import PAIRS

together = pytest.mark.asyncio(loop_scope="module")
"""One event loop for all tests of this module, for they share a world."""

IDS = [f"{n} {name(action)}" for n, action in enumerate(ACTIONS)]

OWN_ROWS = frozenset({"dialogues", "people", "chats", "documents", "arrivals"})
"""A person's own conversation and orders: looking changes them, and nobody else meets them there."""

ON_RECORD = frozenset({"file_looks", "looks", "audits", "audit"})
"""That somebody looked is written down each time."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    """One world for all tests of this module."""
    async with opened(tmp_path_factory.mktemp("desk")) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def changing(world: World) -> AsyncIterator[World]:
    """The same world; afterwards nothing has happened in it."""
    yield world
    world.restore()


async def do(world: World, action: Action, person: str) -> Said:
    """One person does it, as far as they can by tapping and typing."""
    what = action.what(world)
    if isinstance(what, Step):
        async with world.house.acting(world.people[person]) as (_, who):
            who.go(what.name, **what.data)
        said = await world.types(person, what.words)
        async with world.house.acting(world.people[person]) as (_, who):
            who.go()
        return said
    if isinstance(what, str):
        return await world.types(person, what)
    return await world.press(person, what.pack(), action.group)


def test_no_action_is_missing_and_none_is_made_up() -> None:
    assert {name(action) for action in ACTIONS} == actions()


def test_what_is_said_to_show_an_action_is_there() -> None:
    shown = {action.shown for action in ACTIONS if action.shown}
    assert [path for path in sorted(shown) if not (ROOT / path).is_file()] == []
    assert {pair for action in ACTIONS for pair in action.met} <= set(PAIRS)


@together
@pytest.mark.parametrize("action", ACTIONS, ids=IDS)
async def test_whoever_may_not_is_told_so_and_nothing_changes(world: World, action: Action) -> None:
    before = world.rows()
    for person in action.not_by:
        said = await do(world, action, person)
        assert _is_refused(said, await _language(world, person)), (
            f"{person} got {said.words!r}, {said.error!r}"
        )
        assert not any(word in said.words for word in SECRET_WORDS), person
    after = world.rows()
    changed = {table for table in after if after[table] != before[table]}
    # What they were in the middle of was set by the test itself.
    assert changed - ({"dialogues"} if name(action).startswith("step ") else set()) == set()


def _is_refused(said: Said, language: str) -> bool:
    """It is not theirs, or there is no such button for them."""
    if said.error is None:
        return said.texts != () and worded(language, "error.no_such_button") in said.texts[0]
    return isinstance(said.error, Refused | Stale) and _is_just(said, language)


def _is_just(said: Said, language: str) -> bool:
    """They read the sentence of the refusal in their language, and nothing else; in a group as a toast."""
    assert said.error is not None
    key, args = said.error.key, said.error.args_
    if said.texts:
        return len(said.texts) == 1 and worded(language, key, **args) in said.texts[0]
    return said.toast == label(language, key, **args)


async def _language(world: World, person: str) -> str:
    async with world.house.database.reading() as session:
        found = await rows_of.by_telegram(session, world.people[person])
    assert found is not None
    return found[0].language or "ru"


@together
@pytest.mark.parametrize(
    "action",
    [a for a in ACTIONS if not a.shown],
    ids=[i for i, a in zip(IDS, ACTIONS, strict=True) if not a.shown],
)
async def test_whoever_may_does_it_once(changing: World, action: Action) -> None:
    before = changing.rows()
    said = await do(changing, action, action.by)
    assert said.error is None, said.error.key
    assert said.words.strip() or name(action) in SILENT
    after = changing.rows()
    changed = {table for table in after if after[table] != before[table]} - OWN_ROWS - ON_RECORD
    assert not changed or action.met or action.alone, f"who else can come to {changed}?"
    if not action.again:
        await do(changing, action, action.by)
        twice = changing.rows()
        assert {table for table in twice if twice[table] != after[table]} - OWN_ROWS - ON_RECORD == set()


SILENT = {"Stats", "/stats"}
"""The statistic itself follows as a notice."""


@together
async def test_a_command_is_one_in_every_step(changing: World) -> None:
    """Whatever is being typed, a command does what it does otherwise, and is never taken for the words."""
    plain: dict[tuple[str, str], Said] = {}
    for step in TYPED:
        for words in sorted({name(command) for command in COMMANDS} - {"/start"}):
            if (step.by, words) not in plain:
                plain[step.by, words] = await changing.types(step.by, words)
                changing.restore()
            said = await do(changing, replace(step, what=_typing(step, words)), step.by)
            assert said.texts == plain[step.by, words].texts, (name(step), words)
            changing.restore()


def _typing(action: Action, words: str) -> Callable[[World], What]:
    """The same step, other words."""

    def what(world: World) -> What:
        step = action.what(world)
        assert isinstance(step, Step)
        return replace(step, words=words)

    return what


async def _answered(world: World) -> None:
    [(version,)] = await world.house.rows("SELECT version FROM answers WHERE id = :key", key=world["answer"])
    async with world.house.acting(world.people["operator"]) as (work, who):
        await answers.send(work, who, world["answer"], version)


async def _transferred(world: World) -> None:
    async with world.house.acting(world.people["operator"]) as (work, who):
        await transfers.transfer(work, who, world["held"], Target(OTHER), Why("competence"))


async def _closed(world: World) -> None:
    async with world.house.acting(world.people["operator"]) as (work, who):
        await closing.close(work, who, world["held"], "no_point")


async def _withdrawn(world: World) -> None:
    async with world.house.acting(world.people["citizen"]) as (work, who):
        await inquiries.withdraw(work, who, await access.own(work, who, world["held"]))


async def _erased(world: World) -> None:
    async with world.house.acting(world.people["citizen"]) as (work, who):
        await erasure.empty(work, who.person)


ENDS = {
    "answered": _answered,
    "transferred": _transferred,
    "closed": _closed,
    "withdrawn": _withdrawn,
    "erased": _erased,
}


@together
@pytest.mark.parametrize("end", ENDS)
async def test_what_is_pressed_after_it_moved_on_gets_a_true_answer(changing: World, end: str) -> None:
    """Every button and every half-typed text about one inquiry, by whoever had it."""
    await ENDS[end](changing)
    about = [a for a in ACTIONS if _is_about_the_held(changing, a)]
    if end == "transferred":
        about = [action for action in about if action.by != "citizen"]  # for them little has changed
    assert len(about) > 30
    for action in about:
        before = changing.rows()
        said = await do(changing, action, action.by)
        if said.error is None:
            assert name(action) in LOOKS, (name(action), said.words)
        else:
            assert isinstance(said.error, Refused | Impossible | Stale), (name(action), said.error.key)
            assert _is_just(said, "ru"), name(action)
        if end != "transferred" and said.error is not None:
            assert not any(word in said.words for word in SECRET_WORDS), name(action)
        after = changing.rows()
        changed = {table for table in after if after[table] != before[table]} - OWN_ROWS - ON_RECORD
        assert changed - STILL_WRITES.get(name(action), set()) == set(), name(action)


def _is_about_the_held(world: World, action: Action) -> bool:
    what: Any = action.what(world)
    data = what.data if isinstance(what, Step) else what.model_dump() if hasattr(what, "model_dump") else {}
    return (
        data.get("inquiry") == world["held"]
        or (data.get("answer") == world["answer"] and "answer" in data)
        or (data.get("part") == world["part"] and "part" in data)
    )


LOOKS = {"Card", *(f"Card:{act}" for act in ("contact", "files", "history", "how", "more", "note", "merge"))}
LOOKS |= {"step noting", "PartDo", "Own", "Own:how", "Own:official"}
"""What may be done with an inquiry whatever became of it, by those whose queue it was."""

STILL_WRITES = {"Card:files": {"events"}, "step noting": {"notes", "events", "inquiries"}}
"""Opening files is written down each time; colleagues may leave a note on what is over."""
