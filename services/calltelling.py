"""What a reminder says when it leaves: asked once more, much may have happened since it was planned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.calls import Left, left
from domain.grantreminders import Stage
from models.queries import callrounds, calls, subscriptions
from models.queries.subscriptions import Wish
from models.tables import Call, CallDates, CallMark
from services.grantreminders import Item, alive
from services.milestones import MILESTONE
from services.subscriptions import audience
from services.work import Work

Rows = Sequence[Sequence[object]]
"""Items of a message as they were stored."""


@dataclass(frozen=True, slots=True)
class Told:
    """One stage of one call, as it is told to somebody."""

    call: Call
    stage: Stage
    left: Left
    unchecked: int


@dataclass(frozen=True, slots=True)
class Correction:
    """A change of a call's dates, and the dates somebody was told before."""

    call: Call
    old: CallDates
    new: CallDates


async def reminders(work: Work, planned: Mapping[int, Rows]) -> dict[int, Sequence[Told]]:
    """Which reminders still hold: the dates are the same, they are wanted, and nobody has applied.

    Args:
        work: the unit of work.
        planned: the items of each person's message, as they were stored.
    """
    items = {person: [Item.of(row) for row in rows] for person, rows in planned.items()}
    held = dict(await alive(work, {item for own in items.values() for item in own}))
    calls = {item.call for item in held}
    marks = {
        (mark.person_id, mark.call_id): mark
        for mark in await subscriptions.marks_of(work.session, calls, planned)
    }
    wishes: dict[int, set[Wish]] = {person: set() for person in planned}
    for person, scope, value in await subscriptions.of_people(work.session, list(planned)):
        wishes[person].add((scope, value))
    told: dict[int, Sequence[Told]] = {}
    for person, own in items.items():
        found = [
            _told(work, item, held[item], marks.get((person, item.call)))
            for item in own
            if item in held
            and _wanted(work, item, held[item], marks.get((person, item.call)), wishes[person])
        ]
        told[person] = sorted(found, key=lambda one: (one.call.closes_at or work.now, one.call.id))
    return told


def _wanted(work: Work, item: Item, call: Call, mark: CallMark | None, wishes: set[Wish]) -> bool:
    if mark is not None and (mark.applied_at is not None or mark.declined_at is not None):
        return False
    if item.stage is Stage.HOURS:
        return mark is not None and mark.hour_reminder
    return not wishes.isdisjoint(audience(work, call))


def _told(work: Work, item: Item, call: Call, mark: CallMark | None) -> Told:
    done = len(set(mark.checked) & set(range(len(call.checklist)))) if mark else 0
    return Told(call, item.stage, left(call.closes_at or work.now, work.now), len(call.checklist) - done)


async def correction(work: Work, chat_id: int, args: dict[str, Any]) -> Correction | None:
    """A correction; None when the dates moved once more, or the old ones never arrived."""
    call = await calls.by_id(work.session, args["call"])
    if call is None or call.version != args["version"]:
        return None
    if not await callrounds.arrived(work.session, args["by"], chat_id):
        return None
    old = await calls.dates(work.session, call.id, args["old"])
    new = await calls.dates(work.session, call.id, call.version)
    return Correction(call, old, new) if old and new else None


async def milestone(work: Work, person_id: int, key: str, on: date) -> bool:
    """Does a date of the year still lie ahead, and does somebody still want to hear of it?"""
    if on < work.today or key not in work.facts.key_dates:
        return False
    wishes = {(scope, value) for _, scope, value in await subscriptions.of_people(work.session, [person_id])}
    return (MILESTONE, key) in wishes
