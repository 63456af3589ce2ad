"""What several tests of this room wait for and ask."""

import asyncio
import re

from locales.catalog import entries
from playground.people import Person
from tests.stage import Stage, eventually

QUESTION = "Пенсия не приходит второй месяц, что мне делать?"


async def handled(stage: Stage, timeout: float = 20.0) -> None:
    """Wait until every update of the town has been fetched and is done or in quarantine."""

    async def idle() -> bool:
        # In this order: what Telegram no longer holds is in the inbox, but not the other way round.
        if (await stage.sim.state())["pending"]:
            return False
        return await stage.rows("SELECT count(*) FROM inbox WHERE state IN ('waiting', 'working')") == [(0,)]

    await eventually(idle, timeout)


async def answered(stage: Stage, operator: Person, words: str = "Выплата придёт 25 ноября.") -> None:
    """The operator takes the first new question and sends an answer."""
    await operator.taps("Открыть первый")
    await operator.taps("Взять себе")
    await operator.sees("Вопрос теперь у вас")
    await operator.says(words)
    await operator.sees("Предпросмотр")
    await operator.taps("✅ Отправить гражданину")


async def states(stage: Stage, kind: str) -> list[str]:
    """States of the outbox rows of a kind, oldest first."""
    rows = await stage.rows("SELECT state FROM outbox WHERE kind = :kind ORDER BY id", kind=kind)
    return [row[0] for row in rows]


def words(key: str, language: str = "ru") -> str:
    """What can be recognised of a message of the catalogs: its longest piece without a placeholder."""
    plain = re.sub(r"<[^>]+>", "\n", entries(language)[key][0])
    return max(re.split(r"\{[^}]*\}|\n", plain), key=len).strip()


def pass_machine_time(stage: Stage, seconds: float) -> None:
    """Machine time jumps; whoever waits for it looks again."""
    stage.machine.ahead += seconds
    stage.app.pump.wake()


async def calls(stage: Stage, person: Person) -> int:
    """How many requests about this person's chat Telegram has had, refused ones too."""
    return len(await stage.sim.calls(chat_id=person.id))


async def still(stage: Stage, person: Person, seconds: float = 0.4) -> None:
    """Nothing is sent to this person for a while."""
    before = await calls(stage, person)
    await asyncio.sleep(seconds)
    assert await calls(stage, person) == before


async def texts(person: Person) -> list[str]:
    """What the bot has written to a person, oldest first."""
    shown = [m for m in await person.chat(100) if m["from"]["is_bot"]]
    return [str(m.get("text", "")) for m in shown]


async def has(stage: Stage, state: str) -> bool:
    """Is any message in this state?"""
    return bool(await stage.rows("SELECT id FROM outbox WHERE state = :state", state=state))


async def all_are(stage: Stage, kind: str, state: str) -> bool:
    """Are all messages of a kind in this state?"""
    return set(await states(stage, kind)) == {state}
