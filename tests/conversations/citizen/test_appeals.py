"""`/my`, "my eOtinish appeal": number, day, what it is, who must answer; its date, and an end to it."""

import pytest

from tests.conversations.citizen.scene import RU, TONGUES, agreed, foreign, keyboard
from tests.stage import Stage

WORDS = {
    "kk": ("eOtinish-тегі өтінішім", "Өтініш қосу", "нөмірін", "Кеше", "Шағым · 20 жұмыс күні",
           "Кім жауап беруге тиіс", "Мерзімі: 18 желтоқсан, жұма", "Мерзім қалай есептелді?",
           "Бұл – заңдағы мерзім", "Жауап келді, тоқтату", "енді бақыламаймыз"),
    "ru": ("Моё обращение в eOtinish", "Добавить обращение", "Напишите номер", "Вчера",
           "Жалоба · 20 рабочих дней", "Кто должен ответить", "Срок: 18 декабря, пятница",
           "Как посчитан срок?", "Это срок по закону", "Ответ получен, не следить", "больше не следим"),
}  # fmt: skip


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_an_appeal_is_tracked_from_its_number_to_its_end(stage: Stage, code: str) -> None:
    mine, add, number, yesterday, rule, body, due, how, law, stop, stopped = WORDS[code]
    citizen = await agreed(stage, TONGUES[code])
    await citizen.says("/my")
    await citizen.taps(mine)
    await citizen.taps(add)
    await citizen.sees(number)
    await citizen.says("ЖТ-2026-01234567")
    await citizen.taps(yesterday)
    await citizen.taps(rule)
    asked = await citizen.sees(body)
    assert not foreign(asked, code)
    await citizen.taps("1 · ")
    shown = await citizen.sees(due)
    assert "ЖТ-2026-01234567" in shown["text"] and not foreign(shown, code)
    await citizen.taps(how)
    assert not foreign(await citizen.sees(law), code)
    await citizen.taps("Артқа" if code == "kk" else "Назад")
    mark = citizen.mark()
    await citizen.taps(stop)
    await citizen.sees(stopped, after=mark)


async def test_a_slip_is_said_kindly_and_a_question_is_not_lost(stage: Stage) -> None:
    citizen = await agreed(stage)
    await citizen.says("/my")
    await citizen.taps("Моё обращение в eOtinish")
    await citizen.taps("Добавить обращение")
    await citizen.sees("Напишите номер")
    await citizen.says("не знаю")
    await citizen.sees("не похоже на номер")
    await citizen.says("12345")
    asked = await citizen.sees("В какой день")
    await citizen.says("31.02.2026")
    await citizen.sees("Такого дня нет")
    mark = citizen.mark()
    await citizen.says(RU.pension)
    await citizen.sees(RU.suggestion, after=mark)
    mark = citizen.mark()
    await citizen.taps_forged(keyboard(asked)[0]["callback_data"], asked["message_id"])
    await citizen.sees("кнопка осталась от прошлого шага", after=mark)
