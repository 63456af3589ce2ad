"""The same update again, updates in a wrong order, updates after hours of silence: one effect each."""

import asyncio

from playground.people import Person
from tests.reliability.helpers import QUESTION, handled
from tests.stage import Stage, ask


async def test_one_update_three_times_at_once_has_one_effect(anywhere: Stage) -> None:
    await anywhere.staff(1003, "operator")
    citizen = await anywhere.consented("ru")
    await anywhere.sim.hold()
    said = await citizen.says(QUESTION)
    await anywhere.sim.repeat(said["update_id"], times=2)
    await anywhere.sim.hold(False)
    await citizen.taps("1 ·")
    await citizen.sees("Принято")
    await handled(anywhere)

    assert await anywhere.rows("SELECT count(*) FROM messages WHERE author = 'citizen'") == [(1,)]
    assert await anywhere.rows("SELECT count(*) FROM inquiries") == [(1,)]


async def test_a_tap_repeated_much_later_changes_nothing(anywhere: Stage) -> None:
    await anywhere.staff(1003, "operator")
    citizen = await anywhere.consented("ru")
    await citizen.says(QUESTION)
    await citizen.taps("1 ·")
    await citizen.sees("Принято")
    updates = await anywhere.rows("SELECT update_id FROM inbox ORDER BY id")
    before = [message["message_id"] for message in await citizen.chat()]

    anywhere.clock.forward(hours=20)
    for (update_id,) in updates:
        await anywhere.sim.repeat(update_id, parallel=False)
    await handled(anywhere)

    assert [message["message_id"] for message in await citizen.chat()] == before
    assert await anywhere.rows("SELECT count(*) FROM inquiries") == [(1,)]
    assert await anywhere.rows("SELECT count(*) FROM inbox") == [(len(updates),)]


async def test_numbers_of_updates_that_run_backwards(stage: Stage) -> None:
    citizen = await stage.consented("ru")
    private = {"id": citizen.id, "type": "private", "first_name": "Сергей"}
    sender = {"id": citizen.id, "is_bot": False, "first_name": "Сергей"}
    for n, words in enumerate(("/help", "/lang", "/privacy")):
        await stage.sim.update(
            {
                "update_id": 40 - n,
                "message": {
                    "message_id": 900 + n,
                    "date": 1_790_000_000,
                    "chat": private,
                    "from": sender,
                    "text": words,
                    "entities": [{"type": "bot_command", "offset": 0, "length": len(words)}],
                },
            }
        )
    await handled(stage)
    done = await stage.rows("SELECT update_id, state FROM inbox WHERE update_id <= 40 ORDER BY id")
    assert done == [(40, "done"), (39, "done"), (38, "done")]


async def test_an_edit_that_arrives_before_its_message(stage: Stage) -> None:
    citizen = await stage.consented("ru")
    await stage.sim.hold()
    said = await citizen.says("Пенсия не приходит")
    await citizen.edits(said["message_id"], f"{QUESTION} Карта закрыта.")
    await stage.sim.release("reversed")
    await stage.sim.hold(False)
    await citizen.sees("1. ")
    await handled(stage)

    assert await stage.rows("SELECT text FROM messages WHERE author = 'citizen'") == [
        (f"{QUESTION} Карта закрыта.",)
    ]


async def test_a_tap_that_arrives_before_the_words_after_which_it_was_made(stage: Stage) -> None:
    """Telegram's order inside a chat holds as we stored it; whatever it is, nothing typed is lost."""
    await stage.staff(1003, "operator")
    citizen = await stage.consented("ru")
    await citizen.says(QUESTION)
    await citizen.sees("1. ")
    await stage.sim.hold()
    await citizen.says("Ещё не пришло и пособие.")
    await citizen.taps("1 ·", answered=False)
    await stage.sim.release("reversed")
    await stage.sim.hold(False)
    await citizen.sees("Принято")
    await handled(stage)

    said = await stage.rows("SELECT text FROM messages WHERE inquiry_id IS NOT NULL AND author = 'citizen'")
    assert sorted(said) == [("Ещё не пришло и пособие.",), (QUESTION,)]


async def test_fifty_updates_that_waited_two_hours(stage: Stage) -> None:
    """Nothing is dropped, every person gets their screen, and old taps do not trouble anybody."""
    await stage.staff(1003, "operator")
    undecided = [await _undecided(stage, n) for n in range(10)]
    await stage.sim.hold()
    for citizen in undecided:
        await citizen.taps("1 ·", answered=False)
    newcomers = [stage.citizen(f"Гость {n}", "ru") for n in range(10)]
    for citizen in newcomers:
        await citizen.says("/start")
        await citizen.says(QUESTION)
        await citizen.says("И второй раз.")
        await citizen.says("И третий.")
    stage.clock.forward(hours=2)
    await stage.sim.hold(False)
    await asyncio.gather(*(citizen.sees("Принято", timeout=20) for citizen in undecided))
    await handled(stage)

    for citizen in newcomers:
        await citizen.taps("Даю согласие")
        await citizen.sees("1. ")
    assert await stage.rows("SELECT count(*) FROM inquiries") == [(10,)]
    assert await stage.rows("SELECT count(*) FROM messages WHERE draft_id IS NOT NULL") == [(30,)]
    assert await stage.rows("SELECT state FROM inbox WHERE state <> 'done'") == []


async def _undecided(stage: Stage, n: int) -> Person:
    citizen = stage.citizen(f"Сергей {n}", "ru")
    await citizen.opens()
    await citizen.taps("Даю согласие")
    await citizen.says(QUESTION)
    await citizen.sees("1. ")
    return citizen


async def test_an_inquiry_is_answered_once_however_often_send_is_pressed(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    citizen = await ask(stage, QUESTION)
    await operator.taps("Открыть первый")
    await operator.taps("Взять себе")
    await operator.sees("Вопрос теперь у вас")
    await operator.says("Выплата придёт 25 ноября.")
    await operator.sees("Предпросмотр")
    await stage.sim.hold()
    await operator.taps("✅ Отправить гражданину", answered=False)
    await operator.taps("✅ Отправить гражданину", answered=False)
    await stage.sim.hold(False)
    await citizen.sees("Выплата придёт 25 ноября.")
    await handled(stage)

    answers = [m for m in await citizen.chat() if "Выплата придёт" in m.get("text", "")]
    assert len(answers) == 1


async def test_two_operators_who_tap_at_once(anywhere: Stage) -> None:
    """One has it; the other is told who; nobody's button spins."""
    first = await anywhere.staff(1003, "operator", name="Данияр")
    second = await anywhere.staff(1004, "operator", name="Гүлнар")
    await ask(anywhere, QUESTION)
    for operator in (first, second):
        await operator.taps("Открыть первый")
        await operator.sees("Пенсия не приходит")
    await anywhere.sim.hold()
    await first.taps("Взять себе", answered=False)
    await second.taps("Взять себе", answered=False)
    await anywhere.sim.hold(False)
    await handled(anywhere)
    events = await anywhere.rows("SELECT count(*) FROM events WHERE kind = 'taken'")
    assert events == [(1,)]
    shown = [(await operator.last())["text"] for operator in (first, second)]
    assert sum("Вопрос теперь у вас" in text for text in shown) == 1


async def test_a_tap_too_old_to_be_acknowledged_still_counts(stage: Stage) -> None:
    await stage.staff(1003, "operator")
    citizen = await stage.consented("ru")
    await citizen.says(QUESTION)
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    await stage.sim.fault("400", method="answerCallbackQuery", description=old)
    await citizen.taps("1 ·", answered=False)
    await citizen.sees("Принято")
