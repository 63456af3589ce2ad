"""What may leave leaves at once: measured from the commit to the arrival at Telegram."""

import asyncio
from statistics import median
from time import perf_counter

from domain.notices import Kind
from services.outbox import notice
from tests.reliability.lives import life, town
from tests.stage import Stage

NOTICES = 50
SOON_SECONDS = 0.1


async def test_a_notice_leaves_within_a_tenth_of_a_second(database_url: str) -> None:
    async with town() as (server, sim), life(server, sim, database_url, empty=True) as stage:
        citizen = await stage.consented("ru")
        [chat] = (await stage.rows("SELECT id FROM chats WHERE telegram_id = :t", t=citizen.id))[0]
        await asyncio.sleep(0.3)
        journal, took = server.town.journal, list[float]()
        for _ in range(NOTICES):
            seen = journal.call_number
            await _plan(stage, chat)
            committed = perf_counter()
            async with asyncio.timeout(5):
                while journal.call_number == seen:
                    await journal.next_after(journal.sequence, 0.005)
            took.append(perf_counter() - committed)
            await asyncio.sleep(0.02)
        print(f"from commit to Telegram: median {median(took):.4f} s, longest {max(took):.4f} s")
        assert median(took) < SOON_SECONDS
        assert sorted(took)[int(NOTICES * 0.9)] < 3 * SOON_SECONDS, "and the slow ones are not much slower"


async def _plan(stage: Stage, chat: int) -> None:
    async with stage.app.unit() as work:
        notice(work, chat, "alarm", {"key": "alarm.refused", "args": {}}, kind=Kind.STATE)
