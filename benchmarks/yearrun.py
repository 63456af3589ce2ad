"""The bot of a simulated year, for a process of its own that can be killed.

It plays the year step by step on a SQLite file. After each step it notes where it is; started again after a
death it goes on there. What reaches people is appended to a journal, which
stands for Telegram; what each morning owes is appended to another file.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.furniture import understanding
from benchmarks.yearoracle import Days, Rows
from benchmarks.yearstaff import seated, seats_of
from benchmarks.yearworld import World
from domain.civil import civil_instant
from handlers.notices import draw
from locales import text
from models import migrations
from models.engine import Database
from models.tables import Chat, ClockRun, Heartbeat, Inquiry, Outbox, Person
from services import planner, recovery
from services.ports import Understanding
from services.rehearsal import Rehearsal, Sent
from services.work import Work

START, END = date(2026, 11, 20), date(2027, 11, 20)
DOWN = (date(2027, 3, 10), date(2027, 3, 11))
"""Two working days on which nothing ran at all."""

SEED = 20261120

PARTS = frozenset({"parts_due", "parts_late"})
"""Those of them that tell of parts of other bodies only."""

REMINDERS = PARTS | {"digest", "due", "escalation", "late", "asked_again", "key_dates"}
"""Notices the planner decides upon; the rest follows at once from what somebody did."""

_PORTION = 16
"""Messages on their way at a time: what a kill can leave half sent."""

MORNING, STEP = "morning", "step"

_WORKING = ("00:10", "09:00", "11:30", "15:00", "18:20", "23:00")
_FREE = ("09:00",)
_PLACE = "year"


def steps(days: Days) -> Iterator[datetime]:
    """Every instant of the year at which something happens."""
    day = START
    while day <= END:
        if day not in DOWN:
            for at in _WORKING if days.working(day) else _FREE:
                yield civil_instant(day, time.fromisoformat(at))
        day += timedelta(days=1)


async def main(folder: Path, begins: Callable[[str, str], None]) -> None:
    """Play on from where the last process stopped.

    Args:
        folder: holds the database, the journal and the debts of each morning.
        begins: told of each step: whether it is a working morning, and its day.
    """
    database = opened(folder)
    try:
        await migrations.upgrade(database)
        await _Run(database, folder, begins).play()
    finally:
        await database.dispose()


def opened(folder: Path) -> Database:
    """The file of the year. A killed process loses nothing the system has: the disk is not waited for."""
    database = Database(f"sqlite+aiosqlite:///{folder / 'year.sqlite3'}")
    event.listen(database.writer.sync_engine, "connect", lambda c, _: c.execute("PRAGMA synchronous=OFF"))
    return database


class _Run:
    """One life of the process."""

    def __init__(self, database: Database, folder: Path, begins: Callable[[str, str], None]) -> None:
        self._begins = begins
        self._database = database
        self._folder = folder
        self._days = Days()
        self._known: Understanding = understanding()
        self._plays = Rehearsal(database, self._known, _drawn, Random().randrange(1, 2**31), _PORTION)

    async def play(self) -> None:
        """Play every step that no life before has finished."""
        every = list(steps(self._days))
        done = await self._prepare(every[0])
        async with self._database.reading() as session:
            seats = await seats_of(session, SEED)
        world = World(self._database, self._known, seats, Random(f"{SEED} {done}"), every[0])
        for now in every:
            if done is None or now > done:
                await self._step(world, now, 1 / len(every))

    async def _prepare(self, begin: datetime) -> datetime | None:
        """Seat everybody, or take over what a dead process left; returns the last step it finished."""
        async with self._database.writing() as session:
            place = await session.get(Heartbeat, _PLACE)
            now = place.at if place else begin
            work = self._known.work(session, now, now.timestamp())
            if place is None:
                await seated(work)
                session.add(Heartbeat(name=_PLACE, at=begin - timedelta(seconds=1), details={}))
            await planner.begin(work)
            await recovery.recover(work, await recovery.holders(work))
            return place.at if place else None

    async def _step(self, world: World, now: datetime, share: float) -> None:
        world.now = now
        morning = now.time() == time(9) and self._days.working(now.date())
        self._begins(MORNING if morning else STEP, now.date().isoformat())
        await self._plays.tick(now)
        if morning:
            await self._owed(now.date())
        await self._leave(now)
        await world.step(share)
        await self._plays.tick(now)
        await self._leave(now)
        async with self._database.writing() as session:
            (await session.get_one(Heartbeat, _PLACE)).at = now

    async def _owed(self, today: date) -> None:
        async with self._database.reading() as session:
            owed = (await Rows.read(session, self._days, today)).morning()
        self._append("mornings.jsonl", {"day": today.isoformat(), **asdict(owed)})

    async def _leave(self, now: datetime) -> None:
        async for sent in self._plays.outgoing(now):
            self._append("journal.jsonl", _written(sent))

    def _append(self, name: str, told: dict[str, Any]) -> None:
        """One write for each line, as one message is one request."""
        with (self._folder / name).open("a", encoding="utf-8") as file:
            file.write(json.dumps(told, ensure_ascii=False) + "\n")


async def _drawn(work: Work, row: Outbox, chat: Chat) -> dict[str, Any] | None:
    """Reminders as a bot draws them, and what the rows say at this moment; the rest is only counted here."""
    if row.key not in REMINDERS:
        return {"text": row.key, **({"edit": 1} if row.args.get("shown_by") else {})}
    drawn = await draw(work, row, chat)
    if drawn is not None and (items := _items(row.key, row.args, row.inquiry_id)):
        drawn["rows_say"] = await _facts(work.session, [item["inquiry"] for item in items])
    return drawn


def _written(sent: Sent) -> dict[str, Any]:
    """A message as the journal has it; of an escalation only what can be read in it."""
    line, shown = _line(sent.key, sent.args, sent.person_id, sent.inquiry_id), sent.drawn["text"]
    everything = sent.key != "escalation" or text("ru", "escalation.more", n=1)[:5] in shown
    items = [{**item, **sent.drawn["rows_say"][item["inquiry"]]} for item in line["items"]]
    return {
        **line,
        "at": sent.at.isoformat(),
        "row": sent.row_id,
        "staff": bool(sent.posts),
        "edit": "edit" in sent.drawn,
        "text": shown if sent.key == "digest" else "",
        "items": [item for item in items if everything or item["number"] in shown],
    }


def _line(key: str, args: dict[str, Any], person: int, inquiry: int | None) -> dict[str, Any]:
    events = [[item["key_date"], item["stage"]] for item in args["items"]] if key == "key_dates" else []
    items = _items(key, args, inquiry)
    parts = args.get("parts", []) if key == "escalation" else args["items"] if key in PARTS else []
    return {
        "key": key,
        "person": person,
        "day": args.get("day"),
        "items": items,
        "events": events,
        "parts": [[each["part"], f"part_{each['stage']}", _of_part(each["version"])] for each in parts],
    }


def _of_part(version: str) -> str:
    """No part is taken for an inquiry with the same key."""
    return f"part:{version}" if version else "part"


def _items(key: str, args: dict[str, Any], inquiry: int | None) -> list[dict[str, Any]]:
    """Inquiry, stage and version of everything a reminder tells of."""
    match key:
        case "escalation":
            return list(args["items"])
        case "due" | "late":
            return [{"inquiry": inquiry, "stage": args.get("stage", key), "version": args["version"]}]
        case "asked_again":
            return [{"inquiry": inquiry, "stage": key, "version": str(args["pause"])}]
        case _:
            return []


async def _facts(session: AsyncSession, keys: list[int]) -> dict[int, dict[str, str]]:
    rows = await session.execute(
        select(
            Inquiry.id, Inquiry.number, Inquiry.state, Inquiry.due,
            ClockRun.n, ClockRun.free_since, ClockRun.received_at,
        )
        .join(ClockRun, ClockRun.inquiry_id == Inquiry.id)
        .where(Inquiry.id.in_(keys))
        .order_by(ClockRun.n)
    )  # fmt: skip
    return {
        row.id: {
            "number": row.number,
            "state": row.state,
            "due": row.due.isoformat(),
            "run": str(row.n),
            "free": (row.free_since or row.received_at).isoformat(),
        }
        for row in rows
    }


async def lost(folder: Path) -> list[dict[str, Any]]:
    """Messages that were on their way when a process died: reminders are not repeated then."""
    database = opened(folder)
    try:
        async with database.reading() as session:
            rows = await session.execute(
                select(Outbox, Person.id)
                .join(Person, Person.chat_id == Outbox.chat_id)
                .where(Outbox.state == "unknown")
            )
            return [
                {
                    **_line(row.key, row.args, person, row.inquiry_id),
                    "row": row.id,
                    "at": row.created_at.isoformat(),
                }
                for row, person in rows
            ]
    finally:
        await database.dispose()
