"""Finding inquiries: by number, by words of both languages, by date, state and queue; each in one's own."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refused, Unusable
from domain.permissions import Role
from domain.searching import read
from services import additions, inquiries, people, search, transfers
from services.search import Search, Which, beginnings_of, words_of
from services.transfers import Target, Why
from tests.services.house import BODY, OTHER, House

TODAY = date(2026, 11, 20)


async def found(house: House, person: int, said: str, **more: Any) -> list[int]:
    async with house.acting(person) as (work, who):
        return [row.id for row in (await search.find(work, who, Search(said, **more))).rows]


@pytest.mark.parametrize(
    "typed",
    [
        "зарплата",
        "ЗАРПЛАТУ",
        "zarplata",
        "зарп",
        "второй месяц",
        "куда платят",
        "оқушылар",
        "окушы",
        "мектеп",
    ],
)
async def test_words_are_found_however_they_are_typed(either_house: House, typed: str) -> None:
    house = either_house
    operator = await house.operator()
    russian = await house.asks(
        await house.person(), words="Зарплату не платят второй месяц, куда обратиться?"
    )
    kazakh = await house.asks(
        await house.person(language="kk"), words="Мектептегі оқушылардың тамағы туралы сұрақ"
    )
    wanted = kazakh if typed[0] in "ом" else russian
    assert await found(house, operator, typed) == [wanted]


async def test_a_number_its_middle_and_a_stranger_s(house: House) -> None:
    operator, stranger = await house.operator(), await house.operator(OTHER)
    key = await house.asks(await house.person())
    number = (await house.inquiry(key)).number
    for typed in (number, number.lower().replace("-", " "), number[3:9], f"№ {number}"):
        assert await found(house, operator, typed) == [key], typed
        assert await found(house, stranger, typed) == [] if typed != number[3:9] else True
    with pytest.raises(Unusable):
        await found(house, operator, " ?! ")


async def test_dates_states_and_queues_narrow(either_house: House) -> None:
    house = either_house
    both = await house.person((Role.OPERATOR, await house.connected(BODY)))
    await house.connected(OTHER)
    async with house.acting(both) as (work, who):
        await people.join(work, who.person, Role.OPERATOR, OTHER)
    house.at("2026-10-05 10:00")
    old = await house.taken(both)
    await house.answers(both, old)
    house.at("2026-11-20 10:00")
    new, other = await house.asks(await house.person()), await house.asks(await house.person(), OTHER)
    assert await found(house, both, "зарплату") == [other, new, old]
    assert await found(house, both, "зарплату", which=Which.OPEN) == [other, new]
    assert await found(house, both, "зарплату", which=Which.CLOSED) == [old]
    assert await found(house, both, "зарплату", queue=1) == [new, old]
    assert await found(house, both, "зарплату 05.10") == [old]
    assert await found(house, both, "10.2026") == [old]
    assert await found(house, both, "05.10.2026-20.11.2026") == [other, new, old]
    assert await found(house, both, "зарплату небывалое") == []


async def test_what_is_said_later_is_found_and_what_leaves_is_not(either_house: House) -> None:
    house = either_house
    operator, elsewhere = await house.operator(), await house.operator(OTHER)
    citizen = await house.person()
    key = await house.taken(operator, citizen)
    said = await house.says(citizen, "Добавлю про общежитие")
    assert said is not None
    assert await found(house, operator, "общежитие") == [key]
    await house.answers(operator, key)
    assert await found(house, operator, "ответ") == [key]
    async with house.acting(citizen) as (work, who):
        await inquiries.reopen(work, who, await work.session.merge(await house.inquiry(key)))
    await house.takes(operator, key)
    async with house.acting(operator) as (work, who):
        await transfers.transfer(work, who, key, Target(OTHER), Why("dispatched"))
    assert await found(house, operator, "общежитие") == []
    assert await found(house, elsewhere, "общежитие") == [key]
    assert len(await house.rows("SELECT DISTINCT body FROM search_words")) == 1


async def test_what_is_taken_out_again_is_not_found(house: House) -> None:
    operator, citizen = await house.operator(), await house.person()
    key = await house.asks(citizen)
    house.at("2026-11-20 10:05")
    await house.says(citizen, "Ещё одно: котельная дымит")
    ((message,),) = await house.rows("SELECT telegram_id FROM messages WHERE text LIKE '%котельная%'")
    assert await found(house, operator, "котельная") == [key]
    async with house.acting(citizen) as (work, who):
        await additions.separate(work, who, message)
    assert await found(house, operator, "котельная") == []
    assert await found(house, operator, "зарплату") == [key]


async def test_only_staff_search(house: House) -> None:
    with pytest.raises(Refused):
        await found(house, await house.person(), "зарплату")


@pytest.mark.parametrize(
    ("typed", "since", "until", "words"),
    [
        ("20.11.2026", date(2026, 11, 20), date(2026, 11, 21), ""),
        ("дорога 2026-11-01", date(2026, 11, 1), date(2026, 11, 2), "дорога"),
        ("01.11-15.11 дорога", date(2026, 11, 1), date(2026, 11, 16), "дорога"),
        ("25.12", date(2025, 12, 25), date(2025, 12, 26), ""),
        ("дорога 02.2026", date(2026, 2, 1), date(2026, 3, 1), "дорога"),
        ("31.02.2026 дорога", None, None, "дорога"),
        ("дом 12", None, None, "дом 12"),
    ],
)
def test_dates_are_read(typed: str, since: date | None, until: date | None, words: str) -> None:
    asked = read(typed, TODAY)
    assert (asked.since, asked.until) == (since, until)
    assert [word for word in asked.words.split() if word != "-"] == words.split()


@given(st.text(max_size=300))
def test_any_text_can_be_looked_for(typed: str) -> None:
    asked = read(typed, TODAY)
    assert all(asked.since <= asked.until for _ in "x" if asked.since and asked.until)
    assert all(1 < len(beginning) <= 16 for beginning in beginnings_of(typed))
    assert all(1 < len(word) <= 16 for word in words_of(typed))


@given(st.from_regex(r"[а-яәғқңөұүһі]{3,14}", fullmatch=True))
def test_a_word_is_found_by_itself(word: str) -> None:
    (beginning,) = beginnings_of(word) or ("",)
    assert any(kept.startswith(beginning) for kept in words_of(word)) or not beginning
