"""A million inquiries of a year in a database, with runs, answers, messages and words, put in quickly."""

import sqlite3
import tempfile
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.furniture import understanding
from domain.civil import ZONE
from domain.permissions import Role
from models import migrations
from models.engine import Database
from routing.ordinary import FILE
from services import bodies, people
from services.bodies import Switch
from services.people import Guest
from services.work import Work

SIZE = 1_000_000
BODY = "MLSPP"
OPERATOR = 1
"""Telegram id of somebody who operates and heads the largest body."""

NOW = datetime(2026, 12, 14, 10, 0, tzinfo=ZONE)
PERIOD = "2026-11"

_SHARE = 5
"""One inquiry in so many belongs to the largest body: some seventeen thousand a month."""

_OPEN = 20
_PEOPLE = 100_000
_FIRST = 1000
"""Keys of citizens begin here, behind those of the staff."""

_BEGAN = datetime(2025, 12, 14, 5, 0, tzinfo=UTC)
_YEAR_SECONDS = 364 * 86400
_SLOTS = 8
"""Words kept of an inquiry; some fall together."""

_SPOKEN = (
    "Здравствуйте! Второй месяц не получаю пособие, в отделе отвечают по-разному. "
    "Куда мне обратиться и какие нужны документы? Живу в Алматы."
)
Rows = Iterable[Sequence[Any]]


@asynccontextmanager
async def on_sqlite(size: int = SIZE) -> AsyncIterator[Database]:
    """A database file of its own, filled."""
    with tempfile.TemporaryDirectory(prefix="dauys-bench-") as folder:
        database = Database(f"sqlite+aiosqlite:///{Path(folder) / 'dauys.sqlite3'}")
        try:
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
    with cluster() as server:
        database = Database(server.database())
        try:
            await _fill(database, size)
            yield database
        finally:
            await database.dispose()


def work_over(session: AsyncSession) -> Work:
    """A unit of work on a morning in December."""
    return understanding().work(session, NOW, 0.0)


def vocabulary() -> list[str]:
    """Folded words people write, in an order that means nothing."""
    written = files("routing").joinpath("data", FILE).read_text(encoding="utf-8").split()
    known = sorted({word[:16] for word in written if len(word) > 3 and word.isalpha()})
    return sorted(known, key=lambda word: sum(ord(sign) * 31**n for n, sign in enumerate(word)) % 99991)


def words_of(number: int, known: Sequence[str]) -> set[str]:
    """The words of an inquiry: the first of the vocabulary stand in every third, the last in hardly any."""
    found = set()
    for slot in range(_SLOTS):
        share = ((number * 2654435761 + slot * 340573321) & 0xFFFFFFFF) / 2**32
        found.add(known[int(len(known) * share**3)])
    return found


async def _fill(database: Database, size: int) -> None:
    await migrations.upgrade(database)
    async with database.writing() as session:
        posts = await _staffed(work_over(session))
    million = _Million(size, posts, exact=not database.is_sqlite)
    if database.is_sqlite:
        await database.dispose()
        _into_sqlite(str(database.url.database), million.tables())
    else:
        await _into_postgresql(database, million.tables())


async def _staffed(work: Work) -> dict[tuple[str, str], int]:
    """Somebody at the desk of every body; returns their posts by queue, the largest first."""
    posts = {}
    for number, code in enumerate(sorted(work.facts.bodies, key=lambda code: code != BODY), OPERATOR):
        region = next(iter(work.facts.regions)) if work.facts.bodies[code].per_region else ""
        await bodies.put(work, code, region, Switch.CONNECTED, True)
        who = await people.meet(work, Guest(number, f"Person {number}", "ru"))
        posts[code, region] = (await people.join(work, who.person, Role.OPERATOR, code, region or None)).id
        if code == BODY:
            await people.join(work, who.person, Role.HEAD, code, region or None)
    return posts


def _into_sqlite(file: str, tables: "Iterable[Table]") -> None:
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA synchronous=OFF")
    for name, columns, rows in tables:
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})", rows)
        connection.commit()
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()


async def _into_postgresql(database: Database, tables: "Iterable[Table]") -> None:
    async with database.writer.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        # What is made to fit needs no second look at every reference.
        await connection.execute(text("SET session_replication_role = replica"))
        raw: Any = (await connection.get_raw_connection()).driver_connection
        for name, columns, rows in tables:
            await raw.copy_records_to_table(name, records=rows, columns=columns)
        await connection.execute(text("VACUUM ANALYZE"))


Table = tuple[str, tuple[str, ...], Rows]


@dataclass(slots=True)
class _Million:
    """The rows, table by table.

    Attributes:
        posts: whoever answers, by queue; the largest body's first.
        exact: instants and dates as such; else as SQLite keeps them.
    """

    size: int
    posts: dict[tuple[str, str], int]
    exact: bool
    _queues: list[tuple[str, str]] = field(init=False)

    def __post_init__(self) -> None:
        """Know the queues by their place."""
        self._queues = list(self.posts)

    def tables(self) -> Iterator[Table]:
        """Every table that grows with inquiries."""
        yield "chats", ("id", "telegram_id", "kind"), self._chats()
        yield (
            "people",
            ("id", "telegram_id", "chat_id", "name", "mode", "is_staff", "created_at"),
            self._people(),
        )
        yield "inquiries", _INQUIRY, self._inquiries()
        yield "clock_runs", _RUN, self._runs()
        yield "answers", _ANSWER, self._answers()
        yield "messages", _MESSAGE, self._messages()
        yield "search_words", ("body", "region", "word", "inquiry_id"), self._words()

    def _chats(self) -> Rows:
        return ((_FIRST + n, 10_000_000 + n, "private") for n in range(_PEOPLE))

    def _people(self) -> Rows:
        met = self._instant(_BEGAN)
        return (
            (_FIRST + n, 10_000_000 + n, _FIRST + n, "Citizen", "citizen", False, met) for n in range(_PEOPLE)
        )

    def _inquiries(self) -> Rows:
        for n in range(1, self.size + 1):
            body, region = queue = self._queue(n)
            came, went = self._times(n)
            is_open = n % _OPEN == 0
            state = ("new" if n % (3 * _OPEN) == 0 else "taken") if is_open else "answered"
            holder = self.posts[queue] if state == "taken" else None
            due = self._day(NOW.date() + timedelta(days=n // 100 % 40 - 4) if is_open else self._due(came))
            yield (
                n, f"26-{n:06d}-0", _FIRST + n % _PEOPLE, n, body, region, "question", state, 1, holder,
                "ru" if n % 3 else "kk", f"topic {n % 40}", "telegram", "individual", False, False, "{}",
                self._instant(came), due, due, 0, 0, None if is_open else self._instant(went),
                self._instant(came), None if is_open else 1 + n % 5,
            )  # fmt: skip

    def _runs(self) -> Rows:
        for n in range(1, self.size + 1):
            body, region = self._queue(n)
            came, went = self._times(n)
            ended = None if n % _OPEN == 0 else self._instant(went)
            due = self._day(self._due(came))
            day = self._day(came.date())
            yield n, n, 1, "first", "question", body, region, self._instant(came), day, due, ended

    def _answers(self) -> Rows:
        for n in range(1, self.size + 1):
            if n % _OPEN:
                at = self._instant(self._times(n)[1])
                yield n, n, self.posts[self._queue(n)], "sent", "Answer.", 1, at, at

    def _messages(self) -> Rows:
        for n in range(1, self.size + 1):
            yield (
                n,
                n,
                _FIRST + n % _PEOPLE,
                n,
                "citizen",
                "text",
                _SPOKEN,
                1,
                self._instant(self._times(n)[0]),
            )

    def _words(self) -> Rows:
        """In the order of their key, as an index likes it best."""
        known = vocabulary()
        found: dict[tuple[str, str], dict[str, list[int]]] = {queue: {} for queue in self._queues}
        for n in range(1, self.size + 1):
            of_queue = found[self._queue(n)]
            for word in words_of(n, known):
                of_queue.setdefault(word, []).append(n)
        for (body, region), of_queue in sorted(found.items()):
            for word in sorted(of_queue):
                for n in of_queue[word]:
                    yield body, region, word, n

    def _queue(self, n: int) -> tuple[str, str]:
        if n % _SHARE == 0:
            return self._queues[0]
        return self._queues[1 + n * 7 % (len(self._queues) - 1)]

    def _times(self, n: int) -> tuple[datetime, datetime]:
        """When it came, and when it was answered: within twenty days."""
        came = _BEGAN + timedelta(seconds=n * _YEAR_SECONDS // self.size)
        return came, came + timedelta(hours=1 + n * 37 % 480)

    def _due(self, came: datetime) -> date:
        return came.date() + timedelta(days=18)

    def _instant(self, at: datetime) -> Any:
        return at if self.exact else f"{at:%Y-%m-%d %H:%M:%S.%f}"

    def _day(self, day: date) -> Any:
        return day if self.exact else day.isoformat()


_PERSON = ("id", "telegram_id", "chat_id", "name", "mode", "is_staff", "created_at")
_INQUIRY = (
    "id", "number", "person_id", "draft_id", "body", "region", "kind", "state", "version", "assignee_id",
    "language", "topic", "channel", "applicant", "disputes", "urgent", "suggested", "received_at",
    "first_due", "due", "hops", "reopened", "answered_at", "touched_at", "rating",
)  # fmt: skip
_RUN = (
    "id", "inquiry_id", "n", "cause", "rule", "body", "region", "received_at", "registered", "due",
    "ended_at",
)  # fmt: skip
_ANSWER = ("id", "inquiry_id", "author_id", "state", "text", "version", "created_at", "sent_at")
_MESSAGE = ("id", "inquiry_id", "chat_id", "telegram_id", "author", "kind", "text", "versions", "at")
