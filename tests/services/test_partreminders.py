"""Parts of other bodies: in the digest, asked for on their day, told to head and compiler when late."""

import asyncio
from datetime import date

from domain.partreminders import Stage
from domain.permissions import Role
from services import absences, clock, coexecutors, contributions, desk, kinds
from tests.domain.samples import at
from tests.services.house import OTHER, House, Sent
from tests.services.test_reminders import keys, of, post_of

DUE = "2026-12-09"
"""The answer is due on 11 December: two working days are left to compile."""


async def engaged(house: House, operator: int, inquiry: int) -> int:
    async with house.acting(operator) as (work, who):
        return (await coexecutors.engage(work, who, inquiry, OTHER)).id


async def asked(house: House, compiler: int) -> int:
    """Another body is asked for its part, and everybody has heard of it."""
    await house.connected(OTHER)
    part = await engaged(house, compiler, await house.taken(compiler))
    await house.drain()
    return part


async def takes(house: House, contributor: int, part: int) -> None:
    async with house.acting(contributor) as (work, who):
        await contributions.take(work, who, part)


async def hands_in(house: House, contributor: int, part: int) -> None:
    async with house.acting(contributor) as (work, who):
        written = await contributions.draft(work, who, part, "Наша часть.")
        await contributions.hand_in(work, who, part, written.version)


async def ledger(house: House) -> list[tuple[str, str]]:
    rows = await house.rows("SELECT stage, how FROM reminder_ledger WHERE subject = 'part' ORDER BY stage")
    return [(row.stage, row.how) for row in rows]


async def test_a_late_part_reaches_everybody_it_concerns_once(either_house: House) -> None:
    house = either_house
    compiler, contributor = await house.operator(), await house.operator(OTHER)
    colleague, head = await house.operator(OTHER), await house.head(OTHER)
    part = await asked(house, compiler)
    await takes(house, contributor, part)
    told = await house.morning(f"{DUE} 09:00")
    digests = {sent.to: sent for sent in of(told, "digest")}
    assert "🧩 Части ответов для других органов\nсрок сегодня: 1" in digests[contributor].text
    assert len(digests[contributor].buttons) == 2
    assert colleague not in digests, "a colleague has it"
    told = await house.morning(f"{DUE} 12:00")
    assert [(sent.to, sent.key) for sent in told] == [(contributor, "parts_due")]
    told = await house.morning("2026-12-10 09:00")
    assert keys(told, head) == ["escalation"]
    assert "не сдана в срок: 1" in of(told, "escalation")[0].text
    late = of(told, "parts_late")
    assert [sent.to for sent in late] == [compiler]
    assert "Министерство здравоохранения" in late[0].text
    assert "просрочено: 1" in next(s.text for s in of(told, "digest") if s.to == contributor)
    for moment in ("2026-12-10 09:30", "2026-12-10 12:00", "2026-12-11 12:00"):
        again = await house.morning(moment)
        assert of(again, "parts_due") == of(again, "parts_late") == []
        assert keys(again, head) == []
    assert dict(await ledger(house)) == {
        "head_late": "sent",
        "late": "digest",
        "missing": "sent",
        "today": "sent",
    }


async def test_a_part_handed_in_is_silent_and_the_last_one_says_that_nothing_is_awaited(house: House) -> None:
    compiler, contributor = await house.operator(), await house.operator(OTHER)
    head = await house.head(OTHER)
    part = await asked(house, compiler)
    await takes(house, contributor, part)
    await hands_in(house, contributor, part)
    told = await house.drain()
    assert "Других частей не ждём" in of(told, "staff.part_written")[0].text
    assert await house.rows("SELECT 1 FROM agenda WHERE subject = 'part'") == []
    for moment in (f"{DUE} 12:00", "2026-12-10 09:00"):
        told = await house.morning(moment)
        assert keys(told, contributor) == keys(told, head) == []
        assert of(told, "parts_late") == []


async def test_what_nobody_takes_is_asked_of_all_and_the_head_hears(house: House) -> None:
    compiler, first, second = await house.operator(), await house.operator(OTHER), await house.operator(OTHER)
    head = await house.head(OTHER)
    await asked(house, compiler)
    assert keys(await house.morning("2026-11-23 09:00"), head) == []
    told = await house.morning("2026-11-24 09:00")
    assert "больше рабочего дня никто не берёт: 1" in of(told, "escalation")[0].text
    assert {s.to for s in of(told, "digest") if "никем не взято: 1" in s.text} == {first, second}
    assert sorted(s.to for s in of(await house.morning(f"{DUE} 12:00"), "parts_due")) == [first, second]


async def test_released_it_lies_anew(house: House) -> None:
    compiler, contributor, head = await house.operator(), await house.operator(OTHER), await house.head(OTHER)
    part = await asked(house, compiler)
    await takes(house, contributor, part)
    assert keys(await house.morning("2026-11-30 09:00"), head) == []
    house.at("2026-11-30 10:00")
    async with house.acting(contributor) as (work, who):
        await contributions.release(work, who, part)
    assert keys(await house.morning("2026-12-01 09:00"), head) == []
    assert keys(await house.morning("2026-12-02 09:00"), head) == ["escalation"]


async def test_inquiries_and_parts_that_escalate_together_are_one_message(house: House) -> None:
    compiler, contributor, head = await house.operator(), await house.operator(OTHER), await house.head(OTHER)
    await takes(house, contributor, await asked(house, compiler))
    house.at("2026-11-19 10:00")
    await house.taken(contributor, body=OTHER)  # due on 10 December
    await house.drain()
    told = [s for s in await house.morning("2026-12-10 09:00") if s.to == head]
    assert [s.key for s in told] == ["escalation"]
    assert "Срок сегодня или завтра" in told[0].text
    assert "не сдана в срок: 1" in told[0].text


async def test_after_downtime_only_what_is_still_useful(house: House) -> None:
    compiler, contributor = await house.operator(), await house.operator(OTHER)
    await takes(house, contributor, await asked(house, compiler))
    told = await house.morning("2026-12-10 15:00")
    assert of(told, "parts_due") == []
    assert keys(told, contributor) == ["digest"]
    assert ("today", "passed") in await ledger(house)


async def test_while_the_citizen_is_asked_nobody_is_pressed(house: House) -> None:
    compiler, contributor = await house.operator(), await house.operator(OTHER)
    inquiry = await house.taken(compiler)
    await house.connected(OTHER)
    await takes(house, contributor, await engaged(house, compiler, inquiry))
    house.at("2026-12-08 17:00")
    async with house.acting(compiler) as (work, who):
        await clock.ask_back(work, who, inquiry, "Какой у вас стаж?")
    await house.drain()
    for moment in (f"{DUE} 09:00", f"{DUE} 12:00", "2026-12-10 09:00"):
        told = await house.morning(moment)
        assert keys(told, contributor) == []
        assert of(told, "parts_late") == []
    assert len(await house.rows("SELECT 1 FROM agenda WHERE subject = 'part'")) == 1


async def test_a_substitute_hears_of_the_part(house: House) -> None:
    compiler, contributor, colleague = (
        await house.operator(),
        await house.operator(OTHER),
        await house.operator(OTHER),
    )
    await takes(house, contributor, await asked(house, compiler))
    mine, theirs = await post_of(house, contributor), await post_of(house, colleague)
    async with house.acting(contributor) as (work, who):
        await absences.go_away(work, who, mine, date(2026, 12, 31), theirs)
    told = [*await house.morning(f"{DUE} 09:00"), *await house.morning(f"{DUE} 12:00")]
    assert keys(told, contributor) == []
    assert keys(told, colleague) == ["digest", "parts_due"]


async def test_what_was_settled_before_it_left_does_not_leave(house: House) -> None:
    compiler, contributor, head = await house.operator(), await house.operator(OTHER), await house.head(OTHER)
    part = await asked(house, compiler)
    await takes(house, contributor, part)
    house.at("2026-12-10 09:00")
    await house.tick()
    await hands_in(house, contributor, part)
    told = await house.drain()
    assert keys(told, head) == keys(told, contributor) == []
    assert of(told, "parts_late") == []


async def test_without_a_head_the_dispatcher_reads_who_owes_what_to_whom(house: House) -> None:
    compiler, contributor = await house.operator(), await house.operator(OTHER)
    dispatcher = await house.person((Role.DISPATCHER, None))
    await takes(house, contributor, await asked(house, compiler))
    told = [s for s in await house.morning("2026-12-10 09:00") if s.to == dispatcher]
    assert "Здравоохранение → Труд и соцзащита" in told[0].text
    assert "🧩 Части для других" not in told[0].buttons


async def test_whoever_compiles_no_more_is_not_told(house: House) -> None:
    compiler, contributor = await house.operator(), await house.operator(OTHER)
    inquiry = await house.taken(compiler)
    await house.connected(OTHER)
    await takes(house, contributor, await engaged(house, compiler, inquiry))
    async with house.acting(compiler) as (work, who):
        await desk.release(work, who, inquiry)
    await house.drain()
    assert of(await house.morning("2026-12-10 09:00"), "parts_late") == []


async def test_two_schedulers_tell_once(either_house: House) -> None:
    house = either_house
    compiler, contributor = await house.operator(), await house.operator(OTHER)
    await house.head(OTHER)
    for _ in range(3):
        await takes(house, contributor, await asked(house, compiler))
    house.at("2026-12-10 09:00")
    await asyncio.gather(*(house.tick() for _ in range(4)))
    told = await house.drain()
    late: list[Sent] = of(told, "parts_late")
    assert len(late) == 1
    assert late[0].text.count("№") == 3
    assert len(of(told, "escalation")) == 1


async def test_a_date_that_moves_makes_nobody_late_who_was_not(house: House) -> None:
    compiler, contributor = await house.operator(), await house.operator(OTHER)
    inquiry = await house.taken(compiler)
    await house.connected(OTHER)
    await takes(house, contributor, await engaged(house, compiler, inquiry))
    await house.morning("2026-12-01 09:00")
    async with house.acting(compiler) as (work, who):
        await kinds.change_kind(work, who, inquiry, "grant", at("2026-12-02 18:30"))
    (row,) = await house.rows("SELECT due FROM parts")
    assert row.due == "2026-12-01"


def test_stages_fit_their_column() -> None:
    assert max(map(len, Stage)) <= 16
