"""Staying under Telegram's limits, and who goes first when there is not room for everybody."""

import asyncio
from pathlib import Path
from statistics import median
from time import perf_counter
from types import ModuleType
from typing import Any

import pytest

from bot.clock import RealMachine
from bot.delivery.pacing import GROUP_PER_SECOND, Pacing
from domain.notices import Kind
from models.queries import outbox
from playground.people import Person
from services.outbox import notice
from tests.reliability.helpers import handled, words
from tests.stage import Stage, eventually, sqlite_url, staged

MINUTE = 60.0
CROWD = 100
RATE = 40.0


def sent_within(pacing: Pacing, seconds: float, *, chats: int, group: bool) -> int:
    """How many messages leave when everybody always has another one."""
    sent, now = 0, 0.0
    while now < seconds:
        waits = [pacing.wait(chat, now, group=group, screen=False) for chat in range(chats)]
        sent += sum(wait <= 0 for wait in waits)
        now += 0.02
    return sent


def test_a_group_hears_about_twenty_things_a_minute() -> None:
    pacing = Pacing(rate=30.0, chat_rate=1.0, now=0.0)
    assert sent_within(pacing, MINUTE, chats=1, group=True) <= 4 + GROUP_PER_SECOND * MINUTE + 1


def test_a_person_hears_about_one_thing_a_second_after_a_short_burst() -> None:
    pacing = Pacing(rate=30.0, chat_rate=1.0, now=0.0)
    assert sent_within(pacing, 10.0, chats=1, group=False) <= 4 + 10 + 1


def test_all_together_hear_no_more_than_the_rate_and_screens_keep_their_share() -> None:
    pacing = Pacing(rate=28.0, chat_rate=1.0, now=0.0)
    assert sent_within(pacing, 10.0, chats=500, group=False) <= 28 + 280
    free = [pacing.wait(1000 + n, 10.0, group=False, screen=True) for n in range(20)]
    assert sum(wait <= 0 for wait in free) >= 8, "people in front of a screen do not wait for the crowd"


def test_a_clock_that_is_set_back_holds_nobody_up() -> None:
    pacing = Pacing(rate=28.0, chat_rate=1.0, now=7200.0)
    assert pacing.wait(1, 7200.0, group=False, screen=True) == 0.0
    assert pacing.wait(1, 3600.0, group=False, screen=True) == 0.0


def test_machine_time_only_goes_forward(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = RealMachine()
    before = machine.now()
    monkeypatch.setattr("bot.clock.time.time", lambda: before - 3600)
    assert before <= machine.now() < before + MINUTE


def test_a_pause_of_everybody_is_one_of_each() -> None:
    pacing = Pacing(rate=28.0, chat_rate=1.0, now=0.0)
    pacing.pause(None, 60.0)
    pacing.pause(5, 90.0)
    assert pacing.wait(1, 0.0, group=False, screen=True) == 60.0
    assert pacing.wait(5, 60.0, group=False, screen=True) == 30.0
    assert pacing.wait(1, 60.0, group=False, screen=True) == 0.0


async def broadcast(stage: Stage) -> None:
    """Plan one message for each person of the town."""
    chats = await stage.rows("SELECT id FROM chats WHERE telegram_id >= 5000000")
    async with stage.app.unit() as work:
        for (chat,) in chats:
            notice(work, chat, "alarm", {"key": "alarm.refused", "args": {}}, kind=Kind.BROADCAST)


async def test_live_people_are_served_in_the_middle_of_a_broadcast(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody in front of a screen waits for a mass sending; it goes on meanwhile, from its rows."""
    claims = count_calls(monkeypatch, outbox, "claim")
    async with staged(sqlite_url(tmp_path), rate=RATE) as stage:
        citizens = [await stage.consented("ru") for _ in range(5)]
        for n in range(CROWD):
            await stage.sim.post("people", id=5_000_000 + n, first_name="X")
            await stage.sim.post("text", person=5_000_000 + n, text="/start")
        await handled(stage)
        await eventually(lambda: _silent(stage), timeout=20)
        await broadcast(stage)
        claims.clear()
        began = perf_counter()
        took = [await _served(citizen) for citizen in citizens * 3]
        await asyncio.sleep(1.0)
        seconds = perf_counter() - began
        [(sent,)] = await stage.rows(
            "SELECT count(*) FROM outbox WHERE kind = 'broadcast' AND state = 'sent'"
        )

    assert median(took) < 0.5
    assert max(took) < 2.0
    assert 0 < sent <= RATE * (seconds + 2), "it goes on, and no faster than it may"
    assert len(claims) < 60 * seconds, "what cannot leave yet is left alone"


async def test_telegrams_own_limits_are_kept_without_its_saying_so(tmp_path: Path) -> None:
    """With the rates of the settings, people who tap quickly never make Telegram refuse a message."""
    async with staged(sqlite_url(tmp_path), rate=28.0, chat_rate=1.0) as stage:
        await stage.sim.limits(True, chat_burst=4)
        citizens = [stage.citizen(f"Сергей {n}", "ru") for n in range(8)]
        for citizen in citizens:
            for command in ("/start", "/help", "/lang", "/privacy", "/help"):
                await citizen.says(command)
        for citizen in citizens:
            await citizen.sees(words("help.text"), timeout=15)
        calls = await stage.sim.calls(method="sendMessage")
        assert [call for call in calls if not call["ok"]] == []


def count_calls(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> list[None]:
    """One entry for each call of a function."""
    calls: list[None] = []
    real = getattr(module, name)

    async def counted(*args: Any, **kwargs: Any) -> Any:
        calls.append(None)
        return await real(*args, **kwargs)

    monkeypatch.setattr(module, name, counted)
    return calls


async def _silent(stage: Stage) -> bool:
    return not await stage.rows("SELECT id FROM outbox WHERE state IN ('waiting', 'sending', 'later')")


async def _served(citizen: Person) -> float:
    mark, began = citizen.mark(), perf_counter()
    await citizen.says("/help")
    await citizen.sees(words("help.text"), after=mark)
    return perf_counter() - began
