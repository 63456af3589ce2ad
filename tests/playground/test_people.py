"""The client: what persons see, wait for and complain about."""

import asyncio

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.filters import CommandStart
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from playground.people import Person, Sim, SimError

HERE = 1001


async def test_a_conversation(bot: Bot, sim: Sim) -> None:
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart(deep_link=True))
    async def start(message: Message) -> None:
        button = InlineKeyboardButton(text="Қазақша ✓", callback_data="kk")
        markup = InlineKeyboardMarkup(inline_keyboard=[[button]])
        await message.answer(f"Сәлем, {message.text}", reply_markup=markup)

    @dispatcher.callback_query(F.data == "kk")
    async def chosen(query: CallbackQuery) -> None:
        await query.answer("Дайын")
        assert isinstance(query.message, Message)
        await query.message.edit_text("Сауалыңызды жазыңыз")

    running = asyncio.create_task(
        dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False)
    )
    person = sim.person(name="Айгерім", language="kk")
    await person.opens("abc")
    await person.sees("/start abc")
    assert await person.buttons() == ["Қазақша ✓"]
    assert await person.taps("Қазақша") == "Дайын"
    await person.sees("Сауалыңызды жазыңыз")
    assert await person.buttons() == []
    await dispatcher.stop_polling()
    await running


async def test_sees_shows_the_chat_when_it_fails(bot: Bot, aigerim: Person) -> None:
    await bot.send_message(HERE, "Сәлем")
    with pytest.raises(AssertionError, match=r"(?s)1001 does not see 'Қош'.*Айгерім: /start.*Dauys: Сәлем"):
        await aigerim.sees("Қош", timeout=0.05)


async def test_own_words_are_not_seen(aigerim: Person) -> None:
    await aigerim.says("су жоқ")
    with pytest.raises(AssertionError):
        await aigerim.sees("су жоқ", timeout=0.05)


async def test_mark_leaves_out_what_was_there(bot: Bot, aigerim: Person) -> None:
    sent = await bot.send_message(HERE, "жаңалық")
    await aigerim.sees("жаңалық")
    mark = aigerim.mark()
    with pytest.raises(AssertionError):
        await aigerim.sees("жаңалық", after=mark, timeout=0.05)
    await sent.edit_text("жаңалық 2")
    await aigerim.sees("жаңалық", after=mark)


async def test_sees_what_came_before_the_client(bot: Bot, aigerim: Person, sim: Sim) -> None:
    await bot.send_message(HERE, "бұрын")
    async with Sim(sim.url) as later:
        await later.person(HERE).sees("бұрын")


async def test_deleted_messages_are_not_seen(bot: Bot, aigerim: Person) -> None:
    sent = await bot.send_message(HERE, "құпия")
    await aigerim.sees("құпия")
    await sent.delete()
    await bot.send_message(HERE, "басқа")
    await aigerim.sees("басқа")
    with pytest.raises(AssertionError):
        await aigerim.sees("құпия", timeout=0.05)


async def test_only_the_last_ten_count(bot: Bot, aigerim: Person) -> None:
    for number in range(11):
        await bot.send_message(HERE, f"№{number}.")
    await aigerim.sees("№10.")
    await aigerim.sees("№1.")
    with pytest.raises(AssertionError):
        await aigerim.sees("№0.", timeout=0.05)


async def test_known_people_keep_their_names(sim: Sim, aigerim: Person) -> None:
    await sim.person(HERE).says("x")
    await sim.person(HERE, language="ru").says("x")
    (person,) = (await sim.state())["people"]
    assert (person["first_name"], person["language_code"]) == ("Айгерім", "ru")


async def test_groups_are_watched_too(bot: Bot, sim: Sim, aigerim: Person) -> None:
    group = (await sim.group("Кезек", [HERE]))["id"]
    button = InlineKeyboardButton(text="Алу", callback_data="take")
    await bot.send_message(group, "№1", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]]))
    await aigerim.sees("№1", chat_id=group)
    await aigerim.taps("Алу", chat_id=group, answered=False)
    update = (await bot.get_updates(offset=-1))[0]
    assert update.callback_query is not None
    assert update.callback_query.data == "take"


@pytest.mark.parametrize("payload", ["a" * 65, "құпия", "a b"])
async def test_start_payloads_are_checked(payload: str, aigerim: Person) -> None:
    with pytest.raises(SimError, match="a start payload has"):
        await aigerim.opens(payload)


async def test_a_link_unblocks_and_starts(bot: Bot, aigerim: Person) -> None:
    await aigerim.blocks()
    with pytest.raises(SimError, match="has blocked the bot"):
        await aigerim.says("x")
    await aigerim.opens("abc")
    kinds = [update.event_type for update in await bot.get_updates()]
    assert kinds == ["my_chat_member", "my_chat_member", "message"]


async def test_many_people_at_once(bot: Bot, sim: Sim) -> None:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.answer(f"жауап {message.text}")

    running = asyncio.create_task(
        dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False)
    )

    async def talk(number: int) -> None:
        person = sim.person(30_000 + number, f"P{number}")
        await person.says(f"{number}.")
        await person.sees(f"жауап {number}.")

    await asyncio.gather(*(talk(number) for number in range(60)))
    await dispatcher.stop_polling()
    await running
