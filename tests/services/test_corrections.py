"""Correcting a sent answer: once, soon, before the citizen reacts; the citizen gets it marked, once."""

import pytest

from domain.errors import Impossible, Refused, Stale, Unusable
from models.queries import answering
from services import answers, bodies, cards, corrections, inquiries
from services.bodies import Switch
from services.corrections import Corrected
from tests.services.house import BODY, House


async def answered(house: House, operator: int, citizen: int) -> tuple[int, int]:
    """An answered inquiry and its answer; everything has arrived."""
    inquiry = await house.taken(operator, citizen)
    await house.answers(operator, inquiry)
    await house.drain()
    [(answer,)] = await house.rows("SELECT id FROM answers WHERE inquiry_id = :key", key=inquiry)
    return inquiry, answer


async def correct(house: House, person: int, answer: int, words: str = "Исправленный ответ.") -> Corrected:
    async with house.acting(person) as (work, who):
        await corrections.begin(work, who, answer)
        found = await corrections.write(work, who, words)
        return await corrections.send(work, who, answer, found.correction.version)


async def test_the_citizen_gets_it_marked_and_the_old_words_are_kept(either_house: House) -> None:
    house = either_house
    operator, citizen = await house.operator(), await house.person()
    inquiry, answer = await answered(house, operator, citizen)
    await correct(house, operator, answer)
    [told] = [one for one in await house.drain() if one.to == citizen]
    assert "Исправленный ответ на вопрос" in told.text and "Исправленный ответ." in told.text
    assert "Вопрос не решён" in told.buttons
    async with house.acting(operator) as (work, who):
        card = await cards.card(work, who, inquiry)
        assert (card.delivery, card.aids.correctable) == ("sent", False)
        [message] = [m for m in card.messages if m.author == "staff"]
        assert [message.text, card.versions[message.id][0].text] == ["Исправленный ответ.", "Ответ."]
        row = await answering.correction_of(work.session, answer)
        assert row is not None and row.was == "Ответ."
    found = await house.inquiry(inquiry)
    assert found.state == "answered"


async def test_what_has_not_left_yet_leaves_in_the_new_words_only(house: House) -> None:
    operator, citizen = await house.operator(), await house.person()
    inquiry = await house.taken(operator, citizen)
    await house.answers(operator, inquiry)
    [(answer,)] = await house.rows("SELECT id FROM answers")
    await correct(house, operator, answer)
    told = [one.text for one in await house.drain() if one.key == "answer"]
    assert len(told) == 1 and "Исправленный ответ." in told[0]


async def test_the_head_corrects_a_colleague_s_answer_and_nobody_else(house: House) -> None:
    operator, colleague, head = await house.operator(), await house.operator(), await house.head()
    _, answer = await answered(house, operator, await house.person())
    with pytest.raises(Refused, match="not_yours"):
        await correct(house, colleague, answer)
    assert (await correct(house, head, answer)).correction.state == "sent"
    with pytest.raises(Impossible, match="correction_once"):
        await correct(house, operator, answer)


async def test_a_citizen_who_reacted_is_not_answered_past_it(house: House) -> None:
    operator, citizen = await house.operator(), await house.person()
    inquiry, answer = await answered(house, operator, citizen)
    async with house.acting(citizen) as (work, who):
        await inquiries.rate(work, who, await work.session.merge(await house.inquiry(inquiry)), 2)
    with pytest.raises(Impossible, match="correction_reacted"):
        await correct(house, operator, answer)
    async with house.acting(citizen) as (work, who):
        await inquiries.reopen(work, who, await work.session.merge(await house.inquiry(inquiry)))
    with pytest.raises(Impossible, match="correction_reopened"):
        await correct(house, operator, answer)


async def test_after_a_day_it_is_too_late(house: House) -> None:
    operator = await house.operator()
    _, answer = await answered(house, operator, await house.person())
    house.at("2026-11-21 10:00:01")
    with pytest.raises(Impossible, match="correction_late"):
        await correct(house, operator, answer)


async def test_the_head_decides_where_the_body_wants_it(house: House) -> None:
    operator, head, citizen = await house.operator(), await house.head(), await house.person()
    inquiry, answer = await answered(house, operator, citizen)
    async with house.work() as work:
        await bodies.put(work, BODY, "", Switch.APPROVAL, True)
    assert (await correct(house, operator, answer)).correction.state == "approval"
    asked = await house.drain()
    assert [(one.to, one.key) for one in asked] == [(head, "staff.correction")]
    house.at("2026-11-23 10:00")
    async with house.acting(head) as (work, who):
        await corrections.give_back(work, who, answer)
    returned = await house.drain()
    assert [(one.to, one.key) for one in returned] == [(operator, "staff.correction_returned")]
    with pytest.raises(Impossible, match="correction_late"):
        await correct(house, operator, answer)
    assert (await house.inquiry(inquiry)).state == "answered"


async def test_what_was_begun_in_time_may_be_approved_later(house: House) -> None:
    operator, head, citizen = await house.operator(), await house.head(), await house.person()
    _, answer = await answered(house, operator, citizen)
    async with house.work() as work:
        await bodies.put(work, BODY, "", Switch.APPROVAL, True)
    await correct(house, operator, answer)
    house.at("2026-11-23 10:00")
    async with house.acting(head) as (work, who):
        await corrections.approve(work, who, answer)
        with pytest.raises(Stale):
            await corrections.approve(work, who, answer)
    assert "Исправленный ответ." in next(one.text for one in await house.drain() if one.to == citizen)


async def test_a_reaction_while_the_head_thinks_ends_it(house: House) -> None:
    operator, head, citizen = await house.operator(), await house.head(), await house.person()
    inquiry, answer = await answered(house, operator, citizen)
    async with house.work() as work:
        await bodies.put(work, BODY, "", Switch.APPROVAL, True)
    await correct(house, operator, answer)
    async with house.acting(citizen) as (work, who):
        await inquiries.rate(work, who, await work.session.merge(await house.inquiry(inquiry)), 5)
    async with house.acting(head) as (work, who):
        with pytest.raises(Impossible, match="correction_reacted"):
            await corrections.approve(work, who, answer)


async def test_an_old_preview_sends_nothing_and_the_same_words_are_none(house: House) -> None:
    operator = await house.operator()
    _, answer = await answered(house, operator, await house.person())
    async with house.acting(operator) as (work, who):
        await corrections.begin(work, who, answer)
        with pytest.raises(Unusable, match="correction_same"):
            await corrections.write(work, who, "Ответ.")
    async with house.acting(operator) as (work, who):
        await corrections.begin(work, who, answer)
        first = (await corrections.write(work, who, "Новый ответ.")).correction.version
        await corrections.write(work, who, "И ещё.")
        with pytest.raises(Stale):
            await corrections.send(work, who, answer, first)
        await corrections.drop(work, who, answer)
        with pytest.raises(Stale):
            await corrections.send(work, who, answer, first + 1)


async def test_an_unsent_answer_is_not_corrected(house: House) -> None:
    operator = await house.operator()
    inquiry = await house.taken(operator)
    async with house.acting(operator) as (work, who):
        from services.thread import Said

        draft = await answers.write(work, who, inquiry, Said(1, "text", "Ответ."))
        assert draft is not None
        with pytest.raises(Stale):
            await corrections.begin(work, who, draft.answer.id)
