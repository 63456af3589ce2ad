"""The press service looks at what was flagged in its body, and leaves no mark anywhere."""

from collections.abc import Awaitable, Callable

import pytest

from domain.errors import Refused
from domain.permissions import Role
from services import flags, keydates, notes, planner, published, search
from services.search import Search
from services.work import Actor, Work
from tests.services.house import BODY, House

MEDU = "MEDU"


@pytest.mark.parametrize(
    "act",
    [
        lambda work, who, key: notes.add(work, who, key, "От пресс-службы."),
        published.begin,
        flags.unflag,
    ],
    ids=["note", "publish", "unflag"],
)
async def test_the_press_changes_nothing_of_what_is_flagged(
    house: House, act: Callable[[Work, Actor, int], Awaitable[object]]
) -> None:
    operator, press = await house.operator(), await house.person((Role.PRESS, BODY))
    inquiry = await house.taken(operator)
    async with house.acting(operator) as (work, who):
        await flags.flag(work, who, inquiry)
    await house.answers(operator, inquiry)
    with pytest.raises(Refused):
        async with house.acting(press) as (work, who):
            await act(work, who, inquiry)


async def test_the_press_mends_no_answers_for_everybody(house: House) -> None:
    operator, press = await house.operator(), await house.person((Role.PRESS, BODY))
    inquiry = await house.taken(operator)
    await house.answers(operator, inquiry)
    async with house.acting(operator) as (work, who):
        pair = (await published.begin(work, who, inquiry)).row.id
    async with house.acting(press) as (work, who):
        assert await published.pairs(work, who) == []
        with pytest.raises(Refused):
            await published.drop(work, who, pair)


async def test_the_press_finds_nothing_by_its_number(house: House) -> None:
    await house.operator()
    press = await house.person((Role.PRESS, BODY))
    inquiry = await house.inquiry(await house.asks(await house.person()))
    async with house.acting(press) as (work, who):
        assert not (await search.find(work, who, Search(inquiry.number))).rows


async def test_the_press_reports_nothing_as_done(house: House) -> None:
    house.at("2026-11-30 10:00")
    press = await house.person((Role.PRESS, MEDU))
    async with house.work() as work:
        await planner.begin(work)
    await house.tick()
    key = (await house.rows("SELECT id FROM key_dates WHERE body = 'MEDU' AND \"on\" = '2026-12-05'"))[0].id
    with pytest.raises(Refused):
        async with house.acting(press) as (work, who):
            await keydates.done(work, who, key)
