"""Finding one's own inquiries by words: only one's own, however they are typed, question and answer."""

import pytest

from domain.errors import Unusable
from handlers.views import own as views
from handlers.views.words import Reader
from services import own
from services.own import OwnFound
from tests.services.house import House

ASKED = "Пенсия келмей жатыр, Шымкентте тұрамын"


@pytest.fixture
async def desk(house: House) -> House:
    """Somebody is there to answer."""
    await house.operator()
    return house


async def found(house: House, citizen: int, words: str) -> list[int]:
    async with house.acting(citizen) as (work, who):
        return [row.id for row in (await own.find(work, who, words)).rows]


@pytest.mark.parametrize("typed", ["пенсия", "ПЕНСИИ", "pensiia", "шымкентте турамын", "Шымкент пенсия"])
async def test_words_are_found_however_they_are_typed(desk: House, typed: str) -> None:
    house, citizen = desk, await desk.person()
    mine = await house.asks(citizen, words=ASKED)
    await house.asks(citizen, words="Когда выплатят зарплату за октябрь?")
    await house.asks(await house.person(), words=ASKED)
    assert await found(house, citizen, typed) == [mine]


async def test_an_answer_is_found_too_and_other_people_s_never(either_house: House) -> None:
    house = either_house
    operator, citizen, stranger = await house.operator(), await house.person(), await house.person()
    mine, other = await house.taken(operator, citizen), await house.taken(operator, stranger)
    await house.answers(operator, mine)
    await house.answers(operator, other)
    (row,) = await house.rows(
        "SELECT text FROM messages WHERE author = 'staff' AND inquiry_id = :id", id=mine
    )
    assert await found(house, citizen, row.text.split()[0]) == [mine]
    assert await found(house, citizen, "дирижабль") == []


@pytest.mark.parametrize("typed", ["", " ? ", "а"])
async def test_nothing_to_look_for_is_said(house: House, typed: str) -> None:
    citizen = await house.person()
    with pytest.raises(Unusable, match="nothing_to_find_own"):
        await found(house, citizen, typed)


async def test_the_newest_come_first_and_the_rest_is_counted(desk: House) -> None:
    house, citizen = desk, await desk.person()
    asked = [await house.asks(citizen, words=f"Пенсия, случай {n}") for n in range(own.FOUND + 2)]
    async with house.acting(citizen) as (work, who):
        result: OwnFound = await own.find(work, who, "пенсия")
        shown = views.found(Reader("ru", work.today, work.facts), "пенсия", result)
        shelf = views.shelf(Reader("kk", work.today, work.facts), await own.shelf(work, who, 0))
    assert [row.id for row in result.rows] == asked[::-1][: own.FOUND]
    assert "пенсия»: 10" in shown.text
    assert "Здесь последние: 8" in shown.text
    assert "🔎 Сөзбен іздеу" in [button.text for row in shelf.rows for button in row]


async def test_few_are_looked_through_by_eye(desk: House) -> None:
    house, citizen = desk, await desk.person()
    for _ in range(own.PAGE):
        await house.asks(citizen)
    async with house.acting(citizen) as (work, who):
        shelf = views.shelf(Reader("ru", work.today, work.facts), await own.shelf(work, who, 0))
    assert "🔎 Найти по словам" not in [button.text for row in shelf.rows for button in row]
