"""Commands and pages: one's own questions, language, help, privacy, cancelling, and drafts that survive."""

import pytest

from tests.conversations.citizen.scene import (
    KK,
    RU,
    TONGUES,
    agreed,
    answers,
    arrived,
    desk,
    foreign,
    keyboard,
    later,
    pause,
    picks,
    sends,
)
from tests.stage import Stage


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_an_empty_shelf_invites_to_write(stage: Stage, code: str) -> None:
    citizen = await agreed(stage, TONGUES[code])
    await citizen.says("/my")
    shown = await citizen.sees("Әзірге сауалыңыз жоқ" if code == "kk" else "пока нет вопросов")
    assert not foreign(shown, code)
    mark = citizen.mark()
    await citizen.taps("Жаңа сұрақ жазу" if code == "kk" else "Написать вопрос")
    await citizen.sees(TONGUES[code].write, after=mark)


async def test_the_shelf_turns_its_pages_both_ways(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    numbers = []
    for n in range(7):
        pause(stage)
        await citizen.says("/new")
        numbers.append(await sends(citizen, RU, f"{RU.pension} Случай {n}"))
    await citizen.says("/my")
    first = await citizen.sees("Ваши вопросы: 7")
    assert numbers[6] in first["text"] and numbers[2] in first["text"] and numbers[1] not in first["text"]
    mark = citizen.mark()
    await citizen.taps("Более ранние")
    second = await citizen.sees(numbers[0], after=mark)
    assert numbers[2] not in second["text"]
    mark = citizen.mark()
    await citizen.taps("Более новые")
    await citizen.sees(numbers[6], after=mark)
    mark = citizen.mark()
    await citizen.taps_forged("my:99", first["message_id"])
    await citizen.sees(numbers[0], after=mark)


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_a_thread_shows_both_sides(stage: Stage, code: str) -> None:
    operator = await desk(stage)
    tongue = TONGUES[code]
    citizen = await agreed(stage, tongue)
    number = await sends(citizen, tongue)
    later(stage, minutes=5)
    await citizen.says("Тағы: жинақ кітапшам бар" if code == "kk" else "Ещё: у меня сберкнижка")
    await citizen.sees(tongue.added)
    later(stage, minutes=5)
    await answers(operator, number, "25.11.")
    await citizen.sees("25.11.")
    await citizen.says("/my")
    mine = await citizen.sees("Сауалдарыңыз: 1" if code == "kk" else "Ваши вопросы: 1")
    assert not foreign(mine, code, tongue.pension)
    mark = citizen.mark()
    await citizen.taps(f"№ {number}")
    shown = await citizen.sees(tongue.ministry, after=mark)
    text = shown["text"]
    assert (
        text.index(tongue.pension)
        < text.index("жинақ" if code == "kk" else "сберкнижка")
        < text.index("25.11.")
    )
    assert not foreign(shown, code, f"{tongue.pension} у меня сберкнижка ещё тағы жинақ кітапшам бар")


async def test_my_sees_ones_own_only(stage: Stage) -> None:
    await desk(stage)
    first, second = await agreed(stage), await agreed(stage)
    number = await sends(first)
    await second.says("/my")
    await second.sees("пока нет вопросов")
    for asked in (f"/my {number}", number):
        mark = second.mark()
        await second.says(asked)
        await second.sees("вопросов такого нет", after=mark)


async def test_a_number_typed_back_opens_its_question(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    number = await sends(citizen)
    for typed in ("/my {}", "{}", "№ {} ", "{}"):
        mark = citizen.mark()
        await citizen.says(typed.format(number.lower()))
        await citizen.sees("В очереди, срок ответа", after=mark)


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_the_pages_speak_the_readers_language(stage: Stage, code: str) -> None:
    citizen = await agreed(stage, TONGUES[code])
    pages = {
        "/grants": ("8 800 080 77 50", ""),
        "/privacy": ("260140000005", ""),
        "/help": ("1414", "вопрос государству мемлекеттік органдарға сұрақ"),
        "/new": (TONGUES[code].write, ""),
        "/cancel": ("/my", ""),
        "/nosuchcommand": ("оманд", ""),
    }
    for command, (fragment, both) in pages.items():
        mark = citizen.mark()
        await citizen.says(command)
        shown = await citizen.sees(fragment, after=mark)
        assert not foreign(shown, code, both), command
        assert all(len(button["text"]) <= 28 for button in keyboard(shown))


async def test_the_language_changes_at_once_and_stays(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage, RU)
    await citizen.says("/lang")
    both = await citizen.sees("Тілді таңдаңыз")
    assert "Выберите язык" in both["text"]
    await citizen.taps("Қазақша")
    await citizen.sees("Енді қазақша жазамыз")
    await citizen.says(RU.pension)
    shown = await citizen.sees(KK.suggestion)
    assert not foreign(shown, "kk", RU.pension)
    await picks(citizen)
    await citizen.sees(KK.receipt)
    await citizen.says("/help")
    await citizen.sees("Өмірге қауіп төнсе")


async def test_a_language_chosen_in_the_middle_of_a_draft_shows_it_again(stage: Stage) -> None:
    citizen = await agreed(stage, RU)
    await citizen.says(RU.pension)
    await citizen.sees(RU.suggestion)
    await citizen.says("/lang")
    await citizen.taps("Қазақша")
    await citizen.sees("Енді қазақша жазамыз")
    await citizen.sees(KK.suggestion)


async def test_a_language_chosen_before_consent_asks_in_it(stage: Stage) -> None:
    citizen = stage.citizen("Сергей", "ru")
    await citizen.says(RU.pension)
    await citizen.sees("Написанное не пропадёт")
    await citizen.says("/lang")
    mark = citizen.mark()
    await citizen.taps("Қазақша")
    asked = await citizen.sees("Жазғаныңыз жоғалмайды", after=mark)
    assert keyboard(asked)[0]["text"] == KK.agree


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_cancel_drops_what_was_begun(stage: Stage, code: str) -> None:
    citizen = await agreed(stage, TONGUES[code])
    await citizen.says(TONGUES[code].pension)
    await citizen.sees(TONGUES[code].suggestion)
    await citizen.says("/cancel")
    shown = await citizen.sees("Бастағаныңыз өшірілді" if code == "kk" else "Начатое удалено")
    assert not foreign(shown, code)
    assert await stage.rows("SELECT count(*) FROM messages") == [(0,)]
    await picks(citizen)
    await citizen.sees("жіберілген немесе өшірілген" if code == "kk" else "уже отправлен или удалён")
    await citizen.says("/cancel")
    await citizen.sees("Тоқтататын ештеңе жоқ" if code == "kk" else "Отменять нечего")


async def test_not_sending_is_one_tap(stage: Stage) -> None:
    citizen = await agreed(stage)
    await citizen.says(RU.pension)
    await citizen.taps("Не отправлять")
    await citizen.sees("Начатое удалено")
    assert await stage.rows("SELECT count(*) FROM drafts") == [(0,)]


async def test_commands_in_the_middle_of_a_draft_harm_nothing(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    await citizen.says(RU.pension)
    await citizen.sees(RU.suggestion)
    for command in ("/help", "/my", "/privacy", "/lang", "/grants", "/start", "/nosuch"):
        mark = citizen.mark()
        await citizen.says(command)
        await citizen.sees("", after=mark)
    await citizen.taps("1 · ")
    await citizen.sees("Принято")
    kept = await stage.rows("SELECT text FROM messages")
    assert kept == [(RU.pension,)]


async def test_words_after_a_slash_are_a_question(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    await citizen.says(f"/вопрос {RU.pension}")
    await citizen.sees(RU.suggestion)


async def test_drafts_survive_a_restart(stage: Stage) -> None:
    await desk(stage)
    typing = stage.citizen("Айгерім", "kk")
    await typing.says(KK.pension)
    await typing.sees("Жазғаныңыз жоғалмайды")
    choosing = await agreed(stage)
    await choosing.says(RU.pension)
    await choosing.sees(RU.suggestion)
    gathering = await agreed(stage)
    await gathering.sends_photo("Не приходит пенсия", media_group_id="5")
    await arrived(stage, messages=3)

    await stage.restart()

    await typing.taps(KK.agree)
    await typing.sees(KK.suggestion)
    await picks(choosing)
    await choosing.sees("Принято")
    await stage.settled()
    await gathering.sees(RU.suggestion)


async def test_what_was_written_while_the_bot_was_away_is_heard(stage: Stage) -> None:
    citizen = await agreed(stage)
    assert stage.running is not None
    stage.running.cancel()
    await citizen.says(RU.pension)
    later(stage, hours=2)
    await stage.restart()
    await citizen.sees(RU.suggestion)


async def test_a_start_link_nobody_knows_changes_nothing(stage: Stage) -> None:
    citizen = await agreed(stage)
    mark = citizen.mark()
    await citizen.opens("nosuchthing")
    await citizen.sees(RU.write, after=mark)
