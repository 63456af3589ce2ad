"""Watching and steering the town: state, events, calls, the clock, who may ask, a fresh start."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from datetime import datetime

import aiohttp
import pytest
from aiogram import Bot

from playground.journal import Journal
from playground.people import Person, Sim, SimError
from playground.server import Server, serving
from playground.town import MESSAGES_KEPT, Town

HERE = 1001


async def events(server: Server, since: int, types: str = "") -> AsyncIterator[tuple[int, dict[str, object]]]:
    async with aiohttp.ClientSession() as http:
        query = {"since": str(since), "types": types}
        async with http.get(f"{server.url}/sim/events", params=query) as response:
            assert response.content_type == "text/event-stream"
            number = 0
            async for line in response.content:
                if line.startswith(b"id: "):
                    number = int(line[4:])
                if line.startswith(b"data: "):
                    yield number, json.loads(line[6:])


async def test_events_are_replayed_and_go_on(server: Server, bot: Bot, aigerim: Person) -> None:
    start = server.town.journal.sequence
    await bot.send_message(HERE, "1")
    seen = []
    async for number, event in events(server, start):
        seen.append((number, event["type"]))
        if len(seen) == 2:
            await bot.send_chat_action(HERE, "typing")
        if len(seen) == 4:
            break
    numbers = [number for number, _ in seen]
    assert numbers == [start + 1, start + 2, start + 3, start + 4]
    assert [kind for _, kind in seen] == ["message", "call", "typing", "call"]


async def test_events_can_be_narrowed(server: Server, bot: Bot, aigerim: Person) -> None:
    sent = await bot.send_message(HERE, "1")
    await sent.delete()
    async for _, event in events(server, 0, "deleted"):
        assert event == {"type": "deleted", "chat_id": HERE, "message_id": sent.message_id, "for": [HERE]}
        break


async def test_calls_are_logged_in_short(bot: Bot, sim: Sim, aigerim: Person) -> None:
    await bot.send_message(HERE, "x" * 1000)
    await bot.get_me()
    calls = await sim.calls()
    assert [(call["method"], call["chat_id"], call["ok"]) for call in calls] == [
        ("sendMessage", HERE, True),
        ("getMe", None, True),
    ]
    assert len(calls[0]["params"]["text"]) == 201
    assert await sim.calls(since=calls[0]["n"]) == calls[1:]
    assert await sim.calls(method="GETME") == calls[1:]
    assert await sim.calls(chat_id=HERE) == calls[:1]


async def test_many_calls_come_in_pages(town: Town, sim: Sim) -> None:
    for number in range(2500):
        town.journal.record("getMe", {"n": number}, "")
    assert [call["params"]["n"] for call in await sim.calls()] == list(range(2500))


async def test_memory_is_bounded(town: Town, bot: Bot, sim: Sim, aigerim: Person) -> None:
    journal = Journal(events=3, calls=2)
    for number in range(10):
        journal.tell("x", {"n": number})
        journal.record("getMe", {}, "")
    assert [event.data["n"] for event in journal.since(0)] == [7, 8, 9]
    assert [row["n"] for row in journal.calls()] == [9, 10]
    chat = town.chats[HERE]
    for _ in range(MESSAGES_KEPT):
        town.post(chat, town.bot.user(), {"text": "x"})
    assert len(chat.entries) == MESSAGES_KEPT, "the first one is forgotten"
    assert len((await sim.chat(HERE, limit=3))["messages"]) == 3
    chat.entries.clear()  # thirty thousand equal messages need no reading by aiogram


async def test_clock_moves_and_followers_hear_of_it(sim: Sim) -> None:
    before = await sim.clock()
    assert before["offset"] == 0
    following = asyncio.create_task(sim.get("clock", after=before["version"], timeout=10))
    await asyncio.sleep(0.05)
    began = time.monotonic()
    await sim.clock(advance=3 * 86400)
    after = await following
    assert time.monotonic() - began < 0.5
    assert after["version"] > before["version"]
    assert after["offset"] == 3 * 86400
    moved = datetime.fromisoformat(after["now"]) - datetime.fromisoformat(before["now"])
    assert abs(moved.total_seconds() - 3 * 86400) < 5
    assert moved.total_seconds() > 0
    assert (await sim.clock(reset=True))["offset"] == 0


async def test_clock_is_set_to_an_instant(sim: Sim) -> None:
    told = await sim.clock(set="2027-03-20T04:00:00Z")
    assert told["now"].startswith("2027-03-20T04:00:00")
    assert datetime.fromisoformat(told["now"]).utcoffset() is not None
    waited = await sim.get("clock", after=told["version"], timeout=0.05)
    assert waited["version"] == told["version"], "nothing changed: the wait ends by itself"


@pytest.mark.parametrize(
    "change", [{}, {"advance": "soon"}, {"set": "tomorrow"}, {"advance": 1e15}, {"set": 5}]
)
async def test_nonsense_times_are_explained(change: dict[str, object], sim: Sim) -> None:
    with pytest.raises(SimError) as refusal:
        await sim.post("clock", **change)
    assert refusal.value.status == 400


async def test_reset_empties_the_town_but_keeps_people(
    bot: Bot, sim: Sim, aigerim: Person, town: Town
) -> None:
    await bot.set_my_name("Dauys")
    await sim.group("Кезек", [HERE])
    await aigerim.blocks()
    await sim.fault("500")
    await sim.clock(advance=100)
    await sim.reset()
    state = await sim.state()
    assert [person["id"] for person in state["people"]] == [HERE]
    assert not state["people"][0]["blocked"]
    assert (state["faults"], state["clock"]["offset"], state["pending"]) == ([], 0, 0)
    assert [chat["type"] for chat in state["chats"]] == ["private"]
    assert state["bot"]["name"] == "Dauys"
    assert await sim.calls() == [], "the log is empty"
    assert await bot.get_updates() == []
    await aigerim.opens()
    await bot.send_message(HERE, "x")
    await aigerim.sees("x")


async def test_only_this_machine_may_steer(server: Server) -> None:
    async with aiohttp.ClientSession() as http:
        for name, status in (("evil.example", 403), ("localhost", 200)):
            async with http.get(f"{server.url}/sim/state", headers={"Host": name}) as response:
                assert response.status == status


async def test_bad_bodies_are_explained(server: Server) -> None:
    async with aiohttp.ClientSession() as http:
        for body in (b"{", b"[]", b"\xff"):
            async with http.post(f"{server.url}/sim/text", data=body) as response:
                assert response.status == 400
                assert "error" in await response.json()


async def test_page_is_served_fresh_and_nothing_else(server: Server) -> None:
    async with aiohttp.ClientSession() as http:
        async with http.get(f"{server.url}/") as response:
            assert response.status == 200
            assert response.headers["Cache-Control"] == "no-cache"
        async with http.get(f"{server.url}/page/../server.py") as response:
            assert response.status == 404
        async with http.get(f"{server.url}/page/%2e%2e/server.py") as response:
            assert response.status == 404


async def test_shutdown_does_not_wait_for_pollers() -> None:
    async def polls(url: str) -> int:
        async with http.get(url, params={"timeout": "50"}) as response:
            await response.read()
            return response.status

    async with aiohttp.ClientSession() as http:
        async with serving() as server:
            base = f"{server.url}/bot{server.town.token}"
            waiting = [asyncio.create_task(polls(f"{base}/getUpdates"))]
            waiting += [
                asyncio.create_task(polls(f"{server.url}/sim/{path}")) for path in ("events", "clock?after=1")
            ]
            await asyncio.sleep(0.05)
            began = time.monotonic()
        assert time.monotonic() - began < 0.5
        assert await asyncio.gather(*waiting) == [200, 200, 200]
