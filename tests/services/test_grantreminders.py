"""Reminders of calls: every stage once, the most useful one, corrections, and nobody twice or left out."""

from datetime import UTC, date, timedelta
from typing import Any

import pytest

from models.queries import agenda, outbox, reach
from services import delivery, mailings, marks, milestones, people, subscriptions
from tests.services.house import House, Sent
from tests.services.subscribers import change, moment, morning, publish, subscribe, subscriber, told

OWNER = 7


def first_lines(sent: list[Sent], to: int) -> list[str]:
    return [one.text.splitlines()[0] for one in sent if one.to == to]


async def marked(house: House, person: int, call: int, what: Any) -> None:
    async with house.acting(person) as (work, who):
        await what(work, who, call)


async def test_a_call_is_told_at_every_stage_and_each_once(either_house: House) -> None:
    house = either_house
    russian, kazakh = await subscriber(house), await subscriber(house, language="kk")
    stranger = await subscriber(house, ("type", "long"))
    call = await publish(house)
    sent = await told(house)
    day = date(2026, 11, 20)
    while day <= date(2026, 12, 11):
        for hour in ("08:59", "09:00", "15:30", "19:30"):
            sent += await morning(house, f"{day} {hour}")
        if day == date(2026, 12, 1):
            await marked(house, kazakh, call, marks.remind)
        day += timedelta(days=1)
    assert first_lines(sent, russian) == [
        "📢 Начался приём заявок на грант",
        "⏳ До конца приёма заявок: 14 дней",
        "⏳ До конца приёма заявок: 7 дней",
        "⏳ До конца приёма заявок: 3 дня",
        "⏳ До конца приёма заявок: 1 день",
        "⏰ Сегодня последний день: до 18:30 (время Астаны)",
    ]
    assert [f"{one.at:%d.%m %H:%M}" for one in sent if one.to == russian] == [
        "20.11 10:00",
        "26.11 09:00",
        "03.12 09:00",
        "07.12 09:00",
        "09.12 09:00",
        "10.12 09:00",
    ]
    assert len(first_lines(sent, kazakh)) == 7
    assert "Жабылатын сағат: 18:30" in first_lines(sent, kazakh)[-1]
    assert first_lines(sent, stranger) == []
    assert await house.rows("SELECT 1 FROM agenda WHERE subject = 'call'") == []


async def test_the_announcement_says_what_a_card_says(house: House) -> None:
    person = await subscriber(house)
    await publish(house)
    (sent,) = await told(house)
    assert sent.to == person
    assert "Чистый воздух" in sent.text
    assert "10 декабря, четверг, 18:30" in sent.text
    assert "Министерство культуры и информации" in sent.text
    assert sent.buttons[-2:] == ("Этот конкурс не нужен", "🔔 Мои подписки")


async def test_calls_that_close_together_are_one_message(house: House) -> None:
    person = await subscriber(house)
    one_only = await subscriber(house, ("region", "75"))
    await publish(house, title_ru="Первый", regions=["71"])
    await publish(house, title_ru="Второй", regions=["75"])
    await told(house)
    sent = await morning(house, "2026-12-03 09:00")
    both = [one for one in sent if one.to == person]
    assert len(both) == 1
    assert "Напоминание о 2 конкурсах" in both[0].text
    assert "Первый" in both[0].text
    assert "Второй" in both[0].text
    (single,) = [one for one in sent if one.to == one_only]
    assert "Второй" in single.text
    assert "Первый" not in single.text


async def test_whoever_applied_or_does_not_take_part_is_left_alone(house: House) -> None:
    applied, declined, other = [await subscriber(house) for _ in range(3)]
    call = await publish(house)
    await told(house)
    await marked(house, applied, call, marks.applied)
    await marked(house, declined, call, marks.declined)
    assert [one.to for one in await morning(house, "2026-12-03 09:00")] == [other]
    house.at("2026-12-07 09:00")
    await house.tick()
    await house.mail()
    await marked(house, other, call, marks.applied)
    assert await told(house) == [], "asked once more just before it leaves"


async def test_whoever_stopped_after_the_planning_hears_nothing(house: House) -> None:
    person = await subscriber(house)
    await publish(house)
    await house.tick()
    await house.mail()
    async with house.acting(person) as (work, who):
        await subscriptions.stop(work, who, "all", "")
    assert await told(house) == []


async def test_without_consent_or_behind_a_block_nobody_is_told(house: House) -> None:
    refused, gone = await subscriber(house), await subscriber(house)
    async with house.acting(refused) as (work, who):
        await people.refuse(work, who)
    chat = await house.chat_of(gone)
    async with house.work() as work:
        await reach.unreachable(work.session, chat, work.now)
    await publish(house)
    assert await told(house) == []


async def test_after_downtime_only_the_most_useful_one_goes(house: House) -> None:
    person = await subscriber(house)
    await publish(house)
    sent = await morning(house, "2026-12-08 11:00")
    assert first_lines(sent, person) == ["⏳ До конца приёма заявок: 2 дня"]
    rows = await house.rows("SELECT stage, broadcast_id FROM rounds ORDER BY stage")
    assert {row.stage for row in rows if row.broadcast_id is None} == {"opening", "d14", "d7"}
    assert await morning(house, "2026-12-08 12:00") == []
    assert await morning(house, "2026-12-12 12:00") == [], "it is closed, nothing helps any more"


async def test_three_hours_before_is_for_those_who_asked(house: House) -> None:
    asked, other, only = await subscriber(house), await subscriber(house), await house.person()
    call = await publish(house)
    await told(house)
    await marked(house, asked, call, marks.remind)
    await marked(house, only, call, marks.remind)
    await morning(house, "2026-12-10 09:00")
    sent = await morning(house, "2026-12-10 15:30")
    assert sorted(one.to for one in sent) == sorted([asked, only])
    assert all("закрывается в 18:30" in one.text for one in sent)
    assert other not in {one.to for one in sent}


async def test_an_extension_is_told_once_to_those_who_know_the_old_date(either_house: House) -> None:
    house = either_house
    knows = await subscriber(house)
    call = await publish(house)
    await told(house)
    later = await subscriber(house)
    await change(house, call, "extend", moment("2026-12-20 18:30"))
    sent = await told(house)
    assert [one.to for one in sent] == [knows]
    assert "Срок продлён" in sent[0].text
    assert "Прежний срок: 10 декабря, четверг, 18:30" in sent[0].text
    assert "Новый срок: 20 декабря, воскресенье, 18:30" in sent[0].text
    assert "Есть причина" in sent[0].text
    assert await morning(house, "2026-12-03 09:00") == [], "the old days are gone"
    sent = await morning(house, "2026-12-06 09:00")
    assert sorted(one.to for one in sent) == sorted([knows, later])
    assert await morning(house, "2026-12-06 12:00") == []


async def test_an_extension_in_the_middle_of_a_broadcast_leaves_nobody_out(
    either_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = either_house
    monkeypatch.setattr(mailings, "BATCH", 4)
    monkeypatch.setattr(mailings, "AHEAD", 8)
    everybody = [await subscriber(house) for _ in range(20)]
    await house.drain()
    call = await publish(house)
    await house.tick()
    await house.mail()
    async with house.database.writing() as session:
        rows = await outbox.claim(session, OWNER, house.now.astimezone(UTC), house.now.timestamp(), 3, bulk=3)
    async with house.work() as work:
        await delivery.ended(
            work, OWNER, [outbox.Ending(row.id, "sent", 1, broadcast_id=row.broadcast_id) for row, _ in rows]
        )
    knows = {chat.telegram_id for _, chat in rows}
    await change(house, call, "extend", moment("2026-12-20 18:30"))
    sent: list[Sent] = []
    for _ in range(8):
        sent += await told(house)
    opened = [one.to for one in sent if "Начался приём" in one.text]
    corrected = [one.to for one in sent if "Срок продлён" in one.text]
    assert sorted(opened) == sorted(set(everybody) - knows)
    assert all("20 декабря" in one.text for one in sent)
    assert sorted(corrected) == sorted(knows)


async def test_a_stage_that_was_planned_for_the_old_date_never_leaves(house: House) -> None:
    knows = await subscriber(house)
    call = await publish(house)
    await told(house)
    late = await subscriber(house)
    house.at("2026-12-03 09:00")
    await house.tick()
    await house.mail()
    await change(house, call, "extend", moment("2026-12-20 18:30"))
    sent = await told(house)
    assert [(one.to, one.text.splitlines()[0]) for one in sent] == [
        (knows, "✏️ Срок продлён, прежнее сообщение не учитывайте")
    ]
    sent = await morning(house, "2026-12-06 09:00")
    assert sorted(one.to for one in sent) == sorted([knows, late])


async def test_two_extensions_in_a_row_are_one_correction(house: House) -> None:
    knows = await subscriber(house)
    call = await publish(house)
    await told(house)
    await change(house, call, "extend", moment("2026-12-15 18:30"))
    await house.tick()
    await house.mail()
    await change(house, call, "extend", moment("2026-12-20 18:30"))
    sent = await told(house)
    assert [one.to for one in sent] == [knows]
    assert "Прежний срок: 10 декабря" in sent[0].text
    assert "Новый срок: 20 декабря" in sent[0].text
    await change(house, call, "extend", moment("2026-12-25 18:30"))
    (again,) = await told(house)
    assert "Прежний срок: 20 декабря" in again.text


async def test_whom_the_old_date_never_reached_needs_no_correction(house: House) -> None:
    await subscriber(house)
    await house.drain()
    call = await publish(house)
    await house.tick()
    await house.mail()
    async with house.database.writing() as session:
        rows = await outbox.claim(session, OWNER, house.now.astimezone(UTC), house.now.timestamp(), 3, bulk=3)
    await change(house, call, "extend", moment("2026-12-20 18:30"))
    await house.tick()
    await house.mail()
    async with house.work() as work:
        ended = [outbox.Ending(row.id, "failed", broadcast_id=row.broadcast_id) for row, _ in rows]
        await delivery.ended(work, OWNER, ended)
    assert await told(house) == []


async def test_a_call_called_off_is_told_and_then_silent(house: House) -> None:
    knows, applied, declined = [await subscriber(house) for _ in range(3)]
    call = await publish(house)
    await told(house)
    await marked(house, applied, call, marks.applied)
    await marked(house, declined, call, marks.declined)
    await change(house, call, "cancel")
    sent = await told(house)
    assert sorted(one.to for one in sent) == sorted([knows, applied])
    assert all("Конкурс отменён" in one.text for one in sent)
    assert await morning(house, "2026-12-03 09:00") == []


async def test_a_call_announced_anew_is_news_to_some_and_a_correction_to_others(house: House) -> None:
    knows = await subscriber(house)
    call = await publish(house)
    await told(house)
    new = await subscriber(house)
    house.at("2026-12-12 10:00")
    await change(house, call, "reannounce", moment("2026-12-12 09:00"), moment("2027-01-20 18:30"))
    sent = await told(house)
    assert first_lines(sent, knows) == ["✏️ Конкурс объявлен повторно, прежние даты не действуют"]
    assert first_lines(sent, new) == ["📢 Начался приём заявок на грант"]
    assert sorted(one.to for one in await morning(house, "2027-01-13 09:00")) == sorted([knows, new])


async def test_published_at_night_it_is_told_in_the_morning(house: House) -> None:
    house.at("2026-11-20 22:00")
    person = await subscriber(house)
    await publish(house)
    assert await told(house) == []
    assert await morning(house, "2026-11-21 08:59") == []
    assert [one.to for one in await morning(house, "2026-11-21 09:00")] == [person]


async def test_what_a_death_left_on_its_way_is_not_repeated(either_house: House) -> None:
    house = either_house
    everybody = [await subscriber(house) for _ in range(6)]
    await house.drain()
    await publish(house)
    await house.tick()
    await house.mail()
    async with house.database.writing() as session:
        rows = await outbox.claim(session, OWNER, house.now.astimezone(UTC), house.now.timestamp(), 2, bulk=2)
    async with house.work() as work:
        await delivery.orphaned(work, OWNER)
    lost = {chat.telegram_id for _, chat in rows}
    sent = await told(house)
    assert sorted(one.to for one in sent) == sorted(set(everybody) - lost)
    found = await house.rows(
        "SELECT state, count(*) AS n FROM outbox WHERE key = 'call_reminders' GROUP BY state"
    )
    assert {row.state: row.n for row in found} == {"unknown": 2, "sent": 4}


async def test_a_look_that_comes_twice_begins_a_round_once(either_house: House) -> None:
    house = either_house
    person = await subscriber(house)
    call = await publish(house)
    await house.tick()
    async with house.work() as work:
        await agenda.put(work.session, "call", {call: work.now})
    sent = await told(house)
    assert [one.to for one in sent] == [person]
    assert len(await house.rows("SELECT 1 FROM broadcasts")) == 1


async def test_keys_far_apart_are_passed_over(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailings, "BATCH", 2)
    first = await subscriber(house)
    for _ in range(20):
        await house.person()
    last = await subscriber(house)
    await publish(house)
    assert sorted(one.to for one in await told(house)) == sorted([first, last])


async def test_the_database_of_ngos_reminds_its_subscribers_of_31_march(house: House) -> None:
    person = await subscriber(house, ("milestone", "ngo_database"))
    other = await subscriber(house)
    house.at("2027-02-20 10:00")
    async with house.work() as work:
        await milestones.begin(work)
    sent: list[Sent] = []
    day = date(2027, 2, 25)
    while day <= date(2027, 4, 2):
        sent += await morning(house, f"{day} 09:00")
        sent += await morning(house, f"{day} 15:00")
        day += timedelta(days=1)
    mine = [one for one in sent if one.to == person]
    assert [f"{one.at:%d.%m}" for one in mine] == ["01.03", "17.03", "24.03", "30.03", "31.03"]
    assert "Сегодня последний день" in mine[-1].text
    assert [one for one in sent if one.to == other] == []


async def test_a_subscriber_of_a_single_call_hears_of_it_alone(house: House) -> None:
    person = await house.person()
    one, _ = await publish(house), await publish(house, title_ru="Другой")
    await subscribe(house, person, ("call", str(one)))
    sent = await told(house)
    assert [one.to for one in sent] == [person]
    assert "Другой" not in sent[0].text
