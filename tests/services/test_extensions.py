"""More days: the head decides, within what the facts allow, and the citizen is told at once."""

from datetime import date

import pytest

from domain.errors import Impossible, Refused, Unusable
from services import clock, deadlines, extensions, kinds
from tests.services.house import House

LATER = date(2026, 12, 25)


async def extend(
    house: House, who: int, inquiry: int, until: date = LATER, reason: str = "Нужны архивы"
) -> None:
    async with house.acting(who) as (work, actor):
        await extensions.extend(work, actor, inquiry, until, reason)


async def test_an_extension_is_told_at_once_with_old_date_and_reason(house: House) -> None:
    operator, head, citizen = await house.operator(), await house.head(), await house.person()
    inquiry = await house.taken(operator, citizen)
    house.at("2026-12-01 10:00")
    await extend(house, head, inquiry)
    assert await house.due(inquiry) == "2026-12-25"
    told = next(s for s in await house.drain() if s.key == "extended")
    assert told.to == citizen
    for words in ("11 декабря", "25 декабря", "Нужны архивы", "руководитель"):
        assert words in told.text
    event = (await house.rows("SELECT details FROM events WHERE kind = 'extended'"))[0]
    assert "2026-12-11" in str(event.details)


@pytest.mark.parametrize(
    ("until", "wrong"),
    [
        (date(2026, 12, 11), "not_later"),
        (date(2026, 12, 26), "day_off"),
        (date(2027, 2, 2), "too_far"),
        (date(2040, 1, 2), "too_far"),
    ],
)
async def test_the_facts_say_how_far(house: House, until: date, wrong: str) -> None:
    operator, head = await house.operator(), await house.head()
    inquiry = await house.taken(operator)
    house.at("2026-12-01 10:00")
    with pytest.raises(Refused, match=wrong):
        await extend(house, head, inquiry, until)
    await extend(house, head, inquiry, date(2027, 2, 1))  # two months from the decision


async def test_once_only_and_not_after_the_date(house: House) -> None:
    operator, head = await house.operator(), await house.head()
    first, second = await house.taken(operator), await house.taken(operator)
    await extend(house, head, first)
    with pytest.raises(Refused, match="used_up"):
        await extend(house, head, first, date(2026, 12, 28))
    house.at("2026-12-12 00:00")
    with pytest.raises(Refused, match="too_late"):
        await extend(house, head, second)


async def test_only_the_head_and_only_with_a_reason(house: House) -> None:
    operator, head = await house.operator(), await house.head()
    inquiry = await house.taken(operator)
    with pytest.raises(Refused, match="not_head"):
        await extend(house, operator, inquiry)
    with pytest.raises(Unusable, match="no_reason"):
        await extend(house, head, inquiry, reason="  ")
    async with house.acting(operator) as (work, who):
        await clock.ask_back(work, who, inquiry, "Какой у вас стаж?")
    with pytest.raises(Impossible):
        await extend(house, head, inquiry)


async def test_a_pause_after_the_decision_moves_the_new_date_too(house: House) -> None:
    operator, head = await house.operator(), await house.head()
    inquiry = await house.taken(operator)
    await extend(house, head, inquiry)
    house.at("2026-12-14 10:00")
    async with house.acting(operator) as (work, who):
        await clock.ask_back(work, who, inquiry, "Какой у вас стаж?")
    house.at("2026-12-18 10:00")  # 15, 17 and 18 December stood; the 16th is a holiday
    async with house.acting(operator) as (work, who):
        await clock.go_on(work, who, inquiry)
    assert await house.due(inquiry) == "2026-12-30"


async def test_what_is_on_offer_is_possible(house: House) -> None:
    operator, head = await house.operator(), await house.head()
    inquiry = await house.taken(operator)
    async with house.acting(head) as (work, who):
        room = await extensions.room(work, who, inquiry)
    assert room.limit == date(2027, 1, 20)
    assert [f"{day:%d.%m}" for day in room.offered] == ["21.12", "28.12", "06.01", "20.01"]
    for day in room.offered:
        another = await house.taken(operator)
        await extend(house, head, another, day)


async def test_the_explanation_names_who_decided_what_and_why(house: House) -> None:
    operator, head = await house.operator(), await house.head()
    inquiry = await house.taken(operator)
    await extend(house, head, inquiry)
    async with house.acting(head) as (work, who):
        from services import access

        found, _ = await access.at_desk(work, who, inquiry)
        explained = await deadlines.explained(work, found)
    assert [(e.due, reason) for e, reason in explained.extensions] == [(LATER, "Нужны архивы")]
    assert explained.reckoning.counted.due == date(2026, 12, 11)


async def test_a_kind_said_later_only_shortens(house: House) -> None:
    operator, citizen = await house.operator(), await house.person()
    inquiry = await house.taken(operator, citizen)
    async with house.acting(operator) as (work, who):
        changed = await kinds.change_kind(work, who, inquiry, "information")
    assert changed.inquiry.due == date(2026, 12, 7)
    told = next(s for s in await house.drain() if s.key == "sooner")
    assert told.to == citizen
    assert "7 декабря" in told.text
    async with house.acting(operator) as (work, who):
        changed = await kinds.change_kind(work, who, inquiry, "question")
    assert (changed.inquiry.kind, changed.inquiry.due) == ("question", date(2026, 12, 7))
    assert [s for s in await house.drain() if s.key == "sooner"] == []
    with pytest.raises(Unusable, match="unknown_kind"):
        async with house.acting(operator) as (work, who):
            await kinds.change_kind(work, who, inquiry, "complaint")


async def test_a_shorter_kind_undoes_an_extension_before_it(house: House) -> None:
    operator, head = await house.operator(), await house.head()
    inquiry = await house.taken(operator)
    await extend(house, head, inquiry)
    house.at("2026-11-24 10:00")
    async with house.acting(operator) as (work, who):
        changed = await kinds.change_kind(work, who, inquiry, "information")
        assert changed.inquiry.due == date(2026, 12, 7)
        assert (await deadlines.explained(work, changed.inquiry)).reckoning.due == date(2026, 12, 7)


async def test_a_grant_question_close_to_the_end_is_urgent(house: House) -> None:
    from tests.domain.samples import at

    operator, citizen = await house.operator("MCI"), await house.person()
    inquiry = await house.taken(operator, citizen, "MCI")
    async with house.acting(operator) as (work, who):
        changed = await kinds.change_kind(work, who, inquiry, "grant", at("2026-11-23 18:30"))
    assert (changed.urgent, changed.inquiry.due) == (True, date(2026, 11, 23))
    told = {s.to: s for s in await house.drain() if s.key.endswith("closes_soon")}
    assert house.understanding.facts.phones["grants"].number in told[citizen].text
    assert "23 ноября" in told[operator].text
    house.at("2026-12-01 10:00")
    async with house.work() as work:
        from models.queries import inquiries

        found = await inquiries.by_id(work.session, inquiry)
        assert found is not None
        assert (await deadlines.explained(work, found)).reckoning.due == date(2026, 11, 23)
