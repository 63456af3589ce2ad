"""Consent: asked once, in one tap with the language; what was typed before waits, but not for ever."""

import pytest

from playground.people import Person
from scheduler.jobs import Jobs
from tests.conversations.citizen.scene import KK, RU, TONGUES, desk, keyboard, pause, settled
from tests.stage import Stage


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_what_was_typed_first_goes_on_after_the_tap(stage: Stage, code: str) -> None:
    tongue = TONGUES[code]
    citizen = stage.citizen(tongue.name, code)
    await citizen.says(tongue.pension)
    asked = await citizen.sees("Это не официальное обращение")
    assert "Бұл – ресми өтініш емес" in asked["text"]
    assert next(b["text"] for b in keyboard(asked)) == tongue.agree
    await citizen.taps(tongue.agree)
    await citizen.sees(tongue.suggestion)
    assert await stage.rows("SELECT language, consent_version FROM people WHERE consent_at IS NOT NULL") == [
        (code, "2026-11-3")
    ]


async def test_the_consent_names_owner_terms_and_the_way_out(stage: Stage) -> None:
    citizen = stage.citizen("Сергей", "ru")
    await citizen.opens()
    shown = (await citizen.sees("Здравствуйте"))["text"]
    for promised in ("БИН 260140000005", "Срок хранения: 3 года", "за 24 ч", "/privacy", "ИИН"):
        assert promised in shown
    assert "Написанное не пропадёт" not in shown  # nothing was typed


@pytest.mark.parametrize(
    ("phone", "typed", "first"),
    [("ru", KK.pension, KK.agree), ("kk", RU.pension, RU.agree), (None, RU.pension, RU.agree)],
)
async def test_the_language_of_the_text_comes_first(
    stage: Stage, phone: str | None, typed: str, first: str
) -> None:
    citizen = stage.sim.person(name="Дана", language=phone)
    await citizen.says(typed)
    asked = await citizen.sees("eOtinish.kz")
    assert keyboard(asked)[0]["text"] == first


@pytest.mark.parametrize(("phone", "first"), [("ru", RU.agree), ("kk", KK.agree), (None, KK.agree)])
async def test_without_a_text_the_phone_is_a_hint(stage: Stage, phone: str | None, first: str) -> None:
    citizen = stage.sim.person(name="Дана", language=phone)
    await citizen.opens()
    asked = await citizen.sees("eOtinish.kz")
    assert keyboard(asked)[0]["text"] == first


async def test_a_refusal_erases_and_names_what_is_open(stage: Stage) -> None:
    citizen = stage.citizen("Сергей", "ru")
    await citizen.says("Пожалуйста, помогите с пенсией")
    await citizen.taps("Келіспеймін · Отказаться")
    said = (await citizen.sees("написанное удалено"))["text"]
    assert "жазғаныңыз өшірілді" in said and "/grants" in said and "/help" in said
    assert await stage.rows("SELECT count(*) FROM messages") == [(0,)]
    assert await stage.rows("SELECT count(*) FROM drafts") == [(0,)]
    await citizen.says("/grants")
    await citizen.sees("8 800 080 77 50")
    await citizen.says("/help")
    await citizen.sees("1414")


async def test_after_a_refusal_writing_asks_again(stage: Stage) -> None:
    citizen = stage.citizen("Сергей", "ru")
    await citizen.opens()
    await citizen.taps("Келіспеймін · Отказаться")
    await citizen.sees("ничего не сохранено")
    await citizen.says(RU.pension)
    await citizen.sees("Написанное не пропадёт")
    await citizen.taps(RU.agree)
    await citizen.sees(RU.suggestion)


async def test_a_day_without_an_answer_erases_what_was_typed(stage: Stage) -> None:
    citizen = stage.citizen("Сергей", "ru")
    await citizen.says(RU.pension)
    await citizen.sees("Написанное не пропадёт")
    stage.clock.forward(hours=23, minutes=59)
    await Jobs(stage.app.unit).tidy()
    assert await stage.rows("SELECT count(*) FROM messages") == [(1,)]
    stage.clock.forward(minutes=2)
    await Jobs(stage.app.unit).tidy()
    assert await stage.rows("SELECT count(*) FROM messages") == [(0,)]
    await citizen.taps(RU.agree)
    await citizen.sees(RU.write)


async def test_no_raw_update_stays_behind(stage: Stage) -> None:
    citizen = stage.citizen("Сергей", "ru")
    await citizen.says("Секретное слово кумыс, помогите с пенсией")
    await citizen.sees("Написанное не пропадёт")
    assert await stage.rows("SELECT count(*) FROM inbox WHERE payload IS NOT NULL") == [(0,)]


async def test_a_burst_before_consent_is_asked_once(stage: Stage) -> None:
    citizen = stage.citizen("Сергей", "ru")
    for line in ("Здравствуйте", "не пришла пенсия", "за два месяца", "что делать?"):
        await citizen.says(line)
    await citizen.sees("Написанное не пропадёт")
    await settled(stage, messages=4)
    assert await _bot_messages(citizen) == 1
    await citizen.taps(RU.agree)
    await citizen.sees(RU.ministry)
    assert await stage.rows("SELECT count(*) FROM messages WHERE draft_id IS NOT NULL") == [(4,)]


async def test_an_album_before_consent_is_asked_once_and_waits(stage: Stage) -> None:
    citizen = stage.citizen("Сергей", "ru")
    await citizen.sends_album(
        [{"kind": "photo", "caption": RU.road}, {"kind": "photo"}, {"kind": "photo"}], order=[0, 1, 2]
    )
    await citizen.sees("Написанное не пропадёт")
    await settled(stage, messages=3)
    assert await _bot_messages(citizen) == 1
    await citizen.taps(RU.agree)
    await citizen.sees(RU.suggestion)
    assert await stage.rows("SELECT count(*) FROM files") == [(3,)]


async def test_commands_before_consent_keep_what_was_typed(stage: Stage) -> None:
    citizen = stage.citizen("Сергей", "ru")
    await citizen.says(RU.pension)
    await citizen.sees("Написанное не пропадёт")
    await citizen.says("/help")
    await citizen.sees("1414")
    await citizen.says("/start")
    mark = citizen.mark()
    await citizen.sees("Написанное не пропадёт")
    await citizen.taps(RU.agree)
    await citizen.sees(RU.suggestion, after=mark)


async def test_consent_taken_back_erases_the_draft_and_is_asked_for_again(stage: Stage) -> None:
    await desk(stage)
    citizen = await _agreed_with_draft(stage)
    await citizen.says("/privacy")
    await citizen.sees("БИН 260140000005")
    await citizen.taps("Отозвать согласие")
    await citizen.sees("Неотправленный текст удалён")
    assert await stage.rows("SELECT count(*) FROM drafts") == [(0,)]
    assert await stage.rows("SELECT consent_at FROM people WHERE language = 'ru'") == [(None,), (None,)]
    pause(stage)
    mark = citizen.mark()
    await citizen.says("Хочу спросить ещё раз")
    await citizen.sees("нужно ваше согласие", after=mark)


async def _agreed_with_draft(stage: Stage) -> Person:
    citizen = stage.citizen("Сергей", "ru")
    await citizen.says(RU.pension)
    await citizen.taps(RU.agree)
    await citizen.sees(RU.suggestion)
    return citizen


async def _bot_messages(person: Person) -> int:
    return sum(message["from"]["is_bot"] for message in await person.chat(50))
