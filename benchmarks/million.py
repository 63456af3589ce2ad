"""A million inquiries of a year in a database, with everything that stands on a card, put in quickly.

With KEPT naming a folder the databases stay there and are opened again by whoever names it next.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.furniture import understanding
from benchmarks.millionrows import NOW, Million, Post, Queue, Table
from domain.permissions import TRIAGE, Role
from models import migrations
from models.engine import Database
from services import bodies, people
from services.bodies import Switch
from services.people import CONSENT_VERSION, Guest
from services.work import Work

SIZE = 1_000_000
KEPT = "DAUYS_BENCH_FOLDER"
"""The environment's name for a folder in which filled databases are kept."""

BODY = "MLSPP"
"""The largest body."""

OPERATOR = 1
"""Telegram id of somebody who operates and heads the largest body."""

DISPATCHER = 9001
ADMINISTRATOR = 9002
PERIOD = "2026-11"

LARGEST_STAFF = 40
"""Operators of the largest body."""

FILE = "dauys.sqlite3"


@asynccontextmanager
async def on_sqlite(size: int = SIZE) -> AsyncIterator[Database]:
    """A database file of its own, filled."""
    with folder_for(f"sqlite-{size}") as (folder, is_filled):
        database = Database(f"sqlite+aiosqlite:///{folder / FILE}")
        try:
            if not is_filled:
                await _fill(database, size)
            yield database
        finally:
            await database.dispose()


@asynccontextmanager
async def on_postgresql(size: int = SIZE) -> AsyncIterator[Database | None]:
    """The same on PostgreSQL; None where there is none to be had."""
    try:
        from tests.postgres import cluster
    except ImportError:  # the tests are not there: an installed package
        yield None
        return
    with folder_for(f"postgresql-{size}") as (folder, is_filled), cluster(kept=folder) as server:
        database = Database(server.url("postgres"))
        try:
            if not is_filled:
                await _fill(database, size)
            yield database
        finally:
            await database.dispose()


@contextmanager
def folder_for(name: str) -> Iterator[tuple[Path, bool]]:
    """A folder, and whether it was filled before; gone at the end unless it is to be kept."""
    if KEPT not in os.environ:
        with tempfile.TemporaryDirectory(prefix="dauys-bench-") as made:
            yield Path(made), False
        return
    folder = Path(os.environ[KEPT]) / name
    filled = folder / "filled"
    is_filled = filled.exists()
    if not is_filled:  # whoever began it was stopped
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    yield folder, is_filled
    filled.touch()


def work_over(session: AsyncSession) -> Work:
    """A unit of work on a morning in December."""
    return understanding().work(session, NOW, 0.0)


async def _fill(database: Database, size: int) -> None:
    await migrations.upgrade(database)
    async with database.writing() as session:
        posts = await _staffed(work_over(session))
    million = Million(size, posts, exact=not database.is_sqlite)
    if database.is_sqlite:
        await database.dispose()
        _into_sqlite(str(database.url.database), million.tables())
    else:
        await _into_postgresql(database, million.tables())


async def million_in(database: Database, size: int = SIZE) -> Million:
    """What a filled database holds: which inquiry lies where, and in whose hand."""
    asked = text(
        "SELECT body, region, id, person_id FROM memberships "
        "WHERE role IN ('operator', 'dispatcher') ORDER BY id"
    )
    posts: dict[Queue, list[Post]] = {}
    async with database.reading() as session:
        for body, region, key, person in await session.execute(asked):
            posts.setdefault((body or TRIAGE, region or ""), []).append(Post(key, person))
    return Million(size, posts, exact=not database.is_sqlite)


async def _staffed(work: Work) -> dict[Queue, list[Post]]:
    """Somebody at the desk of every body, many at the largest; returns their posts by queue, its first."""
    posts: dict[Queue, list[Post]] = {}
    telegram = OPERATOR
    for code in sorted(work.facts.bodies, key=lambda code: code != BODY):
        region = next(iter(work.facts.regions)) if work.facts.bodies[code].per_region else ""
        await bodies.put(work, code, region, Switch.CONNECTED, True)
        for _ in range(LARGEST_STAFF if code == BODY else 3):
            found = await _seated(work, telegram, Role.OPERATOR, code, region or None)
            posts.setdefault((code, region), []).append(found)
            telegram += 1
    await _seated(work, OPERATOR, Role.HEAD, BODY)
    posts[TRIAGE, ""] = [await _seated(work, DISPATCHER, Role.DISPATCHER)]
    await _seated(work, ADMINISTRATOR, Role.ADMIN)
    return posts


async def _seated(
    work: Work, telegram: int, role: Role, body: str | None = None, region: str | None = None
) -> Post:
    who = await people.meet(work, Guest(telegram, f"Person {telegram}", "ru"))
    who.person.language, who.person.mode = "ru", "staff"
    who.person.consent_at, who.person.consent_version = work.now, CONSENT_VERSION
    found = await people.join(work, who.person, role, body, region)
    await work.session.flush()
    return Post(found.id, who.id)


def _into_sqlite(file: str, tables: Iterable[Table]) -> None:
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA cache_size=-400000")
    for name, columns, rows in tables:
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})", rows)
        connection.commit()
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()


async def _into_postgresql(database: Database, tables: Iterable[Table]) -> None:
    async with database.writer.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        # What is made to fit needs no second look at every reference.
        await connection.execute(text("SET session_replication_role = replica"))
        raw: Any = (await connection.get_raw_connection()).driver_connection
        for name, columns, rows in tables:
            await raw.copy_records_to_table(name, records=rows, columns=columns)
            if columns[0] == "id":
                # Whatever is added later is numbered behind these.
                last = f"(SELECT max(id) FROM {name})"
                await raw.execute(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), {last})")
        await connection.execute(text("VACUUM ANALYZE"))
