"""Calls and subscribers, for the tests of reminders."""

from datetime import datetime
from typing import Any

from domain.civil import ZONE
from domain.permissions import Role
from models.tables import Call
from services import calls, subscriptions
from services.calls import Reason
from tests.services.house import House, Sent

FIELD = "environment"


async def publish(house: House, closes: str = "2026-12-10 18:30", **more: Any) -> int:
    """A published call that is open."""
    instants = [datetime.fromisoformat(m).replace(tzinfo=ZONE) for m in ("2026-11-01 09:00", closes)]
    texts = {"title_kk": "Таза ауа", "title_ru": "Чистый воздух", "body": "MCI", "field": FIELD}
    texts |= {"operator_kk": "Орталық", "operator_ru": "Центр", "kind": "short", "amount": 5_000_000}
    async with house.work() as work:
        call = Call(**(texts | {"code": calls.new_code(), "regions": [], "created_at": house.now} | more))
        call.opens_at, call.closes_at = instants
        call.checklist = call.checklist or [{"kk": "Өтінім", "ru": "Заявка"}, {"kk": "Смета", "ru": "Смета"}]
        call.state, call.version = "draft", 0
        work.session.add(call)
        await work.session.flush()
        await calls.put_out(work, call)
        return call.id


async def subscribe(house: House, person: int, *wishes: tuple[str, str]) -> None:
    for scope, value in wishes:
        async with house.acting(person) as (work, who):
            await subscriptions.subscribe(work, who, scope, value)


def moment(written: str) -> datetime:
    """A civil moment."""
    return datetime.fromisoformat(written).replace(tzinfo=ZONE)


async def subscriber(house: House, *wishes: tuple[str, str], language: str = "ru") -> int:
    """Somebody who agreed and subscribes; to everything unless told otherwise."""
    person = await house.person(language=language)
    await subscribe(house, person, *(wishes or (("all", ""),)))
    return person


async def morning(house: House, when: str) -> list[Sent]:
    """Set the clock, look at what is due, plan it and let it leave."""
    house.at(when)
    return await told(house)


async def told(house: House) -> list[Sent]:
    """Look at what is due, plan it and let it leave; what only then can be planned too."""
    found: list[Sent] = []
    await house.tick()
    for _ in range(3):
        await house.mail()
        found += await house.drain()
    return [sent for sent in found if sent.key in ("call_reminders", "call_corrected", "milestone")]


async def change(house: House, call: int, what: str, *args: Any) -> None:
    """The administrator extends a call, announces it anew, or calls it off."""
    admin = await house.person((Role.ADMIN, None))
    async with house.acting(admin) as (work, who):
        row = await calls.seen(work, call)
        reason = Reason("Себебі бар", "Есть причина")
        await getattr(calls, what)(work, who, call, row.version, *args, reason)
