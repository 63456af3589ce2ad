"""`dauys tour` plays the whole story, and breaks off when a step does not come out as told."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from bot.cli import tour
from bot.cli.cast import Cast
from bot.cli.narrator import opening

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


async def test_the_whole_story_is_told() -> None:
    command = [sys.executable, "-m", "bot", "tour"]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=PIPE, stderr=PIPE)
    said, complaints = await process.communicate()
    told = said.decode()
    assert (process.returncode, complaints.decode()) == (0, ""), told[-2000:]
    assert told.splitlines()[-1].endswith("every step came out as told.")
    for scene in (
        "in Kazakh",
        "one answer, a copy to each",
        "dispatcher",
        "two operators",
        "Not solved",
        "head",
        "wrong body",
        "Two bodies, one answer",
        "Taken and forgotten",
        "The date has passed",
    ):
        assert scene in told
    assert "Айгерім: Сәлеметсіз бе!" in told
    assert "Bot to Сергей: ✅ Принято" in told
    assert "Note to " in told
    assert "не пришёл в срок" in told and "Срок прошёл, ответа нет:" in told


async def test_a_step_that_fails_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def hasty(cast: Cast) -> None:
        await cast.voice("sergei").says("/start")
        await cast.voice("sergei").reads("receipt.title")

    monkeypatch.setattr("bot.cli.narrator.PATIENCE_SECONDS", 1.0)
    monkeypatch.setitem(tour.STORIES, "ru", (hasty,))
    assert await tour.play(slow=False, language="ru") == 1
    said = capsys.readouterr().out
    assert "The story broke off" in said
    assert "does not see" in said


def test_a_screen_is_known_by_what_stands_in_it_always() -> None:
    assert opening("ru", "receipt.title") == "Номер вопроса:"
    assert opening("ru", "suggest.title") == "Кому отправить?"
