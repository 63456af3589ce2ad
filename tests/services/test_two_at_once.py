"""Two people act on one inquiry at the same moment, on PostgreSQL, where their transactions really overlap.

Whatever both do, what comes of it is as if one had come after the other: rows, history, notices, and whether
each of the two could. So each pair is played one after the other in both orders; then with one holding what
it locked until the other waits for it, both ways round; and then with both in step from lock to lock, where a
deadlock shows.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import text

from domain.errors import Expected
from domain.permissions import Role
from models.queries import inquiries as rows_of
from models.tables import Inquiry
from services import people
from services.bodies import Switch, put
from tests.postgres import Cluster
from tests.services import desk_scene as arranged
from tests.services.desk_scene import Scene
from tests.services.house import BODY, House, house_at
from tests.services.rivals import PAIRS, Act, Arrange

pytestmark = pytest.mark.asyncio(loop_scope="module")

Play = Callable[[Scene, Act, Act], Awaitable[list[str]]]

STEP_SECONDS = 0.02
"""In step: whoever has locked a row waits so long, and the other one has locked its first by then."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(postgres: Cluster) -> AsyncIterator[Scene]:
    """One house on PostgreSQL for all pairs; each has an inquiry and a citizen of its own."""
    async with house_at(postgres.database()) as house:
        made = await arranged.peopled(house)
        made.deputy = await house.head()
        yield made


@pytest.fixture
def in_step(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Make whoever locks a row wait a moment, so that both have their first before either wants its next."""

    def begin() -> None:
        found = rows_of.by_id

        async def slowly(session: Any, inquiry_id: int, *, lock: bool = False) -> Inquiry | None:
            row = await found(session, inquiry_id, lock=lock)
            if lock:
                await asyncio.sleep(STEP_SECONDS)
            return row

        monkeypatch.setattr(rows_of, "by_id", slowly)

    return begin


@pytest.mark.parametrize("pair", PAIRS)
async def test_it_is_as_if_one_had_come_after_the_other(
    scene: Scene, pair: str, in_step: Callable[[], None]
) -> None:
    arrange, one, other = PAIRS[pair]
    in_turn = [await played(scene, arrange, _in_turn, *order) for order in ((one, other), (other, one))]
    for play, *order in ((_one_holding, one, other), (_one_holding, other, one), (_together, one, other)):
        if play is _together:
            in_step()
        found = await played(scene, arrange, play, *order)
        differs = [{k: (v, as_.get(k)) for k, v in found.items() if v != as_.get(k)} for as_ in in_turn]
        assert {} in differs, (
            f"{play.__name__}: what came of it, and what does when they come one after the other"
        )


Play = Callable[[Scene, Act, Act], Awaitable[list[str]]]


async def played(scene: Scene, arrange: Arrange, play: Play, one: Act, other: Act) -> dict[str, Any]:
    """What both were answered, by what each did, and what the rows say afterwards."""
    await _anew(scene)
    await arrange(scene)
    [(last,)] = await scene.house.rows("SELECT coalesce(max(id), 0) FROM outbox")
    said = await play(scene, one, other)
    return await _told(scene, last) | {
        str(id(act)): words for act, words in zip((one, other), said, strict=True)
    }


async def _anew(scene: Scene) -> None:
    """Nothing of the pair before is in the way."""
    scene.citizen, scene.second = await scene.house.person(), 0
    async with scene.house.work() as work:
        await work.session.execute(text("UPDATE inquiries SET state = 'withdrawn'"))
        await put(work, BODY, "", Switch.APPROVAL, False)
    heads = dict.fromkeys((scene.head, scene.deputy), Role.HEAD)
    for person, role in (dict.fromkeys((scene.operator, scene.colleague), Role.OPERATOR) | heads).items():
        async with scene.house.acting(person) as (work, who):
            scene.posts[person] = (await people.join(work, who.person, role, BODY)).id
            who.go()


async def _in_turn(scene: Scene, one: Act, other: Act) -> list[str]:
    return [await _done(scene, one), await _done(scene, other)]


async def _one_holding(scene: Scene, one: Act, other: Act) -> list[str]:
    """The first has done its work and not committed; the second comes as far as that lets it."""
    held, on = asyncio.Event(), asyncio.Event()
    first = asyncio.create_task(_done(scene, one, held, on))
    await held.wait()
    second = asyncio.create_task(_done(scene, other))
    while not second.done() and not await _somebody_waits(scene.house):  # noqa: ASYNC110 - nothing rings
        await asyncio.sleep(0.002)
    on.set()
    return list(await asyncio.gather(first, second))


async def _together(scene: Scene, one: Act, other: Act) -> list[str]:
    return list(await asyncio.gather(_done(scene, one), _done(scene, other)))


async def _somebody_waits(house: House) -> bool:
    return bool(
        await house.rows(
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
    )


async def _done(
    scene: Scene, act: Act, held: asyncio.Event | None = None, on: asyncio.Event | None = None
) -> str:
    """One of the two acts in a transaction of its own; returns how they were answered."""
    try:
        async with scene.house.acting(getattr(scene, act.by)) as (work, who):
            made = await act.do(work, who, scene)
            await work.session.flush()
            if held is not None and on is not None:
                held.set()
                await on.wait()
            return f"{type(made).__name__} {getattr(made, 'mine', '')}"
    except Expected as refused:
        assert refused.key != "error.no_such_button", "there was such a button"
        return "refused"
    finally:
        if held is not None:
            held.set()


async def _told(scene: Scene, last: int) -> dict[str, Any]:
    """What the rows say of the inquiries of this pair, with people and inquiries by their part in it."""
    names = {getattr(scene, name): name for name in PERSONS}
    names_of = {
        row.chat_id: names.get(row.telegram_id, "another citizen")
        for row in await scene.house.rows("SELECT telegram_id, chat_id FROM people")
    }
    found: dict[str, Any] = {}
    for name, key in (("first", scene.inquiry), ("second", scene.second)):
        for label, sql in TOLD.items():
            rows = await scene.house.rows(sql, key=key, last=last)
            found[f"{name} {label}"] = [
                tuple(
                    names_of.get(value) if column == "chat" else value
                    for column, value in row._mapping.items()
                )
                for row in rows
            ]
    return found


PERSONS = ("operator", "colleague", "head", "deputy", "press", "other", "other_colleague", "citizen")

_HOLDER = "(SELECT p.chat_id FROM memberships m JOIN people p ON p.id = m.person_id WHERE m.id = {}) AS chat"
TOLD = {
    "inquiry": (
        f"SELECT state, body, version, due, reopened, flagged_at IS NULL, merged_into IS NULL, "
        f"{_HOLDER.format('assignee_id')} FROM inquiries WHERE id = :key"
    ),
    "history": "SELECT kind FROM events WHERE inquiry_id = :key ORDER BY id",
    "runs": "SELECT n, cause, body, due, ended_at IS NULL FROM clock_runs WHERE inquiry_id = :key ORDER BY n",
    "pauses": (
        "SELECT p.n, p.ending FROM clock_pauses p JOIN clock_runs r ON r.id = p.run_id "
        "WHERE r.inquiry_id = :key ORDER BY p.id"
    ),
    "answers": (
        f"SELECT state, {_HOLDER.format('author_id')} FROM answers WHERE inquiry_id = :key ORDER BY id"
    ),
    "corrections": (
        "SELECT c.state FROM corrections c JOIN answers a ON a.id = c.answer_id WHERE a.inquiry_id = :key"
    ),
    "parts": "SELECT state, version FROM parts WHERE inquiry_id = :key ORDER BY id",
    "links": "SELECT answer_id IS NULL FROM links WHERE inquiry_id = :key",
    "messages": "SELECT author, kind FROM messages WHERE inquiry_id = :key ORDER BY id",
    "notices": (
        "SELECT key, chat_id AS chat FROM outbox WHERE id > :last "
        "AND (inquiry_id = :key OR inquiry_id IS NULL) AND kind IN ('answer', 'state', 'staff') "
        "AND key NOT IN ('arrivals', 'menu') ORDER BY key, chat_id"
    ),
}  # fmt: skip
