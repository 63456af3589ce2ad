"""What the desk does besides answering: who may, what stays inside, and what a citizen is told, once."""

import pytest

from domain.errors import Refused
from domain.permissions import Role
from handlers.views import staff
from handlers.views.words import Reader
from services import (
    absences,
    access,
    answers,
    assignments,
    cards,
    closing,
    coexecutors,
    contributions,
    desk,
    extensions,
    flags,
    handing,
    inquiries,
    merging,
    notes,
    own,
    queues,
)
from services.assignments import Chosen, What
from services.inquiries import OfficialPath, Submitted
from services.queues import Filter
from services.thread import Said
from services.transfers import Target, Why, transfer
from services.workload import Place
from tests.services.house import BODY, OTHER, THIRD, House


async def engaged(house: House, operator: int, inquiry: int, body: str = OTHER) -> int:
    async with house.acting(operator) as (work, who):
        return (await coexecutors.engage(work, who, inquiry, body)).id


async def test_taken_is_told_once_however_often_it_changes_hands(house: House) -> None:
    operator, colleague, citizen = await house.operator(), await house.operator(), await house.person()
    inquiry = await house.taken(operator, citizen)
    assert [s.key for s in await house.drain() if s.to == citizen] == ["taken"]
    async with house.acting(operator) as (work, who):
        await desk.release(work, who, inquiry)
    await house.takes(colleague, inquiry)
    assert [s.key for s in await house.drain() if s.to == citizen] == []
    await house.operator(OTHER)
    async with house.acting(colleague) as (work, who):
        await transfer(work, who, inquiry, Target(OTHER), Why("competence"))
    await house.takes(await house.operator(OTHER), inquiry)
    assert sorted(s.key for s in await house.drain() if s.to == citizen) == ["taken", "transferred"]


async def test_the_press_service_sees_what_is_flagged_and_nothing_else(house: House) -> None:
    operator, head, press = await house.operator(), await house.head(), await house.person((Role.PRESS, BODY))
    inquiry = await house.taken(operator)
    async with house.acting(press) as (work, who):
        with pytest.raises(Refused):
            await cards.card(work, who, inquiry)
    async with house.acting(operator) as (work, who):
        await flags.flag(work, who, inquiry)
    told = {s.to: s.text for s in await house.drain() if s.key == "staff.flagged"}
    assert told.keys() == {head, press}
    async with house.acting(press) as (work, who):
        seen = await cards.card(work, who, inquiry)
        assert not seen.can & {"take", "answer", "transfer", "close", "release", "unflag"}
        with pytest.raises(Refused):
            await desk.release(work, who, inquiry)
    async with house.acting(operator) as (work, who):
        await flags.unflag(work, who, inquiry)
    async with house.acting(press) as (work, who):
        with pytest.raises(Refused):
            await cards.card(work, who, inquiry)


async def test_a_substitute_acts_while_a_colleague_is_away_and_no_longer(house: House) -> None:
    operator, colleague = await house.operator(), await house.operator()
    inquiry = await house.taken(operator)
    async with house.acting(colleague) as (_, who):
        post = who.posts[0].id
    async with house.acting(operator) as (work, who):
        await absences.go_away(work, who, who.posts[0].id, work.today, post)
    await house.answers(colleague, inquiry)
    assert (await house.inquiry(inquiry)).state == "answered"
    second = await house.taken(operator)
    house.at("2026-11-23 10:00")
    async with house.acting(colleague) as (work, who):
        with pytest.raises(Refused, match="not_in_hand"):
            await answers.begin(work, who, second)


async def test_mine_is_also_what_one_stands_in_for(either_house: House) -> None:
    house = either_house
    absent, colleague, third = (
        await house.operator(name="Асель"),
        await house.operator(),
        await house.operator(),
    )
    theirs, mine_too = await house.taken(absent), await house.taken(colleague)
    await house.taken(third)

    async def mine() -> tuple[set[int], dict[int, str], str]:
        async with house.acting(colleague) as (work, who):
            found = await queues.page(work, who, Filter.MINE, 0)
            shown = staff.queue(Reader("ru", work.today, work.facts), found)
            return {row.id for row in found.rows}, dict(found.stood_in_for), str(shown.text)

    assert (await mine())[:2] == ({mine_too}, {})
    async with house.acting(colleague) as (_, who):
        post = who.posts[0].id
    async with house.acting(absent) as (work, who):
        away = who.posts[0].id
        await absences.go_away(work, who, away, work.today, post)
    keys, names, shown = await mine()
    assert (keys, names) == ({mine_too, theirs}, {theirs: "Асель"})
    assert "вместо коллеги: Асель" in shown
    async with house.acting(absent) as (work, who):
        await absences.come_back(work, who, away)
    assert (await mine())[:2] == ({mine_too}, {})


async def test_a_citizen_never_reads_what_stays_inside(house: House) -> None:
    operator, other, citizen = await house.operator(), await house.operator(OTHER), await house.person()
    inquiry = await house.taken(operator, citizen)
    part = await engaged(house, operator, inquiry)
    async with house.acting(operator) as (work, who):
        await notes.add(work, who, inquiry, "Секрет-1")
    async with house.acting(other) as (work, who):
        await contributions.take(work, who, part)
        drafted = await contributions.draft(work, who, part, "Секрет-2")
        await contributions.hand_in(work, who, part, drafted.version)
    await house.answers(operator, inquiry)
    async with house.acting(citizen) as (work, who):
        story = await own.story(work, await access.own(work, who, inquiry))
    assert story.together == ((OTHER, ""),)
    said = [m.text for m in story.messages] + [s.text for s in await house.drain() if s.to == citizen]
    assert not [text for text in said if "Секрет" in text]
    answer = next(s.text for s in house.sent if s.key == "answer")
    assert "участвовали: Министерство здравоохранения" in answer


async def test_a_part_ends_with_the_inquiry_and_moves_with_its_date(house: House) -> None:
    operator, head, other = await house.operator(), await house.head(), await house.operator(OTHER)
    await house.operator(THIRD)
    inquiry = await house.taken(operator)
    part = await engaged(house, operator, inquiry)
    async with house.acting(other) as (work, who):
        await contributions.take(work, who, part)
    assert [tuple(r) for r in await house.rows("SELECT state, due FROM parts")] == [("taken", "2026-12-09")]
    async with house.acting(head) as (work, who):
        until = work.facts.calendar.add((await house.inquiry(inquiry)).due, 5)
        await extensions.extend(work, who, inquiry, until, "Ждём архив")
    assert (await house.rows("SELECT due FROM parts"))[0].due == "2026-12-17"
    async with house.acting(operator) as (work, who):
        await transfer(work, who, inquiry, Target(THIRD), Why("competence"))
    assert (await house.rows("SELECT state FROM parts"))[0].state == "dropped"
    assert [s.key for s in await house.drain() if s.to == other][-1] == "staff.part_dropped"


async def test_what_routing_would_engage_too_is_offered_once(house: House) -> None:
    operator = await house.operator()
    await house.operator(OTHER)
    inquiry = await house.taken(operator)
    async with house.acting(operator) as (work, who):
        found, _ = await access.at_desk(work, who, inquiry)
        found.suggested = {**found.suggested, "also": [OTHER, THIRD, BODY]}
    async with house.acting(operator) as (work, who):
        assert (await cards.card(work, who, inquiry)).offers == ((OTHER, ""),), "the third answers nowhere"
    await engaged(house, operator, inquiry)
    async with house.acting(operator) as (work, who):
        assert (await cards.card(work, who, inquiry)).offers == ()


async def test_an_objection_is_heard_once_and_by_somebody_else(house: House) -> None:
    operator, head, citizen = await house.operator(), await house.head(), await house.person()
    inquiry = await house.taken(operator, citizen)
    for objection in (Submitted, OfficialPath):
        async with house.acting(operator if objection is Submitted else head) as (work, who):
            await closing.close(work, who, inquiry, "not_state")
        async with house.acting(citizen) as (work, who):
            made = await closing.object_(work, who, await access.own(work, who, inquiry))
            assert isinstance(made, objection)
        if objection is Submitted:
            assert await house.due(inquiry) == "2026-11-27", "the short run of a reopening"
            assert "staff.objected" in [s.key for s in await house.drain() if s.to == head]
            async with house.acting(operator) as (work, who):
                with pytest.raises(Refused, match="not_same_author"):
                    await desk.take(work, who, inquiry)
            await house.takes(head, inquiry)


async def test_a_second_post_does_not_make_somebody_else_of_the_author(either_house: House) -> None:
    house = either_house
    colleague, other_head, citizen = await house.operator(), await house.head(), await house.person()
    author = await house.person((Role.OPERATOR, BODY), (Role.HEAD, BODY))
    inquiry = await house.asks(citizen)
    async with house.acting(author) as (work, who):
        operator, head = (post.id for post in who.posts)
        assert (await assignments.assign(work, who, Chosen(Place(BODY), What.ONE, inquiry), head)).count == 1
    await house.answers(author, inquiry)
    async with house.acting(citizen) as (work, who):
        await inquiries.reopen(work, who, await access.own(work, who, inquiry))
    assert (await house.inquiry(inquiry)).last_author_id == head
    async with house.acting(author) as (work, who):
        with pytest.raises(Refused, match="not_same_author"):
            await desk.take(work, who, inquiry)
    async with house.acting(other_head) as (work, who):
        given = await assignments.assign(work, who, Chosen(Place(BODY), What.ONE, inquiry), operator)
        assert (given.count, given.left) == (0, 1)
    await house.takes(colleague, inquiry)
    async with house.acting(colleague) as (work, who):
        with pytest.raises(Refused, match="not_same_author"):
            await handing.hand_over(work, who, inquiry, operator)


async def test_of_two_merged_the_earlier_date_stays_with_every_word(house: House) -> None:
    operator, citizen = await house.operator(), await house.person()
    first = await house.asks(citizen, words="Зарплату не платят второй месяц")
    house.at("2026-11-23 10:00")
    second = await house.asks(citizen, words="Опять про зарплату, её не платят")
    async with house.acting(operator) as (work, who):
        stays = await merging.merge(work, who, second, first)
        assert (stays.id, stays.due.isoformat()) == (first, "2026-12-11")
    assert [(await house.inquiry(key)).state for key in (first, second)] == ["new", "merged"]
    thread = await house.rows("SELECT count(*) FROM messages WHERE inquiry_id = :key", key=first)
    assert thread[0][0] == 2
    told = [s for s in await house.drain() if s.key == "merged"]
    assert [s.to for s in told] == [citizen]
    strangers = await house.asks(await house.person())
    async with house.acting(operator) as (work, who):
        with pytest.raises(Refused, match="not_one_citizen"):
            await merging.merge(work, who, first, strangers)


async def test_a_draft_of_a_part_and_of_an_answer_survive_each_other(house: House) -> None:
    operator, other = await house.operator(), await house.operator(OTHER)
    inquiry = await house.taken(operator)
    part = await engaged(house, operator, inquiry)
    async with house.acting(operator) as (work, who):
        await answers.write(work, who, inquiry, Said(1, "text", "Начало ответа."))
    async with house.acting(other) as (work, who):
        await contributions.take(work, who, part)
        drafted = await contributions.draft(work, who, part, "Наша часть.")
        await contributions.hand_in(work, who, part, drafted.version)
    async with house.acting(operator) as (work, who):
        assert (await coexecutors.insert(work, who, inquiry)).answer.text == "Начало ответа.\n\nНаша часть."
        with pytest.raises(Refused, match="no_parts"):
            await coexecutors.insert(work, who, inquiry)
