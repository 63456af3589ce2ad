"""A running bot takes over changed facts, and keeps the good ones when a file is broken."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.alarm import Alarm
from bot.renewal import Renewal
from domain.permissions import Role
from facts.keeper import HERE
from services.ports import Understanding
from tests.services.house import House, house_in
from tests.stage import understanding


@dataclass
class Quick:
    """Machine time in which nothing is waited for."""

    at: float = 1_000_000.0

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += seconds


@dataclass
class Scene:
    """A folder of facts, what the bot goes by, and an administrator who hears alarms."""

    folder: Path
    house: House
    known: Understanding
    renewal: Renewal
    admin: int

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")

    async def told(self) -> list[str]:
        return [sent.text for sent in await self.house.drain() if sent.to == self.admin]


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    folder = tmp_path / "facts"
    ignored = shutil.ignore_patterns("*.py", "__pycache__")
    shutil.copytree(HERE, folder, ignore=ignored)
    async with house_in(tmp_path) as house:
        admin = await house.person((Role.ADMIN, None))
        await house.drain()
        known, machine = understanding(), Quick()
        alarm = Alarm(house.database, _Civil(house), machine, known)
        yield Scene(folder, house, known, Renewal(folder, known, alarm, machine), admin)


@dataclass
class _Civil:
    house: House

    def now(self) -> "object":
        return self.house.now


async def test_a_changed_fact_is_taken_over(scene: Scene) -> None:
    calendar, router = scene.known.facts.calendar, scene.known.router
    assert not await scene.renewal.look(), "nothing has changed"
    scene.edit("bodies.yaml", "Министерство просвещения", "Министерство школы")
    scene.edit("terms.yaml", "amount: 15", "amount: 12")
    assert await scene.renewal.look()
    assert scene.known.facts.body_name("MEDU", None, "ru") == "Министерство школы"
    assert scene.known.facts.term("question").amount == 12
    assert scene.known.facts.calendar is calendar, "a changed calendar is a proposal until it is approved"
    assert scene.known.router is not router
    assert not await scene.renewal.look()
    assert await scene.renewal.look(asked=True), "whoever asks gets a look at everything"


async def test_with_a_broken_file_the_last_good_facts_stay(scene: Scene) -> None:
    good, router = scene.known.facts, scene.known.router
    scene.edit("terms.yaml", "amount: 15", "amount: 0")
    assert not await scene.renewal.look()
    assert (scene.known.facts, scene.known.router) == (good, router)
    told = await scene.told()
    assert len(told) == 1
    assert "terms.yaml:6: amount: input should be greater than or equal to 1, not 0" in told[0]
    assert not await scene.renewal.look(), "nobody has touched the file since"
    assert await scene.told() == []
    scene.edit("terms.yaml", "amount: 0", "amount: 10")
    assert await scene.renewal.look()
    assert scene.known.facts.term("question").amount == 10


async def test_a_broken_lexicon_is_named_too(scene: Scene) -> None:
    router = scene.known.router
    (scene.folder / "lexicon" / "MOH.yaml").write_text("body: [", encoding="utf-8")
    assert not await scene.renewal.look(asked=True)
    assert scene.known.router is router
    assert "lexicon: " in (await scene.told())[0]
