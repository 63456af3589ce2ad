"""Reminders: one digest, single alerts, escalations once, silence where silence is due."""

import asyncio
from datetime import date

import pytest
from sqlalchemy import select

from domain.errors import Unusable
from domain.permissions import TRIAGE, Role
from models.tables import Membership
from services import absences, clock, desk, extensions, kinds, people
from services.transfers import Target, Why, transfer
from tests.domain.samples import at
from tests.services.house import BODY, OTHER, House, Sent


def keys(sent: list[Sent], to: int) -> list[str]:
    return [s.key for s in sent if s.to == to]


def of(sent: list[Sent], key: str) -> list[Sent]:
    return [s for s in sent if s.key == key]


async def post_of(house: House, telegram_id: int) -> int:
    async with house.acting(telegram_id) as (work, who):
        found = await work.session.scalars(select(Membership.id).where(Membership.person_id == who.id))
        return found.one()


async def test_a_morning_has_one_digest_and_it_counts(house: House) -> None:
    operator, citizen = await house.operator(), await house.person()
    house.at("2026-11-20 10:00")
    for _ in range(2):
        await house.taken(operator, citizen)
    waiting = await house.taken(operator, citizen)
    async with house.acting(operator) as (work, who):
        await clock.ask_back(work, who, waiting, "Какой у вас стаж?")
    await house.asks(citizen)
    await house.drain()
    told = await house.morning("2026-12-10 09:00")
    digest = of(told, "digest")
    assert [d.to for d in digest] == [operator]
    for line in ("🟡 Остался 1 рабочий день: 2", "Новые, никем не взяты: 1", "Сначала: №"):
        assert line in digest[0].text
    assert "Просрочено" not in digest[0].text
    assert digest[0].buttons == ("Открыть этот", "Вся очередь")
    assert of(await house.morning("2026-12-10 09:30"), "digest") == []


async def test_nothing_to_say_is_not_said(house: House) -> None:
    await house.operator()
    assert await house.morning("2026-11-23 09:00") == []
    recorded = await house.rows("SELECT how FROM reminder_ledger")
    assert [row.how for row in recorded] == ["empty"]


async def test_nobody_is_disturbed_at_night_or_on_a_day_off(house: House) -> None:
    operator = await house.operator()
    await house.head()
    await house.taken(operator)
    await house.drain()
    for moment in ("2026-12-12 09:00", "2026-12-12 23:00", "2026-12-13 12:00", "2026-12-14 08:59:59"):
        assert await house.morning(moment) == []
    assert await house.morning("2026-12-14 09:00") != []


async def test_after_downtime_one_useful_message(house: House) -> None:
    operator, head, citizen = await house.operator(), await house.head(), await house.person()
    await house.taken(operator, citizen)
    await house.drain()
    told = await house.morning("2026-12-15 14:20")  # nobody was there since November
    assert keys(told, operator) == ["digest"]
    assert keys(told, head) == ["escalation"]
    assert keys(told, citizen) == ["late"]
    assert "🔴 Просрочено: 1" in of(told, "digest")[0].text
    assert "На сегодня" in of(told, "digest")[0].text
    assert await house.morning("2026-12-15 15:00") == []


async def test_after_hours_it_waits_for_the_morning(house: House) -> None:
    operator = await house.operator()
    await house.taken(operator)
    await house.drain()
    assert await house.morning("2026-12-14 20:00") == []
    assert keys(await house.morning("2026-12-15 09:00"), operator) == ["digest"]


async def test_every_stage_is_told_once(house: House) -> None:
    operator, head, citizen = await house.operator(), await house.head(), await house.person()
    dispatcher = await house.person((Role.DISPATCHER, None))
    await house.taken(operator, citizen)
    await house.drain()
    told: list[Sent] = []
    for day in range(8, 32):
        for hour in ("09:00", "11:00", "18:00"):
            told += await house.morning(f"2026-12-{day:02d} {hour}")
    assert keys(told, head) == ["escalation", "escalation"]  # due tomorrow, then late
    assert keys(told, citizen) == ["late"]
    assert keys(told, dispatcher) == ["escalation"]
    assert set(keys(told, operator)) == {"digest"}
    mornings = [s.at.date() for s in told if s.to == operator]
    assert len(mornings) == len(set(mornings))


async def test_what_falls_due_after_the_digest_is_told_singly(house: House) -> None:
    operator, citizen = await house.operator(), await house.person()
    inquiry = await house.taken(operator, citizen)
    await house.drain()
    assert await house.morning("2026-11-24 09:00") == [], "fourteen days are left"
    async with house.acting(operator) as (work, who):
        await kinds.change_kind(work, who, inquiry, "grant", at("2026-11-24 18:30"))
    told = await house.morning("2026-11-24 11:00")
    assert [s.to for s in of(told, "due")] == [operator]
    assert "сегодня: " in of(told, "due")[0].text
    assert of(await house.morning("2026-11-24 11:30"), "due") == []


async def test_an_answered_or_paused_inquiry_is_silent(house: House) -> None:
    operator, head, citizen = await house.operator(), await house.head(), await house.person()
    answered, paused = await house.taken(operator, citizen), await house.taken(operator, citizen)
    house.at("2026-12-09 17:00")
    await house.answers(operator, answered)
    async with house.acting(operator) as (work, who):
        await clock.ask_back(work, who, paused, "Какой у вас стаж?")
    await house.drain()
    told = await house.morning("2026-12-14 09:00")
    assert keys(told, head) == []
    assert keys(told, citizen) == ["asked_again"]
    assert "Ждут ответа гражданина: 1" in of(told, "digest")[0].text
    assert "Просрочено" not in of(told, "digest")[0].text


async def test_what_was_settled_before_it_left_does_not_leave(house: House) -> None:
    operator, head = await house.operator(), await house.head()
    inquiry = await house.taken(operator)
    await house.drain()
    house.at("2026-12-14 09:00")
    await house.tick()
    await house.answers(operator, inquiry)
    told = await house.drain()
    assert keys(told, head) == []
    assert of(told, "late") == []
    assert of(told, "digest") == []


async def test_fifty_overdue_at_once_are_one_message(house: House) -> None:
    operator, head, citizen = await house.operator(), await house.head(), await house.person()
    for _ in range(50):
        await house.taken(operator, citizen)
    await house.drain()
    told = await house.morning("2026-12-14 09:00")
    escalated = [s for s in told if s.to == head]
    assert len(escalated) == 1
    assert "Срок прошёл, ответа нет: 50" in escalated[0].text
    assert "и ещё 44" in escalated[0].text


async def test_an_unclaimed_inquiry_reaches_the_head_until_it_is_taken(house: House) -> None:
    operator, head = await house.operator(), await house.head()
    inquiry, other = await house.asks(await house.person()), await house.asks(await house.person())
    await house.takes(operator, other)
    await house.drain()
    assert keys(await house.morning("2026-11-23 09:00"), head) == []
    told = [s for s in await house.morning("2026-11-24 09:00") if s.to == head]
    assert "Больше рабочего дня никто не берёт: 1" in told[0].text
    await house.takes(operator, inquiry)
    house.at("2026-11-25 10:00")
    async with house.acting(operator) as (work, who):
        await desk.release(work, who, inquiry)
    await house.drain()
    assert keys(await house.morning("2026-11-30 09:00"), head) == [], "once for each clock run"


async def test_without_a_head_the_dispatcher_hears_and_the_citizen_is_told_the_truth(house: House) -> None:
    operator, citizen = await house.operator(), await house.person()
    dispatcher = await house.person((Role.DISPATCHER, None))
    await house.taken(operator, citizen)
    await house.drain()
    told = await house.morning("2026-12-14 09:00")
    assert "Срок прошёл" in next(s.text for s in told if s.to == dispatcher)
    assert "дежурному сотруднику" in of(told, "late")[0].text
    assert "Сначала" not in of(told, "escalation")[0].text
    assert "Открыть этот" not in of(told, "escalation")[0].buttons, "another body's card is not theirs"


async def test_the_triage_queue_is_the_dispatcher_s_and_the_administrator_stands_behind(house: House) -> None:
    dispatcher, admin = await house.person((Role.DISPATCHER, None)), await house.person((Role.ADMIN, None))
    await house.asks(await house.person(), TRIAGE)
    await house.drain()
    told = await house.morning("2026-11-24 09:00")
    assert keys(told, dispatcher) == ["digest"]
    assert keys(told, admin) == ["escalation"]


async def test_a_head_is_not_told_twice_of_an_inquiry_in_the_head_s_own_hands(house: House) -> None:
    head = await house.head()
    await house.taken(head)
    await house.drain()
    assert keys(await house.morning("2026-12-14 09:00"), head) == ["digest"]


async def test_a_substitute_hears_what_the_absent_would(house: House) -> None:
    operator, colleague, head = await house.operator(), await house.operator(), await house.head()
    await house.taken(operator)
    await house.drain()
    mine, theirs = await post_of(house, operator), await post_of(house, colleague)
    async with house.acting(operator) as (work, who):
        await absences.go_away(work, who, mine, date(2026, 12, 14), theirs)
    told = await house.morning("2026-12-14 09:00")
    assert keys(told, operator) == []
    assert "🔴 Просрочено: 1" in next(s.text for s in told if s.to == colleague)
    assert keys(told, head) == ["escalation"]
    told = await house.morning("2026-12-15 09:00")
    assert keys(told, operator) == ["digest"], "back at the desk"
    assert keys(told, colleague) == []


async def test_new_questions_are_announced_to_who_is_there(house: House) -> None:
    operator, colleague = await house.operator(), await house.operator()
    mine = await post_of(house, operator)
    async with house.acting(operator) as (work, who):
        await absences.go_away(work, who, mine, date(2026, 12, 14))
    await house.asks(await house.person())
    assert [s.to for s in of(await house.drain(), "arrivals")] == [colleague]
    async with house.acting(operator) as (work, who):
        await absences.come_back(work, who, mine)
    assert await house.rows("SELECT 1 FROM absences WHERE ended_at IS NULL") == []


async def test_an_absence_must_make_sense(house: House) -> None:
    operator, stranger = await house.operator(), await house.operator(OTHER)
    mine, theirs = await post_of(house, operator), await post_of(house, stranger)
    for until, substitute in (
        (date(2026, 11, 19), None),
        (date(2026, 12, 1), theirs),
        (date(2026, 12, 1), mine),
        (date(2026, 12, 1), 0),  # a forged button
    ):
        with pytest.raises(Unusable):
            async with house.acting(operator) as (work, who):
                await absences.go_away(work, who, mine, until, substitute)


async def test_a_moved_date_earns_fresh_reminders(house: House) -> None:
    operator, head, citizen = await house.operator(), await house.head(), await house.person()
    inquiry = await house.taken(operator, citizen)
    await house.drain()
    await house.morning("2026-12-10 09:00")
    async with house.acting(head) as (work, who):
        await extensions.extend(work, who, inquiry, date(2026, 12, 18), "Нужны архивы")
    await house.drain()
    assert keys(await house.morning("2026-12-14 09:00"), head) == []
    assert keys(await house.morning("2026-12-17 09:00"), head) == ["escalation"]
    assert keys(await house.morning("2026-12-21 09:00"), citizen) == ["late"]


async def test_a_transfer_leaves_the_old_body_in_peace(house: House) -> None:
    operator, head, other = await house.operator(), await house.head(), await house.operator(OTHER)
    inquiry = await house.taken(operator)
    async with house.acting(operator) as (work, who):
        await transfer(work, who, inquiry, Target(OTHER), Why("competence"))
    await house.takes(other, inquiry)
    await house.drain()
    told = await house.morning("2026-12-11 09:00")
    assert keys(told, operator) == keys(told, head) == []
    assert keys(told, other) == ["digest"]


async def test_silence_of_the_citizen_ends_the_pause_and_both_are_told(house: House) -> None:
    operator, citizen = await house.operator(), await house.person()
    inquiry = await house.taken(operator, citizen)
    async with house.acting(operator) as (work, who):
        await clock.ask_back(work, who, inquiry, "Какой у вас стаж?")
    await house.drain()
    assert keys(await house.morning("2026-11-25 09:00"), citizen) == ["asked_again"]
    assert keys(await house.morning("2026-12-04 18:00"), citizen) == []
    told = await house.morning("2026-12-07 09:00")
    assert keys(told, citizen) == ["wait_over"]
    assert keys(told, operator) == ["staff.wait_over"]
    assert await house.due(inquiry) == "2026-12-28"
    assert keys(await house.morning("2026-12-28 09:00"), operator) == ["digest"]


async def test_a_reminder_held_up_until_night_leaves_in_the_morning(house: House) -> None:
    operator, head = await house.operator(), await house.head()
    await house.taken(operator)
    await house.drain()
    house.at("2026-12-14 09:00")
    await house.tick()
    house.at("2026-12-14 21:00")
    assert await house.drain() == []
    house.at("2026-12-15 09:00")
    told = await house.drain()
    assert keys(told, head) == ["escalation"]
    assert keys(told, operator) == [], "yesterday's digest has lost its point"


async def test_two_schedulers_tell_once(either_house: House) -> None:
    house = either_house
    operators = [await house.operator() for _ in range(3)]
    head = await house.head()
    for operator in operators:
        await house.taken(operator)
    await house.drain()
    house.at("2026-12-14 09:00")
    await asyncio.gather(*(house.tick() for _ in range(4)))
    await house.tick()
    told = await house.drain()
    assert sorted(s.to for s in of(told, "digest")) == sorted(operators)
    assert keys(told, head) == ["escalation"]
    assert len(of(told, "late")) == 3


async def test_an_unreachable_head_is_stood_in_for(house: House) -> None:
    operator, head = await house.operator(), await house.head()
    dispatcher = await house.person((Role.DISPATCHER, None))
    await house.taken(operator)
    await house.drain()
    async with house.acting(head) as (work, who):
        await people.gone(work, who)
    told = await house.morning("2026-12-14 09:00")
    assert keys(told, dispatcher) == ["escalation"]


async def test_the_planner_looks_up_what_is_due_by_its_index(house: House) -> None:
    plan = await house.rows(
        "EXPLAIN QUERY PLAN SELECT subject_id FROM agenda WHERE subject = 'inquiry' AND at <= 1"
    )
    assert "SCAN" not in str(plan)
    closed = await house.taken(await house.operator())
    assert len(await house.rows("SELECT 1 FROM agenda WHERE subject = 'inquiry'")) == 1
    await house.answers(
        (await house.rows("SELECT telegram_id FROM people ORDER BY id LIMIT 1"))[0].telegram_id, closed
    )
    assert await house.rows("SELECT 1 FROM agenda WHERE subject = 'inquiry'") == []


async def test_who_leaves_the_staff_has_no_more_mornings(house: House) -> None:
    operator = await house.operator()
    await house.asks(await house.person())
    post = await post_of(house, operator)
    async with house.work() as work:
        (await work.session.get_one(Membership, post)).ended_at = work.now
    await house.drain()
    assert await house.morning("2026-11-23 09:00") == []
    assert await house.rows("SELECT 1 FROM agenda WHERE subject = 'digest'") == []


async def test_a_body_of_its_own(house: House) -> None:
    """A digest never counts another body's inquiries."""
    operator, other = await house.operator(BODY), await house.operator(OTHER)
    await house.asks(await house.person(), OTHER)
    await house.drain()
    told = await house.morning("2026-11-23 09:00")
    assert keys(told, operator) == []
    assert keys(told, other) == ["digest"]
