"""From a text to a body: up to three proposals, the whole list, "I do not know", the region if it matters."""

import pytest

from tests.conversations.citizen.scene import (
    KK,
    RU,
    TONGUES,
    agreed,
    arrived,
    desk,
    foreign,
    keyboard,
    later,
    opens_card,
    pause,
    picks,
    sends,
    settled,
)
from tests.stage import Stage

BUTTON = 28


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_full_names_in_the_text_and_short_ones_on_buttons(stage: Stage, code: str) -> None:
    tongue = TONGUES[code]
    citizen = await agreed(stage, tongue)
    await citizen.says(tongue.pension)
    shown = await citizen.sees(tongue.suggestion)
    assert f"1. {tongue.ministry}" in shown["text"]
    buttons = [b["text"] for b in keyboard(shown)]
    assert buttons[0] == f"1 · {tongue.ministry_short}"
    assert sum(b[:1].isdigit() for b in buttons) <= 3
    assert tongue.unknown in buttons and tongue.other_body in buttons
    assert all(len(b) <= BUTTON for b in buttons)
    assert all(len(row) == 1 for row in shown["reply_markup"]["inline_keyboard"])


async def test_the_reason_is_ones_own_words_however_long(stage: Stage) -> None:
    citizen = await agreed(stage)
    await citizen.says("пенсия" + "я" * 4000)
    shown = (await citizen.sees(RU.suggestion))["text"]
    assert "Из вашего текста: пенсияя" in shown and len(shown) < 1000


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_the_list_of_all_bodies_turns_and_leads_back(stage: Stage, code: str) -> None:
    tongue = TONGUES[code]
    citizen = await agreed(stage, tongue)
    await citizen.says(tongue.pension)
    await citizen.taps(tongue.other_body)
    first = await citizen.sees(" · 1/3")
    assert "1. " in first["text"] and "9. " in first["text"]
    await citizen.taps("Келесі" if code == "kk" else "Следующая страница")
    await citizen.sees("10. ")
    await citizen.taps("Келесі" if code == "kk" else "Следующая страница")
    last = await citizen.sees("25. ")
    assert all(len(b["text"]) <= BUTTON for b in keyboard(last))
    assert not foreign(last, code)
    await citizen.taps("Артқа" if code == "kk" else "Назад")
    await citizen.sees(tongue.suggestion)


async def test_a_body_from_the_list_gets_the_question(stage: Stage) -> None:
    await desk(stage, "MCI")
    citizen = await agreed(stage)
    await citizen.says(RU.pension)
    await citizen.taps("Другой орган")
    await citizen.taps("1 · Культура")
    receipt = await citizen.sees("Принято")
    assert "Министерство культуры и информации" in receipt["text"]


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_i_do_not_know_goes_to_the_dispatcher(stage: Stage, code: str) -> None:
    tongue = TONGUES[code]
    citizen = await agreed(stage, tongue)
    await citizen.says(tongue.pension)
    await citizen.taps(tongue.unknown)
    receipt = (await citizen.sees(tongue.receipt))["text"]
    assert ("Дежурный сотрудник" if code == "ru" else "Кезекші маман") in receipt
    assert await stage.rows("SELECT body, state FROM inquiries") == [("TRIAGE", "new")]


async def test_the_region_is_asked_only_when_nothing_tells_and_then_remembered(stage: Stage) -> None:
    await desk(stage, "AKIMAT", "75")
    citizen = await agreed(stage)
    await citizen.says(RU.road)
    await picks(citizen, "Акимат")
    where = await citizen.sees("Где это произошло?")
    assert len(keyboard(where)) == 21 and all(len(b["text"]) <= BUTTON for b in keyboard(where))
    await citizen.taps("г. Алматы")
    await citizen.sees("Кому: Акимат города Алматы")

    later(stage, hours=1)
    await citizen.says("/new")
    mark = citizen.mark()
    await citizen.says("Снова не горит фонарь на нашей улице")
    shown = await citizen.sees("Акимат города Алматы", after=mark)
    assert "Другой регион" in [b["text"] for b in keyboard(shown)]
    await picks(citizen, "Акимат: г. Алматы")
    await citizen.sees("Кому: Акимат города Алматы", after=mark)


async def test_the_text_names_the_region(stage: Stage) -> None:
    await desk(stage, "AKIMAT", "75")
    citizen = await agreed(stage)
    await citizen.says("В Алматы во дворе яма на дороге и не горят фонари")
    await citizen.sees("Акимат города Алматы")
    await picks(citizen, "Акимат: г. Алматы")
    await citizen.sees("Кому: Акимат города Алматы")


async def test_another_region_is_one_tap_away(stage: Stage) -> None:
    await desk(stage, "AKIMAT", "71")
    citizen = await agreed(stage)
    await citizen.says("В Алматы во дворе яма на дороге и не горят фонари")
    await citizen.taps("Другой регион")
    await citizen.taps("г. Астана")
    await citizen.sees("Кому: Акимат города Астаны")


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_a_body_that_does_not_answer_here_is_told_honestly(stage: Stage, code: str) -> None:
    tongue = TONGUES[code]
    citizen = await agreed(stage, tongue)
    await citizen.says(tongue.pension)
    await picks(citizen)
    said = await citizen.sees("әзірге жауап бермейді" if code == "kk" else "пока не отвечает в этом боте")
    assert tongue.ministry in said["text"] and not foreign(said, code)
    assert await stage.rows("SELECT count(*) FROM inquiries") == [(0,)]
    await citizen.taps("Ресми өтініш мәтіні" if code == "kk" else "Текст для eOtinish")
    ready = (await citizen.sees("eOtinish.kz"))["text"]
    assert tongue.ministry in ready and tongue.pension in ready
    await citizen.taps("Кезекші маманға" if code == "kk" else "Передать дежурному")
    await citizen.sees(tongue.receipt)


async def test_the_official_text_names_the_akimat_that_was_chosen(stage: Stage) -> None:
    citizen = await agreed(stage)
    await citizen.says("В Алматы во дворе яма на дороге и не горят фонари")
    await citizen.taps("Другой регион")
    await citizen.taps("г. Астана")
    await citizen.sees("Акимат города Астаны пока не отвечает")
    await citizen.taps("Текст для eOtinish")
    await citizen.sees("Кому: Акимат города Астаны")


async def test_without_a_dispatcher_none_is_offered(stage: Stage) -> None:
    async with stage.app.unit() as work:
        from services.staffing import greet_admins

        await greet_admins(work, frozenset())
    citizen = await agreed(stage)
    await citizen.says(RU.pension)
    await citizen.taps("Не знаю")
    said = await citizen.sees("пока не отвечает в этом боте")
    assert "Передать дежурному" not in [b["text"] for b in keyboard(said)]
    assert "1414" in said["text"]
    await citizen.taps("Другой орган")
    await citizen.sees("Все органы")


@pytest.mark.parametrize(("code", "said"), [("kk", "рахмет"), ("ru", "привет"), ("kk", "Сәлем!")])
async def test_a_courtesy_gets_a_kind_answer_and_a_way_on(stage: Stage, code: str, said: str) -> None:
    citizen = await agreed(stage, TONGUES[code])
    await citizen.says(said)
    shown = await citizen.sees("Жазғаныңызға рақмет" if code == "kk" else "Спасибо, что написали")
    assert not foreign(shown, code)
    await citizen.taps("Бұл – сұрақ" if code == "kk" else "Это вопрос")
    await citizen.sees(TONGUES[code].suggestion)
    await citizen.sees(TONGUES[code].unknown)


async def test_what_is_no_question_may_still_be_sent_as_one(stage: Stage) -> None:
    citizen = await agreed(stage)
    await citizen.says("Продам гараж недорого, звоните прямо сейчас")
    await citizen.sees("не похоже на вопрос")
    await citizen.taps("Это вопрос")
    await citizen.taps("Не знаю")
    await citizen.sees("Принято")


async def test_a_greeting_becomes_part_of_the_question_that_follows(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    await citizen.says("Здравствуйте!")
    await citizen.sees("Спасибо, что написали")
    pause(stage)
    number = await sends(citizen)
    card = await opens_card(operator, number)
    assert "Здравствуйте!" in card and "не приходит пенсия" in card


async def test_several_messages_make_one_question(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    for line in ("Добрый день.", "Мне не приходит пенсия,", "хотя все документы сданы."):
        await citizen.says(line)
    await settled(stage, messages=3)
    await citizen.sees(RU.ministry)
    await picks(citizen)
    number = (await citizen.sees("Принято"))["text"].split(RU.number)[1].split()[0]
    card = await opens_card(operator, number)
    assert "Добрый день." in card and "хотя все документы сданы." in card
    assert await stage.rows("SELECT count(*) FROM inquiries") == [(1,)]


async def test_a_tap_before_the_burst_has_settled_sends_all_of_it(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    await citizen.says(RU.pension)
    await citizen.sees(RU.suggestion)
    await citizen.says("У нас дома пожар, горит балкон!")
    await arrived(stage, messages=2)
    await picks(citizen)
    await citizen.sees("Принято")
    assert await stage.rows("SELECT urgent FROM inquiries") == [(1,)]
    assert await stage.rows("SELECT count(*) FROM messages WHERE inquiry_id IS NOT NULL") == [(2,)]


async def test_kazakh_typed_by_a_russian_reader_is_understood_and_answered_in_russian(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage, RU)
    await citizen.says(KK.pension)
    shown = await citizen.sees(RU.suggestion)
    assert RU.ministry in shown["text"]
    assert not foreign(shown, "ru", KK.pension)
    await picks(citizen)
    await citizen.sees("Принято")
    assert await stage.rows("SELECT language FROM inquiries") == [("kk",)]
    assert await stage.rows("SELECT language FROM people WHERE consent_at IS NOT NULL") == [("ru",)]
