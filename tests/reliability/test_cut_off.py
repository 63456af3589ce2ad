"""Cut off from a group, or from Telegram as a whole: followed where it moved, rung about, never hammered."""

import asyncio

from domain.notices import Kind
from models.tables import Chat
from services.outbox import notice
from tests.reliability.helpers import QUESTION, all_are, handled, has, pass_machine_time, words
from tests.stage import Stage, ask, eventually


async def a_group(stage: Stage, members: list[int]) -> tuple[int, int]:
    """A group the bot is in and knows; our key and Telegram's number."""
    made = await stage.sim.group("Дежурные", members)
    async with stage.app.unit() as work:
        row = Chat(telegram_id=made["id"], kind="group")
        work.session.add(row)
        await work.session.flush()
        return row.id, int(made["id"])


async def say_in_group(stage: Stage, key: int) -> None:
    async with stage.app.unit() as work:
        notice(work, key, "alarm", {"key": "alarm.refused", "args": {}}, kind=Kind.STAFF)


async def test_a_group_that_became_a_supergroup_is_followed(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    key, old = await a_group(stage, [operator.id])
    new = (await stage.sim.post("migrate", chat_id=old))["new_chat_id"]
    await say_in_group(stage, key)
    await operator.sees(words("alarm.refused", "kk"), chat_id=new)
    assert await stage.rows(
        "SELECT telegram_id, former_telegram_id, kind FROM chats WHERE id = :id", id=key
    ) == [(new, old, "supergroup")]
    await say_in_group(stage, key)
    await eventually(lambda: all_are(stage, "staff", "sent"))


async def test_a_supergroup_we_know_already_takes_over_what_waits(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    key, old = await a_group(stage, [operator.id])
    new = (await stage.sim.post("migrate", chat_id=old))["new_chat_id"]
    async with stage.app.unit() as work:
        work.session.add(Chat(telegram_id=new, kind="supergroup"))
    await say_in_group(stage, key)
    await operator.sees(words("alarm.refused", "kk"), chat_id=new)


async def test_a_bot_thrown_out_of_a_group_rings_and_does_not_go_on_trying(stage: Stage) -> None:
    admin = await stage.admin("kk")
    operator = await stage.staff(1003, "operator")
    key, number = await a_group(stage, [operator.id])
    await stage.sim.post("kick", chat_id=number)
    await say_in_group(stage, key)
    await admin.sees(words("alarm.cut_off", "kk"))
    pass_machine_time(stage, 600)
    await handled(stage)
    assert len(await stage.sim.calls(method="sendMessage", chat_id=number)) == 1
    assert await stage.rows("SELECT id FROM chats WHERE unreachable_since IS NOT NULL") == []
    citizen = await stage.consented("ru")
    await citizen.says("/help")
    await citizen.sees(words("help.text"))


async def test_401_stops_everything_and_keeps_everything(stage: Stage) -> None:
    admin = await stage.admin("kk")
    operator = await stage.staff(1003, "operator")
    citizen = await ask(stage, QUESTION)
    await stage.sim.fault("401", times=-1)
    await citizen.says("/help")
    await eventually(lambda: has(stage, "later"))
    async with stage.app.unit() as work:
        for [chat] in await stage.rows("SELECT chat_id FROM people"):
            notice(work, chat, "alarm", {"key": "alarm.refused", "args": {}}, kind=Kind.STAFF)
    refused = len(await stage.sim.calls())
    await asyncio.sleep(0.5)
    assert len(await stage.sim.calls()) - refused <= 1, "nobody knocks at a closed door"

    await stage.sim.clear_faults()
    pass_machine_time(stage, 61)
    await citizen.sees(words("help.text"))
    await admin.sees(words("alarm.token", "kk"))
    for person in (admin, operator, citizen):
        await person.sees(words("alarm.refused", "ru" if person is not admin else "kk"))
