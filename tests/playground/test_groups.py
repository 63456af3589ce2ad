"""Groups: privacy mode, migration, leaving and returning, forum topics."""

import re

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat
from aiogram.types import ReplyParameters

from playground.people import Person, Sim, SimError
from playground.server import serving

HERE = 1001


async def test_founding_tells_the_bot(bot: Bot, sim: Sim, aigerim: Person) -> None:
    group = await sim.group("Кезек", [HERE])
    assert (group["type"], group["members"]) == ("group", [HERE])
    changes = [u.my_chat_member for u in await bot.get_updates() if u.my_chat_member]
    assert [(c.old_chat_member.status, c.new_chat_member.status) for c in changes] == [("left", "member")]
    sent = await bot.send_message(group["id"], "x")
    assert sent.chat.title == "Кезек"
    assert (await bot.get_chat(group["id"])).title == "Кезек"
    assert await bot.get_chat_member_count(group["id"]) == 2
    assert [a.status for a in await bot.get_chat_administrators(group["id"])] == ["creator"]
    assert (await bot.get_chat_member(group["id"], HERE)).status == "creator"


@pytest.mark.parametrize(
    ("text", "admin", "heard"),
    [
        ("hello", False, False),
        ("hello", True, True),
        ("/start", False, True),
        ("/start@dauys_playground_bot", False, True),
        ("/start@another_bot", False, False),
        ("ask @dauys_playground_bot", False, True),
    ],
)
async def test_privacy_mode(text: str, admin: bool, heard: bool, bot: Bot, sim: Sim, aigerim: Person) -> None:
    group = await sim.group("Кезек", [HERE], bot_is_admin=admin)
    said = await aigerim.says(text, chat_id=group["id"])
    assert (said["update_id"] is not None) is heard
    assert (await bot.get_updates(offset=-1))[0].event_type == ("message" if heard else "my_chat_member")


async def test_replies_to_the_bot_are_heard(bot: Bot, sim: Sim, aigerim: Person) -> None:
    group = await sim.group("Кезек", [HERE])
    sent = await bot.send_message(group["id"], "x")
    await aigerim.says("y", chat_id=group["id"], reply_to=sent.message_id)
    (update,) = await bot.get_updates(offset=-1)
    assert update.message is not None
    assert update.message.reply_to_message is not None
    assert update.message.reply_to_message.message_id == sent.message_id


async def test_migration_moves_the_group(bot: Bot, sim: Sim, aigerim: Person) -> None:
    old = (await sim.group("Кезек", [HERE]))["id"]
    new = (await sim.post("migrate", chat_id=old))["new_chat_id"]
    assert new < -1_000_000_000_000
    with pytest.raises(TelegramMigrateToChat) as moved:
        await bot.send_message(old, "x")
    assert moved.value.migrate_to_chat_id == new
    assert (await bot.send_message(new, "x")).chat.type == "supergroup"
    service = [u.message for u in await bot.get_updates() if u.message]
    assert [(m.chat.id, m.migrate_to_chat_id, m.migrate_from_chat_id) for m in service[-2:]] == [
        (old, new, None),
        (new, None, old),
    ]
    with pytest.raises(SimError, match="the group has moved to"):
        await aigerim.says("x", chat_id=old)


async def test_kicked_bot_is_forbidden_until_admitted(bot: Bot, sim: Sim, aigerim: Person) -> None:
    group = (await sim.group("Кезек", [HERE]))["id"]
    await sim.post("kick", chat_id=group)
    with pytest.raises(TelegramForbiddenError, match="bot was kicked from the group chat"):
        await bot.send_message(group, "x")
    (update,) = await bot.get_updates(offset=-1)
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    await sim.post("admit", chat_id=group, admin=True)
    await bot.send_message(group, "x")
    await bot.leave_chat(group)
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(group, "x")


async def test_people_come_and_go(bot: Bot, sim: Sim, aigerim: Person, sergei: Person) -> None:
    group = (await sim.group("Кезек", [HERE], supergroup=True, bot_is_admin=True))["id"]
    await bot.get_updates(allowed_updates=["message", "chat_member"], offset=-1)
    await sim.post("join", chat_id=group, person=1002)
    assert (await bot.get_chat_member(group, 1002)).status == "member"
    await sim.post("leave", chat_id=group, person=1002)
    assert (await bot.get_chat_member(group, 1002)).status == "left"
    with pytest.raises(SimError, match="is not in the chat"):
        await sergei.says("x", chat_id=group)
    kinds = [update.event_type for update in (await bot.get_updates())[-4:]]
    assert kinds == ["message", "chat_member"] * 2


async def test_topics(bot: Bot, sim: Sim, aigerim: Person) -> None:
    forum = (await sim.group("Форум", [HERE], forum=True, bot_is_admin=True))["id"]
    topic = await bot.create_forum_topic(forum, "Алматы")
    sent = await bot.send_message(forum, "x", message_thread_id=topic.message_thread_id)
    assert sent.message_thread_id == topic.message_thread_id
    assert sent.is_topic_message
    assert await bot.close_forum_topic(forum, topic.message_thread_id)
    with pytest.raises(TelegramBadRequest, match="TOPIC_NOT_MODIFIED"):
        await bot.close_forum_topic(forum, topic.message_thread_id)
    assert await bot.reopen_forum_topic(forum, topic.message_thread_id)
    assert await bot.delete_forum_topic(forum, topic.message_thread_id)
    with pytest.raises(TelegramBadRequest, match="message thread not found"):
        await bot.send_message(forum, "x", message_thread_id=topic.message_thread_id)


async def test_rights_are_needed(bot: Bot, sim: Sim, aigerim: Person) -> None:
    forum = (await sim.group("Форум", [HERE], forum=True))["id"]
    with pytest.raises(TelegramBadRequest, match="not enough rights to manage topics"):
        await bot.create_forum_topic(forum, "x")
    sent = await bot.send_message(
        forum, "x", reply_parameters=ReplyParameters(message_id=1, allow_sending_without_reply=True)
    )
    with pytest.raises(TelegramBadRequest, match="not enough rights to manage pinned messages"):
        await bot.pin_chat_message(forum, sent.message_id)
    said = await aigerim.says("y", chat_id=forum)
    with pytest.raises(TelegramBadRequest, match=re.escape("message can't be deleted")):
        await bot.delete_message(forum, said["message_id"])


async def test_anonymous_administrator(bot: Bot, sim: Sim, aigerim: Person) -> None:
    group = (await sim.group("Кезек", [HERE], supergroup=True, bot_is_admin=True))["id"]
    await aigerim.says("x", chat_id=group, anonymous=True)
    (update,) = await bot.get_updates(offset=-1)
    assert update.message is not None
    assert update.message.from_user is not None
    assert update.message.from_user.username == "GroupAnonymousBot"
    assert update.message.sender_chat is not None
    assert update.message.sender_chat.id == group


async def test_people_write_in_topics(bot: Bot, sim: Sim, aigerim: Person) -> None:
    forum = (await sim.group("Форум", [HERE], forum=True, bot_is_admin=True))["id"]
    topic = await bot.create_forum_topic(forum, "Алматы")
    await aigerim.says("x", chat_id=forum, message_thread_id=topic.message_thread_id)
    (update,) = await bot.get_updates(offset=-1)
    assert update.message is not None
    assert update.message.message_thread_id == topic.message_thread_id
    with pytest.raises(SimError, match="there is no topic 5"):
        await aigerim.says("x", chat_id=forum, message_thread_id=5)


@pytest.mark.parametrize("hidden", [False, True])
async def test_people_forward(hidden: bool, bot: Bot, sim: Sim, aigerim: Person) -> None:
    card = await bot.send_message(HERE, "№ 26-ABCDEF")
    await aigerim.forwards(card.message_id, hidden=hidden)
    (update,) = await bot.get_updates(offset=-1)
    assert update.message is not None
    assert update.message.text == "№ 26-ABCDEF"
    assert update.message.forward_origin is not None
    assert update.message.forward_origin.type == ("hidden_user" if hidden else "user")
    secret = await bot.send_message(HERE, "x", protect_content=True)
    with pytest.raises(SimError, match="protected content"):
        await aigerim.forwards(secret.message_id)


async def test_the_five_settlers_and_their_group() -> None:
    async with serving(people=True) as server, Sim(server.url) as sim:
        state = await sim.state()
        assert [person["id"] for person in state["people"]] == [1001, 1002, 1003, 1004, 1005]
        assert {person["role_hint"] for person in state["people"]} == {
            "citizen",
            "operator",
            "head",
            "administrator",
        }
        assert [(chat["id"], chat["members"]) for chat in state["chats"]] == [(-5001, [1003, 1004])]
