"""After the answer: a mark from 1 to 5, "not solved" once, the official path afterwards."""

import pytest

from domain.permissions import Role
from playground.people import Person
from tests.conversations.citizen.scene import (
    COLLEAGUE,
    HEAD,
    RU,
    TONGUES,
    agreed,
    answers,
    desk,
    foreign,
    keyboard,
    later,
    opens_card,
    sends,
)
from tests.stage import Stage


async def _answered(stage: Stage, code: str = "ru") -> tuple[Person, Person, str]:
    operator = await desk(stage)
    citizen = await agreed(stage, TONGUES[code])
    number = await sends(citizen, TONGUES[code])
    await answers(operator, number)
    await citizen.sees("Пенсия придёт 25 ноября.")
    return citizen, operator, number


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_a_mark_and_another_one(stage: Stage, code: str) -> None:
    citizen, _, number = await _answered(stage, code)
    await citizen.taps("5")
    thanks = await citizen.sees("бағаңыз: 5" if code == "kk" else f"вопрос № {number}: 5")
    assert not foreign(thanks, code)
    await citizen.taps("2")
    bad = await citizen.sees("Бағаңыз үшін рақмет: 2" if code == "kk" else "Спасибо за оценку: 2")
    assert not foreign(bad, code)
    assert ("Мәселе шешілмеді" if code == "kk" else "Вопрос не решён") in [b["text"] for b in keyboard(bad)]
    assert await stage.rows("SELECT rating FROM inquiries") == [(2,)]


async def test_there_are_five_marks(stage: Stage) -> None:
    citizen, _, _ = await _answered(stage)
    for forged in ("rate:1:0", "rate:1:6", "rate:1:-1", "rate:1:99999999999999999999"):
        mark = citizen.mark()
        await citizen.taps_forged(forged)
        await citizen.sees("Эта кнопка устарела или не подходит", after=mark)
    assert await stage.rows("SELECT rating FROM inquiries") == [(None,)]


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_not_solved_goes_to_somebody_else_and_the_head_hears(stage: Stage, code: str) -> None:
    citizen, operator, number = await _answered(stage, code)
    colleague = await desk(stage, person=COLLEAGUE)
    head = await desk(stage, person=HEAD, role=Role.HEAD)
    stage.clock.forward(days=3)  # Monday
    await citizen.taps("Мәселе шешілмеді" if code == "kk" else "Вопрос не решён")
    opened = await citizen.sees("қайта ашылды" if code == "kk" else "открыт снова")
    assert ("30 қараша, дүйсенбі" if code == "kk" else "30 ноября, понедельник") in opened["text"]
    assert TONGUES[code].ministry in opened["text"] and not foreign(opened, code)
    await head.sees(f"№ {number}")

    await opens_card(operator, number)
    await operator.taps("Взять себе")
    await operator.sees("отвечает другой сотрудник")
    await answers(colleague, number, "Мы проверили ещё раз.")
    await citizen.sees("Мы проверили ещё раз.")
    runs = await stage.rows("SELECT cause, rule FROM clock_runs ORDER BY n")
    assert runs == [("first", "question"), ("reopened", "reopened")]


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_the_second_time_the_official_path_is_offered(stage: Stage, code: str) -> None:
    citizen, _, number = await _answered(stage, code)
    colleague = await desk(stage, person=COLLEAGUE)
    not_solved = "Мәселе шешілмеді" if code == "kk" else "Вопрос не решён"
    await citizen.taps(not_solved)
    await citizen.sees("қайта ашылды" if code == "kk" else "открыт снова")
    await answers(colleague, number, "Мы проверили ещё раз.")
    await citizen.sees("Мы проверили ещё раз.")
    await citizen.taps(not_solved)
    path = await citizen.sees(
        "eOtinish.kz арқылы өтініш беріңіз" if code == "kk" else "подайте обращение через eOtinish"
    )
    assert not foreign(path, code)
    await citizen.taps("Ресми өтініш мәтіні" if code == "kk" else "Текст для eOtinish")
    ready = await citizen.sees(
        "Заңда белгіленген мерзімде" if code == "kk" else "в срок, установленный законом"
    )
    assert TONGUES[code].pension in ready["text"]
    assert await stage.rows("SELECT state, reopened FROM inquiries") == [("answered", 1)]


async def test_after_thirty_days_the_official_path_is_offered(stage: Stage) -> None:
    citizen, _, _ = await _answered(stage)
    stage.clock.forward(days=30)
    await citizen.taps("Вопрос не решён")
    await citizen.sees("открыт снова")

    other = await agreed(stage)
    operator = stage.sim.person(1003, "Данияр", "ru")
    number = await sends(other)
    await answers(operator, number)
    await other.sees("Пенсия придёт 25 ноября.")
    stage.clock.forward(days=30, seconds=1)
    await other.taps("Вопрос не решён")
    await other.sees("подайте обращение через eOtinish")


async def test_where_one_person_is_the_whole_queue_they_answer_again(stage: Stage) -> None:
    citizen, operator, number = await _answered(stage)
    await citizen.taps("Вопрос не решён")
    await citizen.sees("открыт снова")
    await answers(operator, number, "Мы проверили ещё раз.")
    await citizen.sees("Мы проверили ещё раз.")


async def test_not_solved_pressed_twice_opens_once(stage: Stage) -> None:
    citizen, _, _ = await _answered(stage)
    await desk(stage, person=COLLEAGUE)
    await citizen.taps("Вопрос не решён")
    await citizen.sees("открыт снова")
    mark = citizen.mark()
    await citizen.taps("Вопрос не решён")
    await citizen.sees("ещё никто не взял", after=mark)
    assert await stage.rows("SELECT reopened, state FROM inquiries") == [(1, "new")]


async def test_a_mark_for_a_question_that_is_open_again_is_answered_truly(stage: Stage) -> None:
    citizen, _, _ = await _answered(stage)
    await desk(stage, person=COLLEAGUE)
    await citizen.taps("Вопрос не решён")
    await citizen.sees("открыт снова")
    await citizen.taps("1")
    await citizen.sees("сейчас в очереди")
    assert await stage.rows("SELECT rating FROM inquiries") == [(None,)]


async def test_the_words_of_a_reopened_question_can_be_added_to(stage: Stage) -> None:
    citizen, _, number = await _answered(stage)
    colleague = await desk(stage, person=COLLEAGUE)
    later(stage, days=5)
    await citizen.taps("Вопрос не решён")
    await citizen.sees("открыт снова")
    later(stage, minutes=2)
    await citizen.says("Банк говорит, что денег нет")
    await citizen.sees(RU.added)
    assert "Банк говорит" in await opens_card(colleague, number)
