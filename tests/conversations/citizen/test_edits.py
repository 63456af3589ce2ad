"""An edit is a new version: the operator reads both, the citizen knows it arrived."""

from collections.abc import Mapping

import pytest

from tests.conversations.citizen.scene import (
    RU,
    TONGUES,
    agreed,
    answers,
    desk,
    foreign,
    later,
    opens_card,
    picks,
    quiet,
    sends,
)
from tests.stage import Stage


async def test_an_edited_draft_is_read_again(stage: Stage) -> None:
    citizen = await agreed(stage)
    mine = await citizen.says("У нас во дворе яма на дороге")
    await citizen.sees("Акимат")
    mark = citizen.mark()
    await citizen.edits(mine["message_id"], "Не приходит пенсия второй месяц")
    await citizen.sees(RU.ministry, after=mark)


@pytest.mark.parametrize("code", ["kk", "ru"])
async def test_the_operator_sees_what_it_was_and_what_it_is(stage: Stage, code: str) -> None:
    operator = await desk(stage)
    tongue = TONGUES[code]
    citizen = await agreed(stage, tongue)
    mine = await citizen.says(tongue.pension)
    await picks(citizen)
    receipt = await citizen.sees(tongue.receipt)
    number = receipt["text"].split(tongue.number)[1].split()[0]
    await opens_card(operator, number)
    await operator.taps("Взять себе")
    await operator.sees("теперь у вас")

    mark = operator.mark()
    await citizen.edits(mine["message_id"], tongue.pension + " 12-қыркүйек")
    told = await citizen.sees("түзетілді" if code == "kk" else "исправлено")
    assert number in told["text"] and not foreign(told, code)
    await operator.sees(f"№ {number}", after=mark)
    card = await opens_card(operator, number)
    assert "12-қыркүйек" in card and card.count(tongue.pension) == 2


async def test_an_edited_caption_is_a_version_too(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    mine = await citizen.sends_photo("Не приходит пенсия, вот справка")
    await picks(citizen)
    receipt = await citizen.sees("Принято")
    number = receipt["text"].split(RU.number)[1].split()[0]
    await citizen.edits(mine["message_id"], caption="Не приходит пенсия, вот справка за май")
    await citizen.sees("исправлено")
    card = await opens_card(operator, number)
    assert "справка за май" in card and card.count("Не приходит пенсия, вот справка") == 2


async def test_the_same_words_are_no_edit(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    mine = await citizen.says(RU.pension)
    await picks(citizen)
    await citizen.sees("Принято")
    mark = citizen.mark()
    await stage.sim.update(_edited(citizen.id, mine["message_id"], {"text": f"  {RU.pension} "}))
    await quiet(citizen, stage, after=mark)
    assert await stage.rows("SELECT count(*) FROM message_versions") == [(0,)]


async def test_an_edit_after_the_answer_is_kept_and_told_honestly(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    mine = await citizen.says(RU.pension)
    await picks(citizen)
    receipt = await citizen.sees("Принято")
    number = receipt["text"].split(RU.number)[1].split()[0]
    await answers(operator, number)
    later(stage, days=1)
    await citizen.edits(mine["message_id"], "Не приходит пособие")
    told = await citizen.sees("уже закрыт")
    assert "Вопрос не решён" in [b["text"] for row in _rows(told) for b in row]
    card = await opens_card(operator, number)
    assert "Не приходит пособие" in card and "не приходит пенсия" in card


async def test_an_edit_of_a_message_we_never_saw_is_heard(stage: Stage) -> None:
    citizen = await agreed(stage)
    await stage.sim.update(_edited(citizen.id, 999_999, {"text": RU.pension}))
    await citizen.sees(RU.suggestion)


async def test_a_place_that_moves_by_itself_is_no_edit(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    number = await sends(citizen)
    later(stage, minutes=1)
    mine = await citizen.sends_special("location")
    await citizen.sees(RU.added)
    await opens_card(operator, number)
    await operator.taps("Взять себе")
    await operator.sees("теперь у вас")
    await citizen.sees("занимается сотрудник")
    mark = citizen.mark()
    for step in range(5):
        moved = {"location": {"latitude": 51.1 + step / 100, "longitude": 71.4}}
        await stage.sim.update(_edited(citizen.id, mine["message_id"], moved))
    await quiet(citizen, stage, after=mark)
    assert await stage.rows("SELECT count(*) FROM message_versions") == [(0,)]


async def test_another_photo_in_place_of_the_first_is_kept_beside_it(stage: Stage) -> None:
    await desk(stage)
    citizen = await agreed(stage)
    mine = await citizen.sends_photo("Не приходит пенсия, вот справка")
    await picks(citizen)
    await citizen.sees("Принято")
    other = {"file_id": "other", "file_unique_id": "AQother", "width": 10, "height": 10}
    content = {"photo": [other], "caption": "Не приходит пенсия, вот справка"}
    await stage.sim.update(_edited(citizen.id, mine["message_id"], content))
    await citizen.sees("исправлено")
    assert await stage.rows("SELECT count(*) FROM files") == [(2,)]


async def test_words_of_danger_in_an_edit_are_heard(stage: Stage) -> None:
    operator = await desk(stage)
    citizen = await agreed(stage)
    mine = await citizen.says(RU.pension)
    await picks(citizen)
    await citizen.sees("Принято")
    await citizen.edits(mine["message_id"], "Помогите, в доме пожар, там ребёнок!")
    await citizen.sees("исправлено")
    assert "112" in (await citizen.sees("🚨"))["text"]
    await operator.sees("угроз")
    assert await stage.rows("SELECT urgent FROM inquiries") == [(1,)]


def _edited(person: int, message_id: int, content: Mapping[str, object]) -> dict[str, object]:
    """A raw update: an edit that the playground itself would refuse, or cannot make."""
    sender = {"id": person, "is_bot": False, "first_name": "Сергей"}
    chat = {"id": person, "type": "private", "first_name": "Сергей"}
    frame = {"message_id": message_id, "date": 1_790_000_000, "edit_date": 1_790_000_100}
    return {"edited_message": frame | {"from": sender, "chat": chat, **content}}


def _rows(message: dict[str, object]) -> list[list[dict[str, str]]]:
    markup = message.get("reply_markup")
    return markup["inline_keyboard"] if isinstance(markup, dict) else []
