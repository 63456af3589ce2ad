"""`dauys rehearse` tells what would be sent, and changes and sends nothing."""

import asyncio

from domain.permissions import Role
from tests.commands.conftest import Dauys, refusal
from tests.services.house import House, house_at


async def _asked(url: str) -> None:
    async with house_at(url) as house:
        operator = await house.operator(name="Данияр")
        await house.head(name="Ақмарал")
        await house.person((Role.DISPATCHER, None), name="Сәуле")
        await house.taken(operator)
        await house.drain()


async def _state(house: House) -> list[object]:
    tables = ("inquiries", "reminder_ledger", "outbox", "agenda", "clock_runs")
    return [await house.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]


async def _looked(url: str) -> list[object]:
    async with house_at(url) as house:
        return await _state(house)


def test_the_days_to_come_are_printed(dauys: Dauys, settings: dict[str, str]) -> None:
    url = settings["DAUYS_DATABASE_URL"]
    assert "version" in dauys("calendar").output
    asyncio.run(_asked(url))
    before = asyncio.run(_looked(url))
    played = dauys("rehearse", "--from", "2026-12-07", "--to", "2026-12-17").output
    assert "Mon 2026-12-14 09:00" in played
    assert "Данияр (operator MLSPP)  [digest]" in played
    assert "Ақмарал (head MLSPP)  [escalation]" in played
    assert "Сәуле (dispatcher)  [escalation]" in played
    assert "citizen 4  [late]" in played
    assert "2026-12-12" not in played and "2026-12-13" not in played
    assert "nothing was sent, nothing was changed" in played
    assert asyncio.run(_looked(url)) == before
    assert dauys("rehearse", "--from", "2026-12-07", "--to", "2026-12-17").output == played
    assert (
        "Срок: 11 декабря" in dauys("rehearse", "--from", "2026-12-14", "--to", "2026-12-14", "--full").output
    )


def test_days_must_be_in_order(dauys: Dauys) -> None:
    assert "is before" in refusal(dauys("rehearse", "--from", "2026-12-17", "--to", "2026-12-07"))
