"""The head: who has how much, giving inquiries away, inviting and taking off."""

import pytest

from domain.errors import Refused, Unusable
from domain.permissions import Role
from services import answers, assignments, bodies, clock, invitations, staffing, workload
from services.assignments import Chosen, Given, What
from services.bodies import Switch
from services.thread import Said
from services.workload import Place
from tests.services.house import BODY, OTHER, House

HERE = Place(BODY)


async def post_of(house: House, telegram_id: int) -> int:
    """The newest post of a person."""
    asked = (
        "SELECT max(m.id) FROM memberships m JOIN people p ON p.id = m.person_id WHERE p.telegram_id = :who"
    )
    ((key,),) = await house.rows(asked, who=telegram_id)
    return int(key)


async def given(house: House, head: int, chosen: Chosen, to: int | None) -> Given:
    async with house.acting(head) as (work, who):
        return await assignments.assign(work, who, chosen, to)


async def test_a_head_sees_who_has_how_much(either_house: House) -> None:
    house = either_house
    head = await house.head(name="Гүлнар")
    one, two = await house.operator(name="Данияр"), await house.operator(name="Ольга")
    old = await house.taken(one)
    house.at("2026-12-14 10:00")
    await house.taken(one)
    await house.taken(two)
    async with house.acting(two) as (work, who):
        from datetime import date

        from services import absences

        await absences.go_away(work, who, await post_of(house, two), date(2026, 12, 20))
    await house.asks(await house.person())
    async with house.acting(head) as (work, who):
        found = await workload.overview(work, who, HERE)
        (row,) = (await workload.late(work, who, HERE, 0)).rows
    assert (found.standing.open, found.standing.late, found.standing.unclaimed) == (4, 1, 1)
    assert {p.name: (p.in_hand, p.late) for p in found.people} == {
        "Гүлнар": (0, 0),
        "Данияр": (2, 1),
        "Ольга": (1, 0),
    }
    assert [p.away is not None for p in found.people] == [False, False, True]
    assert row.id == old


async def test_a_head_gives_everything_of_one_to_another(either_house: House) -> None:
    house = either_house
    head = await house.head()
    one, two = await house.operator(), await house.operator(name="Ольга")
    mine = [await house.taken(one) for _ in range(3)]
    async with house.acting(one) as (work, who):
        await clock.ask_back(work, who, mine[2], "Какой это город?")
    await house.drain()
    chosen = Chosen(HERE, What.ALL, await post_of(house, one))
    to = await post_of(house, two)
    done = await given(house, head, chosen, to)
    assert (done.count, done.left) == (3, 0)
    assert [(await house.inquiry(key)).assignee_id for key in mine] == [to] * 3
    assert [(await house.inquiry(key)).state for key in mine] == ["taken", "taken", "waiting"]
    told = {(sent.to, sent.key): sent.text for sent in await house.drain()}
    assert set(told) == {(one, "assigned_away"), (two, "assigned")}
    assert "передал вам 3 вопроса" in told[two, "assigned"]
    assert (await given(house, head, chosen, to)).count == 0


async def test_new_ones_are_shared_out_and_citizens_told_once(house: House) -> None:
    head, one = await house.head(), await house.operator()
    citizen = await house.person()
    inquiry = await house.asks(citizen)
    await house.drain()
    to = await post_of(house, one)
    assert (await given(house, head, Chosen(HERE, What.FREE), to)).count == 1
    assert (await house.inquiry(inquiry)).state == "taken"
    assert [sent.key for sent in await house.drain() if sent.to == citizen] == ["taken"]
    back = await given(house, head, Chosen(HERE, What.ONE, inquiry), None)
    assert (back.count, back.to) == (1, None)
    await house.takes(one, inquiry)
    assert [sent.key for sent in await house.drain() if sent.to == citizen] == []


async def test_only_the_head_and_only_within_the_queue(house: House) -> None:
    head, one, stranger = await house.head(), await house.operator(), await house.head(OTHER)
    elsewhere = await house.operator(OTHER)
    inquiry = await house.taken(one)
    chosen, to = Chosen(HERE, What.ONE, inquiry), await post_of(house, one)
    for person in (one, stranger):
        with pytest.raises(Refused):
            await given(house, person, chosen, to)
    with pytest.raises(Refused):
        await given(house, head, chosen, await post_of(house, elsewhere))
    with pytest.raises(Refused):
        await given(house, stranger, Chosen(Place(OTHER), What.ONE, inquiry), await post_of(house, elsewhere))
    for forged in (0, 999_999):
        async with house.acting(head) as (work, who):
            with pytest.raises(Refused):
                await workload.of_colleague(work, who, forged, 0)


async def test_what_waits_for_approval_stays(house: House) -> None:
    head, one, two = await house.head(), await house.operator(), await house.operator()
    async with house.work() as work:
        await bodies.put(work, BODY, "", Switch.APPROVAL, True)
    inquiry = await house.taken(one)
    await house.answers(one, inquiry)
    chosen = Chosen(HERE, What.ALL, await post_of(house, one))
    done = await given(house, head, chosen, await post_of(house, two))
    assert (done.count, done.left) == (0, 1)
    assert (await given(house, head, chosen, None)).count == 0


async def test_a_removed_operator_loses_what_they_had_and_the_queue_gets_it(either_house: House) -> None:
    house = either_house
    head, one, two = await house.head(), await house.operator(name="Данияр"), await house.operator()
    async with house.work() as work:
        await bodies.put(work, BODY, "", Switch.APPROVAL, True)
    begun, waiting, proposed = [await house.taken(one) for _ in range(3)]
    await house.answers(one, proposed)
    async with house.acting(one) as (work, who):
        await answers.write(work, who, begun, Said(1, "text", "Начало ответа."))
    async with house.acting(one) as (work, who):
        await clock.ask_back(work, who, waiting, "Какой это город?")
    await house.drain()
    async with house.acting(head) as (work, who):
        done = await staffing.remove(work, who, await post_of(house, one))
    assert (done.name, done.returned) == ("Данияр", 3)
    rows = [await house.inquiry(key) for key in (begun, waiting, proposed)]
    assert [(row.state, row.assignee_id) for row in rows] == [("new", None)] * 3
    ((ended, is_staff, mode),) = await house.rows(
        "SELECT m.ended_at IS NOT NULL, p.is_staff, p.mode FROM memberships m "
        "JOIN people p ON p.id = m.person_id WHERE p.telegram_id = :who",
        who=one,
    )
    assert (bool(ended), bool(is_staff), mode) == (True, False, "citizen")
    assert "removed" in {sent.key for sent in await house.drain() if sent.to == one}
    async with house.acting(one) as (work, who):
        with pytest.raises(Refused):
            await answers.write(work, who, begun, Said(2, "text", "Ещё."))
    await house.takes(two, begun)
    async with house.acting(two) as (work, who):
        found = await answers.unsent(work, who, begun)
    assert found is not None
    assert found.answer.text == "Начало ответа."


async def test_nobody_but_their_head_takes_an_operator_off_and_no_head(house: House) -> None:
    head, second, one = await house.head(), await house.head(), await house.operator()
    for person, victim in ((one, one), (await house.head(OTHER), one), (head, second)):
        async with house.acting(person) as (work, who):
            with pytest.raises(Refused):
                await staffing.remove(work, who, await post_of(house, victim))


async def test_a_head_invites_into_their_own_queue_only(house: House) -> None:
    head = await house.head()
    async with house.acting(head) as (work, who):
        wanted, payload = await staffing.invite(work, who, HERE)
        assert (wanted.role, wanted.body) == (Role.OPERATOR, BODY)
        with pytest.raises(Refused):
            await staffing.invite(work, who, Place(OTHER))
    newcomer = await house.person()
    async with house.acting(newcomer) as (work, who):
        invitation = await invitations.look(work, who, payload)
        assert (await invitations.accept(work, who, invitation, "ru")).body == BODY


@pytest.mark.parametrize("remark", ["", "\u200b \n", "т" * 1001], ids=["none", "blank", "too long"])
async def test_an_answer_goes_back_with_a_remark_that_can_be_read(house: House, remark: str) -> None:
    operator, head = await house.operator(), await house.head()
    async with house.work() as work:
        await bodies.put(work, BODY, "", Switch.APPROVAL, True)
    inquiry = await house.taken(operator)
    async with house.acting(operator) as (work, who):
        written = await answers.write(work, who, inquiry, Said(1, "text", "Ответ."))
        assert written is not None
        await answers.send(work, who, written.answer.id, written.answer.version)
    with pytest.raises(Unusable):
        async with house.acting(head) as (work, who):
            await answers.give_back(work, who, written.answer.id, remark)
