"""Broadcasts: a batch at a time, behind everything else, once to each, whatever happens in between."""

from datetime import UTC
from typing import Any

import pytest

from domain.errors import Impossible, Refused
from domain.permissions import Role
from models.queries import outbox
from models.queries.outbox import Ending
from models.tables import Broadcast
from services import broadcasts, delivery, mailings, people, subscriptions
from services.broadcasts import Filter, Progress
from tests.services.house import House, Sent

TEXTS = {"kk": "Ертең бот жұмыс істемейді.", "ru": "Завтра бот не работает."}
OWNER = 7


async def crowd(house: House, size: int, language: str = "ru") -> list[int]:
    return [await subscriber(house, language) for _ in range(size)]


async def subscriber(house: House, language: str = "ru") -> int:
    """Somebody who wants to hear what is new."""
    known = await house.person(language=language)
    async with house.acting(known) as (work, who):
        await subscriptions.subscribe(work, who, "news", "")
    return known


async def admin(house: House) -> int:
    return await house.person((Role.ADMIN, None), name="Админ")


async def begin(house: House, author: int, segment: Filter = Filter()) -> int:  # noqa: B008 - frozen
    async with house.acting(author) as (work, who):
        return (await broadcasts.start(work, who, segment, TEXTS)).id


async def act(house: House, author: int, what: Any, key: int) -> Any:
    async with house.acting(author) as (work, who):
        return await what(work, who, key)


async def progress(house: House, author: int, key: int) -> Progress:
    found = await act(house, author, broadcasts.progress, key)
    assert isinstance(found, Progress)
    return found


def reached(sent: list[Sent]) -> list[int]:
    return [one.to for one in sent if one.key == "broadcast"]


async def claim(house: House, many: int) -> list[int]:
    """Let a process take rows and say nothing more of them."""
    async with house.database.writing() as session:
        rows = await outbox.claim(
            session, OWNER, house.now.astimezone(UTC), house.now.timestamp(), many, bulk=many
        )
    return [row.id for row, _ in rows]


async def test_everybody_is_told_once_in_their_language(either_house: House) -> None:
    house = either_house
    author = await admin(house)
    russian, kazakh = await crowd(house, 3), await crowd(house, 2, "kk")
    key = await begin(house, author)
    await house.mail()
    sent = await house.drain()
    await house.mail()
    assert sorted(reached(sent)) == sorted([author, *russian, *kazakh])
    words = {one.to: one.text for one in sent if one.key == "broadcast"}
    assert TEXTS["kk"] in words[kazakh[0]]
    assert TEXTS["ru"] in words[russian[0]]
    found = await progress(house, author, key)
    assert (found.state, found.sent, found.planned, found.waiting) == ("done", 6, 6, 0)
    await house.mail()
    assert reached(await house.drain()) == []


@pytest.mark.parametrize(
    ("segment", "who"),
    [
        (Filter(language="kk"), {"kazakh"}),
        (Filter(region="75"), {"almaty", "regional"}),
        (Filter(role="operator"), {"regional"}),
        (Filter(role="citizen"), {"kazakh", "almaty"}),
        (Filter(language="ru", role="operator", region="75"), {"regional"}),
        (Filter(role="admin"), {"author"}),
    ],
)
async def test_a_segment_is_language_region_and_role(house: House, segment: Filter, who: set[str]) -> None:
    named = {"author": await admin(house), "kazakh": await subscriber(house, "kk")}
    named["almaty"], named["regional"] = await subscriber(house), await subscriber(house)
    async with house.acting(named["almaty"]) as (_, person):
        person.person.last_region = "75"
    async with house.acting(named["regional"]) as (work, person):
        await people.join(work, person.person, Role.OPERATOR, "AKIMAT", "75")
    await begin(house, named["author"], segment)
    await house.mail()
    assert set(reached(await house.drain())) == {named[name] for name in who}


async def test_citizens_who_want_no_news_are_left_alone(house: House) -> None:
    author, asked, quiet = await admin(house), await subscriber(house), await house.person()
    await begin(house, author)
    await house.mail()
    assert sorted(reached(await house.drain())) == sorted([author, asked]) != sorted([author, asked, quiet])


async def test_who_did_not_agree_or_blocked_the_bot_is_left_alone(house: House) -> None:
    author, refused, gone = await admin(house), await subscriber(house), await subscriber(house)
    async with house.acting(refused) as (work, who):
        await people.refuse(work, who)
    chat = await house.chat_of(gone)
    async with house.work() as work:
        await delivery.reach.unreachable(work.session, chat, work.now)
    await begin(house, author)
    await house.mail()
    assert reached(await house.drain()) == [author]


async def test_an_answer_goes_first(house: House) -> None:
    author, operator = await admin(house), await house.operator()
    await crowd(house, 3)
    citizen = await subscriber(house)
    inquiry = await house.taken(operator, citizen)
    await begin(house, author)
    await house.mail()
    await house.answers(operator, inquiry)
    keys = [one.key for one in await house.drain()]
    assert keys.index("answer") < keys.index("broadcast")


async def test_it_is_planned_in_batches_and_not_far_ahead(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailings, "BATCH", 3)
    monkeypatch.setattr(mailings, "AHEAD", 6)
    author = await admin(house)
    everybody = [author, *await crowd(house, 19)]
    key = await begin(house, author)
    await house.mail()
    assert (await house.rows("SELECT count(*) AS n FROM outbox WHERE key = 'broadcast'"))[0].n == 6
    told: list[int] = []
    for _ in range(10):
        told += reached(await house.drain())
        await house.mail()
    assert sorted(told) == sorted(everybody)
    assert (await progress(house, author, key)).state == "done"


async def test_a_pause_holds_what_waits_and_a_resumption_lets_it_go(either_house: House) -> None:
    house = either_house
    author = await admin(house)
    everybody = [author, *await crowd(house, 4)]
    key = await begin(house, author)
    await house.drain()
    await house.mail()
    on_its_way = await claim(house, 3)
    assert set(on_its_way) <= await _of_broadcast(house, key)
    await act(house, author, broadcasts.pause, key)
    await act(house, author, broadcasts.pause, key)
    async with house.work() as work:
        later = Ending(on_its_way[-1], "later", retry_at=0.0, broadcast_id=key)
        arrived = [Ending(row, "sent", 1, broadcast_id=key) for row in on_its_way[:-1]]
        await delivery.ended(work, OWNER, [*arrived, later])
    assert reached(await house.drain()) == []
    await house.mail()
    assert (await progress(house, author, key)).sent == len(arrived)
    await act(house, author, broadcasts.resume, key)
    await act(house, author, broadcasts.resume, key)
    await house.mail()
    assert len(reached(await house.drain())) == len(everybody) - len(arrived)
    await house.mail()
    assert (await progress(house, author, key)).state == "done"
    with pytest.raises(Impossible):
        await act(house, author, broadcasts.pause, key)


async def _of_broadcast(house: House, key: int) -> set[int]:
    return {row.id for row in await house.rows("SELECT id FROM outbox WHERE broadcast_id = :key", key=key)}


async def test_a_stop_is_for_good(house: House) -> None:
    author = await admin(house)
    await crowd(house, 4)
    key = await begin(house, author)
    await house.mail()
    await act(house, author, broadcasts.stop, key)
    await act(house, author, broadcasts.stop, key)
    await house.mail()
    assert reached(await house.drain()) == []
    with pytest.raises(Impossible):
        await act(house, author, broadcasts.resume, key)


async def test_after_a_death_what_was_on_its_way_is_unknown_and_nobody_is_told_twice(
    either_house: House,
) -> None:
    house = either_house
    author = await admin(house)
    everybody = [author, *await crowd(house, 9)]
    key = await begin(house, author)
    await house.drain()
    await house.mail()
    lost = set(await claim(house, 4))
    async with house.work() as work:
        await delivery.orphaned(work, OWNER)
    told = reached(await house.drain())
    await house.mail()
    assert len(told) == len(set(told)) == len(everybody) - len(lost)
    found = await progress(house, author, key)
    assert (found.state, found.unknown) == ("done", len(lost))
    async with house.acting(author) as (work, who):
        listed = await broadcasts.by_outcome(work, who, key, "unknown")
    assert {row for row, _, _ in listed} == lost
    assert {telegram for _, telegram, _ in listed} == set(everybody) - set(told)

    assert await act(house, author, broadcasts.again, key) == len(lost)
    assert sorted(told + reached(await house.drain())) == sorted(everybody)
    await house.mail()
    assert (await progress(house, author, key)).unknown == 0


async def test_two_schedulers_plan_once(either_house: House) -> None:
    house = either_house
    author = await admin(house)
    everybody = [author, *await crowd(house, 4)]
    await begin(house, author)
    async with house.work() as work:
        assert await mailings.plan(work)
        if not house.database.is_sqlite:
            async with house.work() as other:
                assert not await mailings.plan(other), "another process plans it just now"
    await house.mail()
    assert sorted(reached(await house.drain())) == sorted(everybody)


async def test_too_many_refusals_stop_it_and_a_person_decides(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broadcasts, "REFUSED_AT_LEAST", 4)
    author = await admin(house)
    await crowd(house, 11)
    key = await begin(house, author)
    await house.drain()
    await house.mail()
    rows = await claim(house, 4)
    endings = [Ending(row, "failed", error="x", broadcast_id=key) for row in rows[:2]]
    endings += [Ending(row, "sent", 1, broadcast_id=key) for row in rows[2:]]
    async with house.work() as work:
        await delivery.ended(work, OWNER, endings)
    async with house.work() as work:
        await delivery.orphaned(work, OWNER)
    told = await house.drain()
    assert reached(told) == []
    assert any("остановилась" in one.text and "Не доставлено: 2" in one.text for one in told)
    assert (await progress(house, author, key)).reason == "refused"
    await act(house, author, broadcasts.resume, key)
    await house.mail()
    assert len(reached(await house.drain())) >= 6


async def test_the_author_sees_one_bar_that_is_edited(house: House) -> None:
    author = await admin(house)
    await crowd(house, 9)
    key = await begin(house, author)
    first = [one for one in await house.drain() if one.key == "broadcast_progress"]
    assert first[0].buttons == ("⏸ Пауза", "⏹ Закончить рассылку")
    await house.mail()
    await house.drain()
    await house.mail()
    last = [one for one in await house.drain() if one.key == "broadcast_progress"][-1]
    assert "✅ Рассылка закончена" in last.text
    assert "▰▰▰▰▰▰▰▰▰▰ 100 %" in last.text
    assert "Доставлено: 10" in last.text
    bars = await house.rows("SELECT message_id FROM outbox WHERE key = 'broadcast_progress'")
    assert len(bars) == 1
    async with house.database.reading() as session:
        row = await session.get(Broadcast, key)
    assert row is not None
    assert row.progress_id is not None


async def test_at_night_it_waits_for_the_morning(house: House) -> None:
    author = await admin(house)
    await crowd(house, 2)
    await begin(house, author)
    await house.mail()
    house.at("2026-11-20 20:00")
    assert reached(await house.drain()) == []
    house.at("2026-11-21 08:59")
    assert reached(await house.drain()) == []
    house.at("2026-11-21 09:00")
    assert len(reached(await house.drain())) == 3, "a Saturday is a day for citizens"


async def test_only_an_administrator_sends_to_many_and_only_in_both_languages(house: House) -> None:
    author, citizen = await admin(house), await subscriber(house)
    with pytest.raises(Refused):
        await begin(house, citizen)
    with pytest.raises(Impossible):
        async with house.acting(author) as (work, who):
            await broadcasts.start(work, who, Filter(), {"ru": "Только так"})
    with pytest.raises(Impossible):
        await begin(house, author, Filter(region="71"))
    key = await begin(house, author)
    for what in (broadcasts.pause, broadcasts.resume, broadcasts.stop, broadcasts.progress, broadcasts.again):
        with pytest.raises(Refused):
            await act(house, citizen, what, key)
        with pytest.raises(Refused):
            await act(house, author, what, key + 1)
