"""`dauys tour`: the whole story in the terminal, by the real bot over HTTP against the playground."""

import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from rich.console import Console

from bot.cli.cast import Cast
from bot.cli.deskstory import reported, shared
from bot.cli.grantstory import called_kk, called_ru
from bot.cli.known import known
from bot.cli.latestory import overdue
from bot.cli.narrator import Narrator, Voice
from bot.cli.story import APPROVING_BODY, kazakh, russian
from bot.cli.trouble import Misused
from bot.cli.wave import wave
from domain.civil import ZONE
from facts.load import load
from playground import run
from playground.people import Sim
from playground.server import Server, serving
from playground.tenant import Tenant, Trouble

MORNING = datetime(2026, 11, 6, 10, 0, tzinfo=ZONE)
"""A Friday on which everybody is at work: the story reads the same on every day of the year."""

STORIES: dict[str, tuple[Callable[[Cast], Awaitable[None]], ...]] = {
    "kk": (kazakh, known, wave, called_kk),
    "ru": (russian, shared, overdue, reported, called_ru),
    "both": (kazakh, known, wave, russian, shared, overdue, reported, called_kk),
}
_WORDS = Path(run.__file__).parent / "samples" / "story.yaml"
_UNHURRIED = {"DAUYS_RATE": "1000", "DAUYS_CHAT_RATE": "100"}
"""Telegram's limits do not hold in the playground, and the people of the story wait for nothing."""


async def play(*, slow: bool, language: str) -> int:
    """Play the story and tell it; the exit code says whether every step came out as told.

    Raises:
        Misused: the bot did not start.
    """
    words = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    console, began = Console(highlight=False, markup=False, soft_wrap=True), time.monotonic()
    narrator = Narrator(console, slow=slow)
    async with AsyncExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory(prefix="dauys-tour-")))
        server = await stack.enter_async_context(serving())
        try:
            await stack.enter_async_context(_tenant(server, home, words).living())
        except Trouble as trouble:
            raise Misused(str(trouble)) from None
        sim = await stack.enter_async_context(Sim(server.url))
        cast = _cast(narrator, sim, words, server.town.clock.set)
        try:
            for story in STORIES[language]:
                await story(cast)
        except AssertionError as missed:
            console.print(f"\nThe story broke off: {missed}", style="red")
            return 1
    console.print(
        f"\n{narrator.told} lines in {time.monotonic() - began:.1f} s; every step came out as told."
    )
    return 0


def _tenant(server: Server, home: Path, words: dict[str, Any]) -> Tenant:
    server.town.clock.set(MORNING)
    for person in words["people"].values():
        server.town.add_person(
            {"id": person["id"], "first_name": person["name"], "language_code": person["language"]}
        )
    tenant = Tenant(server, home, [p for p in words["people"].values() if "roles" in p], _UNHURRIED)
    tenant.furnish()
    return tenant


def _cast(narrator: Narrator, sim: Sim, words: dict[str, Any], jump: Callable[[datetime], object]) -> Cast:
    voices = {
        key: Voice(sim.person(p["id"], p["name"], p["language"]), p["name"], p["language"], narrator)
        for key, p in words["people"].items()
    }
    body_button = load().body_short(APPROVING_BODY, None, "ru")
    return Cast(narrator, voices, words["phrases"], body_button, jump)
