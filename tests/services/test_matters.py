"""A text of two matters: one body answers, the others are named to the citizen and on the operator's card."""

import pytest

from domain.permissions import TRIAGE, Role
from handlers.views import card, proposing
from handlers.views.words import Reader
from models.tables import Inquiry
from services import cards, coexecutors, inquiries
from services.inquiries import Submitted
from services.suggestions import Suggestion
from tests.services.house import House

TWO = "Пенсию маме не пересчитали. И ещё в школе собирают деньги на ремонт"
ONE = "Пенсию маме не пересчитали, куда обратиться?"
PENSIONS = {
    "ru": "Министерство труда и социальной защиты населения",
    "kk": "Еңбек және халықты әлеуметтік қорғау",
}
SCHOOLS = {"ru": "Министерство просвещения", "kk": "Оқу-ағарту министрлігі"}


async def asked(house: House, citizen: int, words: str) -> Suggestion:
    found = (await house.says(citizen, words)).suggestion
    assert isinstance(found, Suggestion)
    return found


async def sent(house: House, citizen: int, draft: int, body: str) -> int:
    async with house.acting(citizen) as (work, who):
        made = await inquiries.submit(work, who, draft, body)
        assert isinstance(made, Submitted)
        return made.inquiry.id


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_the_first_answers_and_the_other_is_named_in_full(house: House, code: str) -> None:
    citizen = await house.person(language=code)
    found = await asked(house, citizen, TWO)
    lead, other = (SCHOOLS, PENSIONS) if found.offers[0].body == "MEDU" else (PENSIONS, SCHOOLS)
    async with house.acting(citizen) as (work, who):
        shown = proposing.screen(Reader(who.language, work.today, work.facts), found).text
    assert f"1. {lead[code]}" in shown
    named = next(line for line in shown.split("\n") if "первый орган" in line or "бірінші орган" in line)
    assert other[code] in named and lead[code] not in named
    assert {offer.body for offer in found.offers} >= {"MEDU", "MLSPP"}


async def test_one_matter_says_nothing_of_others(house: House) -> None:
    found = await asked(house, await house.person(), ONE)
    assert found.others == ()


async def test_the_card_says_whom_it_concerns_too(house: House) -> None:
    operator = await house.operator("MEDU")
    citizen = await house.person()
    found = await asked(house, citizen, TWO)
    inquiry = await sent(house, citizen, found.draft_id, "MEDU")
    assert (await house.inquiry(inquiry)).suggested["also"] == ["MLSPP"]
    async with house.acting(operator) as (work, who):
        shown = card.card(Reader("ru", work.today, work.facts), await cards.card(work, who, inquiry))
    assert f"Касается также: {PENSIONS['ru']}" in shown.text


async def test_whoever_takes_it_may_engage_the_other_in_one_tap(house: House) -> None:
    operator = await house.operator("MEDU")
    await house.operator("MLSPP")
    citizen = await house.person()
    found = await asked(house, citizen, TWO)
    key = await sent(house, citizen, found.draft_id, "MEDU")
    await house.takes(operator, key)
    async with house.acting(operator) as (work, _):
        inquiry = await work.session.get_one(Inquiry, key)
        assert await coexecutors.offers(work, inquiry) == (("MLSPP", ""),)


async def test_the_dispatcher_sees_all_of_them_and_another_choice_none(house: House) -> None:
    await house.person((Role.DISPATCHER, TRIAGE))
    await house.operator("MOH")
    for body, proposed in ((TRIAGE, {"MEDU", "MLSPP"}), ("MOH", set())):
        citizen = await house.person()
        found = await asked(house, citizen, TWO)
        inquiry = await house.inquiry(await sent(house, citizen, found.draft_id, body))
        assert set(inquiry.suggested["also"]) == proposed
