"""Erasing a person: their words are nowhere any more, everybody else's are, and it holds after a restore."""

import json
import re
from datetime import timedelta

import pytest

from domain.errors import Impossible, Refused
from domain.permissions import Role
from models.queries import erasing
from models.tables import Base, Message
from services import access, cards, erasure, own_data, people
from services.erasure import Entry
from tests.services.house import BODY, House

SECRET = "Зарплату не платят, зовут Гүлсім Тестова, живу на Абая 5"
NAME = "Гүлсім Тестова"


async def carried_on(house: House) -> None:
    async with house.work() as work:
        assert not await erasure.carry_on(work)


async def erased(house: House, citizen: int) -> None:
    """The wish, its first step, the last message, its second step."""
    async with house.acting(citizen) as (work, who):
        await erasure.ask(work, who)
    await carried_on(house)
    await house.drain()
    await carried_on(house)


async def everything(house: House) -> str:
    """All rows of all tables as one text."""
    said = []
    for table in Base.metadata.sorted_tables:
        for row in await house.rows(f'SELECT * FROM "{table.name}"'):
            said.append(json.dumps([str(value) for value in row], ensure_ascii=False))
    return "\n".join(said)


async def test_nothing_of_a_person_is_left(either_house: House) -> None:
    house = either_house
    operator = await house.operator()
    citizen = await house.person(name=NAME)
    other = await house.person(name="Сосед")
    kept = await house.asks(other)
    mine = await house.asks(citizen, words=SECRET)
    await house.takes(operator, mine)
    async with house.work() as work:
        work.session.add(
            Message(inquiry_id=mine, author="staff", kind="question", text="Абая 5?", versions=1, at=work.now)
        )
    await house.answers(operator, mine)
    await house.says(citizen, "ещё один вопрос про Абая 5")
    await house.drain()
    before = await everything(house)
    assert "Абая" in before and NAME in before

    await erased(house, citizen)
    after = await everything(house)
    assert not re.search(r"Абая|Гүлсім|Ответ\.", after)
    for table in ("people", "chats"):
        assert await house.rows(f"SELECT count(*) FROM {table} WHERE telegram_id = :id", id=citizen) == [(0,)]
    assert "Сосед" in after and "второй месяц" in after
    assert (await house.inquiry(mine)).state == "answered"
    assert (await house.inquiry(kept)).erased_at is None


async def test_open_inquiries_are_withdrawn_and_their_operator_told(either_house: House) -> None:
    house = either_house
    operator = await house.operator()
    citizen = await house.person()
    mine = await house.taken(operator, citizen)
    await house.drain()
    async with house.acting(citizen) as (work, who):
        assert await erasure.open_ones(work, who) == 1
    await erased(house, citizen)
    assert (await house.inquiry(mine)).state == "withdrawn"
    assert [sent.key for sent in house.sent if sent.to == operator][-1:] == ["staff.withdrawn"]
    assert [(sent.key, sent.to) for sent in house.sent if sent.key == "erased"] == [("erased", citizen)]
    async with house.acting(operator) as (work, who):
        with pytest.raises(Impossible, match=r"error\.erased"):
            await cards.card(work, who, mine)


async def test_asked_twice_it_is_done_once(either_house: House) -> None:
    house = either_house
    citizen = await house.person()
    for _ in range(2):
        async with house.acting(citizen) as (work, who):
            await erasure.ask(work, who)
    await carried_on(house)
    await carried_on(house)
    assert len([sent for sent in await house.drain() if sent.key == "erased"]) == 1
    await carried_on(house)
    assert await house.rows("SELECT count(*) FROM erasures WHERE parted_at IS NOT NULL") == [(1,)]


async def test_whoever_comes_back_is_a_new_acquaintance(either_house: House) -> None:
    house = either_house
    await house.operator()
    citizen = await house.person()
    old = await house.asks(citizen)
    await erased(house, citizen)
    async with house.acting(citizen) as (work, who):
        assert not who.consented
        with pytest.raises(Refused):
            await access.own(work, who, old)
    assert await house.rows("SELECT count(*) FROM people WHERE telegram_id < 0") == [(1,)]


async def test_whoever_comes_back_before_the_end_stays_known(either_house: House) -> None:
    house = either_house
    citizen = await house.person()
    async with house.acting(citizen) as (work, who):
        await erasure.ask(work, who)
    await carried_on(house)
    await house.says(citizen, "Я передумал, у меня вопрос")
    await house.drain()
    await carried_on(house)
    assert await house.rows("SELECT count(*) FROM people WHERE telegram_id < 0") == [(0,)]
    assert await house.rows("SELECT count(*) FROM erasures WHERE parted_at IS NULL") == [(0,)]


async def test_staff_cannot_erase_the_signatures_under_their_answers(either_house: House) -> None:
    operator = await either_house.operator()
    async with either_house.acting(operator) as (work, who):
        with pytest.raises(Refused, match="erase_staff"):
            await erasure.ask(work, who)


async def test_a_restored_person_is_erased_again(either_house: House) -> None:
    house = either_house
    await house.operator()
    citizen, other = await house.person(name=NAME), await house.person()
    await house.asks(citizen, words=SECRET)
    await house.asks(other)
    async with house.acting(citizen) as (work, who):
        entry = Entry(who.id, who.person.created_at, work.now)
        stranger = Entry(who.id + 1, who.person.created_at - timedelta(days=1), work.now)
    async with house.work() as work:
        assert await erasure.replay(work, [entry, stranger, entry]) == 1
    after = await everything(house)
    assert "Абая" not in after and NAME not in after and "второй месяц" in after


async def test_closed_inquiries_outlive_their_period_and_no_longer(either_house: House) -> None:
    house = either_house
    operator = await house.operator()
    closed, still_open = await house.taken(operator), await house.taken(operator)
    await house.answers(operator, closed)
    house.now += timedelta(days=1094)
    async with house.work() as work:
        assert await erasure.outlived(work) == 0 == await erasure.outlive(work)
    house.now += timedelta(days=2)
    async with house.work() as work:
        assert await erasure.outlived(work) == 1
        assert await erasure.outlive(work) == 1
        assert await erasure.outlived(work) == 0
    said = await house.rows("SELECT DISTINCT text FROM messages WHERE inquiry_id = :key", key=closed)
    assert said == [("",)]
    assert (await house.inquiry(still_open)).erased_at is None


async def test_a_copy_holds_what_is_kept_of_a_person_and_nothing_of_others(either_house: House) -> None:
    house = either_house
    operator = await house.operator()
    citizen = await house.person(name=NAME)
    mine = await house.taken(operator, citizen)
    async with house.work() as work:
        work.session.add(
            Message(inquiry_id=mine, author="staff", kind="note", text="Тихо!", versions=1, at=work.now)
        )
    await house.answers(operator, mine)
    await house.says(citizen, "Не отправлено")
    await house.taken(operator)
    async with house.acting(citizen) as (work, who):
        found = await own_data.copy(work, who.id)
    (matter,) = found.matters
    assert [(said.author, said.text) for said in matter.thread][-1] == ("body", "Ответ.")
    assert "Тихо!" not in str(matter.thread)
    assert [said.text for said in found.draft] == ["Не отправлено"]


def test_no_table_is_forgotten() -> None:
    known = [erasing.WITH_INQUIRY, erasing.WITH_PERSON, frozenset(erasing.KEPT)]
    assert set().union(*known) == set(Base.metadata.tables)
    assert sum(map(len, known)) == len(Base.metadata.tables)


def test_an_event_keeps_codes_and_loses_words() -> None:
    details = {"body": "MOH", "due": "2026-12-11", "words": "Спасибо, Абай", "old": {"region": "75"}, "n": 2}
    assert erasing.wordless(details) == {"body": "MOH", "due": "2026-12-11", "old": {"region": "75"}, "n": 2}


async def test_whoever_took_a_post_before_the_last_step_stays_known(house: House) -> None:
    citizen = await house.person()
    async with house.acting(citizen) as (work, who):
        await erasure.ask(work, who)
    await carried_on(house)
    async with house.acting(citizen) as (work, who):
        await people.join(work, who.person, Role.OPERATOR, BODY)
    await house.drain()
    await carried_on(house)
    async with house.acting(citizen) as (_, who):
        assert [post.body for post in who.posts] == [BODY]
