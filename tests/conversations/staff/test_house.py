"""The administrator's house: audit log, quarantine, calendar, broadcasts."""

import json
from dataclasses import replace
from datetime import date

from sqlalchemy import text

from domain.workdays import Calendar, Day, DayKind, DayStatus
from playground.people import Person
from services import subscriptions
from services.people import Guest, meet
from tests.stage import Stage


async def test_changes_are_read_with_names(stage: Stage) -> None:
    admin = await stage.admin()
    await admin.says("/bodies")
    await admin.taps("Здравоохранение")
    await admin.taps("Подключить")
    await admin.sees("Отвечает в боте: да")
    await admin.says("/audit")
    log = (await admin.sees("Кто что изменил"))["text"]
    assert "изменена настройка, Здравоохранение, ответы в боте" in log
    await admin.taps("Кто открывал файлы")
    await admin.sees("Пока ничего")


async def test_an_update_leaves_the_quarantine_again(stage: Stage) -> None:
    admin = await stage.admin()
    citizen = await stage.consented("ru")
    question = json.dumps({**NEXT, "message": {**MESSAGE, "from": person(citizen), "chat": chat(citizen)}})
    for act, left in (("Обработать", question), ("Закрыть", None)):
        async with stage.app.unit() as work:
            await work.session.execute(_STUCK, {"payload": question, "lane": citizen.id})
        await admin.says("/health")
        await admin.taps("⚠️ Карантин")
        shown = (await admin.sees("Не удалось обработать"))["text"]
        assert "K7M-4XE" in shown and "справку" not in shown
        await admin.taps(f"{act} K7M-4XE")
        await admin.sees("В карантине пусто")
        if left:
            await citizen.sees("Кому отправить")
            await stage.settled()
            async with stage.app.unit() as work:
                await work.session.execute(text("DELETE FROM inbox WHERE update_id = 999999999"))
    assert await stage.rows("SELECT count(*) FROM audit WHERE action = 'quarantine'") == [(2,)]
    assert await stage.rows("SELECT state, payload FROM inbox WHERE update_id = 999999999") == [
        ("done", None)
    ]


NEXT = {"update_id": 999999999}
MESSAGE = {"message_id": 900000, "date": 1, "text": "Где получить справку о составе семьи?"}
_STUCK = text(
    "INSERT INTO inbox (update_id, lane, payload, state, attempts, deaths, retry_at, received_at, incident) "
    "VALUES (999999999, :lane, :payload, 'quarantined', 3, 0, 0, '2026-11-20 05:00:00', 'K7M-4XE')"
)


def person(citizen: Person) -> dict[str, object]:
    return {"id": citizen.id, "is_bot": False, "first_name": "Сергей"}


def chat(citizen: Person) -> dict[str, object]:
    return {"id": citizen.id, "type": "private", "first_name": "Сергей"}


async def test_a_calendar_is_approved_after_a_look_at_the_moved_dates(stage: Stage) -> None:
    admin = await stage.admin()
    await admin.says("/calendar")
    await admin.sees("утверждать нечего")
    _propose(stage)
    await admin.says("/calendar")
    await admin.sees("Файлы предлагают")
    await admin.taps("Чьи сроки сдвинутся?")
    await admin.sees("Сроки по новому календарю", timeout=20)
    await admin.taps("✅ Утвердить")
    await admin.sees("действует")
    assert len(await stage.rows("SELECT id FROM calendar_versions")) == 2


def _propose(stage: Stage) -> None:
    """The files say one more day off."""
    facts = stage.app.understanding.facts
    known = facts.calendar
    when = date(2026, 12, 15)
    day = Day(when, DayKind.OFF, "Демалыс", "Выходной", "test", DayStatus.CONFIRMED)
    changed = Calendar({**known.days, when: day}, known.years, known.approved)
    stage.app.understanding.facts = replace(facts, filed=changed)


async def test_a_broadcast_is_written_in_both_languages_seen_and_sent(stage: Stage) -> None:
    admin = await stage.admin()
    reader = await stage.consented("kk")
    async with stage.app.unit() as work:
        who = await meet(work, Guest(reader.id, "", None))
        await subscriptions.subscribe(work, who, "news", "")
    await admin.says("/broadcast")
    await admin.sees("Получат: 2")
    await admin.taps("Язык: любой")
    await admin.sees("Получат: 1")
    await admin.taps("Написать текст")
    await admin.says("Ертең бот жұмыс істемейді <b>!")
    await admin.sees("Теперь текст на русском")
    await admin.says("Завтра бот не работает.")
    await admin.sees("Получат: 1. Отправить?")
    await admin.taps("✅ Отправить всем")
    await admin.sees("Рассылка началась")
    await reader.sees("Ертең бот жұмыс істемейді <b>!", timeout=20)


async def test_others_are_refused(stage: Stage) -> None:
    operator = await stage.staff(1003, "operator")
    for command in ("/audit", "/calendar", "/broadcast"):
        mark = operator.mark()
        await operator.says(command)
        await operator.sees("администратор", after=mark)
