"""Everything people send: what can be taken is kept whole, what cannot gets a clear sentence."""

import logging
from typing import Any

import pytest

from domain.errors import Unusable
from models.queries import messages
from playground.people import Person
from services.thread import LONGEST, Said, cleaned
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
    quiet,
    sends,
    settled,
)
from tests.stage import Stage

MIB = 1024 * 1024


async def _number(citizen: Person) -> str:
    await picks(citizen)
    return str((await citizen.sees("Принято"))["text"].split(RU.number)[1].split()[0])


@pytest.mark.parametrize("kind", ["photo", "document", "video", "audio", "voice", "animation"])
async def test_a_file_with_a_caption_is_a_question(stage: Stage, kind: str) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    await citizen.sends(kind, caption="Не приходит пенсия, вот подтверждение")
    await citizen.sees(RU.suggestion)
    await opens_card(operator, await _number(citizen))
    await operator.taps("Открыть файлы")
    file = await _file_message(operator)
    assert kind in file


async def _file_message(person: Person) -> dict[str, Any]:
    for _ in range(100):
        for message in reversed(await person.chat(5)):
            if {"photo", "document", "video", "audio", "voice", "video_note", "animation"} & message.keys():
                return message
    raise AssertionError("no file came")


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("voice", "kk"),
        ("voice", "ru"),
        ("photo", "kk"),
        ("video_note", "ru"),
        ("location", "kk"),
        ("contact", "ru"),
    ],
)
async def test_something_without_words_asks_for_one_line(stage: Stage, kind: str, code: str) -> None:
    tongue = TONGUES[code]
    citizen = await agreed(stage, tongue)
    if kind in ("location", "contact"):
        await citizen.sends_special(kind)
    else:
        await citizen.sends(kind)
    asked = await citizen.sees("бір сөйлеммен жазып жіберіңіз" if code == "kk" else "Напишите одной строкой")
    assert not foreign(asked, code)
    assert tongue.unknown in [b["text"] for b in keyboard(asked)]
    pause(stage)
    await citizen.says(tongue.pension)
    shown = await citizen.sees(tongue.suggestion)
    assert tongue.ministry in shown["text"]


async def test_a_voice_alone_may_go_to_the_dispatcher(stage: Stage) -> None:
    citizen = await agreed(stage)
    await citizen.sends_voice()
    await citizen.taps("Не знаю")
    await citizen.sees("Принято")
    assert await stage.rows("SELECT kind FROM messages") == [("voice",)]


async def test_a_place_and_a_contact_can_be_read_on_the_card(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    await citizen.says(RU.pension)
    await citizen.sees(RU.suggestion)
    await citizen.sends_special("venue", title="ЦОН № 3", address="пр. Абая, 5")
    await citizen.sends_special("contact", phone_number="+77012223344")
    await arrived(stage, messages=3)
    card = await opens_card(operator, await _number(citizen))
    assert "ЦОН № 3, пр. Абая, 5" in card and "51.128200" in card and "701222" not in card
    await operator.taps("Показать контакт")
    assert "+77012223344" in (await operator.sees("Контакт из вопроса"))["text"]
    assert await stage.rows("SELECT count(*) FROM events WHERE kind = 'contact_opened'") == [(1,)]


@pytest.mark.parametrize("order", [[0, 1, 2, 3, 4], [3, 0, 4, 1, 2]], ids=["in order", "shuffled"])
async def test_an_album_is_one_message(stage: Stage, order: list[int]) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    mark = citizen.mark()
    parts: list[dict[str, Any]] = [{"kind": "photo"} for _ in range(5)]
    parts[0]["caption"] = "Не приходит пенсия, вот все бумаги"
    await citizen.sends_album(parts, order=order)
    await settled(stage, messages=5)
    await citizen.sees(RU.suggestion, after=mark)
    assert len([m for m in await citizen.chat() if RU.suggestion in m.get("text", "")]) == 1
    card = await opens_card(operator, await _number(citizen))
    assert "Файлы: 5" in card and "вот все бумаги" in card
    sent = await stage.rows("SELECT telegram_id FROM messages ORDER BY telegram_id")
    async with stage.app.unit() as work:
        files = await messages.files_of_inquiry(work.session, 1)
        thread = await messages.thread(work.session, 1)
    assert [(m.telegram_id,) for m in thread] == sent
    assert [f.message_id for f in files] == [m.id for m in thread]


async def test_a_late_part_of_an_album_joins_the_sent_question(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    first = await citizen.sends_photo("Не приходит пенсия", media_group_id="77")
    await settled(stage, messages=1)
    number = await _number(citizen)
    assert first["message_id"]
    mark = citizen.mark()
    await citizen.sends_photo(media_group_id="77")
    await arrived(stage, messages=2)
    await quiet(citizen, stage, after=mark)
    assert "Файлы: 2" in await opens_card(operator, number)


async def test_a_file_too_big_to_download_is_kept_and_opened_all_the_same(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    await citizen.sends_document("scan.pdf", size=25 * MIB, caption="Не приходит пенсия, скан трудовой")
    await citizen.sees(RU.suggestion)
    card = await opens_card(operator, await _number(citizen))
    assert "скан трудовой" in card
    await operator.taps("Открыть файлы")
    opened = await _file_message(operator)
    assert opened["document"]["file_size"] == 25 * MIB and opened["document"]["file_name"] == "scan.pdf"


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_what_cannot_be_taken_gets_a_clear_sentence(stage: Stage, code: str) -> None:
    citizen = await agreed(stage, TONGUES[code])
    for kind in ("sticker", "poll", "dice", "story", "game", "paid_media", "unknown"):
        mark = citizen.mark()
        await (citizen.sends(kind) if kind == "sticker" else citizen.sends_special(kind))
        said = await citizen.sees("қарай алмаймыз" if code == "kk" else "не сможем рассмотреть", after=mark)
        assert not foreign(said, code)
    assert await stage.rows("SELECT count(*) FROM messages") == [(0,)]


async def test_a_sticker_leaves_the_draft_alone(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    await citizen.says(RU.pension)
    await citizen.sees(RU.suggestion)
    await citizen.sends("sticker")
    await citizen.sees("не сможем рассмотреть")
    await picks(citizen)
    await citizen.sees("Принято")


async def test_what_telegram_tells_of_the_chat_is_no_message(stage: Stage) -> None:
    citizen = await agreed(stage)
    mark = citizen.mark()
    await citizen.sends_special("auto_delete")
    await citizen.sends_special("background")
    await quiet(citizen, stage, after=mark)
    assert await stage.rows("SELECT count(*) FROM messages") == [(0,)]


async def test_ten_thousand_characters_arrive_whole(stage: Stage) -> None:
    """The app cuts them at 4096; the parts come together and are one question."""
    operator = await desk(stage)
    citizen = await agreed(stage)
    whole = ("Мне не приходит пенсия. " * 500)[:10_000]
    for start in range(0, len(whole), 4096):
        await citizen.says(whole[start : start + 4096])
    await settled(stage, messages=3)
    await citizen.sees(RU.suggestion)
    card = await opens_card(operator, await _number(citizen))
    assert "не приходит пенсия" in card and len(card) <= 4096
    kept = await stage.rows("SELECT text FROM messages ORDER BY telegram_id")
    assert sum(len(row.text) for row in kept) >= 10_000 - 6
    await citizen.taps("Текст для eOtinish")
    await citizen.sees("Готовый текст")
    await citizen.says("/my")
    await citizen.sees("Ваши вопросы: 1")


def test_a_door_that_allows_more_meets_our_own_limit() -> None:
    assert cleaned(Said(1, "text", "я" * LONGEST)).text
    with pytest.raises(Unusable) as refused:
        cleaned(Said(1, "text", "я" * (LONGEST + 1)))
    assert refused.value.key == "error.too_long" and refused.value.args_ == {"limit": LONGEST}


SIGNS = '<b>Пенсия</b> & "кавычки" {0} {name} %s \\ `код` _курсив_ *звезда* [a](b) не приходит'


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_signs_of_markup_are_shown_as_they_were_typed(stage: Stage, code: str) -> None:
    operator = await desk(stage)
    tongue = TONGUES[code]
    citizen = await agreed(stage, tongue)
    number = await sends(citizen, tongue, f"{tongue.pension} {SIGNS}")
    assert SIGNS in await opens_card(operator, number)
    await citizen.says("/my")
    await citizen.taps(f"№ {number}")
    shown = await citizen.sees("{name}")
    assert SIGNS in shown["text"]


async def test_a_name_made_of_markup_harms_nobody(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = stage.citizen('<b>&"{0}\u202e', "ru")
    await citizen.opens()
    await citizen.taps(RU.agree)
    await citizen.sees(RU.write)
    number = await sends(citizen)
    await opens_card(operator, number)
    assert ('<b>&"{0}',) in await stage.rows("SELECT name FROM people")


async def test_nul_and_direction_marks_are_dropped(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    text = "Не при\u0000ходит \u202eпенсия\u2066 \u200bвторой месяц"
    sender = {"id": citizen.id, "is_bot": False, "first_name": "Сергей"}
    chat = {"id": citizen.id, "type": "private", "first_name": "Сергей"}
    message = {"message_id": 500_000, "date": 1_790_000_000, "from": sender, "chat": chat, "text": text}
    await stage.sim.update({"message": message})
    await citizen.sees(RU.suggestion)
    card = await opens_card(operator, await _number(citizen))
    assert "Не приходит пенсия второй месяц" in card


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_a_text_of_nothing_gets_a_clear_sentence(stage: Stage, code: str) -> None:
    citizen = await agreed(stage, TONGUES[code])
    await citizen.says("\u2060\u200b \u202e")
    said = await citizen.sees("бос келді" if code == "kk" else "пришло пустым")
    assert not foreign(said, code)
    assert await stage.rows("SELECT count(*) FROM messages") == [(0,)]


async def test_signs_without_words_are_answered(stage: Stage) -> None:
    citizen = await agreed(stage)
    await citizen.says("?!")
    await citizen.sees("вопрос")


@pytest.mark.parametrize(
    "written", ["{0}", "{1} {2}", "ИИН: {0}.", "мой иин{0}"], ids=["alone", "parted", "named", "glued"]
)
async def test_an_iin_is_masked_wherever_it_is_kept_or_shown(stage: Stage, written: str) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    iin = _iin()
    said = written.format(iin, iin[:6], iin[6:])
    number = await sends(citizen, RU, f"{RU.pension} {said}")
    assert "•" * 6 in await opens_card(operator, number)
    for table, column in (
        ("messages", "text"),
        ("outbox", "args"),
        ("inquiries", "suggested"),
        ("inbox", "payload"),
    ):
        kept = await stage.rows(f"SELECT {column} FROM {table}")
        assert not any(iin in str(row) or iin[6:] in str(row) for row in kept), table
    assert not any(iin in str(m) for m in await operator.chat())


async def test_a_file_name_and_a_caption_are_masked_too(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    iin = _iin()
    await citizen.sends_document(f"справка {iin}.pdf", caption=f"Пенсия не приходит, ИИН {iin}")
    await citizen.sees(RU.suggestion)
    rows = await stage.rows("SELECT m.text, f.name FROM messages m JOIN files f ON f.message_id = m.id")
    assert len(rows) == 1 and iin not in str(rows) and "•" in rows[0].name and "•" in rows[0].text


async def test_a_bin_and_a_telephone_stay(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    number = await sends(citizen, RU, f"{RU.pension} БИН 260140000005, телефон +7 701 222 33 44")
    card = await opens_card(operator, number)
    assert "260140000005" in card and "+7 701 222 33 44" in card


def _iin() -> str:
    """A made-up IIN with a right check digit: born on 7 March 1985."""
    digits = [int(d) for d in "85030730123"]
    for weights in ((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)):
        rest = sum(w * d for w, d in zip(weights, digits, strict=True)) % 11
        if rest < 10:
            return "".join(map(str, digits)) + str(rest)
    raise AssertionError("choose another serial")


async def test_a_group_is_left_alone(stage: Stage) -> None:
    citizen = await agreed(stage)
    group = await stage.sim.group("Двор", [citizen.id])
    await citizen.says("У нас во дворе яма на дороге", chat_id=group["id"])
    await citizen.says("/start", chat_id=group["id"])
    await citizen.says(RU.pension)
    await citizen.sees(RU.suggestion)
    assert await stage.rows("SELECT count(*) FROM messages") == [(1,)]
    told = (await stage.sim.chat(group["id"]))["messages"]
    assert not [m for m in told if m["from"]["is_bot"]]


async def test_two_people_side_by_side_never_mix(stage: Stage) -> None:
    operator = await desk(stage)
    aigerim, sergei = await agreed(stage, KK), await agreed(stage, RU)
    await aigerim.says("Зейнетақым келмей жатыр, атым Айгерім")
    await sergei.says("Не приходит пенсия, меня зовут Сергей")
    await sergei.sees(RU.suggestion)
    await aigerim.sees(KK.suggestion)
    await picks(aigerim)
    await picks(sergei)
    first = (await aigerim.sees("Қабылданды"))["text"].split(KK.number)[1].split()[0]
    second = (await sergei.sees("Принято"))["text"].split(RU.number)[1].split()[0]
    card = await opens_card(operator, first)
    assert "атым Айгерім" in card and "Сергей" not in card
    assert "меня зовут Сергей" in await opens_card(operator, second)


async def test_no_log_repeats_what_a_citizen_wrote(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    await desk(stage)
    citizen = await agreed(stage)
    await sends(citizen, RU, f"{RU.pension} Слово-примета: кумысхана {_iin()}")
    await citizen.taps_forged("own:77:open")
    await citizen.sees("вопросов такого нет")
    assert "кумысхана" not in caplog.text and _iin() not in caplog.text and RU.name not in caplog.text


async def test_a_forwarded_card_is_only_a_text(stage: Stage) -> None:
    """Nothing is matched by who wrote a forwarded message: it is what its forwarder says."""
    await desk(stage)
    citizen = await agreed(stage)
    await sends(citizen)
    receipt = await citizen.sees("Принято")
    later(stage, hours=1)
    await citizen.forwards(receipt["message_id"])
    await citizen.sees("или новый вопрос?")
    assert await stage.rows("SELECT count(*) FROM messages WHERE inquiry_id IS NOT NULL") == [(1,)]
