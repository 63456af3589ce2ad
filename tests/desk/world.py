"""A region's body with something in every state its staff can meet, and whoever may or may not touch it."""

import hashlib
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import text

from domain.permissions import TRIAGE, Role
from models.engine import Database
from models.tables import Base, CannedReply, Chat, GroupLink, Inbox, KeyDate, Unit
from services import answers, broadcasts, callwriting, people, published, staffing, together
from services.bodies import Switch, put
from services.broadcasts import Filter
from services.callwriting import Customer
from services.thread import Said
from tests.desk.door import Door, door_of
from tests.services import desk_scene as arranged
from tests.services.house import BODY, THIRD, House, house_in
from tests.services.rivals import closed

AKIMAT = "AKIMAT"
HERE, THERE = "10", "71"
"""The region everything happens in, and the one whose operator has no business with it."""

GROUP = -100_555
SECRET_WORDS = ("Зарплату", "Жауап", "Ответ.", "Наша часть", "Какой у вас стаж")
"""Pieces of what citizen and staff wrote: none of them is anybody else's."""


@dataclass(slots=True)
class World:
    """The people by their part in it, and our keys of the things they meet.

    Attributes:
        folder: where its database lies.
        people: Telegram ids: "operator", "colleague", "head", "deputy", "press", "other", "neighbour",
            "dispatcher", "admin", "citizen" (who asked), "stranger", "removed".
        keys: inquiries, answers, parts and the rest by a name.
    """

    folder: Path
    house: House
    door: Door
    people: dict[str, int] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)
    kept: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(":memory:"))

    def __getitem__(self, name: str) -> int:
        return self.keys[name]

    async def press(self, person: str, data: str, group: int | None = None) -> Any:
        """Somebody taps a button."""
        return await self.door.press(self.people[person], data, group)

    async def types(self, person: str, words: str) -> Any:
        """Somebody sends a text."""
        return await self.door.types(self.people[person], words)

    def keep(self) -> None:
        """This is how it is when a test begins."""
        with closing(sqlite3.connect(self.folder / "dauys.sqlite3")) as file:
            file.backup(self.kept)

    def restore(self) -> None:
        """Nothing has happened since. In place: a new engine would prepare every statement anew."""
        with closing(sqlite3.connect(self.folder / "dauys.sqlite3")) as file:
            self.kept.backup(file)

    def rows(self) -> dict[str, str]:
        """A digest of every table, except what any update leaves behind: the inbox, and saved screens."""
        with closing(sqlite3.connect(self.folder / "dauys.sqlite3")) as file:
            return {name: _digest(file, name) for name in _TABLES}


_TABLES = tuple(sorted(set(Base.metadata.tables) - {"inbox", "heartbeats"}))


def _digest(file: sqlite3.Connection, name: str) -> str:
    which = " WHERE key != 'screen'" if name == "outbox" else ""
    return hashlib.sha256(repr(file.execute(f"SELECT * FROM {name}{which}").fetchall()).encode()).hexdigest()


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[World]:
    """A furnished world in an empty folder."""
    async with house_in(folder) as house:
        await _in_a_hurry(house.database)
        world = World(folder, house, door_of(house))
        await _furnish(world)
        world.keep()
        yield world


async def _in_a_hurry(database: Database) -> None:
    """Nobody needs these rows after a power cut. SQLite takes this only between two transactions."""
    async with database.writer.connect() as connection:
        for statement in ("COMMIT", "PRAGMA synchronous=OFF", "BEGIN"):
            await connection.exec_driver_sql(statement)


async def _furnish(world: World) -> None:
    house, keys = world.house, world.keys
    scene = await arranged.peopled(house)
    await _people(world, scene)
    scene.citizen = world.people["citizen"]
    await house.operator(THIRD)
    await _rows_of_the_body(house, scene.posts[scene.operator])

    await arranged.proposed(scene)
    keys |= {"proposed": scene.inquiry, "proposed_answer": scene.answer}
    await _approval_off(house)
    await arranged.correction_proposed(scene)
    keys |= {"mended": scene.inquiry, "mended_answer": scene.answer}
    await _approval_off(house)
    await arranged.corrected(scene)
    keys |= {"corrected": scene.inquiry, "corrected_answer": scene.answer}
    await arranged.sent(scene)
    keys |= {"sent": scene.inquiry, "sent_answer": scene.answer}
    await closed(scene)
    keys["closed"] = scene.inquiry
    await arranged.waiting(scene)
    keys["waiting"] = scene.inquiry
    await arranged.flagged(scene)
    keys["flagged"] = scene.inquiry
    await arranged.engaged(scene)
    keys |= {"asked": scene.inquiry, "part_asked": scene.part}
    await arranged.part_written(scene)
    keys |= {"contributed": scene.inquiry, "part_written": scene.part}
    keys["triage"] = await house.asks(await house.person(), TRIAGE)
    keys["alike"] = await house.asks(await house.person())
    keys["linked"] = await house.asks(await house.person())

    keys["free"] = await house.asks(scene.citizen)
    await arranged.part_drafted(scene)
    keys |= {"held": scene.inquiry, "part": scene.part, "twin": keys["free"]}
    async with house.acting(scene.operator) as (work, who):
        made = await answers.write(work, who, keys["held"], Said(1, "text", "Ответ."))
        assert made is not None
        keys["answer"] = made.answer.id
        keys["pair"] = (await published.begin(work, who, keys["sent"])).row.id
        assert (await together.link(work, who, keys["held"], (keys["linked"],))).linked == 1
        who.go()
    async with house.acting(scene.head) as (work, who):
        keys["call"] = (await callwriting.begin(work, who, Customer(BODY, ""))).id
        who.go()
    async with house.acting(world.people["admin"]) as (work, who):
        keys["broadcast"] = (await broadcasts.start(work, who, Filter(), {"kk": "Сәлем", "ru": "Привет"})).id
        who.go()
    keys |= {name: scene.posts[world.people[name]] for name in ("operator", "colleague")}
    await _becomes_an_akimat(house)
    await _neighbour(world)


async def _people(world: World, scene: arranged.Scene) -> None:
    house = world.house
    named = ("operator", "colleague", "head", "press", "other", "other_colleague")
    world.people |= {name: getattr(scene, name) for name in named}
    world.people["deputy"] = await house.head()
    world.people["dispatcher"] = await house.person((Role.DISPATCHER, None))
    world.people["admin"] = await house.person((Role.ADMIN, None))
    world.people["citizen"] = await house.person()
    world.people["stranger"] = await house.person(language="kk")
    world.people["removed"] = await house.operator(language="kk")
    async with house.acting(world.people["removed"]) as (_, who):
        world.keys["removed"] = who.posts[0].id
    async with house.acting(scene.head) as (work, who):
        await staffing.remove(work, who, world["removed"])


async def _rows_of_the_body(house: House, author: int) -> None:
    """What is not made by acting: a unit, a reply, a dated event, a quarantined update, a group."""
    async with house.work() as work:
        session = work.session
        session.add(Unit(id=1, body=BODY, region="", name_kk="Бөлім", name_ru="Отдел"))
        words = {"title_kk": "Жалақы", "text_kk": "Күтіңіз.", "title_ru": "Зарплата", "text_ru": "Ждите."}
        session.add(CannedReply(id=1, body=BODY, author_id=author, changed_at=work.now, **words))
        key = next(iter(work.facts.key_dates))
        session.add(KeyDate(id=1, key=key, body=BODY, region="", on=date(2026, 12, 1)))
        stuck = {"state": "quarantined", "received_at": work.now, "incident": "K7M4"}
        session.add(Inbox(id=1, update_id=1, lane=1, payload="{}", **stuck))
        chat = Chat(telegram_id=GROUP, kind="supergroup")
        session.add(chat)
        await session.flush()
        linked = {"language": "ru", "forum": False, "linked_by": 1, "linked_at": work.now}
        session.add(GroupLink(body=BODY, region="", chat_id=chat.id, **linked))


async def _approval_off(house: House) -> None:
    async with house.work() as work:
        await put(work, BODY, "", Switch.APPROVAL, False)


async def _becomes_an_akimat(house: House) -> None:
    """All that was a national body's is a region's: so there can be another region of the same body."""
    async with house.work() as work:
        for table in Base.metadata.tables.values():
            if {"body", "region"} <= set(table.columns.keys()):
                move = f"UPDATE {table.name} SET body = :to, region = :region WHERE body = :body"
                await work.session.execute(text(move), {"to": AKIMAT, "region": HERE, "body": BODY})


async def _neighbour(world: World) -> None:
    async with world.house.work() as work:
        await put(work, AKIMAT, THERE, Switch.CONNECTED, True)
    world.people["neighbour"] = await world.house.person(language="kk")
    async with world.house.acting(world.people["neighbour"]) as (work, who):
        await people.join(work, who.person, Role.OPERATOR, AKIMAT, THERE)
