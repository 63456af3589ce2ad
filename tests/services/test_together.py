"""One answer to many: found, linked, answered once, delivered to each in their own language."""

from collections.abc import Sequence
from time import perf_counter

import pytest

from domain.errors import Impossible, Refused, Unusable
from domain.permissions import Role
from models.tables import Outbox
from services import answers, bodies, desk, inquiries, statistics, together
from services.bodies import Switch
from services.thread import Said
from services.together import Linked
from tests.services.house import BODY, OTHER, House
from tests.services.test_canned import written

WATER = [
    "Зарплату не платят второй месяц на стройке, куда обратиться?",
    "Не платят зарплату 2 месяца на стройке",
    "На стройке второй месяц не платят зарплату, помогите",
]
ELSE = "Как оформить пособие на третьего ребёнка?"


async def wave(house: House, operator: int, words: Sequence[str] = WATER, language: str = "ru") -> list[int]:
    """Similar questions of several citizens; the first is taken."""
    found = [await house.asks(await house.person(language=language), words=one) for one in words]
    await house.takes(operator, found[0])
    return found


async def linked(house: House, operator: int, lead: int, *others: int) -> Linked:
    async with house.acting(operator) as (work, who):
        return await together.link(work, who, lead, others)


async def sent(house: House, operator: int, lead: int, text: str = "Ответ всем.") -> answers.Sent:
    async with house.acting(operator) as (work, who):
        draft = await answers.write(work, who, lead, Said(9000, "text", text))
        assert draft is not None
        return await answers.send(work, who, draft.answer.id, draft.answer.version)


async def states(house: House, keys: Sequence[int]) -> list[str]:
    return [(await house.inquiry(key)).state for key in keys]


async def test_many_are_answered_once(either_house: House) -> None:
    house = either_house
    operator, away = await house.operator(), await house.operator(OTHER)
    found = await wave(house, operator)
    apart = await house.asks(await house.person(), words=ELSE)
    elsewhere = await house.asks(await house.person(), body=OTHER, words=WATER[0])
    async with house.acting(operator) as (work, who):
        shown = await together.shown(work, who, found[0])
        assert sorted(row.id for row in shown.rows) == found[1:]
    assert (await linked(house, operator, found[0])).linked == 2
    await house.drain()
    assert (await sent(house, operator, found[0])).along == 2
    told = [one for one in await house.drain() if one.key == "answer"]
    assert len({one.to for one in told}) == 3
    numbers = [(await house.inquiry(key)).number for key in found]
    assert [sum(number in one.text for one in told) for number in numbers] == [1, 1, 1]
    assert await states(house, [*found, apart, elsewhere]) == ["answered"] * 3 + ["new", "new"]
    async with house.acting(operator) as (work, who):
        _, arrived = await together.arrived(work, who, found[0])
        assert [(one.inquiry.id, one.delivery) for one in arrived] == [(key, "sent") for key in found]
    assert away


async def test_each_delivery_stands_for_itself(house: House) -> None:
    operator = await house.operator()
    found = await wave(house, operator)
    await linked(house, operator, found[0])
    await house.drain()
    await sent(house, operator, found[0])
    async with house.work() as work:
        row = await work.session.get(Outbox, (await house.rows("SELECT max(id) AS id FROM outbox"))[0].id)
        assert row is not None
        row.state = "unreachable"
    await house.drain()
    async with house.acting(operator) as (work, who):
        _, arrived = await together.arrived(work, who, found[0])
    assert sorted(one.delivery for one in arrived) == ["sent", "sent", "unreachable"]


async def test_each_reads_their_own_language(house: House) -> None:
    operator = await house.operator()
    found = await wave(house, operator)
    kazakh = await house.asks(
        await house.person(language="kk"),
        words="Құрылыста, стройке, второй ай жалақы, зарплату төлемейді, платят",
    )
    assert (await house.inquiry(kazakh)).language == "kk"
    await linked(house, operator, found[0], found[1], kazakh)
    with pytest.raises(Unusable, match="other_language_kk"):
        await sent(house, operator, found[0])
    async with house.acting(operator) as (work, who):
        draft = await answers.write(work, who, found[0], Said(9001, "text", "Ответ."))
        assert draft is not None and draft.along.wanted == "kk"
        await answers.other_words(work, who, draft.answer.id)
        draft = await answers.write(work, who, found[0], Said(9002, "text", "Жауап."), other=True)
        assert draft is not None and draft.along.wanted == ""
        await answers.send(work, who, draft.answer.id, draft.answer.version)
    texts = {row.inquiry_id: row.text for row in await house.rows("SELECT inquiry_id, text FROM answers")}
    assert texts == {found[0]: "Ответ.", found[1]: "Ответ.", kazakh: "Жауап."}


async def test_a_canned_reply_needs_no_second_text_and_names_each_number(house: House) -> None:
    operator, head = await house.operator(), await house.head()
    reply = await written(house, head)
    found = await wave(house, operator)
    kazakh = await house.asks(
        await house.person(language="kk"),
        words="Құрылыста, стройке, второй ай жалақы, зарплату төлемейді, платят",
    )
    await linked(house, operator, found[0], found[1], kazakh)
    async with house.acting(operator) as (work, who):
        draft = await answers.insert(work, who, found[0], reply.id)
        await answers.send(work, who, draft.answer.id, draft.answer.version)
    for key in (found[0], found[1], kazakh):
        number = (await house.inquiry(key)).number
        [(text,)] = await house.rows("SELECT text FROM answers WHERE inquiry_id = :key", key=key)
        assert f"№ {number}" in text
        assert ("сауал бойынша" in text) is (key == kazakh)


async def test_a_number_that_was_typed_is_not_told_to_others(house: House) -> None:
    operator = await house.operator()
    found = await wave(house, operator)
    await linked(house, operator, found[0])
    own = (await house.inquiry(found[0])).number
    await sent(house, operator, found[0], f"По вашему вопросу {own}: выплатят.")
    rows = await house.rows("SELECT inquiry_id, text FROM answers ORDER BY inquiry_id")
    assert [own in row.text for row in rows] == [True, False, False]


async def test_what_somebody_took_or_withdrew_meanwhile_stays_out(house: House) -> None:
    operator, colleague = await house.operator(), await house.operator()
    citizen = await house.person()
    found = await wave(house, operator)
    gone = await house.asks(citizen, words=WATER[1])
    await house.takes(colleague, found[1])
    result = await linked(house, operator, found[0], found[1], found[2], gone)
    assert (result.linked, result.missed) == (2, 1)
    async with house.acting(citizen) as (work, who):
        await inquiries.withdraw(work, who, await work.session.merge(await house.inquiry(gone)))
    assert (await sent(house, operator, found[0])).along == 1
    assert await states(house, [*found, gone]) == ["answered", "taken", "answered", "withdrawn"]
    assert (await house.inquiry(found[1])).assignee_id != (await house.inquiry(found[0])).assignee_id


async def test_two_operators_who_gather_the_same_share_it(house: House) -> None:
    one, other = await house.operator(), await house.operator()
    found = await wave(house, one)
    second = await house.asks(await house.person(), words=WATER[2])
    await house.takes(other, second)
    assert (await linked(house, one, found[0])).linked == 2
    assert (await linked(house, other, second)).linked == 0
    assert (await sent(house, other, second)).along == 0
    assert (await sent(house, one, found[0])).along == 2


async def test_unlinked_and_released_ones_are_not_answered(house: House) -> None:
    operator = await house.operator()
    found = await wave(house, operator)
    await linked(house, operator, found[0])
    async with house.acting(operator) as (work, who):
        await together.unlink(work, who, found[0], found[1])
        await desk.release(work, who, found[2])
    assert (await sent(house, operator, found[0])).along == 0
    assert await states(house, found) == ["answered", "taken", "new"]


async def test_one_may_be_answered_alone_after_all(house: House) -> None:
    operator = await house.operator()
    found = await wave(house, operator)
    await linked(house, operator, found[0])
    await house.answers(operator, found[1])
    assert (await sent(house, operator, found[0])).along == 1
    texts = await house.rows("SELECT text FROM answers WHERE inquiry_id = :key", key=found[1])
    assert [row.text for row in texts] == ["Ответ."]


async def test_the_head_approves_for_all(house: House) -> None:
    operator, head = await house.operator(), await house.head()
    async with house.work() as work:
        await bodies.put(work, BODY, "", Switch.APPROVAL, True)
    found = await wave(house, operator)
    await linked(house, operator, found[0])
    waiting = await sent(house, operator, found[0])
    assert waiting.to_head
    assert await states(house, found) == ["approval", "taken", "taken"]
    async with house.acting(head) as (work, who):
        assert (await answers.approve(work, who, waiting.answer.id)).along == 2
    assert await states(house, found) == ["answered"] * 3


async def test_one_reopens_alone_and_is_not_gathered_again(house: House) -> None:
    operator = await house.operator()
    await house.operator()
    found = await wave(house, operator)
    await linked(house, operator, found[0])
    await sent(house, operator, found[0])
    again = await house.inquiry(found[1])
    [(telegram_id,)] = await house.rows("SELECT telegram_id FROM people WHERE id = :key", key=again.person_id)
    async with house.acting(telegram_id) as (work, who):
        await inquiries.reopen(work, who, await work.session.merge(again))
    assert await states(house, found) == ["answered", "new", "answered"]
    new = await house.taken(operator)
    async with house.acting(operator) as (work, who):
        assert found[1] not in [row.id for row in (await together.shown(work, who, new)).rows]


async def test_statistics_count_each(house: House) -> None:
    operator = await house.operator()
    found = await wave(house, operator)
    await linked(house, operator, found[0])
    await sent(house, operator, found[0])
    async with house.database.reading() as session:
        from domain import periods

        work = house.understanding.work(session, house.now, 0.0)
        period = periods.read("2026-11")
        assert period is not None
        counted = (await statistics.report(work, statistics.Scope(BODY), period)).counted
    assert (counted.whole.received, counted.whole.answered) == (3, 3)


async def test_nobody_links_what_they_do_not_have(house: House) -> None:
    operator, colleague, head = await house.operator(), await house.operator(), await house.head()
    stranger = await house.operator(OTHER)
    found = await wave(house, operator)
    for nobody in (colleague, stranger, await house.person()):
        with pytest.raises(Refused):
            await linked(house, nobody, found[0])
    with pytest.raises(Impossible, match="link_not_holder"):
        await linked(house, head, found[0])
    await house.answers(operator, found[0])
    with pytest.raises(Impossible):
        await linked(house, operator, found[0])


async def test_a_head_who_also_answers_holds_all_by_one_post(house: House) -> None:
    await house.connected(BODY)
    both = await house.person((Role.OPERATOR, BODY), (Role.HEAD, BODY))
    found = await wave(house, both)
    assert (await linked(house, both, found[0])).linked == 2


async def test_five_hundred_open_ones_are_compared_quickly(house: House) -> None:
    operator = await house.operator()
    citizen = await house.person()
    lead = await house.taken(operator, citizen)
    for n in range(499):
        words = WATER[n % 3] if n % 2 else f"{ELSE} {n} посёлок Жибек {n * 7}"
        async with house.work() as work:
            await _planted(work, await work.session.merge(await house.inquiry(lead)), n, words)
    async with house.acting(operator) as (work, who):
        inquiry = await work.session.merge(await house.inquiry(lead))
        await together.similar(work, who, inquiry)
        began = perf_counter()
        found = await together.similar(work, who, inquiry)
        took = perf_counter() - began
    assert len(found) == 249
    assert took < 0.1, f"{took * 1000:.0f} ms"


async def _planted(work, like, n, words):  # type: ignore[no-untyped-def]
    """One more open inquiry with its gist, without the way through the conversation."""
    from models.tables import Gist, Inquiry
    from routing.gist import gist, packed

    columns = {c.key: getattr(like, c.key) for c in Inquiry.__table__.columns if c.key != "id"}
    planted = Inquiry(
        **columns | {"number": f"T{n}", "draft_id": 10_000 + n, "state": "new", "assignee_id": None}
    )
    work.session.add(planted)
    await work.session.flush()
    work.session.add(Gist(inquiry_id=planted.id, words=packed(gist(words))))
