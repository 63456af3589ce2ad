"""Several updates that are one thing: an album in pieces, a burst of messages; one screen, one case."""

import asyncio

from tests.reliability.helpers import QUESTION, answered, handled, texts, words
from tests.stage import Stage, ask, eventually

PARTS = [{"kind": "photo"} for _ in range(5)]


async def test_an_album_shuffled_with_a_restart_in_the_middle(stage: Stage) -> None:
    await stage.staff(1003, "operator")
    citizen = await stage.consented("ru")
    parts = [{**part, **({"caption": QUESTION} if n == 3 else {})} for n, part in enumerate(PARTS)]
    sending = asyncio.create_task(citizen.sends_album(parts, order=[3, 0, 4, 1, 2], delay=0.5))
    await eventually(lambda: _parts(stage, 2))
    await stage.restart()
    await sending
    await eventually(lambda: _parts(stage, 5))
    await handled(stage)
    await stage.settled()
    await citizen.taps("1 ·")
    await citizen.sees(words("receipt.title"))

    assert await stage.rows("SELECT count(*) FROM inquiries") == [(1,)]
    assert await stage.rows("SELECT count(*) FROM messages WHERE inquiry_id IS NOT NULL") == [(5,)]
    assert sum("1. " in said for said in await texts(citizen)) <= 1, "one answer to all parts"


async def _parts(stage: Stage, count: int) -> bool:
    return bool((await stage.rows("SELECT count(*) FROM files"))[0][0] >= count)


async def test_a_part_that_comes_after_the_question_was_sent_joins_it(stage: Stage) -> None:
    await stage.staff(1003, "operator")
    citizen = await stage.consented("ru")
    parts = [{**PARTS[0], "caption": QUESTION}, *PARTS[1:3]]
    sending = asyncio.create_task(citizen.sends_album(parts, delay=1.5))
    await eventually(lambda: _parts(stage, 1))
    await stage.settled()
    await citizen.taps("1 ·")
    await citizen.sees(words("receipt.title"))
    await sending
    await eventually(lambda: _parts(stage, 3))
    assert await stage.rows("SELECT count(*) FROM messages WHERE inquiry_id IS NOT NULL") == [(3,)]
    assert await stage.rows("SELECT count(*) FROM inquiries") == [(1,)]


async def test_thirty_messages_in_a_burst_are_one_case(stage: Stage) -> None:
    await stage.staff(1003, "operator")
    citizen = await stage.consented("ru")
    await citizen.says(QUESTION)
    for n in range(29):
        await citizen.says(f"и ещё {n}")
    await handled(stage)
    await stage.settled()
    await citizen.taps("1 ·")
    await citizen.sees(words("receipt.title"))
    await handled(stage)

    assert await stage.rows("SELECT count(*) FROM inquiries") == [(1,)]
    said = await stage.rows(
        "SELECT text FROM messages WHERE author = 'citizen' AND inquiry_id IS NOT NULL ORDER BY telegram_id"
    )
    assert said == [(QUESTION,), *((f"и ещё {n}",) for n in range(29))]
    assert len(await texts(citizen)) <= 5, "answered once or twice, not thirty times"


async def test_an_edit_after_the_answer_is_an_event_and_no_overwriting(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    citizen = await ask(stage, QUESTION)
    await answered(stage, operator)
    await citizen.sees("Выплата придёт 25 ноября.")
    mine = next(m for m in await citizen.chat() if m.get("text") == QUESTION)
    await citizen.edits(mine["message_id"], f"{QUESTION} Исправлено.")
    await handled(stage)
    assert await stage.rows("SELECT text, versions FROM messages WHERE author = 'citizen'") == [
        (f"{QUESTION} Исправлено.", 2)
    ]
    assert await stage.rows("SELECT text FROM message_versions") == [(QUESTION,)]
    assert await stage.rows("SELECT count(*) FROM events WHERE kind = 'edited'") == [(1,)]
    assert await stage.rows("SELECT state FROM inquiries") == [("answered",)]


async def test_a_changed_caption_of_an_album_is_a_new_version_of_its_part(stage: Stage) -> None:
    citizen = await stage.consented("ru")
    await citizen.sends_album([{**PARTS[0], "caption": "Пенсия"}, PARTS[1]])
    await eventually(lambda: _parts(stage, 2))
    await stage.settled()
    first = next(m for m in await citizen.chat() if m.get("caption") == "Пенсия")
    await citizen.edits(first["message_id"], caption=QUESTION)
    await handled(stage)
    rows = await stage.rows("SELECT text, versions FROM messages ORDER BY telegram_id")
    assert rows == [(QUESTION, 2), ("", 1)]
