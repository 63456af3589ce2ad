"""What people choose and operators transfer becomes examples: masked, agreed to, and gone with the person."""

from datetime import timedelta
from typing import Any

import pytest

from services import examples, housekeeping, people, transfers
from services.transfers import Target, Why
from tests.services.house import BODY, OTHER, House

WORDS = "Меня зовут Айгуль Сериковна, тел 87011234567. Зарплату не платят второй месяц"


async def collected(house: House) -> list[dict[str, Any]]:
    while True:
        async with house.work() as work:
            if not await examples.collect(work):
                break
    async with house.work() as work:
        return await examples.told(work)


async def test_a_choice_is_kept_masked_with_what_was_proposed(either_house: House) -> None:
    house = either_house
    await house.operator()
    await house.asks(await house.person(), words=WORDS)
    assert await collected(house) == []
    house.now += timedelta(hours=2)
    (kept,) = await collected(house)
    assert (kept["body"], kept["chosen"], kept["lang"]) == (BODY, BODY, "ru")
    assert BODY in kept["suggested"]
    assert "Зарплату не платят" in str(kept["text"])
    assert "Айгуль" not in str(kept["text"]) and "8701" not in str(kept["text"])
    (raw,) = await house.rows("SELECT suggested FROM routing_examples")
    assert "evidence" not in str(raw.suggested)


async def test_a_transfer_corrects_the_label_and_the_choice_stays_known(either_house: House) -> None:
    house = either_house
    operator = await house.operator()
    await house.operator(OTHER)
    inquiry = await house.taken(operator)
    house.now += timedelta(hours=2)
    assert [kept["body"] for kept in await collected(house)] == [BODY]
    async with house.acting(operator) as (work, who):
        await transfers.transfer(work, who, inquiry, Target(OTHER), Why("competence"))
    house.now += timedelta(hours=2)
    (kept,) = await collected(house)
    assert (kept["chosen"], kept["body"]) == (BODY, OTHER)


async def test_collecting_twice_keeps_one_example(either_house: House) -> None:
    house = either_house
    await house.operator()
    await house.asks(await house.person())
    house.now += timedelta(hours=2)
    assert len(await collected(house)) == len(await collected(house)) == 1


@pytest.mark.parametrize("version", ["2026-11", None])
async def test_without_a_consent_that_covers_it_nothing_is_kept(house: House, version: str | None) -> None:
    await house.operator()
    citizen = await house.person()
    await house.asks(citizen)
    async with house.acting(citizen) as (_, who):
        who.person.consent_version = version
    house.now += timedelta(hours=2)
    assert await collected(house) == []


async def test_examples_go_when_the_consent_goes(house: House) -> None:
    await house.operator()
    leaving, staying = await house.person(), await house.person()
    for citizen in (leaving, staying):
        await house.asks(citizen)
    house.now += timedelta(hours=2)
    assert len(await collected(house)) == 2
    async with house.acting(leaving) as (work, who):
        await people.refuse(work, who)
    assert len(await collected(house)) == 1


async def test_examples_go_with_their_inquiry_and_their_period(either_house: House) -> None:
    house = either_house
    await house.operator()
    for _ in range(2):
        await house.asks(await house.person())
    house.now += timedelta(hours=2)
    assert len(await collected(house)) == 2
    house.now += timedelta(days=366)
    async with house.work() as work:
        await housekeeping.tidy(work)
    assert await collected(house) == []


async def test_the_consent_in_force_covers_learning() -> None:
    assert people.CONSENT_VERSION in examples.COVERED
