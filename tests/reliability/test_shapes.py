"""What a message looks like on its way out: broken markup, edits that change nothing or come too late."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from bot.delivery.messenger import Messenger
from playground.people import Person
from tests.reliability.helpers import handled, texts, words
from tests.stage import Stage


async def somebody(stage: Stage) -> tuple[Messenger, Bot, Person]:
    citizen = await stage.consented("ru")
    await handled(stage)
    return Messenger(stage.app.bot), stage.app.bot, citizen


async def test_markup_that_telegram_cannot_read_is_sent_as_plain_text(stage: Stage) -> None:
    messenger, _, citizen = await somebody(stage)
    await messenger.send(citizen.id, {"text": "<b>a &lt; b</i> & c"})
    assert (await texts(citizen))[-1] == "a < b & c"


async def test_an_edit_that_changes_nothing_is_a_success(stage: Stage) -> None:
    messenger, _, citizen = await somebody(stage)
    number = await messenger.send(citizen.id, {"text": "раз"})
    assert await messenger.send(citizen.id, {"text": "два", "edit": number}) == number
    assert await messenger.send(citizen.id, {"text": "два", "edit": number}) == number
    assert (await texts(citizen))[-1] == "два"


async def test_an_edit_of_a_message_that_is_gone_becomes_a_new_one(stage: Stage) -> None:
    messenger, bot, citizen = await somebody(stage)
    number = await messenger.send(citizen.id, {"text": "раз"})
    assert number is not None
    await bot.delete_message(citizen.id, number)
    fresh = await messenger.send(citizen.id, {"text": "два", "edit": number})
    assert fresh != number
    assert (await texts(citizen))[-1] == "два"


async def test_a_reply_to_a_message_that_is_gone_is_sent_all_the_same(stage: Stage) -> None:
    messenger, _, citizen = await somebody(stage)
    await messenger.send(citizen.id, {"text": "ответ", "reply_to": 999_999})
    assert (await texts(citizen))[-1] == "ответ"


async def test_what_telegram_refuses_for_good_is_said(stage: Stage) -> None:
    messenger, _, citizen = await somebody(stage)
    with pytest.raises(TelegramBadRequest):
        await messenger.send(citizen.id, {"text": "x" * 4097})


@pytest.mark.parametrize("sign", ["&", "<", "ұ", "😀", "_*[`"])
async def test_the_longest_text_of_the_worst_signs_reaches_the_operator(stage: Stage, sign: str) -> None:
    """Escaped, a text grows fivefold; it must stay under Telegram's limit for a request all the same."""
    operator = await stage.staff(1003, "operator", "dispatcher")
    citizen = await stage.consented("ru")
    units = len(sign.encode("utf-16-le")) // 2
    await citizen.says("Пенсия не приходит. " + sign * ((4096 - 20) // units))
    await citizen.taps("1 ·")
    await citizen.sees(words("receipt.title"))
    await operator.taps("Открыть первый")
    card = await operator.sees("Пенсия не приходит.")
    assert sign in card["text"]
