"""A body at work for the tests of the desk: who is there, and how far an inquiry has come."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from domain.permissions import Role
from models.tables import CannedReply, Unit
from services import answers, clock, coexecutors, contributions, corrections, flags, together
from services.bodies import Switch, put
from services.thread import Said
from tests.services.house import BODY, OTHER, House, house_in


@dataclass(slots=True)
class Scene:
    """A body with two operators, a head and its press service, another body, a citizen, and one inquiry.

    `deputy` is a second head, where a test wants one.
    """

    house: House
    operator: int
    colleague: int
    head: int
    press: int
    other: int
    other_colleague: int
    citizen: int
    deputy: int = 0
    inquiry: int = 0
    second: int = 0
    part: int = 0
    answer: int = 0
    reply: int = 0
    posts: dict[int, int] = field(default_factory=dict)


@asynccontextmanager
async def scene_in(folder: Path) -> AsyncIterator[Scene]:
    """Everybody is there; nothing is asked yet."""
    async with house_in(folder) as house:
        yield await peopled(house)


async def peopled(house: House) -> Scene:
    """The people of the scene move into a house."""
    scene = Scene(
        house,
        operator=await house.operator(),
        colleague=await house.operator(),
        head=await house.head(),
        press=await house.person((Role.PRESS, BODY)),
        other=await house.operator(OTHER),
        other_colleague=await house.operator(OTHER),
        citizen=await house.person(),
    )
    for person in (scene.operator, scene.colleague):
        async with house.acting(person) as (_, who):
            scene.posts[person] = who.posts[0].id
    return scene


# How an action is arranged.


async def free(scene: Scene) -> None:
    scene.inquiry = await scene.house.asks(scene.citizen)


async def held(scene: Scene) -> None:
    await free(scene)
    await scene.house.takes(scene.operator, scene.inquiry)


async def waiting(scene: Scene) -> None:
    await held(scene)
    async with scene.house.acting(scene.operator) as (work, who):
        await clock.ask_back(work, who, scene.inquiry, "Какой у вас стаж?")


async def written(scene: Scene) -> None:
    await held(scene)
    async with scene.house.acting(scene.operator) as (work, who):
        made = await answers.write(work, who, scene.inquiry, Said(1, "text", "Ответ."))
        assert made is not None
        scene.answer = made.answer.id


async def proposed(scene: Scene) -> None:
    async with scene.house.work() as work:
        await put(work, BODY, "", Switch.APPROVAL, True)
    await written(scene)
    async with scene.house.acting(scene.operator) as (work, who):
        await answers.send(work, who, scene.answer, 1)


async def engaged(scene: Scene) -> None:
    await held(scene)
    async with scene.house.acting(scene.operator) as (work, who):
        scene.part = (await coexecutors.engage(work, who, scene.inquiry, OTHER)).id


async def part_held(scene: Scene) -> None:
    await engaged(scene)
    async with scene.house.acting(scene.other) as (work, who):
        await contributions.take(work, who, scene.part)


async def part_drafted(scene: Scene) -> None:
    await part_held(scene)
    async with scene.house.acting(scene.other) as (work, who):
        await contributions.draft(work, who, scene.part, "Наша часть.")


async def part_written(scene: Scene) -> None:
    await part_drafted(scene)
    async with scene.house.acting(scene.other) as (work, who):
        await contributions.hand_in(work, who, scene.part, 3)


async def flagged(scene: Scene) -> None:
    await held(scene)
    async with scene.house.acting(scene.operator) as (work, who):
        await flags.flag(work, who, scene.inquiry)


async def twice(scene: Scene) -> None:
    await held(scene)
    scene.second = await scene.house.asks(scene.citizen)


async def with_unit(scene: Scene) -> None:
    await held(scene)
    async with scene.house.work() as work:
        work.session.add(Unit(id=1, body=BODY, region="", name_kk="Бөлім", name_ru="Отдел"))


async def with_reply(scene: Scene) -> None:
    await held(scene)
    async with scene.house.work() as work:
        words = {"title_kk": "Жалақы", "text_kk": "Жауап.", "title_ru": "Зарплата", "text_ru": "Ответ."}
        post = scene.posts[scene.operator]
        work.session.add(CannedReply(id=1, body=BODY, author_id=post, changed_at=work.now, **words))
    scene.reply = 1


async def alike(scene: Scene) -> None:
    await held(scene)
    scene.second = await scene.house.asks(await scene.house.person())


async def linked(scene: Scene) -> None:
    await alike(scene)
    async with scene.house.acting(scene.operator) as (work, who):
        assert (await together.link(work, who, scene.inquiry, ())).linked == 1


async def sent(scene: Scene) -> None:
    await written(scene)
    async with scene.house.acting(scene.operator) as (work, who):
        await answers.send(work, who, scene.answer, 1)


async def corrected(scene: Scene) -> None:
    await sent(scene)
    async with scene.house.acting(scene.operator) as (work, who):
        await corrections.begin(work, who, scene.answer)
        await corrections.write(work, who, "Исправленный ответ.")


async def correction_proposed(scene: Scene) -> None:
    await corrected(scene)
    async with scene.house.work() as work:
        await put(work, BODY, "", Switch.APPROVAL, True)
    async with scene.house.acting(scene.operator) as (work, who):
        await corrections.send(work, who, scene.answer, 2)
