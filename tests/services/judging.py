"""The judge of random walks: from bare rows, which moves were made, who was told, and that nothing got lost.

It asks the tables in plain SQL and shares no query with the services it judges.
"""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from domain.coexecutors import OPEN_PARTS
from domain.inquiries import OPEN, RUNNING, State
from services.work import Work
from tests.services.telling import DATED, REMINDERS, Happened, Told, expected, reached

HELD = frozenset({State.TAKEN, State.WAITING, State.APPROVAL})
"""Somebody's name stands on it."""

UNTIED = frozenset({"menu", "removed", "settled"})
"""Notices to staff that are about themselves."""


class Row(NamedTuple):
    """An inquiry as the judge sees it."""

    id: int
    state: str
    assignee_id: int | None
    body: str
    region: str
    due: str
    person_id: int
    chat_id: int
    flagged: bool


class Post(NamedTuple):
    """A membership in force."""

    id: int
    chat_id: int
    role: str
    body: str
    region: str

    def covers(self, body: str, region: str) -> bool:
        """Is this the post of somebody who works on that queue?"""
        if body == "TRIAGE":
            return self.role in ("dispatcher", "admin")
        return (self.body, self.region) == (body, region)


class Leaving(NamedTuple):
    """A row of the outbox."""

    id: int
    chat_id: int
    kind: str
    key: str
    inquiry_id: int | None
    answer_id: int | None
    args: dict[str, Any]


class Marks(NamedTuple):
    """How far the judge has read."""

    events: int
    outbox: int
    ledger: int
    erased: int


@dataclass(slots=True)
class Judge:
    """What was seen after the last step, and what citizens know by now.

    Attributes:
        inquiries: every inquiry of the house.
        known: inquiries whose citizens have heard that somebody works on them.
        kinds: what has stood in the history, over all walks.
        told: what citizens were told, over all walks.
    """

    inquiries: dict[int, Row] = field(default_factory=dict)
    known: set[int] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    _marks: Marks = field(default_factory=lambda: Marks(0, 0, 0, 0))
    _start: tuple[dict[int, Row], frozenset[int], Marks] | None = None

    def begin(self, work: Work) -> None:
        """See how things stand before a walk; every walk begins where the first did."""
        if self._start is None:
            self.inquiries, self.known = _inquiries(work), set()
            expected(_history(work, 0), self.known)
            self._seen(work)
            self._start = self.inquiries, frozenset(self.known), self._marks
        self.inquiries, known, self._marks = self._start
        self.known = set(known)

    def judge(self, work: Work, *, ticked: bool = False) -> None:
        """What was done since the last look is on the table, and exactly those were told who had to be.

        Args:
            work: the unit of work, with everything written down.
            ticked: what was due has just been looked at.

        Raises:
            AssertionError: it was not.
        """
        before, self.inquiries = self.inquiries, _inquiries(work)
        history = _history(work, self._marks.events)
        leaving = _leaving(work, self._marks.outbox)
        self._moves(before, history)
        self._citizens(work, history, leaving)
        _staff(work, self.inquiries, leaving)
        _answers(work, leaving)
        _nothing_lost(work, self.inquiries)
        if ticked:
            _overdue(work, self.inquiries)
        self._seen(work)

    def _seen(self, work: Work) -> None:
        self._marks = Marks(
            _last(work, "events", "id"),
            _last(work, "outbox", "id"),
            _last(work, "reminder_ledger", "rowid"),
            _erased(work),
        )

    def _moves(self, before: dict[int, Row], history: Sequence[Happened]) -> None:
        assert before.keys() <= self.inquiries.keys(), "an inquiry got lost"
        kinds = defaultdict[int, list[str]](list)
        for one in history:
            kinds[one.inquiry].append(one.kind)
            self.kinds[one.kind] += 1
        for key, old in before.items():
            now, done = self.inquiries[key], kinds[key]
            assert State(now.state) in reached(old.state, done), f"{old.state} to {now.state} by {done}"
            assert now.person_id == old.person_id, "somebody else's now"
            moved = (old.body, old.region) != (now.body, now.region)
            assert moved == ("transferred" in done), f"{old.body} to {now.body} by {done}"
            assert old.due == now.due or DATED & set(done), f"the date moved silently, by {done}"

    def _citizens(self, work: Work, history: Sequence[Happened], leaving: Sequence[Leaving]) -> None:
        """Every change a citizen can see is told to that citizen exactly once, and nothing else is."""
        staff = set(_column(work, "SELECT p.chat_id FROM people p JOIN memberships m ON m.person_id = p.id"))
        owed = Counter(
            (self.inquiries[told.inquiry or 0].chat_id, told)
            for told in expected(history, self.known).elements()
        )
        owed.update(_reminded(work, self.inquiries, self._marks.ledger))
        owed.update(_parted(work, self._marks.erased))
        came = Counter(
            (row.chat_id, Told(row.inquiry_id, _plain(row.key)))
            for row in leaving
            if row.chat_id not in staff
        )
        assert came == owed, f"not told: {dict(owed - came)}; told too much: {dict(came - owed)}"
        self.told.update(told.key for _, told in came.elements())


def _plain(key: str) -> str:
    """That a call closes soon is how an earlier date is told of."""
    return "sooner" if key == "closes_soon" else key


def _reminded(work: Work, inquiries: dict[int, Row], known: int) -> Counter[tuple[int, Told]]:
    """What the ledger says citizens were reminded of since the last look; each of its lines stands once."""
    found = _rows(
        work,
        "SELECT subject_id, stage FROM reminder_ledger"
        " WHERE subject = 'inquiry' AND how = 'sent' AND rowid > ?",
        known,
    )
    return Counter(
        (inquiries[key].chat_id, Told(key, REMINDERS[stage])) for key, stage in found if stage in REMINDERS
    )


def _overdue(work: Work, inquiries: dict[int, Row]) -> None:
    """Whoever waits beyond the date has been told so, once for this date."""
    runs = dict(_rows(work, "SELECT inquiry_id, n FROM clock_runs WHERE ended_at IS NULL"))
    said = Counter(
        (key, json.loads(args)["version"])
        for key, args in _rows(work, "SELECT inquiry_id, args FROM outbox WHERE key = 'late'")
    )
    for key, one in inquiries.items():
        if one.state in RUNNING and date.fromisoformat(one.due) < work.today:
            assert said[key, f"{runs[key]}:{one.due}"] == 1, f"{one} is late, and its citizen was told {said}"


def _parted(work: Work, known: int) -> Counter[tuple[int, Told]]:
    chats = _column(
        work,
        "SELECT p.chat_id FROM erasures e JOIN people p ON p.id = e.person_id"
        " WHERE e.emptied_at IS NOT NULL AND e.id > ?",
        known,
    )
    return Counter((chat, Told(None, "erased")) for chat in chats)


def _staff(work: Work, inquiries: dict[int, Row], leaving: Sequence[Leaving]) -> None:
    """Whoever reads of an inquiry at work has, at this moment, a post that has to do with it."""
    posts = defaultdict[int, list[Post]](list)
    for post in _posts(work):
        posts[post.chat_id].append(post)
    staff = set(_column(work, "SELECT p.chat_id FROM people p JOIN memberships m ON m.person_id = p.id"))
    parts = defaultdict[int, list[tuple[str, str]]](list)
    of_part: dict[int, int] = {}
    for part, key, body, region in _rows(work, "SELECT id, inquiry_id, body, region FROM parts"):
        parts[key].append((body, region))
        of_part[part] = key
    for row in leaving:
        if row.chat_id not in staff or row.key in UNTIED:
            continue
        own = [post for post in posts[row.chat_id] if post.role != "press" or row.key == "staff.flagged"]
        assert own, f"{row.key} went to somebody without a post"
        for key in _about(row, of_part):
            one = inquiries[key]
            queues = [(one.body, one.region), *parts[key]]
            # Dispatchers hear of what lies too long, wherever it lies.
            behind = row.key == "escalation" and any(post.role == "dispatcher" for post in own)
            fits = behind or any(post.covers(*queue) for post in own for queue in queues)
            assert fits, f"{row.key} of {one} went to {own}"


def _about(row: Leaving, of_part: dict[int, int]) -> set[int]:
    """The inquiries a notice speaks of."""
    found: set[int] = {row.inquiry_id} if row.inquiry_id is not None else set()
    found |= set(row.args.get("inquiries", ()))
    for item in (*row.args.get("items", ()), *row.args.get("parts", ())):
        found.add(item["inquiry"] if "inquiry" in item else of_part[item["part"]])
    return found


def _answers(work: Work, leaving: Sequence[Leaving]) -> None:
    for row in leaving:
        if row.answer_id is not None:
            of = _column(work, "SELECT inquiry_id FROM answers WHERE id = ?", row.answer_id)
            assert of == [row.inquiry_id], f"{row.key} carries somebody else's answer"


def _nothing_lost(work: Work, inquiries: dict[int, Row]) -> None:
    """What is open has one running clock, hands that may answer it, and a moment at which it is looked at."""
    clocks = Counter(_column(work, "SELECT inquiry_id FROM clock_runs WHERE ended_at IS NULL"))
    agenda = set(_column(work, "SELECT subject_id FROM agenda WHERE subject = 'inquiry'"))
    owed = _column(
        work,
        f"SELECT inquiry_id FROM parts WHERE state IN ({', '.join(repr(str(s)) for s in OPEN_PARTS)})",
    )
    posts = {post.id: post for post in _posts(work)}
    for key in owed:
        assert inquiries[key].state in OPEN, f"a part of {inquiries[key]} is owed"
    for key, one in inquiries.items():
        assert clocks[key] == (one.state in OPEN), f"{clocks[key]} clocks of {one}"
        assert (one.state in HELD) == (one.assignee_id is not None) or one.state not in OPEN, f"hands: {one}"
        if one.state in HELD:
            holder = posts.get(one.assignee_id or 0)
            assert holder is not None and holder.covers(one.body, one.region), f"a stranger has {one}"
        if one.state in OPEN and (one.state not in RUNNING or date.fromisoformat(one.due) >= work.today):
            assert key in agenda, f"nobody will look at {one}"
        if one.state not in OPEN:
            assert key not in agenda, f"somebody will look at {one}"


def _inquiries(work: Work) -> dict[int, Row]:
    found = _rows(
        work,
        "SELECT i.id, i.state, i.assignee_id, i.body, i.region, i.due, i.person_id, p.chat_id,"
        " i.flagged_at IS NOT NULL FROM inquiries i JOIN people p ON p.id = i.person_id",
    )
    return {row[0]: Row(*row) for row in found}


def _posts(work: Work) -> list[Post]:
    found = _rows(
        work,
        "SELECT m.id, p.chat_id, m.role, coalesce(m.body, ''), coalesce(m.region, '') FROM memberships m"
        " JOIN people p ON p.id = m.person_id WHERE m.ended_at IS NULL",
    )
    return [Post(*row) for row in found]


def _history(work: Work, after: int) -> list[Happened]:
    found = _rows(work, "SELECT inquiry_id, kind, details FROM events WHERE id > ? ORDER BY id", after)
    return [Happened(inquiry, kind, json.loads(details)) for inquiry, kind, details in found]


def _leaving(work: Work, after: int) -> list[Leaving]:
    found = _rows(
        work,
        "SELECT id, chat_id, kind, key, inquiry_id, answer_id, args FROM outbox WHERE id > ? ORDER BY id",
        after,
    )
    return [Leaving(*row)._replace(args=json.loads(row[6])) for row in found]


def _last(work: Work, table: str, key: str) -> int:
    return int(_column(work, f"SELECT coalesce(max({key}), 0) FROM {table}")[0])


def _erased(work: Work) -> int:
    return int(_column(work, "SELECT coalesce(max(id), 0) FROM erasures WHERE emptied_at IS NOT NULL")[0])


def _column(work: Work, sql: str, *values: Any) -> list[Any]:
    return [row[0] for row in _rows(work, sql, *values)]


def _rows(work: Work, sql: str, *values: Any) -> Sequence[Any]:
    """Straight from the driver: the judge looks more often than anybody acts."""
    driver = work.session.sync_session.connection().connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver.execute(sql, values).fetchall()
