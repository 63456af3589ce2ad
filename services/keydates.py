"""Dated events of bodies: brought in from the facts, told in time, marked when done."""

from dataclasses import dataclass
from datetime import timedelta

from domain.errors import Refused
from domain.inquiries import Move
from domain.keydates import LATE, occurrences, stages
from domain.notices import Kind
from domain.permissions import Post, Role, post_for
from facts.schema import KeyDate as Fact
from models.queries import agenda, keydates, reminders
from models.tables import Audit, KeyDate
from services.outbox import notice, together
from services.team import Team
from services.work import Actor, Work

KEY_DATE = "key_date"
"""The agenda's word for an occurrence."""

AHEAD = timedelta(days=366)
"""Occurrences are noted so long before they come."""

CHUNK = 200

BODIES = "bodies"


@dataclass(frozen=True, slots=True)
class Told:
    """An occurrence with what the facts say of it."""

    row: KeyDate
    fact: Fact


async def bring(work: Work) -> None:
    """Note every occurrence of the coming year; those noted already keep their marks."""
    start, end = work.today, work.today + AHEAD
    wanted = [
        (fact.key, body, region, on)
        for fact in work.facts.key_dates.values()
        if fact.audience == BODIES
        for pattern in fact.dates
        for on in occurrences(pattern, start, end)
        for body in fact.bodies
        if body in work.facts.bodies
        for region in (work.facts.regions if work.facts.bodies[body].per_region else ("",))
    ]
    await keydates.bring(work.session, wanted)
    coming = await keydates.coming(work.session, start)
    await agenda.ensure(work.session, KEY_DATE, [row.id for row in coming], work.now)


async def look(work: Work) -> int:
    """Tell operators and heads of the dates that come near; several of one person are one message."""
    keys = await agenda.due(work.session, KEY_DATE, work.now, CHUNK)
    if not keys:
        return 0
    rows = [row for row in await keydates.several(work.session, keys) if row.done_at is None]
    team = await Team.of(work)
    known = await reminders.recorded(work.session, KEY_DATE, keys)
    entries: dict[reminders.Key, str] = {}
    items: dict[int, list[dict[str, object]]] = {}
    for row in rows:
        for person, chat_id, stage, passed in _earned(work, team, row):
            key = (row.id, stage, row.on.isoformat(), person)
            if key in known:
                continue
            entries[key] = "passed" if passed else "sent"
            if not passed:
                items.setdefault(chat_id, []).append({"key_date": row.id, "stage": stage})
    await reminders.record(work.session, KEY_DATE, entries.items(), work.now)
    for chat_id, told in items.items():
        notice(work, chat_id, "key_dates", {"items": told}, kind=Kind.REMINDER)
    await together(work)
    await _move_on(work, keys, rows)
    return len(keys)


async def done(work: Work, who: Actor, key: int) -> Told:
    """Mark an occurrence as done; its reminders stop. Twice is as good as once.

    Raises:
        Refused: no post of theirs belongs to its queue.
    """
    found = await told(work, who.posts, key)
    if found is None:
        raise Refused("error.no_access")
    row = found.row
    post = post_for(who.posts, Move.TAKE, row.body, row.region)
    if row.done_at is None and post is not None:
        row.done_at, row.done_by = work.now, post.id
        await agenda.drop(work.session, KEY_DATE, [row.id])
        details = {"key_date": row.id, "key": row.key, "on": row.on.isoformat()}
        work.session.add(Audit(at=work.now, person_id=who.id, action="key_date", details=details))
    return found


async def told(work: Work, posts: tuple[Post, ...], key: int) -> Told | None:
    """An occurrence of one of these posts' queues; None when there is none, or the facts know it no more."""
    row = await keydates.by_id(work.session, key)
    fact = work.facts.key_dates.get(row.key) if row else None
    if row is None or fact is None or post_for(posts, Move.TAKE, row.body, row.region) is None:
        return None
    return Told(row, fact)


def still_true(work: Work, told: Told, stage: str) -> bool:
    """Does a reminder still hold at the moment it leaves? The latest does, until the event is done."""
    reached = [s for at, s in stages(told.row.on, told.fact.before, work.facts.calendar) if at <= work.now]
    latest = [s for s in reached if s != LATE] if stage != LATE else reached
    return told.row.done_at is None and latest[-1:] == [stage]


def _earned(work: Work, team: Team, row: KeyDate) -> list[tuple[int, int, str, bool]]:
    """Person, chat, stage, and whether a later stage overtook it."""
    fact = work.facts.key_dates.get(row.key)
    if fact is None:
        return []
    reached = [s for at, s in stages(row.on, fact.before, work.facts.calendar) if at <= work.now]
    return [
        (place.person_id, place.chat_id, stage, stage != reached[-1])
        for stage in reached
        for place in team.of_queue(row.body, row.region, *((Role.HEAD,) if stage == LATE else _DESK))
    ]


_DESK = (Role.OPERATOR, Role.HEAD)


async def _move_on(work: Work, keys: list[int], rows: list[KeyDate]) -> None:
    moments = {}
    for row in rows:
        fact = work.facts.key_dates.get(row.key)
        coming = (
            [at for at, _ in stages(row.on, fact.before, work.facts.calendar) if at > work.now]
            if fact
            else []
        )
        if coming:
            moments[row.id] = coming[0]
    await agenda.put(work.session, KEY_DATE, moments)
    await agenda.drop(work.session, KEY_DATE, [key for key in keys if key not in moments])
