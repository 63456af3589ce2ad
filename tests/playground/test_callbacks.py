"""Pressing buttons and answering the presses."""

import asyncio

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    CallbackQuery,
    CopyTextButton,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from playground.callbacks import LIFETIME
from playground.people import Person, Sim, SimError
from playground.town import Town

HERE = 1001
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


async def asked(bot: Bot) -> CallbackQuery:
    update = (await bot.get_updates(offset=-1))[0]
    assert update.callback_query is not None
    return update.callback_query


async def offered(bot: Bot, *rows: list[InlineKeyboardButton]) -> Message:
    return await bot.send_message(HERE, "?", reply_markup=InlineKeyboardMarkup(inline_keyboard=list(rows)))


def button(text: str, data: str | None = None) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=data or text)


async def test_press_and_toast(bot: Bot, aigerim: Person) -> None:
    sent = await offered(bot, [button("Қазақша", "lang:kk")])
    tapping = asyncio.create_task(aigerim.taps("Қаз"))
    query = None
    while query is None:
        query = next((u.callback_query for u in await bot.get_updates(timeout=5)), None)
    assert query.data == "lang:kk"
    assert query.from_user.id == HERE
    assert isinstance(query.message, Message)
    assert query.message.message_id == sent.message_id
    await query.answer("Дайын")
    assert await tapping == "Дайын"


async def test_second_answer_is_refused(bot: Bot, aigerim: Person) -> None:
    await offered(bot, [button("a")])
    await aigerim.taps("a", answered=False)
    query = await asked(bot)
    await query.answer()
    with pytest.raises(TelegramBadRequest, match=TOO_OLD):
        await query.answer()


async def test_late_answer_is_refused(bot: Bot, aigerim: Person, town: Town) -> None:
    await offered(bot, [button("a")])
    await aigerim.taps("a", answered=False)
    query = await asked(bot)
    press = town.callbacks.get(query.id)
    assert press is not None
    press.pressed_at -= LIFETIME + 1
    with pytest.raises(TelegramBadRequest, match=TOO_OLD):
        await query.answer()


async def test_a_button_that_is_not_there_cannot_be_pressed(bot: Bot, aigerim: Person, sim: Sim) -> None:
    sent = await offered(bot, [button("a")])
    await sent.edit_text("no buttons")
    with pytest.raises(SimError, match="no such button is visible now"):
        await sim.post("tap", person=HERE, message_id=sent.message_id, button="a")


async def test_forged_and_old_buttons(bot: Bot, aigerim: Person, sim: Sim) -> None:
    sent = await bot.send_message(HERE, "no buttons")
    await sim.post("tap", person=HERE, message_id=sent.message_id, data="forged", force=True)
    query = await asked(bot)
    assert query.data == "forged"
    assert isinstance(query.message, Message)
    await sent.delete()
    await sim.post("tap", person=HERE, message_id=sent.message_id, data="gone", force=True)
    query = await asked(bot)
    assert isinstance(query.message, InaccessibleMessage)


@pytest.mark.parametrize("by", [{"row": 1, "column": 1}, {"button": "d"}, {"data": "D"}, {"button": "d!"}])
async def test_aiming(by: dict[str, object], bot: Bot, aigerim: Person, sim: Sim) -> None:
    await offered(bot, [button("a"), button("b")], [button("c"), button("d!", "D")])
    await sim.post("tap", person=HERE, **by)
    assert (await asked(bot)).data == "D"


async def test_links_and_copies_reach_nobody(bot: Bot, aigerim: Person, sim: Sim) -> None:
    await offered(
        bot,
        [InlineKeyboardButton(text="eOtinish", url="https://eotinish.kz")],
        [InlineKeyboardButton(text="№", copy_text=CopyTextButton(text="26-ABCDEF"))],
    )
    assert (await sim.post("tap", person=HERE, button="eOtinish"))["url"] == "https://eotinish.kz"
    assert (await sim.post("tap", person=HERE, button="№"))["copy_text"] == {"text": "26-ABCDEF"}
    assert await bot.get_updates() == []


async def test_answer_can_be_asked_for(bot: Bot, aigerim: Person, sim: Sim) -> None:
    await offered(bot, [button("a")])
    callback_id = (await sim.post("tap", person=HERE, button="a"))["callback_id"]
    nothing = await sim.get(f"callback/{callback_id}", timeout=0)
    assert nothing == {"answered": False, "text": None, "show_alert": False}
    await (await asked(bot)).answer("!", show_alert=True)
    answer = await sim.get(f"callback/{callback_id}", timeout=5)
    assert answer == {"answered": True, "text": "!", "show_alert": True}


async def test_unanswered_button_fails_the_person_who_pressed_it(bot: Bot, aigerim: Person) -> None:
    await offered(bot, [button("a")])
    with pytest.raises(AssertionError, match="did not answer the button 'a'"):
        await aigerim.taps("a", timeout=0.1)


async def test_missing_button_shows_the_chat(bot: Bot, aigerim: Person) -> None:
    await offered(bot, [button("Иә"), button("Жоқ")])
    with pytest.raises(AssertionError, match=r"(?s)sees no button 'Мүмкін'.*\[Иә\] \[Жоқ\]"):
        await aigerim.taps("Мүмкін", timeout=0.05)
