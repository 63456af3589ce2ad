"""Groups of bodies: a code links one, cards follow the queue, rights come from our tables."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot.delivery.pacing import Pacing
from domain.errors import Expected
from models.queries import outbox
from models.queries.outbox import Ending
from services import access, delivery, desk, erasure, groupcards, groups, inquiries, transfers
from services.groups import Spot
from services.transfers import Target, Why
from services.workload import Place
from tests.services.house import BODY, OTHER, QUESTION, House, Sent

GROUP = -5001
FORUM = -1_002_000_000_001
HERE = Place(BODY)


@dataclass(slots=True)
class Room:
    """A body with a head, an operator and a citizen, and its group."""

    house: House
    head: int
    operator: int
    citizen: int

    async def look(self) -> list[Sent]:
        """Compare and let what was planned leave; returns what the group got."""
        await looked(self.house)
        return [sent for sent in await self.house.drain() if sent.key.startswith("group_")]

    async def cards(self) -> list[str]:
        """The cards that were sent or edited just now."""
        return [sent.text for sent in await self.look() if sent.key == "group_card"]

    async def ends(self, state: str, error: str | None = None) -> None:
        """What is on its way to the group ends so."""
        async with self.house.work() as work:
            rows = await outbox.claim(work.session, 1, work.now, work.machine_now, 100)
            endings = [Ending(row.id, state, error=error) for row, chat in rows if chat.telegram_id < 0]
            await delivery.ended(work, 1, endings)


async def looked(house: House) -> None:
    """One tick of the job."""
    async with house.work() as work:
        links = await groupcards.keys(work)
    for link in links:
        async with house.work() as work:
            await groupcards.look(work, link)


def spot(author: int | None, **more: object) -> Spot:
    """A message in the group."""
    return replace(Spot(GROUP, "group", False, 77, None, author, "ru"), **more)  # type: ignore[arg-type]


async def links(house: House, head: int, **more: object) -> None:
    """The head asks for a code and types it in the group."""
    async with house.acting(head) as (work, who):
        payload = await groups.new_code(work, who, HERE)
    async with house.work() as work:
        await groups.link(work, spot(head, **more), payload)


async def room_in(house: House, **more: object) -> Room:
    """Everybody is there, and the group is linked."""
    room = Room(
        house, await house.head(name="Гүлнар"), await house.operator(name="Данияр"), await house.person()
    )
    await links(house, room.head, **more)
    await house.drain()
    return room


async def test_a_card_follows_its_inquiry(either_house: House) -> None:
    room = await room_in(either_house)
    key = await either_house.asks(room.citizen)
    number = (await either_house.inquiry(key)).number
    (card,) = await room.look()
    assert (card.to, card.buttons) == (GROUP, ("Взять себе",))
    assert number in card.text and "Срок ответа: 11 декабря" in card.text
    assert QUESTION not in card.text
    assert await room.cards() == [], "what is shown and true is not said again"
    await either_house.takes(room.operator, key)
    (taken,) = await room.look()
    assert ("сотрудник: Данияр" in taken.text, taken.buttons) == (True, ())
    async with either_house.acting(room.operator) as (work, who):
        await desk.release(work, who, key)
    assert (await room.look())[0].buttons == ("Взять себе",)
    await either_house.takes(room.operator, key)
    await room.cards()
    await either_house.answers(room.operator, key)
    assert await room.cards() == [f"✅ № {number} · ответ дан"]
    assert await room.cards() == []


async def test_what_leaves_the_queue_says_where_it_went(house: House) -> None:
    room = await room_in(house)
    await house.connected(OTHER)
    await house.operator(OTHER)
    other = await house.person()
    gone, unwanted = await house.asks(room.citizen), await house.asks(other)
    assert len(await room.cards()) == 2
    async with house.acting(room.operator) as (work, who):
        await desk.take(work, who, gone)
        await transfers.transfer(work, who, gone, Target(OTHER), Why("competence"))
    async with house.acting(other) as (work, who):
        await inquiries.withdraw(work, who, await access.own(work, who, unwanted))
    said = await room.cards()
    assert {line.split(" · ")[-1] for line in said} == {"передан в другой орган", "больше не нужно"}


async def test_a_late_one_turns_red(house: House) -> None:
    room = await room_in(house)
    await house.asks(room.citizen)
    await room.cards()
    house.at("2026-12-14 10:00")
    (late,) = await room.cards()
    assert "срок прошёл" in late


async def test_at_night_only_danger_rings(either_house: House) -> None:
    room = await room_in(either_house)
    either_house.at("2026-11-20 23:00")
    await either_house.asks(room.citizen)
    assert await room.cards() == []
    await either_house.asks(await either_house.person(), words="Меня избивает муж, помогите, убьёт")
    assert [("🚨" in card) for card in await room.cards()] == [True]
    either_house.at("2026-11-23 09:05")
    assert [("🆕" in card) for card in await room.cards()] == [True]


async def test_fifty_at_once_keep_the_budget_and_only_the_newest_is_said(house: House) -> None:
    room = await room_in(house)
    keys = [await house.asks(await house.person()) for _ in range(50)]
    pacing, begun, said = Pacing(1000.0, 100.0, house.now.timestamp()), house.now, []
    for second in range(260):
        house.now = begun + timedelta(seconds=second)
        if second == 60:
            for key in keys:
                async with house.acting(room.operator) as (work, who):
                    await desk.take(work, who, key)
        if second % 3 == 0:
            await looked(house)
        said += await paced(house, pacing)
    at = [moment for moment, _ in said]
    assert max(sum(start <= moment < start + 60 for moment in at) for start in at) <= 20
    # About twenty were shown before the colleague took all; those are edited, the rest is never shown.
    cards = await house.rows("SELECT count(*) FROM group_cards")
    assert 16 <= cards[0][0] <= 24
    assert sum(text.startswith("👤") for _, text in said) == cards[0][0]


async def paced(house: House, pacing: Pacing) -> list[tuple[float, str]]:
    """What a pump with the real pacing lets through to the group in this second, in order."""
    now = house.now.timestamp()
    async with house.work() as work:
        rows = await outbox.claim(work.session, 1, work.now, now, 100)
    endings, said = [], []
    for row, chat in rows:
        wait = pacing.wait(chat.id, now, group=True, screen=False) if chat.telegram_id < 0 else 0.0
        if wait > 0:
            endings.append(Ending(row.id, "later", retry_at=now + wait))
            continue
        arrived: list[Sent] = []
        endings.append(await house._delivered(row, chat, arrived))
        said += [(now, sent.text) for sent in arrived if chat.telegram_id < 0]
    async with house.work() as work:
        await delivery.ended(work, 1, endings)
    return said


async def test_two_processes_plan_one_card(either_house: House) -> None:
    room = await room_in(either_house)
    await either_house.asks(room.citizen)
    await asyncio.gather(looked(either_house), looked(either_house))
    assert len(await room.cards()) == 1


async def test_no_more_than_a_few_wait_for_a_group(house: House) -> None:
    await room_in(house)
    for _ in range(8):
        await house.asks(await house.person())
    for _ in range(3):
        await looked(house)
    waiting = await house.rows("SELECT count(*) FROM outbox WHERE key = 'group_card' AND state = 'waiting'")
    assert waiting[0][0] == groupcards.AT_ONCE


async def test_a_card_whose_fate_is_unknown_is_sent_again(house: House) -> None:
    room = await room_in(house)
    await house.asks(room.citizen)
    await looked(house)
    await room.ends("unknown")
    assert len(await room.cards()) == 1


async def test_a_forum_gets_a_topic_and_a_lost_one_is_made_again_with_its_cards(either_house: House) -> None:
    room = await room_in(either_house, chat=FORUM, kind="supergroup", forum=True)
    await either_house.asks(room.citizen)
    assert [sent.key for sent in await room.look()] == ["group_topic"]
    assert len(await room.cards()) == 1
    await either_house.asks(await either_house.person())
    await looked(either_house)
    await room.ends("failed", "Bad Request: message thread not found")
    assert [sent.key for sent in await room.look()] == ["group_topic"]
    assert len(await room.cards()) == 2


async def test_a_group_out_of_reach_ends_its_link_and_the_head_hears_of_it(either_house: House) -> None:
    room = await room_in(either_house)
    await either_house.asks(room.citizen)
    await looked(either_house)
    await room.ends("failed", "Forbidden: bot was kicked from the group chat")
    await looked(either_house)
    told = [sent for sent in await either_house.drain() if sent.key == "group_lost"]
    assert [(sent.to, sent.buttons) for sent in told] == [(room.head, ("Подключить группу",))]
    async with either_house.work() as work:
        assert await groupcards.keys(work) == []
        await groups.gone(work, GROUP)  # said once more by Telegram, it changes nothing
    await links(either_house, room.head, chat=FORUM, kind="supergroup")
    assert len(await room.cards()) == 1, "the new group gets what is free"


async def test_a_group_that_moves_is_followed_and_its_cards_made_anew(either_house: House) -> None:
    room = await room_in(either_house)
    await either_house.asks(room.citizen)
    await room.cards()
    for _ in range(2):
        async with either_house.work() as work:
            await groups.migrated(work, GROUP, FORUM)
    (card,) = await room.look()
    assert card.to == FORUM


async def test_an_erased_inquiry_leaves_nothing_in_the_group(house: House) -> None:
    room = await room_in(house)
    await house.asks(room.citizen)
    await room.cards()
    async with house.acting(room.citizen) as (work, who):
        await erasure.ask(work, who)
    async with house.work() as work:
        await erasure.carry_on(work)
    await looked(house)
    told = [sent for sent in await house.drain() if sent.to == GROUP]
    assert [sent.key for sent in told] == ["staff.erased"]
    await looked(house)
    assert await house.rows("SELECT 1 FROM group_cards") == []


async def test_a_code_opens_one_group_for_one_queue(house: House) -> None:
    head, operator = await house.head(), await house.operator()
    async with house.acting(head) as (work, who):
        first, second = [await groups.new_code(work, who, HERE) for _ in range(2)]
    await refused(house, spot(None), first, "error.group.anonymous")
    await refused(house, spot(head), "grp_nothing", "error.group.unknown_code")
    await refused(house, spot(999_999), first, "error.group.unknown_code")
    await refused(house, spot(operator), first, "error.not_head")
    async with house.work() as work:
        await groups.link(work, spot(head), first)
    await refused(house, spot(head), first, "error.group.old_code")
    await refused(house, spot(head), second, "error.group.shows_another")
    await refused(house, spot(head, chat=FORUM), second, "error.group.queue_has_one")
    async with house.acting(head) as (work, who):
        await groups.unlink(work, who, HERE)
        await groups.unlink(work, who, HERE)
        third = await groups.new_code(work, who, HERE)
    house.at("2026-11-21 11:00")
    await refused(house, spot(head), third, "error.group.old_code")


async def refused(house: House, at: Spot, payload: str, key: str) -> None:
    with pytest.raises(Expected) as said:
        async with house.work() as work:
            await groups.link(work, at, payload)
    assert said.value.key == key


async def test_only_the_head_and_administrators_link(house: House) -> None:
    operator, other = await house.operator(), await house.head(OTHER)
    for person in (operator, other):
        with pytest.raises(Expected) as said:
            async with house.acting(person) as (work, who):
                await groups.new_code(work, who, HERE)
        assert said.value.key == "error.not_head"


async def test_taking_from_a_group_needs_a_post(house: House) -> None:
    room = await room_in(house)
    key, other = await house.asks(room.citizen), await house.operator(OTHER)
    for person, said in ((999_999, "not_staff"), (room.citizen, "not_staff"), (other, "not_yours")):
        with pytest.raises(Expected) as refusal:
            async with house.work() as work:
                await groups.take(work, person, key)
        assert refusal.value.key == f"error.group.{said}"
    async with house.work() as work:
        took = await groups.take(work, room.operator, key)
        assert (took.taken.mine, took.busy, took.who.step) == (True, False, "answering")
    async with house.work() as work:
        assert not (await groups.take(work, room.head, key)).taken.mine


async def test_a_tap_in_the_group_leads_nobody_away_from_what_they_write(house: House) -> None:
    room = await room_in(house)
    first, second = await house.taken(room.operator), await house.asks(room.citizen)
    async with house.work() as work:
        took = await groups.take(work, room.operator, second)
        assert took.taken.mine and took.busy
        assert took.who.dialogue.data["inquiry"] == first


async def test_a_reply_to_a_card_is_a_note_of_a_colleague(house: House) -> None:
    room = await room_in(house)
    key = await house.asks(room.citizen)
    await room.cards()
    await looked(house)  # what became of it is taken up
    card = (await house.rows("SELECT message_id FROM group_cards"))[0][0]
    for author, said in ((None, "anonymous"), (room.citizen, "not_staff")):
        with pytest.raises(Expected) as refusal:
            async with house.work() as work:
                await groups.note(work, spot(author), card, "Звонил в отдел.")
        assert refusal.value.key == f"error.group.{said}"
    async with house.work() as work:
        assert await groups.note(work, spot(room.operator), card, "Звонил в отдел.")
        assert not await groups.note(work, spot(room.operator), card + 1, "Просто разговор.")
    noted = await house.rows("SELECT text FROM notes WHERE inquiry_id = :key", key=key)
    assert [row[0] for row in noted] == ["Звонил в отдел."]


async def test_the_hint_is_given_once(house: House) -> None:
    room = await room_in(house)
    for _ in range(3):
        async with house.work() as work:
            await groups.hint(work, spot(room.citizen))
            await groups.hint(work, spot(room.citizen, chat=FORUM))
    assert [sent.to for sent in await house.drain()] == [GROUP]
