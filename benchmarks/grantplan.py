"""What planning reminders costs: it follows how many are due, not how many there are."""

from datetime import datetime, timedelta
from statistics import median
from time import perf_counter

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.figures import Figures, Value
from benchmarks.furniture import understanding
from benchmarks.planner import on_postgresql, on_sqlite
from domain.civil import ZONE
from models import migrations
from models.engine import Database
from services import grantreminders, mailings
from services.work import Work

MORNING = datetime(2026, 12, 3, 9, 0, tzinfo=ZONE)
"""Every call below closes a week later, so that a reminder of seven days is due."""

SIZES = ((100, 10_000), (1_000, 100_000))
"""Calls and subscriptions; a call has a hundred subscribers of its own, their keys spread "
"over everybody's."""

DUE = (1, 10, 100)
OF_CALL = 100
_ROUNDS = 3
GROWS = 2.5
LINEAR = 2.0

HOW = (
    f"{SIZES[0][0]} calls x {SIZES[0][1]} subscriptions, and {SIZES[1][0]} x {SIZES[1][1]}, "
    f"{OF_CALL} subscribers "
    f"each; {', '.join(map(str, DUE))} calls fall due at once: rounds begun, ledger and outbox "
    f"written, everything "
    "committed, in ms; one message per person; median of three; SQLite with synchronous=FULL"
)


async def measure() -> Figures:
    """Both sizes on SQLite, and beside it on PostgreSQL where its wheel is installed."""
    figures: dict[str, Value] = {}
    beside: dict[str, Value] = {}
    async with on_sqlite() as database:
        figures |= await _sizes(database)
    async with on_postgresql() as database:
        if database is not None:
            beside |= await _sizes(database)
    small, big = (f"{calls}x{subscriptions}" for calls, subscriptions in SIZES)
    grows = _ratio(figures, f"due_10_of_{big}", f"due_10_of_{small}")
    linear = _ratio(figures, f"due_100_of_{big}", f"due_10_of_{big}") / (DUE[2] / DUE[1])
    return Figures(
        "grantplan",
        "times",
        {"ten_times_the_data_costs": grows, "ten_times_the_due_costs_per_message": linear, **figures},
        HOW,
        baseline={f"postgresql_{key}": value for key, value in beside.items()},
        target=f"ten times the data at most {GROWS:g} times, a message at most {LINEAR:g} times",
        met=grows <= GROWS and linear <= LINEAR,
    )


def _ratio(figures: dict[str, Value], one: str, other: str) -> float:
    return float(figures[one] or 0) / float(figures[other] or 1)


async def _sizes(database: Database) -> dict[str, Value]:
    figures: dict[str, Value] = {}
    for calls, subscriptions in SIZES:
        await _filled(database, calls, subscriptions)
        for due in (DUE[-1], *DUE):
            # The first time warms up: statements are put together, pages are read.
            taken = [await _planned(database, due) for _ in range(_ROUNDS)]
            figures[f"due_{due}_of_{calls}x{subscriptions}"] = median(taken)
    return dict(sorted(figures.items()))


async def _planned(database: Database, due: int) -> float:
    """Milliseconds for all that falls due; sending is not part of it."""
    await _anew(database)
    now = "'2026-12-03 04:00:00'"
    await _run(database, f"UPDATE agenda SET at = {now} WHERE subject_id <= {due}")
    began, messages = perf_counter(), 0
    async with database.writing() as session:
        assert await grantreminders.look(_work(session)) == due
    taken = perf_counter() - began
    while True:
        began = perf_counter()
        async with database.writing() as session:
            more = await mailings.plan(_work(session))
        taken += perf_counter() - began
        if not more:
            break
        messages += await _sent(database)
    assert messages == due * OF_CALL, f"{messages} messages"
    return taken * 1000


async def _sent(database: Database) -> int:
    async with database.writing() as session:
        found = await session.execute(
            text(
                "UPDATE outbox SET state = 'sent' WHERE broadcast_id IS NOT NULL AND state = 'waiting' "
                "RETURNING id"
            )
        )
        return len(found.all())


async def _anew(database: Database) -> None:
    for table in ("outbox", "rounds", "broadcasts", "reminder_ledger"):
        await _run(database, f"DELETE FROM {table}")
    await _run(database, "UPDATE agenda SET at = '2027-01-01 04:00:00'")


async def _run(database: Database, statement: str) -> None:
    async with database.writing() as session:
        await session.execute(text(statement))


def _work(session: AsyncSession) -> Work:
    return understanding().work(session, MORNING, 0.0)


async def _filled(database: Database, calls: int, subscriptions: int) -> None:
    """An empty schema, as many people as subscriptions, and calls that close in a week."""
    if await migrations.current(database):
        await migrations.upgrade(database, "base")
    await migrations.upgrade(database)
    closes = (MORNING + timedelta(days=7)).date()
    people = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {subscriptions})"
    every = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {calls})"
    then = "'2026-11-01 04:00:00'"
    for statement in (
        f"INSERT INTO chats (id, telegram_id, kind) {people} SELECT i, i, 'private' FROM n",
        f"""INSERT INTO people
                (id, telegram_id, chat_id, name, language, consent_at, mode, is_staff, created_at)
            {people} SELECT i, i, i, '', 'ru', {then}, 'citizen', false, {then} FROM n""",
        f"""INSERT INTO calls (id, code, title_kk, title_ru, text_kk, text_ru, body, region, operator_kk,
                operator_ru, regions, field, kind, amount, link, results_link, contact, checklist, state,
                demonstration, version, opens_at, closes_at, created_at, published_at)
            {every} SELECT i, CAST(i AS VARCHAR), '', '', '', '', 'MCI', '', '', '', '[]', '', 'short', 1, '',
                '', '', '[]', 'published', false, 1, {then}, '{closes} 13:30:00', {then}, {then} FROM n""",
        f"""INSERT INTO call_dates
                (call_id, version, cause, opens_at, closes_at, reason_kk, reason_ru, decided_at)
            {every} SELECT i, 1, 'published', {then}, '{closes} 13:30:00', '', '', {then} FROM n""",
        f"""INSERT INTO subscriptions (scope, value, person_id, created_at)
            {people} SELECT 'call', CAST(1 + i % {calls} AS VARCHAR), i, {then} FROM n""",
        f"""INSERT INTO agenda (subject, subject_id, at)
            {every} SELECT 'call', i, '2027-01-01 04:00:00' FROM n""",
    ):
        await _run(database, statement)
    await _run(database, "ANALYZE")
