"""What a tick of the planner costs: 200 inquiries are due among 10 000, 100 000 and 1 000 000."""

import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from sqlalchemy import text, update
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.figures import Figures, Value
from benchmarks.furniture import understanding
from domain.civil import ZONE
from domain.permissions import Role
from models import migrations
from models.engine import Database
from models.queries import agenda
from models.tables import Inquiry
from services import bodies, people, planner
from services.agenda import INQUIRY
from services.bodies import Switch
from services.people import Guest
from services.work import Work

SIZES = (10_000, 100_000, 1_000_000)
DUE = 200
TARGET_MS = 60.0

_ROUNDS = 7
_OPEN_SHARE = 10
"""One inquiry in so many is open; a body that leaves more unanswered has other worries than this tick."""

MORNING = datetime(2026, 12, 14, 9, 0, tzinfo=ZONE)
"""The dates below fall around this Monday, so that every kind of reminder is among the due."""

HOW = (
    f"one transaction of `services.planner.tick` with {DUE} inquiries due of all kinds, opened, planned, "
    f"recorded and committed; median of {_ROUNDS}; SQLite with synchronous=FULL; `idle` finds nothing due"
)


async def measure() -> Figures:
    """Every size on SQLite, and beside it on PostgreSQL where its wheel is installed."""
    figures: dict[str, Value] = {}
    beside: dict[str, Value] = {}
    for size in SIZES:
        async with on_sqlite() as database:
            figures |= await _measured(database, size)
    async with on_postgresql() as database:
        if database is not None:
            for size in SIZES:
                beside |= await _measured(database, size)
    worst = max(float(value or 0) for key, value in figures.items() if key.startswith("tick"))
    return Figures(
        "planner",
        "ms",
        {"tick_1000000": figures["tick_1000000"], **figures},
        HOW,
        baseline={f"postgresql_{key}": value for key, value in beside.items()},
        target=f"tick under {TARGET_MS:g} ms on SQLite at every size",
        met=worst < TARGET_MS,
    )


async def _measured(database: Database, size: int) -> dict[str, Value]:
    await _filled(database, size)
    random, taken, idle = Random(size), list[float](), list[float]()
    for _ in range(_ROUNDS):
        await _fall_due(database, size, random)
        began = perf_counter()
        async with database.writing() as session:
            more = await planner.tick(_work(session))
        taken.append((perf_counter() - began) * 1000)
        assert more, "there was something to look at"
        began = perf_counter()
        async with database.writing() as session:
            assert not await planner.tick(_work(session))
        idle.append((perf_counter() - began) * 1000)
    return {f"tick_{size}": median(taken), f"idle_{size}": median(idle)}


def _work(session: AsyncSession) -> Work:
    return understanding().work(session, MORNING, 0.0)


async def _filled(database: Database, size: int) -> None:
    """An empty schema, the staff of every body, and so many inquiries."""
    if await migrations.current(database):
        await migrations.upgrade(database, "base")
    await migrations.upgrade(database)
    async with database.writing() as session:
        await _staffed(_work(session))
    for statement in _inquiries(size):
        async with database.writer.begin() as connection:
            await connection.execute(text(statement))
            await connection.execute(text("ANALYZE"))


async def _staffed(work: Work) -> None:
    """25 bodies with a head and three operators each, a citizen, and the dispatcher behind them."""
    number = 1
    for code, body in work.facts.bodies.items():
        region = next(iter(work.facts.regions)) if body.per_region else ""
        await bodies.put(work, code, region, Switch.CONNECTED, True)
        for role in (Role.OPERATOR, Role.OPERATOR, Role.OPERATOR, Role.HEAD):
            who = await people.meet(work, Guest(number, f"Person {number}", "ru"))
            await people.join(work, who.person, role, code, region or None)
            number += 1
    who = await people.meet(work, Guest(number, "Dispatcher", "ru"))
    await people.join(work, who.person, Role.DISPATCHER)
    await work.session.execute(text("DELETE FROM agenda"))


def _inquiries(size: int) -> Sequence[str]:
    """SQL both databases understand: a tenth is open, each with an operator of its body."""
    numbers = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {size})"
    is_open = f"i % {_OPEN_SHARE} = 0"
    operators = "(SELECT count(*) FROM memberships WHERE role = 'operator')"
    return (
        f"""INSERT INTO inquiries (id, number, person_id, draft_id, body, region, kind, state, version,
                assignee_id, language, channel, applicant, disputes, urgent, suggested, received_at,
                first_due, due, hops, reopened, touched_at)
            {numbers}
            SELECT i, CAST(i AS VARCHAR), 1, i, m.body, coalesce(m.region, ''), 'question',
                CASE WHEN {is_open} THEN 'taken' ELSE 'answered' END, 1, m.id, 'ru', 'telegram', 'individual',
                false, false, '{{}}', '2026-11-20 05:00:00', '2027-06-01', '2027-06-01', 0, 0,
                '2026-11-20 05:00:00'
            FROM n JOIN (SELECT id, body, region, row_number() OVER (ORDER BY id) AS place
                FROM memberships WHERE role = 'operator') AS m
            ON m.place = 1 + (i / {_OPEN_SHARE}) % {operators}""",
        *(
            f"""INSERT INTO clock_runs (inquiry_id, n, cause, rule, received_at, registered, due, ended_at)
            {numbers}
            SELECT i, 1, 'first', 'question', '2026-11-20 05:00:00', '2026-11-20', '2027-06-01', {ended}
            FROM n WHERE {which}"""
            for which, ended in ((is_open, "NULL"), (f"NOT {is_open}", "'2026-11-25 05:00:00'"))
        ),
        f"""INSERT INTO agenda (subject, subject_id, at)
            {numbers}
            SELECT 'inquiry', i, '2027-05-27 04:00:00' FROM n WHERE {is_open}""",
    )


async def _fall_due(database: Database, size: int, random: Random) -> None:
    """Give 200 open inquiries a date around the morning, and put them on its agenda."""
    chosen = [_OPEN_SHARE * n for n in random.sample(range(1, size // _OPEN_SHARE + 1), DUE)]
    async with database.writing() as session:
        for place, key in enumerate(chosen):
            due = (MORNING + timedelta(days=(-6, -3, 0, 1, 3)[place % 5])).date()
            await session.execute(update(Inquiry).where(Inquiry.id == key).values(due=due))
        await agenda.put(session, INQUIRY, dict.fromkeys(chosen, MORNING))


@asynccontextmanager
async def on_sqlite() -> AsyncIterator[Database]:
    """A SQLite file that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="dauys-bench-") as folder:
        database = Database(f"sqlite+aiosqlite:///{Path(folder) / 'dauys.sqlite3'}")
        try:
            yield database
        finally:
            await database.dispose()


@asynccontextmanager
async def on_postgresql() -> AsyncIterator[Database | None]:
    """A durable server for this run; None where there is no PostgreSQL to be had."""
    try:
        from tests.postgres import cluster
    except ImportError:  # the tests are not there: an installed package
        yield None
        return
    with cluster(durable=True) as server:
        database = Database(server.database())
        try:
            yield database
        finally:
            await database.dispose()
