"""One whole story in each language: not a word of the other on any screen, and an ear that would hear it."""

import pytest

from playground.people import Person
from tests.conversations.citizen.scene import (
    KK,
    RU,
    TONGUES,
    agreed,
    answers,
    desk,
    foreign,
    keyboard,
    later,
    picks,
    screens,
    sends,
)
from tests.stage import Stage


def test_the_ear_hears_the_wrong_language() -> None:
    assert foreign({"text": "✅ Принято\nНомер вопроса: 26-K7M4XE-9"}, "kk")
    assert foreign({"text": "✅ Қабылданды\nСауал нөмірі: 26-K7M4XE-9"}, "ru")
    assert not foreign({"text": "✅ Қабылданды\nСауал нөмірі: 26-K7M4XE-9"}, "kk")
    assert not foreign({"text": "✅ Принято\nНомер вопроса: 26-K7M4XE-9"}, "ru")


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_every_screen_of_a_story_is_in_the_readers_language(stage: Stage, code: str) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage, TONGUES[code])
    number = await sends(citizen, TONGUES[code])
    for button in _all_buttons_of_a_receipt(code):
        await citizen.taps(button)
    later(stage, minutes=3)
    await citizen.says("12345")
    await citizen.sees(TONGUES[code].added)
    later(stage, hours=1)
    await citizen.says("67890")
    await citizen.taps(TONGUES[code].addition)
    await answers(operator, number, "25.11.")
    await citizen.sees("25.11.")
    await citizen.taps("1")
    await citizen.taps("Мәселе шешілмеді" if code == "kk" else "Вопрос не решён")
    await citizen.sees("🔄")
    await _hears_nothing_foreign(citizen, code, TONGUES[code].pension)


def _all_buttons_of_a_receipt(code: str) -> tuple[str, ...]:
    if code == "kk":
        return ("Ресми өтініш мәтіні", "Мерзім қалай есептелді?", "Сауалды көру", "Енді қажет емес", "Жоқ")
    return (
        "Текст для eOtinish",
        "Как посчитан срок?",
        "Показать вопрос",
        "Больше не нужно",
        "Нет, жду ответа",
    )


async def _hears_nothing_foreign(person: Person, language: str, said: str) -> None:
    shown = await screens(person)
    assert len(shown) >= 8
    for message in shown:
        assert not foreign(message, language, said), message
        assert all(len(button["text"]) <= 28 for button in keyboard(message))


async def test_a_kazakh_reader_who_writes_russian_reads_kazakh(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage, KK)
    await citizen.says(RU.pension)
    await citizen.sees(KK.suggestion)
    await picks(citizen)
    receipt = await citizen.sees(KK.receipt)
    number = receipt["text"].split(KK.number)[1].split()[0]
    await answers(operator, number, "25.11.")
    answer = await citizen.sees("25.11.")
    assert not foreign(answer, "kk"), answer
