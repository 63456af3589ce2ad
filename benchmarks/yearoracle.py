"""What a working morning owes to whom, worked out from bare rows: nothing of the planner is used here."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

import facts
from domain.civil import civil
from models.tables import Absence, ClockPause, ClockRun, Inquiry, Membership, Part

Queue = tuple[str, str]
Owed = tuple[int, int, str, str]
"""Person, inquiry, stage, version."""

TRIAGE = "TRIAGE"
_DAY = timedelta(days=1)
_ENDS = time(18, 30)
_LINES = {0: "today", 1: "one", 3: "three"}


class Days:
    """Working days, read from the files of the calendar without the code that is to be judged."""

    def __init__(self) -> None:
        self._kinds: dict[date, str] = {}
        for path in (Path(facts.__file__).parent / "calendar").glob("2*.yaml"):
            for day in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)["days"]:
                self._kinds[date.fromisoformat(day["date"])] = day["kind"]

    def working(self, day: date) -> bool:
        """Is this day worked?"""
        kind = self._kinds.get(day)
        return day.weekday() < 5 if kind is None else kind != "off"

    def left(self, start: date, end: date) -> int:
        """Working days after one date up to another; negative when it has passed."""
        if end < start:
            return -self.left(end, start)
        span = range(1, (end - start).days + 1)
        return sum(self.working(start + n * _DAY) for n in span)

    def received(self, moment: datetime) -> date:
        """The working day a moment counts for."""
        local = civil(moment)
        day = local.date()
        late = local.time() > _ENDS
        while late or not self.working(day):
            day, late = day + _DAY, False
        return day


@dataclass(slots=True)
class Morning:
    """What one working morning owes.

    Attributes:
        digests: by person, what each line of the digest must count.
        owed: what somebody must have been told by now.
        wrong: what may not be so on any morning.
    """

    digests: dict[int, dict[str, int]]
    owed: list[Owed]
    wrong: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Rows:
    """Everything open at one moment, with everybody who may be told of it."""

    days: Days
    today: date
    posts: dict[int, Membership]
    away: dict[int, int | None]
    open: list[tuple[Inquiry, ClockRun, ClockPause | None]]
    parts: list[tuple[Part, Inquiry]]
    present: dict[tuple[tuple[str | None, str], str], set[int]] = field(default_factory=dict)

    @classmethod
    async def read(cls, session: AsyncSession, days: Days, today: date) -> "Rows":
        """Read them; the few thousand rows of a year are looked through one by one."""
        posts = await session.scalars(select(Membership).where(Membership.ended_at.is_(None)))
        gone = await session.scalars(
            select(Absence).where(Absence.ended_at.is_(None), Absence.until >= today)
        )
        rows = await session.execute(
            select(Inquiry, ClockRun, ClockPause)
            .join(ClockRun, ClockRun.inquiry_id == Inquiry.id)
            .outerjoin(ClockPause, (ClockPause.run_id == ClockRun.id) & ClockPause.ended_at.is_(None))
            .where(ClockRun.ended_at.is_(None))
        )
        parts = await session.execute(
            select(Part, Inquiry)
            .join(Inquiry, Inquiry.id == Part.inquiry_id)
            .where(Part.state.in_(("asked", "taken")), Inquiry.state.in_(("new", "taken", "approval")))
        )
        return cls(
            days,
            today,
            {post.id: post for post in posts},
            {absence.membership_id: absence.substitute_id for absence in gone},
            [(row[0], row[1], row[2]) for row in rows],
            [(row[0], row[1]) for row in parts],
        )

    def morning(self) -> Morning:
        """What this morning owes."""
        owed = [entry for row in self.open for entry in self._owed(*row)]
        owed += [entry for row in self.parts for entry in self._owed_part(*row)]
        forgotten = [
            f"{inquiry.number} waits since {pause.started_at:%Y-%m-%d}, today is {self.today}"
            for inquiry, _, pause in self.open
            if pause is not None and self.days.left(civil(pause.started_at).date(), self.today) > 10
        ]
        return Morning(self._digests(), owed, forgotten)

    def _owed(self, inquiry: Inquiry, run: ClockRun, pause: ClockPause | None) -> Iterator[Owed]:
        if inquiry.state == "waiting":
            if pause and self.days.left(civil(pause.started_at).date(), self.today) >= 3:
                yield inquiry.person_id, inquiry.id, "asked_again", str(pause.id)
            return
        due = f"{run.n}:{inquiry.due.isoformat()}"
        left = self.days.left(self.today, inquiry.due)
        late = inquiry.due < self.today
        lying = self._lying(inquiry, run)
        if late:
            yield inquiry.person_id, inquiry.id, "late", due
        stage = "head_late" if late else "tomorrow" if left <= 1 else "unclaimed" if lying >= 2 else None
        if stage:
            for person in self._heads(inquiry):
                yield person, inquiry.id, stage, str(run.n) if stage == "unclaimed" else due
        behind = "long_late" if left <= -3 else "long_unclaimed" if lying >= 4 else None
        if behind and inquiry.body != TRIAGE:
            for person in self._of((None, ""), "dispatcher"):
                yield person, inquiry.id, behind, due if behind == "long_late" else str(run.n)

    def _owed_part(self, part: Part, inquiry: Inquiry) -> Iterator[Owed]:
        """Late: to the head of who owes it, and to whoever waits for it then; unclaimed: to the head."""
        late, due = part.due < self.today, f"part:{part.due.isoformat()}"
        free = part.free_since and self.days.left(self.days.received(part.free_since), self.today)
        heads = self._of((part.body, part.region), "head") or self._of((None, ""), "dispatcher")
        holder = self._answering(part.assignee_id) if part.assignee_id else set[int]()
        for person in heads - holder:
            if late:
                yield person, part.id, "part_head_late", due
            elif free and free >= _PATIENCE["unclaimed"]:
                yield person, part.id, "part_unclaimed", "part"
        if late and inquiry.assignee_id is not None and self.days.left(part.due, self.today) == 1:
            for person in self._answering(inquiry.assignee_id):
                yield person, part.id, "part_missing", due

    def _lying(self, inquiry: Inquiry, run: ClockRun) -> int:
        """Working days since the day it was laid into the queue."""
        if inquiry.state != "new" or run.free_since is None:
            return 0
        return self.days.left(self.days.received(run.free_since), self.today)

    def _heads(self, inquiry: Inquiry) -> set[int]:
        heads = self._of((inquiry.body, inquiry.region), "head") if inquiry.body != TRIAGE else set[int]()
        return heads or self._of((None, ""), "dispatcher")

    def _of(self, queue: tuple[str | None, str], role: str) -> set[int]:
        if (queue, role) not in self.present:
            here = [p.id for p in self.posts.values() if (p.body, p.region or "") == queue and p.role == role]
            self.present[queue, role] = {person for post in here for person in self._answering(post)}
        return self.present[queue, role]

    def _digests(self) -> dict[int, dict[str, int]]:
        counts: dict[int, Counter[str]] = defaultdict(Counter)
        free = Counter(
            (inquiry.body, inquiry.region) for inquiry, _, _ in self.open if inquiry.state == "new"
        )
        for inquiry, _, _ in self.open:
            line = self._line(inquiry)
            if line and inquiry.assignee_id is not None:
                for person in self._answering(inquiry.assignee_id):
                    counts[person][line] += 1
        for queue, n in free.items():
            for person in self._takers(queue):
                counts[person]["unclaimed"] += n
        for part, _ in self.parts:
            line = self._line_of(part.due)
            if part.assignee_id is None:
                for person in self._takers((part.body, part.region)):
                    counts[person]["parts.unclaimed"] += 1
            elif line:
                for person in self._answering(part.assignee_id):
                    counts[person][f"parts.{line}"] += 1
        return {person: dict(lines) for person, lines in counts.items()}

    def _line(self, inquiry: Inquiry) -> str | None:
        if inquiry.state == "waiting":
            return "waiting"
        return self._line_of(inquiry.due)

    def _line_of(self, due: date) -> str | None:
        return "late" if due < self.today else _LINES.get(self.days.left(self.today, due))

    def _takers(self, queue: Queue) -> set[int]:
        """Who should take what lies in a queue: its operators, else its head; dispatchers what is theirs."""
        if queue[0] == TRIAGE:
            return self._of((None, ""), "dispatcher")
        return self._of(queue, "operator") or self._of(queue, "head")

    def _answering(self, post: int | None) -> set[int]:
        """Whoever sits there, or stands in; an absent substitute has one of their own, or nobody."""
        for _ in range(5):
            if post is None or post not in self.posts:
                return set()
            if post not in self.away:
                return {self.posts[post].person_id}
            post = self.away[post]
        return set()


def claim(days: Days, at: datetime, item: dict[str, Any]) -> bool:
    """Is what a reminder says of an inquiry true at this moment?"""
    today, due, stage = civil(at).date(), date.fromisoformat(item["due"]), item["stage"]
    if stage == "asked_again":
        return bool(item["state"] == "waiting")
    if item["state"] not in ("new", "taken", "approval"):
        return False
    left = days.left(today, due)
    if stage in _PATIENCE:
        lying = days.left(days.received(datetime.fromisoformat(item["free"])), today)
        return bool(item["state"] == "new" and item["version"] == item["run"] and lying >= _PATIENCE[stage])
    return bool(item["version"] == f"{item['run']}:{item['due']}" and left in _LEFT[stage])


_PATIENCE = {"unclaimed": 2, "long_unclaimed": 4}
"""Working days after which an inquiry has lain too long."""

_PASSED = range(-1000, 0)
_LEFT: dict[str, Sequence[int]] = {
    "one": (1,),
    "today": (0,),
    "tomorrow": (0, 1),
    "late": _PASSED,
    "head_late": _PASSED,
    "long_late": range(-1000, -2),
}
"""How many working days may be left when something is said."""
