"""Where a message belongs: to an open question, to a new one, or to an answer that did not help."""

import pytest

from domain.permissions import Role
from tests.conversations.citizen.scene import (
    COLLEAGUE,
    HEAD,
    RU,
    TONGUES,
    agreed,
    answers,
    arrived,
    desk,
    foreign,
    keyboard,
    later,
    opens_card,
    pause,
    picks,
    quiet,
    sends,
    settled,
)
from tests.stage import Stage


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_what_follows_within_ten_minutes_is_an_addition(stage: Stage, code: str) -> None:
    operator = await desk(stage)
    tongue = TONGUES[code]
    citizen = await agreed(stage, tongue)
    number = await sends(citizen, tongue)
    later(stage, minutes=9, seconds=59)
    words = "Тағы бір мәлімет: жинақ кітапшам бар" if code == "kk" else "Ещё добавлю: у меня есть сберкнижка"
    await citizen.says(words)
    shown = await citizen.sees(tongue.added)
    assert number in shown["text"] and tongue.ministry in shown["text"]
    assert not foreign(shown, code)
    assert words in await opens_card(operator, number)


@pytest.mark.parametrize(("code", "words"), [("kk", "Рақмет!"), ("ru", "Спасибо большое"), ("ru", "привет")])
async def test_a_courtesy_is_no_addition(stage: Stage, code: str, words: str) -> None:
    operator = await desk(stage)
    tongue = TONGUES[code]
    citizen = await agreed(stage, tongue)
    number = await sends(citizen, tongue)
    await citizen.says(words)
    shown = await citizen.sees("Рақмет! №" if code == "kk" else "Спасибо! Ответ на вопрос №")
    assert number in shown["text"] and not foreign(shown, code)
    assert words not in await opens_card(operator, number)


async def test_the_ten_minutes_run_from_the_receipt_too(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    await citizen.says(RU.pension)
    await citizen.sees(RU.suggestion)
    later(stage, hours=2)
    await picks(citizen)
    await citizen.sees("Принято")
    later(stage, minutes=9)
    await citizen.says("Забыл сказать: я живу в Павлодаре")
    await citizen.sees(RU.added)


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_later_the_citizen_is_asked(stage: Stage, code: str) -> None:
    await desk(stage)
    tongue = TONGUES[code]
    citizen = await agreed(stage, tongue)
    number = await sends(citizen, tongue)
    later(stage, minutes=10, seconds=1)
    await citizen.says("Зейнетақы туралы тағы бір сұрақ" if code == "kk" else "И ещё один вопрос про пенсию")
    asked = await citizen.sees("әлде жаңа сауал ма?" if code == "kk" else "или новый вопрос?")
    assert number in asked["text"] and not foreign(asked, code)
    assert [b["text"] for b in keyboard(asked)] == [tongue.addition, tongue.new_question]
    await citizen.taps(tongue.addition)
    await citizen.sees(tongue.added)
    assert await stage.rows("SELECT count(*) FROM messages WHERE inquiry_id IS NOT NULL") == [(2,)]
    assert await stage.rows("SELECT count(*) FROM drafts") == [(0,)]


async def test_a_new_question_beside_an_open_one(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    await sends(citizen)
    later(stage, hours=1)
    await citizen.says("Когда повысят пенсию по инвалидности?")
    await citizen.taps("Новый вопрос")
    mark = citizen.mark()
    await picks(citizen)
    await citizen.sees("Принято", after=mark)
    assert await stage.rows("SELECT count(*) FROM inquiries") == [(2,)]


async def test_the_question_stands_until_it_is_decided(stage: Stage) -> None:
    """A second message must not slip past "addition or new?" into a list of bodies."""
    await desk(stage)
    citizen = await agreed(stage)
    await sends(citizen)
    later(stage, hours=1)
    await citizen.says("Я принёс ещё одну справку")
    await citizen.sees("или новый вопрос?")
    later(stage, seconds=30)
    mark = citizen.mark()
    await citizen.says("И копию трудовой книжки")
    await citizen.sees("или новый вопрос?", after=mark)
    await citizen.taps("Дополнение")
    await citizen.sees(RU.added)
    assert await stage.rows("SELECT count(*) FROM messages WHERE inquiry_id IS NOT NULL") == [(3,)]


async def test_with_several_open_ones_each_is_offered(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    numbers = []
    for question in ("Не приходит пенсия", "Когда повысят пенсию?"):
        await citizen.says("/new")
        pause(stage)
        numbers.append(await sends(citizen, RU, question))
    later(stage, hours=1)
    await citizen.says("Вот ещё одна справка")
    asked = await citizen.sees("к одному из открытых вопросов")
    assert all(number in asked["text"] for number in numbers)
    assert [b["text"] for b in keyboard(asked)] == [
        f"Дополнение · {numbers[1]}",
        f"Дополнение · {numbers[0]}",
        "Новый вопрос",
    ]
    await citizen.taps(f"Дополнение · {numbers[0]}")
    added = await citizen.sees(RU.added)
    assert numbers[0] in added["text"]


async def test_a_reply_to_a_card_finds_its_question_months_later(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    first = await sends(citizen)
    receipt = await citizen.sees("Принято")
    later(stage, hours=1)
    await citizen.says("/new")
    await sends(citizen, RU, "Когда повысят пенсию?")
    later(stage, days=60)
    await citizen.says("Это к первому вопросу", reply_to=receipt["message_id"])
    added = await citizen.sees(RU.added)
    assert first in added["text"]
    assert "Это к первому вопросу" in await opens_card(operator, first)


async def test_a_reply_leads_past_an_open_draft(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    number = await sends(citizen)
    receipt = await citizen.sees("Принято")
    later(stage, hours=1)
    await citizen.says("/new")
    await citizen.says("Когда повысят пенсию?")
    await citizen.sees(RU.suggestion)
    pause(stage)
    await citizen.says("Это про первый вопрос", reply_to=receipt["message_id"])
    added = await citizen.sees(RU.added)
    assert number in added["text"]
    assert await stage.rows("SELECT count(*) FROM messages WHERE draft_id IS NOT NULL") == [(1,)]


async def test_a_reply_to_ones_own_words_counts_too(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    mark = citizen.mark()
    mine = await citizen.says(RU.pension)
    await citizen.sees(RU.suggestion, after=mark)
    await picks(citizen)
    await citizen.sees("Принято")
    later(stage, days=1)
    await citizen.says("Уточняю: с сентября", reply_to=mine["message_id"])
    await citizen.sees(RU.added)


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_what_was_added_can_be_made_a_question_of_its_own(stage: Stage, code: str) -> None:
    operator = await desk(stage)
    tongue = TONGUES[code]
    citizen = await agreed(stage, tongue)
    number = await sends(citizen, tongue)
    later(stage, minutes=5)
    other = "Жұмыссыз ретінде қалай тіркелемін?" if code == "kk" else "Как встать на учёт по безработице?"
    await citizen.says(other)
    await citizen.sees(tongue.added)
    await citizen.taps("Бұл – жаңа сауал" if code == "kk" else "Это новый вопрос")
    shown = await citizen.sees(tongue.suggestion)
    assert not foreign(shown, code, other)
    mark = citizen.mark()
    await picks(citizen)
    await citizen.sees(tongue.receipt, after=mark)
    assert other not in await opens_card(operator, number)
    assert await stage.rows("SELECT count(*) FROM inquiries") == [(2,)]


async def test_an_added_album_is_separated_whole(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    await sends(citizen)
    later(stage, minutes=5)
    parts = [{"kind": "photo", "caption": "Яма на дороге во дворе"}, {"kind": "photo"}, {"kind": "photo"}]
    await citizen.sends_album(parts)
    await citizen.sees(RU.added)
    await arrived(stage, messages=4)
    await citizen.taps("Это новый вопрос")
    await citizen.sees(RU.suggestion)
    assert await stage.rows("SELECT count(*) FROM messages WHERE draft_id IS NOT NULL") == [(3,)]
    assert await stage.rows("SELECT count(*) FROM messages WHERE inquiry_id IS NOT NULL") == [(1,)]


async def test_what_was_answered_with_its_addition_stays_together(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    number = await sends(citizen)
    later(stage, minutes=5)
    await citizen.says("Ещё добавлю: карта другого банка")
    await citizen.sees(RU.added)
    await answers(operator, number)
    await citizen.taps("Это новый вопрос")
    await citizen.sees("На этот вопрос уже дан ответ")
    assert await stage.rows("SELECT count(*) FROM messages WHERE draft_id IS NOT NULL") == [(0,)]


async def test_the_operator_who_has_it_hears_of_additions_once_per_burst(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    number = await sends(citizen)
    await opens_card(operator, number)
    await operator.taps("Взять себе")
    await operator.sees("теперь у вас")
    later(stage, minutes=1)
    mark = operator.mark()
    for n in range(5):
        await citizen.says(f"Дополнение номер {n}")
    await arrived(stage, messages=6)
    told = await operator.sees(f"№ {number}", after=mark)
    await quiet(operator, stage, after=operator.mark())
    added = [m for m in await operator.chat() if m.get("text", "")[:20] == told["text"][:20]]
    assert len(added) == 1
    said = [m for m in await citizen.chat() if RU.added in m.get("text", "")]
    assert len(said) == 1
    card = await opens_card(operator, number)
    assert all(f"Дополнение номер {n}" in card for n in range(5))


async def test_thirty_messages_in_ten_seconds_are_one_question(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    for n in range(30):
        await citizen.says(f"Не приходит пенсия, часть {n}")
    await settled(stage, messages=30)
    await citizen.sees(RU.suggestion)
    screens = [m for m in await citizen.chat(60) if RU.suggestion in m.get("text", "")]
    assert len(screens) <= 3
    await picks(citizen)
    await citizen.sees("Принято")
    assert await stage.rows("SELECT count(*) FROM messages WHERE inquiry_id IS NOT NULL") == [(30,)]


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_words_about_an_answer_open_it_again(stage: Stage, code: str) -> None:
    operator = await desk(stage)
    colleague = await desk(stage, person=COLLEAGUE)
    head = await desk(stage, person=HEAD, role=Role.HEAD)
    tongue = TONGUES[code]
    citizen = await agreed(stage, tongue)
    number = await sends(citizen, tongue)
    await answers(operator, number)
    arrived_answer = await citizen.sees("Пенсия придёт 25 ноября.")
    later(stage, days=7)
    words = "Бұл көмектеспеді, зейнетақы әлі жоқ" if code == "kk" else "Это не помогло, пенсии всё нет"
    await citizen.says(words, reply_to=arrived_answer["message_id"])
    asked = await citizen.sees("жауап берілген" if code == "kk" else "уже дан ответ")
    assert number in asked["text"] and not foreign(asked, code)
    await citizen.taps("Мәселе шешілмеді" if code == "kk" else "Вопрос не решён")
    opened = await citizen.sees("қайта ашылды" if code == "kk" else "открыт снова")
    assert not foreign(opened, code)
    await head.sees(f"№ {number}")
    assert words in await opens_card(colleague, number)
    assert await stage.rows("SELECT state, reopened FROM inquiries") == [("new", 1)]


async def test_words_right_after_an_answer_are_asked_about_even_without_a_reply(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    number = await sends(citizen)
    later(stage, days=3)
    await answers(operator, number)
    await citizen.sees("Пенсия придёт 25 ноября.")
    later(stage, minutes=3)
    await citizen.says("Но пенсия и в этом месяце не пришла")
    await citizen.sees("уже дан ответ")
    mark = citizen.mark()
    await citizen.taps("Новый вопрос")
    await citizen.sees(RU.suggestion, after=mark)
    await picks(citizen)
    await citizen.sees("Принято", after=mark)
    assert await stage.rows("SELECT state FROM inquiries ORDER BY id") == [("answered",), ("new",)]


async def test_thanks_for_an_answer_are_just_thanks(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    number = await sends(citizen)
    await answers(operator, number)
    answer = await citizen.sees("Пенсия придёт 25 ноября.")
    later(stage, minutes=1)
    await citizen.says("Спасибо большое!", reply_to=answer["message_id"])
    await citizen.sees("Спасибо, что написали")


async def test_a_voice_within_ten_minutes_is_an_addition(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    number = await sends(citizen)
    later(stage, minutes=2)
    await citizen.sends_voice()
    await citizen.sees(RU.added)
    assert "голосовое сообщение" in await opens_card(operator, number)


async def test_new_says_that_what_comes_next_is_no_addition(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    await sends(citizen)
    later(stage, minutes=1)
    await citizen.says("/new")
    await citizen.sees(RU.write)
    mark = citizen.mark()
    await citizen.says("Когда повысят пенсию?")
    await citizen.sees(RU.suggestion, after=mark)


async def test_after_withdrawing_nothing_is_added(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    await sends(citizen)
    await citizen.taps("Больше не нужно")
    await citizen.taps("Да, отозвать")
    await citizen.sees("отозван")
    later(stage, minutes=1)
    mark = citizen.mark()
    await citizen.says("Когда повысят пенсию?")
    await citizen.sees(RU.suggestion, after=mark)
