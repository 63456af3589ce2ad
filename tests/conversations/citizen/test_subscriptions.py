"""Subscribing, being told, saying that one has applied; a broadcast paused and resumed under its bar."""

from scheduler.jobs import Jobs
from services import broadcasts
from services.broadcasts import Filter
from services.people import Guest, meet
from tests.services.house import House
from tests.services.subscribers import publish
from tests.stage import ADMIN, Stage, eventually


def house_of(stage: Stage) -> House:
    """The same database without its door."""
    return House(stage.database, stage.app.understanding, stage.clock.at)


async def passes(stage: Stage) -> None:
    """The jobs of the scheduler, now."""
    jobs = Jobs(stage.app.unit)
    await jobs.tick()
    await jobs.mail()


async def test_from_the_subscription_to_applied(stage: Stage) -> None:
    person = await stage.consented()
    await person.says("/grants")
    await person.taps("🔔 Мои подписки")
    await person.sees("Подписок пока нет")
    await person.taps("➕ По сфере")
    await person.taps("🔔 Мои подписки")
    await person.taps("➕ Все конкурсы")
    await person.sees("Подписка оформлена: Все конкурсы грантов")
    await publish(house_of(stage))
    await passes(stage)
    await person.sees("Начался приём заявок на грант")
    stage.clock.at = stage.clock.at.replace(month=12, day=10, hour=9)
    await passes(stage)
    await person.sees("Сегодня последний день: до 18:30")
    await person.taps("Список документов")
    await person.taps("▫️ 1")
    await person.sees("☑️")
    await person.taps("К конкурсу")
    await person.taps("Напомнить за 3 часа")
    await person.sees("Напомним за 3 часа")
    await person.taps("К конкурсу")
    await person.taps("Заявку отправили")
    await person.sees("Напоминать о сроке")
    await person.taps("Снова напоминать")
    await person.sees("Чистый воздух")


async def test_an_administrator_stops_a_broadcast_under_its_bar(stage: Stage) -> None:
    admin = await stage.admin()
    async with stage.app.unit() as work:
        who = await meet(work, Guest(ADMIN, "", None))
        key = (await broadcasts.start(work, who, Filter(), {"kk": "Хабар", "ru": "Новость"})).id
    await admin.sees("Рассылка начинается")
    await admin.taps("⏸ Пауза")
    await admin.sees("Рассылка на паузе")
    await admin.taps("▶️ Продолжить")
    await admin.sees("Рассылка идёт")
    await passes(stage)
    await admin.sees("Новость")

    async def done() -> bool:
        await passes(stage)
        rows = await stage.rows("SELECT state FROM broadcasts WHERE id = :key", key=key)
        return bool(rows[0].state == "done")

    await eventually(done)
    await admin.sees("Рассылка закончена")
