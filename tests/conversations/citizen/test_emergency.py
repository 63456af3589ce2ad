"""Danger: the numbers to call come first, everywhere, and the case goes on."""

import pytest

from playground.people import Person
from tests.conversations.citizen.scene import RU, TONGUES, agreed, desk, foreign, later, picks, sends
from tests.stage import Stage

DANGER = {
    "ru": "Помогите, у соседей пожар, горит квартира!",
    "kk": "Көмектесіңіздер, көршінің үйінде өрт шықты, үйі жанып жатыр!",
}


def _rescue(code: str) -> str:
    return "Төтенше жағдайлар" if code == "kk" else "ЧС и спасатели"


def _first_line(message: dict[str, object]) -> str:
    return str(message["text"]).split("\n", 1)[0]


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_before_consent_in_both_languages_and_it_stays(stage: Stage, code: str) -> None:
    citizen = stage.citizen(TONGUES[code].name, code)
    await citizen.says(DANGER[code])
    shown = await citizen.sees("🚨")
    assert _first_line(shown).startswith("🚨") and "112" in _first_line(shown)
    assert shown["text"].count("🚨") == 2
    await citizen.taps(TONGUES[code].agree)
    await citizen.sees(TONGUES[code].suggestion)
    said = [m["text"] for m in await citizen.chat() if m["from"]["is_bot"]]
    assert [text.startswith("🚨") for text in said] == [True, False]


async def test_danger_in_a_burst_before_consent_is_not_swallowed(stage: Stage) -> None:
    citizen = stage.citizen("Сергей", "ru")
    await citizen.says("Здравствуйте")
    await citizen.says(DANGER["ru"])
    await citizen.sees("🚨")


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_before_the_suggestion(stage: Stage, code: str) -> None:
    await desk(stage, "MES")
    citizen = await agreed(stage, TONGUES[code])
    await citizen.says(DANGER[code])
    shown = await citizen.sees("🚨")
    for number in ("112", "102", "111", "150"):
        assert number in _first_line(shown)
    assert not foreign(shown, code, DANGER[code])
    await picks(citizen, _rescue(code))
    await citizen.sees(TONGUES[code].receipt)
    assert await stage.rows("SELECT urgent FROM inquiries") == [(1,)]


async def test_the_operators_are_told_at_once_at_night_too(stage: Stage) -> None:
    operator = await desk(stage, "MES")
    stage.clock.forward(hours=14)
    citizen = await agreed(stage)
    await citizen.says(DANGER["ru"])
    await picks(citizen, _rescue("ru"))
    await operator.sees("Срочно")


async def test_in_an_addition(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    await sends(citizen)
    later(stage, minutes=3)
    await citizen.says(DANGER["ru"])
    await citizen.sees(RU.added)
    await citizen.sees("🚨")
    await operator.sees("Срочно")
    assert await stage.rows("SELECT urgent FROM inquiries") == [(1,)]


async def test_before_the_question_which_one(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await _with_an_open_question(stage)
    await citizen.says(DANGER["ru"])
    await citizen.sees("или новый вопрос?")
    await citizen.sees("🚨")
    await citizen.taps("Дополнение")
    await operator.sees("Срочно")


async def _with_an_open_question(stage: Stage) -> Person:
    citizen = await agreed(stage)
    await sends(citizen)
    later(stage, hours=1)
    return citizen


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_an_everyday_text_rings_no_alarm(stage: Stage, code: str) -> None:
    citizen = await agreed(stage, TONGUES[code])
    await citizen.says(TONGUES[code].pension)
    shown = await citizen.sees(TONGUES[code].suggestion)
    assert "🚨" not in shown["text"]
