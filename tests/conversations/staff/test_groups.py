"""A body's group as its people see it: linking, taking, and what happens when it gets lost."""

from typing import Any

from domain.permissions import Role
from playground.people import Person
from scheduler.jobs import Jobs
from services import access, bodies, inquiries, people
from services.bodies import Switch
from services.people import Guest
from tests.services.house import House
from tests.stage import Stage, ask, eventually

QUESTION = "Зарплату не платят второй месяц, куда обратиться?"
BODY = "MLSPP"


async def looked(stage: Stage) -> None:
    """A tick of the job, a quarter of a minute after the last: the group's budget is not the matter here."""
    stage.machine.ahead += 15
    stage.app.pump.wake()
    await Jobs(stage.app.unit).show_in_groups()


async def team(stage: Stage) -> tuple[Person, Person, Person]:
    """The head, an operator, and somebody of another body, all in front of their phones."""
    persons = [stage.citizen(name, "ru") for name in ("Гүлнар", "Данияр", "Марат")]
    posts = ((Role.HEAD, BODY), (Role.OPERATOR, BODY), (Role.OPERATOR, "MOH"))
    async with stage.app.unit() as work:
        for person, (role, body), name in zip(persons, posts, ("Гүлнар", "Данияр", "Марат"), strict=True):
            await bodies.put(work, body, "", Switch.CONNECTED, True)
            who = await people.meet(work, Guest(person.id, name, "ru"))
            who.person.language = "ru"
            await people.join(work, who.person, role, body)
    for person in persons:
        await person.opens()
    head, operator, other = persons
    return head, operator, other


async def group_of(stage: Stage, *members: Person, **options: Any) -> int:
    """A group of these people with the bot in it."""
    chat: int = (await stage.sim.group("Кезек", [member.id for member in members], **options))["id"]
    return chat


async def linked(stage: Stage, head: Person, chat: int) -> None:
    """The head links the group from `/staff`."""
    await head.says(await command(head), chat_id=chat)
    await head.sees("Группа подключена", chat_id=chat)


async def command(head: Person) -> str:
    """What is to be typed in the group."""
    await head.says("/staff")
    await head.taps("Рабочая группа")
    await head.taps("Подключить группу")
    shown = await head.sees("/start@")
    return next(line for line in shown["text"].splitlines() if line.startswith("/start@"))


async def test_a_group_is_linked_shows_a_card_and_gives_it_to_the_right_person(stage: Stage) -> None:
    head, operator, other = await team(stage)
    chat = await group_of(stage, head, operator, other)
    typed = await command(head)
    await head.says(typed, chat_id=chat, anonymous=True)
    await head.sees("Сейчас вы пишете от имени группы", chat_id=chat)
    await head.says(typed, chat_id=chat)
    await head.sees("Группа подключена", chat_id=chat)
    await ask(stage, QUESTION)
    await looked(stage)
    card = await operator.sees("Срок ответа", chat_id=chat)
    assert "Зарплату не платят второй месяц" not in card["text"]
    assert card["has_protected_content"]
    assert "не в вашей очереди" in (await other.taps("Взять себе", chat_id=chat) or "")
    assert "теперь у вас" in (await operator.taps("Взять себе", chat_id=chat) or "")
    await operator.sees(QUESTION)
    await looked(stage)
    await looked(stage)
    await head.sees("сотрудник: Данияр", chat_id=chat)
    await head.says("Спросите про договор.", chat_id=chat, reply_to=card["message_id"])
    await eventually(lambda: _noted(stage))
    await looked(stage)
    await other.says("/start", chat_id=chat)
    await other.sees("Здесь бот показывает новые вопросы", chat_id=chat)
    assert await stage.rows("SELECT 1 FROM drafts") == []


async def _noted(stage: Stage) -> bool:
    return bool(await stage.rows("SELECT 1 FROM notes WHERE text = 'Спросите про договор.'"))


async def test_lost_cards_moved_groups_and_a_removed_bot(stage: Stage) -> None:
    head, operator, _ = await team(stage)
    chat = await group_of(stage, head, operator)
    await linked(stage, head, chat)
    citizen = await ask(stage, QUESTION)
    await looked(stage)
    await operator.sees("Срок ответа", chat_id=chat)
    moved = (await stage.sim.post("migrate", chat_id=chat))["new_chat_id"]
    await eventually(lambda: _lives_at(stage, moved))
    await looked(stage)
    card = await operator.sees("Срок ответа", chat_id=moved)
    await looked(stage)
    await stage.app.bot.delete_message(moved, card["message_id"])
    stage.clock.forward(days=28)
    await looked(stage)
    again = await operator.sees("срок прошёл", chat_id=moved)
    assert again["message_id"] != card["message_id"]
    await looked(stage)
    await stage.app.bot.delete_message(moved, again["message_id"])
    await operator.says("/queue")
    await operator.taps("1")
    await operator.taps("Взять себе")
    await operator.sees("Вопрос теперь у вас")
    await looked(stage)
    taken = await operator.sees("сотрудник: Данияр", chat_id=moved)
    await looked(stage)
    await stage.app.bot.delete_message(moved, taken["message_id"])
    async with stage.app.unit() as work:
        who = await people.meet(work, Guest(citizen.id, "", "ru"))
        await inquiries.withdraw(work, who, await access.own(work, who, 1))
    await eventually(lambda: _forgotten(stage))
    assert "больше не нужно" not in str(await stage.sim.chat(moved)), "a last word under nothing is not said"
    await stage.sim.post("kick", chat_id=moved)
    await head.sees("бот больше не может в неё писать")
    assert await stage.rows("SELECT 1 FROM group_links") == []


async def _forgotten(stage: Stage) -> bool:
    await looked(stage)
    return not await stage.rows("SELECT 1 FROM group_cards")


async def _lives_at(stage: Stage, number: int) -> bool:
    return bool(await stage.rows("SELECT 1 FROM chats WHERE telegram_id = :n", n=number))


async def test_a_forum_has_a_topic_that_comes_back(stage: Stage) -> None:
    head, operator, _ = await team(stage)
    chat = await group_of(stage, head, operator, forum=True, bot_is_admin=True)
    await linked(stage, head, chat)
    await ask(stage, QUESTION)
    first = await topic_of_card(stage, operator, chat, 0)
    await stage.app.bot.delete_forum_topic(chat, first)
    await ask(stage, QUESTION)
    assert await topic_of_card(stage, operator, chat, first) != first


async def topic_of_card(stage: Stage, operator: Person, chat: int, but: int) -> int:
    """The topic in which the newest card stands; the job ticks until there is one elsewhere than before."""
    found: list[int] = []

    async def stands() -> bool:
        await looked(stage)
        messages = (await stage.sim.chat(chat))["messages"]
        found[:] = [m["message_thread_id"] for m in messages if "Срок ответа" in m.get("text", "")]
        return bool(found) and found[-1] != but

    await eventually(stands)
    await operator.sees("Срок ответа", chat_id=chat)
    return found[-1]


async def test_fifty_questions_at_once_are_told_at_the_pace_of_a_group(stage: Stage) -> None:
    head, operator, _ = await team(stage)
    chat = await group_of(stage, head, operator)
    await linked(stage, head, chat)
    house = House(stage.database, stage.app.understanding, stage.clock.at)
    for _ in range(50):
        await house.asks(await house.person())
    await stage.sim.limits(per_group_minute=20)
    begun = stage.machine.ahead
    for told in (4, 8, 12, 16):
        await looked(stage)
        await eventually(lambda told=told: _cards(stage, chat, told))  # type: ignore[misc]
    assert stage.machine.ahead - begun == 60
    calls = await stage.sim.calls(chat_id=chat)
    assert [call for call in calls if not call["ok"]] == [], "Telegram never had to say no"


async def _cards(stage: Stage, chat: int, told: int) -> bool:
    """Are there so many cards in the group, and no more?"""
    messages = (await stage.sim.chat(chat))["messages"]
    return sum("Срок ответа" in message.get("text", "") for message in messages) == told


async def test_whoever_the_bot_cannot_write_to_gets_a_link(stage: Stage) -> None:
    head, operator, _ = await team(stage)
    chat = await group_of(stage, head, operator)
    await linked(stage, head, chat)
    await ask(stage, QUESTION)
    await looked(stage)
    await operator.sees("Срок ответа", chat_id=chat)
    await operator.blocks()
    await eventually(lambda: _is_away(stage))
    assert "нажмите «Старт»" in (await operator.taps("Взять себе", chat_id=chat) or "")
    key = (await stage.rows("SELECT id FROM inquiries"))[0][0]
    await operator.opens(f"case_{key}")
    await operator.sees(QUESTION)


async def _is_away(stage: Stage) -> bool:
    return bool(await stage.rows("SELECT 1 FROM chats WHERE unreachable_since IS NOT NULL"))


async def test_a_forged_button_in_a_group_is_refused_and_alarms_nobody(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    group = {"id": -100500, "type": "supergroup", "title": "Орган"}
    tapped = {
        "id": "7",
        "chat_instance": "1",
        "data": "q:all:0",
        "from": {"id": operator.id, "is_bot": False, "first_name": "Данияр", "language_code": "ru"},
        "message": {"message_id": 3, "date": 0, "chat": group},
    }
    number = await stage.sim.update({"update_id": 9_000_001, "callback_query": tapped})

    async def done() -> bool:
        asked = "SELECT state FROM inbox WHERE update_id = :number"
        return await stage.rows(asked, number=number) == [("done",)]

    await eventually(done)
