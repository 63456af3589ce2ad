"""Reminders about parts of other bodies: who writes one, who heads their queue, and who waits for it.

What an operator owes to other bodies stands in the morning's digest (`services.digests`); here is what is
said beside it. Everything of one kind to one person is one message.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from domain.inquiries import RUNNING
from domain.notices import Kind
from domain.partreminders import AUDIENCES, Audience, Intent, Stage
from domain.permissions import Role
from domain.workdays import next_working_morning
from models.queries import agenda, desk, reminders
from models.queries.reminders import Key
from models.tables import Inquiry, Part
from services.agenda import PART, part_matter, part_planner
from services.outbox import notice, together
from services.reminders import escalate
from services.team import Team
from services.work import Work

__all__ = ["Owed", "look", "still_true"]

Owed = tuple[Part, Inquiry]
"""A part with the inquiry whose answer it belongs to."""

CHUNK = 500
"""Parts of one transaction."""

_SECOND = timedelta(seconds=1)

_Items = dict[int, list[dict[str, object]]]


@dataclass(slots=True)
class _Telling:
    """What one transaction tells: ledger entries, and by person what is due, missing, or the head's."""

    entries: dict[Key, str] = field(default_factory=dict)
    due: _Items = field(default_factory=dict)
    missing: _Items = field(default_factory=dict)
    escalated: _Items = field(default_factory=dict)


async def look(work: Work) -> int:
    """Look at the parts that are due: remind, and say when to look next."""
    keys = await agenda.due(work.session, PART, work.now, CHUNK)
    plans, found = part_planner(work), await desk.owed(work.session, keys)
    running = [(part, inquiry) for part, inquiry in found if inquiry.state in RUNNING]
    earned = [(owed, intent) for owed in running for intent in plans.intents(part_matter(owed[0]), work.now)]
    if earned:
        await _tell(work, earned)
    moments = {part.id: plans.next_look(part_matter(part), work.now) for part, _ in running}
    # The clock stands while the citizen is asked; when it runs again, the part's date may not have moved.
    tomorrow = next_working_morning(work.now + _SECOND, work.facts.calendar)
    moments |= {part.id: tomorrow for part, inquiry in found if inquiry.state not in RUNNING}
    await agenda.put(work.session, PART, {key: at for key, at in moments.items() if at is not None})
    await agenda.drop(work.session, PART, [key for key in keys if moments.get(key) is None])
    return len(keys)


async def still_true(work: Work, items: Iterable[tuple[int, str, str]]) -> list[tuple[Owed, Stage]]:
    """Which reminders still hold at the moment they leave: a part handed in or not needed is silent.

    Args:
        work: the unit of work.
        items: part, stage and version of each.
    """
    asked, plans = list(items), part_planner(work)
    found = {owed[0].id: owed for owed in await desk.owed(work.session, [key for key, _, _ in asked])}
    return [
        (found[key], Stage(stage))
        for key, stage, version in asked
        if key in found
        and found[key][1].state in RUNNING
        and Intent(Stage(stage), version) in plans.intents(part_matter(found[key][0]), work.now)
    ]


async def _tell(work: Work, earned: Sequence[tuple[Owed, Intent]]) -> None:
    """Record what is told and plan the notices, in the same transaction."""
    team = await Team.of(work)
    known = await reminders.recorded(work.session, PART, {part.id for (part, _), _ in earned})
    telling = _Telling()
    for (part, inquiry), intent in earned:
        for person_id in _receivers(team, part, inquiry, AUDIENCES[intent.stage]):
            key = (part.id, str(intent.stage), intent.version, person_id)
            if key not in known and key not in telling.entries:
                telling.entries[key] = _how(telling, part, intent, person_id)
    await reminders.record(work.session, PART, telling.entries.items(), work.now)
    await _plan(work, team, telling)


def _receivers(team: Team, part: Part, inquiry: Inquiry, audience: Audience) -> list[int]:
    """Who hears of it. A head is not told twice of what is in the head's own hands."""
    if audience is Audience.COMPILER:
        compiler = team.standing_in(inquiry.assignee_id) if inquiry.assignee_id is not None else None
        return [compiler.person_id] if compiler else []
    heads = team.heads(part.body, part.region) or team.dispatchers()
    if part.assignee_id is None:
        operators = team.of_queue(part.body, part.region, Role.OPERATOR)
        places = heads if audience is Audience.HEAD else operators or team.heads(part.body, part.region)
        return [place.person_id for place in places]
    holder = team.standing_in(part.assignee_id)
    if audience is Audience.CONTRIBUTOR:
        return [holder.person_id] if holder else []
    return [place.person_id for place in heads if holder is None or place.person_id != holder.person_id]


def _how(telling: _Telling, part: Part, intent: Intent, person_id: int) -> str:
    """Sort an intent to where it is told, and say how for the ledger."""
    if intent.passed:
        return "passed"
    if intent.stage is Stage.LATE:
        return "digest"
    item: dict[str, object] = {"part": part.id, "stage": intent.stage, "version": intent.version}
    by_stage = {Stage.TODAY: telling.due, Stage.MISSING: telling.missing}
    by_stage.get(intent.stage, telling.escalated).setdefault(person_id, []).append(item)
    return "sent"


async def _plan(work: Work, team: Team, telling: _Telling) -> None:
    chats = {place.person_id: place.chat_id for place in team.places.values()}
    for person, items in telling.due.items():
        notice(work, chats[person], "parts_due", {"items": items}, kind=Kind.REMINDER)
    for person, items in telling.missing.items():
        notice(work, chats[person], "parts_late", {"items": items}, kind=Kind.REMINDER)
    await escalate(work, {chats[person]: items for person, items in telling.escalated.items()}, "parts")
    await together(work)
