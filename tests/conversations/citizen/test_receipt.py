"""The receipt: number, body, date, and what can be done with it; and how few taps lead there."""

from datetime import datetime

import pytest

from domain.civil import ZONE
from domain.ids import is_valid
from playground.people import Person
from tests.conversations.citizen.scene import (
    RU,
    TONGUES,
    Tongue,
    agreed,
    answers,
    desk,
    foreign,
    keyboard,
    later,
    opens_card,
    picks,
    sends,
)
from tests.stage import Stage


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_what_a_receipt_says(stage: Stage, code: str) -> None:
    await desk(stage)
    tongue = TONGUES[code]
    citizen = await agreed(stage, tongue)
    number = await sends(citizen, tongue)
    receipt = await citizen.sees(tongue.receipt)
    assert is_valid(number)
    assert receipt["text"].startswith("✅")
    assert tongue.ministry in receipt["text"]
    assert ("11 желтоқсан, жұма" if code == "kk" else "11 декабря, пятница") in receipt["text"]
    assert "жұмыс уақыты емес" not in receipt["text"] and "нерабочее" not in receipt["text"]
    copy = keyboard(receipt)[0]
    assert copy["copy_text"] == {"text": number}
    assert all(len(b["text"]) <= 28 for b in keyboard(receipt))
    assert not foreign(receipt, code)


@pytest.mark.parametrize(
    ("written", "counted_from", "due"),
    [
        (datetime(2026, 11, 20, 18, 30, tzinfo=ZONE), None, "11 декабря"),
        (datetime(2026, 11, 20, 18, 30, 1, tzinfo=ZONE), "23 ноября, понедельник", "14 декабря"),
        (datetime(2026, 11, 22, 12, 0, tzinfo=ZONE), "23 ноября, понедельник", "14 декабря"),
    ],
    ids=["the last second of the day", "a second later", "Sunday"],
)
async def test_after_hours_the_day_of_receipt_is_told(
    stage: Stage, written: datetime, counted_from: str | None, due: str
) -> None:
    await desk(stage)
    stage.clock.at = written
    citizen = await agreed(stage)
    await sends(citizen)
    receipt = (await citizen.sees("Принято"))["text"]
    assert f"Срок ответа: {due}" in receipt
    if counted_from is None:
        assert "нерабочее время" not in receipt
    else:
        assert f"Сейчас нерабочее время. День приёма: {counted_from}" in receipt


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_a_disputed_fine_gets_the_warning(stage: Stage, code: str) -> None:
    await desk(stage, "MIA")
    tongue = TONGUES[code]
    disputed = {
        "ru": "Пришёл штраф с камеры за скорость, я с ним не согласен, как обжаловать?",
        "kk": "Жылдамдық үшін айыппұл келді, келіспеймін, қалай шағымданамын?",
    }[code]
    citizen = await agreed(stage, tongue)
    await citizen.says(disputed)
    await picks(citizen, "Ішкі істер, полиция" if code == "kk" else "Внутренние дела, полиция")
    receipt = (await citizen.sees(tongue.receipt))["text"]
    assert ("шағымдану мерзімін тоқтатпайды" if code == "kk" else "не останавливает срок") in receipt


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_how_the_date_was_counted(stage: Stage, code: str) -> None:
    await desk(stage)
    tongue = TONGUES[code]
    stage.clock.at = datetime(2026, 12, 11, 10, 0, tzinfo=ZONE)
    citizen = await agreed(stage, tongue)
    number = await sends(citizen, tongue)
    await citizen.taps("Мерзім қалай есептелді?" if code == "kk" else "Как посчитан срок?")
    shown = await citizen.sees("органның уәдесі" if code == "kk" else "обещание органа")
    said = shown["text"]
    parts = {
        "kk": (
            "6 қаңтар, сәрсенбі",
            "ӘРПК, 76-бап",
            "Барлығы 15 жұмыс күні",
            "16 желтоқсан",
            "1-күн: 14 желтоқсан",
        ),
        "ru": (
            "6 января",
            "АППК, статья 76",
            "Всего 15 рабочих дней",
            "16 декабря",
            "День 1: 14 декабря",
        ),
    }[code]
    for part in parts:
        assert part in said
    assert not foreign(shown, code)
    await citizen.taps("Сауалды көру" if code == "kk" else "Показать вопрос")
    await citizen.sees(f"№ {number}")


async def test_the_official_text_can_be_copied_whole(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    await sends(citizen, RU, 'Не приходит пенсия. <b>Помогите</b> & "ответьте" {0}')
    await citizen.taps("Текст для eOtinish")
    ready = await citizen.sees("Готовый текст")
    assert RU.ministry in ready["text"]
    assert '<b>Помогите</b> & "ответьте" {0}' in ready["text"]
    assert any(entity["type"] == "pre" for entity in ready["entities"])
    assert keyboard(ready)[0]["url"] == "https://eotinish.kz"


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_withdrawing_is_asked_once_more(stage: Stage, code: str) -> None:
    operator = await desk(stage)
    tongue = TONGUES[code]
    citizen = await agreed(stage, tongue)
    number = await sends(citizen, tongue)
    await opens_card(operator, number)
    await operator.taps("Взять себе")
    await citizen.taps("Енді қажет емес" if code == "kk" else "Больше не нужно")
    await citizen.taps("Жоқ" if code == "kk" else "Нет, жду ответа")
    await citizen.sees(f"№ {number}")
    assert await stage.rows("SELECT state FROM inquiries") == [("taken",)]
    await citizen.taps("Енді қажет емес" if code == "kk" else "Больше не нужно")
    await citizen.taps("Иә" if code == "kk" else "Да, отозвать")
    gone = await citizen.sees("қайтарып алынды" if code == "kk" else "отозван")
    assert not foreign(gone, code)
    await operator.sees(f"№ {number}")
    assert await stage.rows("SELECT state FROM inquiries") == [("withdrawn",)]


async def test_an_answered_question_cannot_be_withdrawn_any_more(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    number = await sends(citizen)
    await citizen.taps("Больше не нужно")
    await citizen.sees("больше не нужен?")
    await answers(operator, number)
    await citizen.taps("Да, отозвать")
    await citizen.sees("На этот вопрос уже дан ответ")
    assert await stage.rows("SELECT state FROM inquiries") == [("answered",)]


async def test_a_draft_is_sent_once_however_often_its_button_is_pressed(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    await citizen.says(RU.pension)
    shown = await citizen.sees(RU.suggestion)
    pick = keyboard(shown)[0]["callback_data"]
    await picks(citizen)
    number = (await citizen.sees("Принято"))["text"].split(RU.number)[1].split()[0]
    await citizen.taps_forged(pick, shown["message_id"])
    await citizen.sees("Этот вопрос уже отправлен")
    later(stage, days=31)
    mark, older = citizen.mark(), shown["message_id"] - 2
    await citizen.taps_forged(pick, older)
    again = await citizen.sees("Этот вопрос уже отправлен", after=mark)
    assert number in again["text"]
    assert await stage.rows("SELECT count(*) FROM inquiries") == [(1,)]


async def _counts(citizen: Person, tongue: Tongue, text: str, *ways: str) -> int:
    """Type, press what is needed, and say how many taps the receipt cost."""
    mark = citizen.mark()
    await citizen.says(text)
    for way in ways:
        await citizen.taps(way)
    await citizen.sees(tongue.receipt, after=mark)
    return len(ways)


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_taps_from_a_typed_text_to_a_receipt(stage: Stage, code: str) -> None:
    """At most 2 for somebody who was here before (3 with a region), 3 on a first visit (4 with a region)."""
    await desk(stage)
    await desk(stage, "AKIMAT", "75")
    tongue = TONGUES[code]
    city = "Алматы қ." if code == "kk" else "г. Алматы"

    first = stage.citizen(tongue.name, code)
    assert await _counts(first, tongue, tongue.pension, tongue.agree, "1 · ") <= 3
    later(stage, hours=1)
    await first.says("/new")
    assert await _counts(first, tongue, tongue.pension, "1 · ") <= 2
    later(stage, hours=1)
    await first.says("/new")
    assert await _counts(first, tongue, tongue.road, "1 · ", city) <= 3

    other = stage.citizen(tongue.name, code)
    assert await _counts(other, tongue, tongue.road, tongue.agree, "1 · ", city) <= 4
