"""A body that the files know no more: what was asked of it is answered and reminded of all the same."""

from dataclasses import replace
from types import MappingProxyType

from services import cards, planner
from tests.services.house import BODY, House


async def test_inquiries_outlive_their_body(house: House) -> None:
    operator, citizen = await house.operator(), await house.person()
    async with house.work() as work:
        await planner.begin(work)
    answered, late = await house.taken(operator, citizen), await house.taken(operator, citizen)
    facts = house.understanding.facts
    left = {code: body for code, body in facts.bodies.items() if code != BODY}
    house.understanding.facts = replace(facts, bodies=MappingProxyType(left))
    await house.answers(operator, answered)
    house.at("2027-01-20 10:00")
    await house.tick()
    async with house.acting(operator) as (work, who):
        assert (await cards.card(work, who, late)).mine
    told = await house.drain()
    assert BODY in next(sent.text for sent in told if sent.key == "answer")
    assert "late" in {sent.key for sent in told if sent.to == citizen}


async def test_a_question_is_not_offered_to_a_body_that_is_no_more(house: House) -> None:
    facts = house.understanding.facts
    left = {code: body for code, body in facts.bodies.items() if code != BODY}
    house.understanding.facts = replace(facts, bodies=MappingProxyType(left))
    heard = await house.says(await house.person(), "Зарплату не платят второй месяц, дороги не чистят.")
    assert BODY not in {offer.body for offer in heard.suggestion.offers}
