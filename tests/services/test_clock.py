"""The clock of an inquiry: it stands while the citizen is asked, and no detour hides the first date."""

import pytest

from domain.errors import Impossible, Refused, Unusable
from domain.permissions import Role
from services import clock, deadlines, desk
from services.inquiries import withdraw
from tests.services.house import BODY, OTHER, THIRD, House

FIFTEEN = "2026-12-11"
"""Fifteen working days after Friday, 20 November 2026."""


async def ask_back(
    house: House, operator: int, inquiry: int, words: str = "Какой у вас стаж?"
) -> clock.Asked:
    async with house.acting(operator) as (work, who):
        return await clock.ask_back(work, who, inquiry, words)


async def pauses(house: House) -> list[tuple[str, str | None]]:
    rows = await house.rows("SELECT ending, ended_at FROM clock_pauses ORDER BY id")
    return [(row.ending, row.ended_at and str(row.ended_at)[:10]) for row in rows]


async def test_the_clock_stands_while_the_citizen_is_asked(house: House) -> None:
    operator, citizen = await house.operator(), await house.person()
    inquiry = await house.taken(operator, citizen)
    house.at("2026-11-24 10:00")
    asked = await ask_back(house, operator, inquiry)
    assert asked.until.isoformat() == "2026-12-08"
    assert (await house.inquiry(inquiry)).state == "waiting"
    house.at("2026-11-26 10:00")
    await house.says(citizen, "Двенадцать лет")
    assert (await house.inquiry(inquiry)).state == "waiting", "a word without an address answers nothing yet"


async def test_the_citizen_s_answer_lets_it_run_again_and_gives_the_days_back(house: House) -> None:
    operator, citizen = await house.operator(), await house.person()
    inquiry = await house.taken(operator, citizen)
    house.at("2026-11-24 10:00")
    await ask_back(house, operator, inquiry)
    question = next(s for s in await house.drain() if s.key == "asked_back")
    assert (question.to, "Какой у вас стаж?" in question.text) == (citizen, True)
    assert "8 декабря" in question.text

    house.at("2026-11-26 10:00")
    row = (await house.rows("SELECT message_id FROM outbox WHERE key = 'asked_back'"))[0]
    heard = await house.says(citizen, "Двенадцать лет", reply_to=row.message_id)
    assert heard.resumed
    found = await house.inquiry(inquiry)
    assert (found.state, found.due.isoformat()) == ("taken", "2026-12-15")
    assert found.first_due.isoformat() == FIFTEEN
    assert await pauses(house) == [("answered", "2026-11-26")]
    assert [s.key for s in await house.drain() if s.to == operator] == ["staff.added"]


async def test_an_operator_may_stop_waiting(house: House) -> None:
    operator = await house.operator()
    inquiry = await house.taken(operator)
    await ask_back(house, operator, inquiry)
    house.at("2026-11-25 12:00")
    async with house.acting(operator) as (work, who):
        await clock.go_on(work, who, inquiry)
    assert await house.due(inquiry) == "2026-12-17"
    kinds = {s.key for s in await house.drain()}
    assert "asked_back" not in kinds, "a question taken back is not asked any more"


async def test_an_answer_long_after_the_last_day_gives_back_ten_days_only(house: House) -> None:
    operator, citizen = await house.operator(), await house.person()
    inquiry = await house.taken(operator, citizen)
    await ask_back(house, operator, inquiry)
    await house.drain()
    house.at("2027-02-01 10:00")
    row = (await house.rows("SELECT message_id FROM outbox WHERE key = 'asked_back'"))[0]
    await house.says(citizen, "Простите, был в отъезде", reply_to=row.message_id)
    assert await pauses(house) == [("answered", "2026-12-04")]
    assert await house.due(inquiry) == "2026-12-28"


async def test_the_citizen_is_asked_twice_at_most_whoever_asks(house: House) -> None:
    operator, citizen = await house.operator(), await house.person()
    inquiry = await house.taken(operator, citizen)
    for _ in range(2):
        await ask_back(house, operator, inquiry)
        async with house.acting(operator) as (work, who):
            await clock.go_on(work, who, inquiry)
    with pytest.raises(Refused, match="asked_twice"):
        await ask_back(house, operator, inquiry)


@pytest.mark.parametrize(("words", "key"), [(" \n", "no_question"), ("э" * 1501, "too_long")])
async def test_a_question_must_be_one(house: House, words: str, key: str) -> None:
    operator = await house.operator()
    inquiry = await house.taken(operator)
    with pytest.raises(Unusable, match=key):
        await ask_back(house, operator, inquiry, words)


async def test_only_who_has_it_may_ask(house: House) -> None:
    operator, colleague = await house.operator(), await house.operator()
    inquiry = await house.taken(operator)
    with pytest.raises(Refused, match="not_in_hand"):
        await ask_back(house, colleague, inquiry)
    free = await house.asks(await house.person())
    with pytest.raises(Refused, match="not_in_hand"):
        await ask_back(house, operator, free)


async def test_a_withdrawn_question_leaves_no_clock_behind(house: House) -> None:
    operator, citizen = await house.operator(), await house.person()
    inquiry = await house.taken(operator, citizen)
    await ask_back(house, operator, inquiry)
    async with house.acting(citizen) as (work, who):
        from services import access

        await withdraw(work, who, await access.own(work, who, inquiry))
    assert await pauses(house) == [("closed", "2026-11-20")]
    assert await house.rows("SELECT 1 FROM clock_runs WHERE ended_at IS NULL") == []
    with pytest.raises(Impossible):
        await ask_back(house, operator, inquiry)


async def test_silence_ends_the_pause_at_its_last_second_however_late_it_is_noticed(house: House) -> None:
    operator, citizen = await house.operator(), await house.person()
    inquiry = await house.taken(operator, citizen)
    await ask_back(house, operator, inquiry)
    await house.drain()
    house.at("2026-12-22 09:00")
    from models.queries import inquiries

    async with house.work() as work:
        found = await inquiries.by_id(work.session, inquiry)
        assert found is not None
        await clock.expire(work, found, await inquiries.current_run(work.session, inquiry))
    assert await pauses(house) == [("expired", "2026-12-04")]
    assert await house.due(inquiry) == "2026-12-28"
    told = {s.to: s.text for s in await house.drain()}
    assert "28 декабря" in told[citizen]
    assert "28 декабря" in told[operator]


async def test_an_explanation_names_the_pause_and_adds_up(house: House) -> None:
    operator, citizen = await house.operator(), await house.person()
    inquiry = await house.taken(operator, citizen)
    house.at("2026-11-24 10:00")
    await ask_back(house, operator, inquiry)
    house.at("2026-11-30 10:00")
    async with house.acting(operator) as (work, who):
        found = await clock.go_on(work, who, inquiry)
        counted = (await deadlines.explained(work, found)).reckoning.counted
    assert counted.due == found.due
    assert counted.counted + len(counted.skipped) == (counted.due - counted.registered).days
    assert found.due.isoformat() == "2026-12-18"


async def test_a_promise_made_is_kept_when_the_facts_change(house: House) -> None:
    from dataclasses import replace
    from types import MappingProxyType

    inquiry = await house.asks(await house.operator())
    facts = house.understanding.facts
    longer = {**facts.terms, "question": replace(facts.terms["question"], amount=30)}
    house.understanding.facts = replace(facts, terms=MappingProxyType(longer))
    async with house.work() as work:
        from models.queries import inquiries

        found = await inquiries.by_id(work.session, inquiry)
        assert found is not None
        assert (await deadlines.explained(work, found)).reckoning.due.isoformat() == FIFTEEN


async def test_a_released_inquiry_is_free_from_then_on(house: House) -> None:
    operator = await house.operator()
    inquiry = await house.taken(operator)
    house.at("2026-11-24 10:00")
    async with house.acting(operator) as (work, who):
        await desk.release(work, who, inquiry)
    rows = await house.rows("SELECT free_since FROM clock_runs")
    assert str(rows[0].free_since)[:16] == "2026-11-24 05:00"


async def test_the_dispatcher_only_hands_on_from_the_own_queue(house: House) -> None:
    dispatcher = await house.person((Role.DISPATCHER, None))
    operator = await house.operator()
    await house.connected(OTHER), await house.operator(OTHER), await house.connected(THIRD)
    mine = await house.taken(operator)
    with pytest.raises(Refused):
        async with house.acting(operator) as (work, who):
            await desk.hand_on(work, who, mine, OTHER, None)
    triaged = await house.asks(await house.person(), "TRIAGE")
    async with house.acting(dispatcher) as (work, who):
        await desk.hand_on(work, who, triaged, BODY, None)
    assert (await house.inquiry(triaged)).body == BODY
