"""Passing on: a reason, a notice at once, a fresh clock, the first date kept, and no running in circles."""

import pytest

from domain.errors import Impossible, Refused, Unusable
from domain.permissions import TRIAGE, Role
from models.tables import Inquiry
from services import clock
from services.transfers import Target, Why, transfer
from tests.services.house import BODY, OTHER, THIRD, House

WHY = Why("competence")


async def pass_on(
    house: House, who: int, inquiry: int, body: str, why: Why = WHY, region: str = ""
) -> Inquiry:
    async with house.acting(who) as (work, actor):
        return await transfer(work, actor, inquiry, Target(body, region), why)


async def test_a_transfer_is_told_at_once_with_reason_and_both_dates(house: House) -> None:
    operator, citizen = await house.operator(), await house.person()
    await house.operator(OTHER)
    inquiry = await house.taken(operator, citizen)
    house.at("2026-11-24 10:00")
    found = await pass_on(house, operator, inquiry, OTHER, Why(words="Это вопрос  медицины"))
    assert (found.state, found.assignee_id, found.hops) == ("new", None, 1)
    assert (found.due.isoformat(), found.first_due.isoformat()) == ("2026-12-15", "2026-12-11")
    told = next(s.text for s in await house.drain() if s.to == citizen)
    assert "Это вопрос медицины" in told
    assert "15 декабря" in told
    assert "20 ноября" in told
    runs = await house.rows("SELECT n, cause, ended_at IS NULL FROM clock_runs ORDER BY n")
    assert [tuple(run) for run in runs] == [(1, "first", 0), (2, "transfer", 1)]


@pytest.mark.parametrize("why", [Why(), Why(words=" \n "), Why(words="э" * 301)])
async def test_a_reason_is_needed_and_must_be_readable(house: House, why: Why) -> None:
    operator = await house.operator()
    await house.operator(OTHER)
    inquiry = await house.taken(operator)
    with pytest.raises(Unusable):
        await pass_on(house, operator, inquiry, OTHER, why)


@pytest.mark.parametrize(
    ("moment", "may"),
    [
        ("2026-11-25 23:59:59", True),  # the third working day
        ("2026-11-26 00:00:00", False),
    ],
)
async def test_after_three_working_days_only_the_head_may(house: House, moment: str, may: bool) -> None:
    operator, head = await house.operator(), await house.head()
    await house.operator(OTHER)
    inquiry = await house.taken(operator)
    house.at(moment)
    if not may:
        with pytest.raises(Refused, match="only_head"):
            await pass_on(house, operator, inquiry, OTHER)
    assert (await pass_on(house, operator if may else head, inquiry, OTHER)).body == OTHER


async def test_the_third_transfer_lands_at_the_dispatcher(house: House) -> None:
    operators = {body: await house.operator(body) for body in (BODY, OTHER, THIRD)}
    dispatcher = await house.person((Role.DISPATCHER, None))
    inquiry = await house.taken(operators[BODY])
    await pass_on(house, operators[BODY], inquiry, OTHER)
    await pass_on(house, operators[OTHER], inquiry, THIRD)
    landed = await pass_on(house, operators[THIRD], inquiry, BODY)
    assert (landed.body, landed.hops) == (TRIAGE, 3)
    assert (await pass_on(house, dispatcher, inquiry, BODY)).body == BODY, "the dispatcher's word holds"
    again = await pass_on(house, operators[BODY], inquiry, OTHER)
    assert again.body == TRIAGE


async def test_without_a_dispatcher_the_chosen_body_gets_it(house: House) -> None:
    operators = {body: await house.operator(body) for body in (BODY, OTHER, THIRD)}
    inquiry = await house.taken(operators[BODY])
    for old, new in ((BODY, OTHER), (OTHER, THIRD), (THIRD, BODY)):
        assert (await pass_on(house, operators[old], inquiry, new)).body == new


async def test_only_who_has_it_or_the_head_passes_it_on(house: House) -> None:
    operator, colleague, head = await house.operator(), await house.operator(), await house.head()
    stranger = await house.operator(OTHER)
    inquiry = await house.taken(operator)
    for nobody in (colleague, stranger, await house.person()):
        with pytest.raises(Refused):
            await pass_on(house, nobody, inquiry, OTHER)
    free = await house.asks(await house.person())
    assert (await pass_on(house, colleague, free, OTHER)).body == OTHER
    assert (await pass_on(house, head, inquiry, OTHER)).body == OTHER


async def test_it_cannot_go_where_nobody_is_or_where_it_is(house: House) -> None:
    operator = await house.operator()
    inquiry = await house.taken(operator)
    for target, wrong in ((OTHER, "not_connected"), (BODY, "same_body"), (TRIAGE, "not_connected")):
        with pytest.raises(Refused, match=wrong):
            await pass_on(house, operator, inquiry, target)
    for target in ("NOBODY", "AKIMAT"):
        with pytest.raises(Unusable, match="unknown_body"):
            await pass_on(house, operator, inquiry, target)


async def test_what_was_begun_stays_behind_and_a_pause_ends(house: House) -> None:
    operator, other = await house.operator(), await house.operator(OTHER)
    inquiry = await house.taken(operator)
    async with house.acting(operator) as (work, who):
        await clock.ask_back(work, who, inquiry, "Какой у вас стаж?")
    house.at("2026-11-24 10:00")
    await pass_on(house, operator, inquiry, OTHER)
    await house.takes(other, inquiry)
    found = await house.inquiry(inquiry)
    assert (found.state, found.due.isoformat()) == ("taken", "2026-12-15")
    ended = await house.rows("SELECT ending FROM clock_pauses")
    assert [row.ending for row in ended] == ["closed"]


async def test_a_closed_inquiry_goes_nowhere(house: House) -> None:
    operator = await house.operator()
    await house.operator(OTHER)
    inquiry = await house.taken(operator)
    await house.answers(operator, inquiry)
    with pytest.raises(Impossible):
        await pass_on(house, operator, inquiry, OTHER)
