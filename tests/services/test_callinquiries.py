"""Questions about a call: from its card or recognised, to its customer, answered before the call closes."""

from typing import Any

import pytest

from domain.calls import CallState
from models.tables import Call
from services import callinquiries, calls, cards, clock, demonstration, desk, inquiries, suggestions
from services.calls import Reason
from services.conversation import hear, propose
from services.drafts import open_draft
from services.inquiries import Submitted
from services.suggestions import Suggestion
from services.thread import Said
from tests.domain.samples import at
from tests.services.house import House

COUNCILS = "Скажите, в конкурсе «Потенциал общественных советов» НПО может подать две заявки на грант?"
ANY_GRANT = "Как НПО подать заявку на грант и какая нужна смета проекта?"
_message = iter(range(10_000, 99_999))


@pytest.fixture
async def furnished(house: House) -> House:
    async with house.work() as work:
        await demonstration.bring(work)
    return house


async def writes(house: House, citizen: int, words: str, call: str | None = None) -> Suggestion:
    async with house.acting(citizen) as (work, who):
        if call is not None:
            await callinquiries.ask(work, who, await by_code(work, call))
        heard: Any = await hear(work, who, Said(next(_message), "text", words))
        found = heard.suggestion
        assert isinstance(found, Suggestion)
        return found


async def by_code(work: Any, code: str) -> Call:
    from services import calls

    return await calls.by_code(work, code)


async def sends(house: House, citizen: int, found: Suggestion, nth: int = 0) -> Submitted:
    async with house.acting(citizen) as (work, who):
        offer = found.offers[nth]
        made = await inquiries.submit(work, who, found.draft_id, offer.body, offer.region)
        assert isinstance(made, Submitted), made
        return made


async def about(house: House, inquiry: int) -> str | None:
    async with house.work() as work:
        call = await callinquiries.call_of(work, inquiry)
        return call.code if call else None


async def test_asked_from_the_card_it_goes_to_the_customer_with_the_call(furnished: House) -> None:
    house = furnished
    operator = await house.operator("MCI")
    citizen = await house.person()
    found = await writes(house, citizen, "Можно ли прислать документы по почте?", "demovolunteers")
    assert found.offers[0].body == "MCI"
    assert found.call is not None and found.call["asked"]
    made = await sends(house, citizen, found)
    assert made.inquiry.kind == "grant"
    assert await about(house, made.inquiry.id) == "demovolunteers"
    assert made.inquiry.due.isoformat() == "2026-12-07", (
        "one working day before the call closes on 8 December"
    )
    assert not made.deadline.urgent
    async with house.acting(operator) as (work, who):
        card = await cards.card(work, who, made.inquiry.id)
        assert card.call is not None and card.call.code == "demovolunteers"


async def test_on_the_last_day_the_desk_is_told_at_once_and_the_citizen_gets_a_telephone(
    furnished: House,
) -> None:
    house = furnished
    house.at("2026-11-25 11:00")
    operator, head = await house.operator("MCI"), await house.head("MCI")
    citizen = await house.person()
    made = await sends(house, citizen, await writes(house, citizen, "Успею ли подать?", "demorural"))
    assert made.inquiry.due.isoformat() == "2026-11-25"
    assert made.deadline.urgent
    told = [one for one in await house.drain() if one.key == "staff.closes_soon"]
    assert {one.to for one in told} == {operator, head}
    async with house.acting(citizen) as (work, who):
        from handlers.views.citizen import receipt
        from handlers.views.words import reader

        said = receipt(reader(work, who), made.inquiry, made.deadline).text
        assert work.facts.phones["grants"].number in said


async def test_a_text_that_names_a_call_is_recognised(furnished: House) -> None:
    house = furnished
    await house.operator("MCI")
    citizen = await house.person()
    found = await writes(house, citizen, COUNCILS)
    assert found.call is not None and found.call["title_ru"] == "Потенциал общественных советов"
    assert not found.call["asked"]
    made = await sends(house, citizen, found)
    assert (made.inquiry.kind, await about(house, made.inquiry.id)) == ("grant", "democouncils")


async def test_a_text_about_grants_belongs_to_the_only_call_there_is(furnished: House) -> None:
    house = furnished
    await house.operator("MCI")
    citizen = await house.person()
    assert (await writes(house, citizen, ANY_GRANT)).call is None, "which of three it is nobody can tell"
    async with house.work() as work:
        for code in ("demorural", "demovolunteers"):
            (await by_code(work, code)).state = CallState.CANCELLED
    other = await house.person()
    found = await writes(house, other, ANY_GRANT)
    assert found.call is not None and found.call["title_ru"] == "Потенциал общественных советов"


async def test_what_was_said_not_to_be_meant_stays_so(furnished: House) -> None:
    house = furnished
    await house.operator("MCI")
    citizen = await house.person()
    found = await writes(house, citizen, COUNCILS)
    async with house.acting(citizen) as (work, who):
        draft = await open_draft(work, who, found.draft_id)
        callinquiries.not_meant(draft)
        assert suggestions.shown(work, draft).call is None
        again: Any = await propose(work, who, draft)
        assert again.suggestion.call is None
    found = Suggestion(found.draft_id, found.offers)
    made = await sends(house, citizen, found)
    assert (made.inquiry.kind, await about(house, made.inquiry.id)) == ("question", None)


async def test_a_question_of_another_kind_has_no_call(furnished: House) -> None:
    citizen = await furnished.person()
    for words in ("Зарплату не платят второй месяц, куда обратиться?", "Когда придёт грант в университете?"):
        assert (await writes(furnished, citizen, words)).call is None
        async with furnished.acting(citizen) as (work, who):
            from services import conversation

            await conversation.cancel(work, who)


async def test_an_hour_later_a_text_is_no_longer_about_the_card(furnished: House) -> None:
    house = furnished
    citizen = await house.person()
    async with house.acting(citizen) as (work, who):
        await callinquiries.ask(work, who, await by_code(work, "demorural"))
    house.at("2026-11-20 11:30")
    assert (await writes(house, citizen, "Зарплату не платят второй месяц")).call is None


FORWARD = Reason("Мерзім нақтыланды", "Срок уточнён")


async def announced(house: House, head: int, closes: str) -> None:
    """The call for volunteers is called off and announced anew."""
    async with house.acting(head) as (work, who):
        call = await by_code(work, "demovolunteers")
        if call.state == CallState.PUBLISHED:
            await calls.cancel(work, who, call.id, call.version, FORWARD)
        await calls.reannounce(work, who, call.id, call.version, work.now, at(closes), FORWARD)
    await house.tick()


async def test_a_closing_that_moves_earlier_brings_the_answer_forward_and_a_later_one_does_not(
    either_house: House,
) -> None:
    house = either_house
    async with house.work() as work:
        await demonstration.bring(work)
    operator, head, citizen = await house.operator("MCI"), await house.head("MCI"), await house.person()
    asked = await sends(
        house, citizen, await writes(house, citizen, "Куда нести документы?", "demovolunteers")
    )
    inquiry = asked.inquiry.id
    await house.takes(operator, inquiry)
    await house.drain()
    await announced(house, head, "2026-12-03 18:00")
    assert await house.due(inquiry) == "2026-12-02"
    told = {one.to: one for one in await house.drain() if one.key in ("sooner", "staff.closes_sooner")}
    assert "закроется раньше" in told[citizen].text and "7 декабря" in told[citizen].text
    assert "2 декабря" in told[operator].text
    await house.tick()
    assert [one.key for one in await house.drain() if one.to == citizen] == []
    await announced(house, head, "2026-12-25 18:00")
    assert await house.due(inquiry) == "2026-12-02"
    assert [one.key for one in await house.drain() if one.key == "sooner"] == []
    assert await house.rows("SELECT 1 FROM agenda WHERE subject = 'closing'") == []


async def test_where_no_working_day_is_left_the_desk_is_alerted(furnished: House) -> None:
    house = furnished
    operator, head, citizen = await house.operator("MCI"), await house.head("MCI"), await house.person()
    asked = await sends(
        house, citizen, await writes(house, citizen, "Куда нести документы?", "demovolunteers")
    )
    async with house.acting(operator) as (work, who):
        await desk.take(work, who, asked.inquiry.id)
        await clock.ask_back(work, who, asked.inquiry.id, "Из какой вы области?")
    await house.drain()
    house.at("2026-12-01 11:00")
    await announced(house, head, "2026-12-02 12:00")
    assert await house.due(asked.inquiry.id) == "2026-12-02"
    told = {(one.to, one.key) for one in await house.drain()}
    assert {(citizen, "closes_soon"), (operator, "staff.closes_soon"), (head, "staff.closes_soon")} <= told
