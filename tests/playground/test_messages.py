"""What a sent message looks like, and changing it afterwards."""

import re

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    Message,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)

from playground.people import Person, Sim
from playground.town import Town

HERE = 1001


def keyboard(*texts: str) -> InlineKeyboardMarkup:
    buttons = [[InlineKeyboardButton(text=text, callback_data=text)] for text in texts]
    return InlineKeyboardMarkup(inline_keyboard=buttons)


def labels(message: Message) -> list[str]:
    rows = message.reply_markup.inline_keyboard if message.reply_markup else []
    return [button.text for row in rows for button in row]


async def test_message_carries_text_entities_keyboard_and_reply(bot: Bot, aigerim: Person) -> None:
    first = await bot.send_message(HERE, "1")
    sent = await bot.send_message(
        HERE,
        " <b>№</b> egov.kz ",
        parse_mode="HTML",
        reply_markup=keyboard("Иә"),
        reply_parameters=ReplyParameters(message_id=first.message_id),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        protect_content=True,
    )
    assert sent.text == "№ egov.kz"
    assert [(e.type, e.offset) for e in sent.entities or ()] == [("bold", 0), ("url", 2)]
    assert labels(sent) == ["Иә"]
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.message_id == first.message_id
    assert sent.has_protected_content
    assert sent.link_preview_options is not None
    assert sent.chat.first_name == "Айгерім"


async def test_control_characters_do_not_come_through(bot: Bot, aigerim: Person) -> None:
    sent = await bot.send_message(HERE, "a\x00b\r\n\u202ec")
    assert sent.text == "a b\nc"


async def test_editing_text_and_keyboard(bot: Bot, aigerim: Person) -> None:
    sent = await bot.send_message(HERE, "1", reply_markup=keyboard("a"))
    edited = await sent.edit_text("2", reply_markup=keyboard("b"))
    assert isinstance(edited, Message)
    assert (edited.text, labels(edited)) == ("2", ["b"])
    assert edited.edit_date
    bare = await sent.edit_text("3")
    assert isinstance(bare, Message)
    assert bare.reply_markup is None, "an edit without keyboard takes it away"
    (_, shown) = await aigerim.chat()
    assert (shown["text"], shown["edits"]) == ("3", 2)


@pytest.mark.parametrize("change", ["text", "markup", "removed markup"])
async def test_unchanged_edit_is_refused(change: str, bot: Bot, aigerim: Person) -> None:
    sent = await bot.send_message(HERE, "<b>1</b>", parse_mode="HTML", reply_markup=keyboard("a"))
    with pytest.raises(TelegramBadRequest, match="message is not modified: specified new message content"):
        if change == "text":
            await sent.edit_text("<b>1</b>", parse_mode="HTML", reply_markup=keyboard("a"))
        elif change == "markup":
            await sent.edit_reply_markup(reply_markup=keyboard("a"))
        else:
            await sent.edit_reply_markup()
            await sent.edit_reply_markup()
    with pytest.raises(TelegramBadRequest, match="not modified"):
        other = await bot.send_message(HERE, "1")
        await other.edit_text("1")


async def test_same_text_with_other_entities_is_a_change(bot: Bot, aigerim: Person) -> None:
    sent = await bot.send_message(HERE, "1")
    edited = await sent.edit_text("<b>1</b>", parse_mode="HTML")
    assert isinstance(edited, Message)
    assert edited.entities


async def test_only_own_messages_are_edited(bot: Bot, aigerim: Person) -> None:
    said = await aigerim.says("x")
    with pytest.raises(TelegramBadRequest, match=re.escape("message can't be edited")):
        await bot.edit_message_text("y", chat_id=HERE, message_id=said["message_id"])


async def test_text_and_caption_are_not_confused(bot: Bot, aigerim: Person) -> None:
    sent = await bot.send_message(HERE, "x")
    with pytest.raises(TelegramBadRequest, match="there is no caption in the message to edit"):
        await sent.edit_caption(caption="y")


async def test_deleting(bot: Bot, aigerim: Person, sim: Sim) -> None:
    said = await aigerim.says("x")
    sent = await bot.send_message(HERE, "y")
    assert await bot.delete_message(HERE, said["message_id"])
    assert await bot.delete_messages(HERE, [sent.message_id, 1])
    assert [m["text"] for m in await aigerim.chat()] == ["/start"]
    old = await bot.send_message(HERE, "z")
    await sim.clock(advance=49 * 3600)
    with pytest.raises(TelegramBadRequest, match=re.escape("message can't be deleted for everyone")):
        await old.delete()


async def test_dates_follow_the_civil_clock(bot: Bot, aigerim: Person, sim: Sim) -> None:
    await sim.clock(set="2027-01-04T04:00:00+00:00")
    sent = await bot.send_message(HERE, "x")
    assert sent.date.isoformat()[:16] == "2027-01-04T04:00"


async def test_reply_keyboard_is_in_force_until_removed(bot: Bot, aigerim: Person, sim: Sim) -> None:
    rows = [[KeyboardButton(text="Сауалдарым"), KeyboardButton(text="Тіл")]]
    await bot.send_message(HERE, "x", reply_markup=ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True))
    shown = (await sim.chat(HERE))["reply_keyboard"]
    assert [key["text"] for key in shown["keyboard"][0]] == ["Сауалдарым", "Тіл"]
    await bot.send_message(HERE, "still there")
    assert (await sim.chat(HERE))["reply_keyboard"] == shown
    await bot.send_message(HERE, "y", reply_markup=ReplyKeyboardRemove())
    assert (await sim.chat(HERE))["reply_keyboard"] is None


async def test_one_time_keyboard_goes_with_its_use(bot: Bot, aigerim: Person, sim: Sim) -> None:
    markup = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Иә")]], one_time_keyboard=True)
    await bot.send_message(HERE, "x", reply_markup=markup)
    await aigerim.says("something else")
    assert (await sim.chat(HERE))["reply_keyboard"]
    await aigerim.taps("И")
    assert (await sim.chat(HERE))["reply_keyboard"] is None
    assert (await aigerim.last())["text"] == "Иә"


async def test_protected_content_is_neither_copied_nor_forwarded(bot: Bot, aigerim: Person) -> None:
    sent = await bot.send_message(HERE, "x", protect_content=True)
    with pytest.raises(TelegramBadRequest, match=re.escape("message can't be copied")):
        await bot.copy_message(HERE, HERE, sent.message_id)
    with pytest.raises(TelegramBadRequest, match=re.escape("message can't be forwarded")):
        await bot.forward_message(HERE, HERE, sent.message_id)


async def test_copy_and_forward(bot: Bot, aigerim: Person, sergei: Person) -> None:
    said = await aigerim.says("<сұрақ>")
    copied = await bot.copy_message(1002, HERE, said["message_id"])
    forwarded = await bot.forward_message(1002, HERE, said["message_id"])
    assert forwarded.text == "<сұрақ>"
    assert forwarded.forward_origin is not None
    assert forwarded.forward_origin.type == "user"
    shown = await sergei.chat(2)
    assert [m["message_id"] for m in shown] == [copied.message_id, forwarded.message_id]
    assert "forward_origin" not in shown[0]


async def test_reactions_both_ways(bot: Bot, aigerim: Person, town: Town) -> None:
    await bot.get_updates(allowed_updates=["message", "message_reaction"])
    said = await aigerim.says("x")
    await bot.set_message_reaction(HERE, said["message_id"], [ReactionTypeEmoji(emoji="👀")])
    await aigerim.reacts(said["message_id"], "👍")
    assert (await aigerim.last())["reactions"] == [
        {"from": bot.id, "emoji": "👀"},
        {"from": HERE, "emoji": "👍"},
    ]
    change = (await bot.get_updates(offset=-1))[0].message_reaction
    assert change is not None
    assert [r.emoji for r in change.new_reaction if isinstance(r, ReactionTypeEmoji)] == ["👍"]
    with pytest.raises(TelegramBadRequest, match="REACTION_INVALID"):
        await bot.set_message_reaction(HERE, said["message_id"], [ReactionTypeEmoji(emoji="🛠")])
    await bot.set_message_reaction(HERE, said["message_id"], [])
    assert (await aigerim.last())["reactions"] == [{"from": HERE, "emoji": "👍"}]


async def test_pin_leaves_a_service_message(bot: Bot, aigerim: Person) -> None:
    sent = await bot.send_message(HERE, "x")
    await bot.pin_chat_message(HERE, sent.message_id)
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.pinned_message is not None
    assert update.message.pinned_message.message_id == sent.message_id
    chat = await bot.get_chat(HERE)
    assert chat.pinned_message is not None
    await bot.unpin_chat_message(HERE)


async def test_a_person_edits_their_message(bot: Bot, aigerim: Person) -> None:
    said = await aigerim.says("су жок")
    await aigerim.edits(said["message_id"], "су жоқ")
    first, second = await bot.get_updates()
    assert first.message is not None
    assert second.edited_message is not None
    assert (first.message.text, second.edited_message.text) == ("су жок", "су жоқ")
    assert second.edited_message.message_id == first.message.message_id
    assert second.edited_message.edit_date


async def test_long_texts_of_people_are_split_as_the_apps_do(bot: Bot, aigerim: Person) -> None:
    text = "😀 мәтін " * 1250
    sent = await aigerim.says(text)
    updates = await bot.get_updates()
    pieces = [update.message.text or "" for update in updates if update.message]
    assert len(pieces) == len(sent["parts"]) == 3
    assert "".join(pieces) == text
    assert all(len(piece.encode("utf-16-le")) // 2 <= 4096 for piece in pieces)
