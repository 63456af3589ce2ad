"""Reminders about inquiries: what was earned, who hears of it, and that nobody hears it twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from domain.notices import Kind
from domain.permissions import TRIAGE
from domain.reminders import Audience, Intent, Stage
from models.queries import agenda, inquiries, reminders
from models.queries.reminders import Facts, Key, Place
from services import clock
from services.agenda import INQUIRY, matter, planner
from services.outbox import notice, together
from services.team import Team
from services.work import Work

__all__ = ["CHUNK", "SINGLE", "Facts", "escalate", "look", "still_true"]

CHUNK = 500
"""Inquiries of one transaction: a writer must not keep people waiting."""

SINGLE = frozenset({Stage.ONE, Stage.TODAY, Stage.LATE})
"""Stages an operator hears of singly when they are reached after the morning's digest."""


@dataclass(slots=True)
class Telling:
    """What one transaction tells: ledger entries, and the notices they stand for."""

    entries: dict[Key, str] = field(default_factory=dict)
    singles: list[tuple[int, Facts, Intent]] = field(default_factory=list)
    escalated: dict[int, list[dict[str, object]]] = field(default_factory=dict)
    citizens: list[tuple[Facts, Intent]] = field(default_factory=list)


async def look(work: Work) -> int:
    """Look at the inquiries that are due: let clocks run again, remind, and say when to look next."""
    keys = await agenda.due(work.session, INQUIRY, work.now, CHUNK)
    plans = planner(work)
    found = await reminders.facts(work.session, keys)
    silent = [one.id for one in found if plans.is_silent(matter(one), work.now)]
    if silent:
        await _expire(work, silent)
        found = await reminders.facts(work.session, keys)
    earned = [(one, intent) for one in found for intent in plans.intents(matter(one), work.now)]
    if earned:
        await _tell(work, earned)
    moments = {one.id: plans.next_look(matter(one), work.now) for one in found}
    await agenda.put(work.session, INQUIRY, {key: at for key, at in moments.items() if at is not None})
    await agenda.drop(work.session, INQUIRY, [key for key in keys if moments.get(key) is None])
    return len(keys)


async def _expire(work: Work, keys: Iterable[int]) -> None:
    """Those somebody acts on just now are left for the next tick: they wait for the agenda, which is ours."""
    for key in await inquiries.lock(work.session, list(keys), skip=True):
        inquiry = await inquiries.by_id(work.session, key)
        assert inquiry is not None, "it was just locked"
        await clock.expire(work, inquiry, await inquiries.current_run(work.session, key))
    await work.session.flush()


async def _tell(work: Work, earned: Sequence[tuple[Facts, Intent]]) -> None:
    """Record what is told and plan the notices, in the same transaction."""
    team = await Team.of(work)
    known = await reminders.recorded(work.session, INQUIRY, {one.id for one, _ in earned})
    holders = {holder.person_id for one, _ in earned if (holder := _holder(team, one))}
    briefed = await reminders.told_by_digest(work.session, holders, work.today.isoformat())
    telling = Telling()
    for one, intent in earned:
        for person_id in _receivers(team, one, intent.audience):
            key = (one.id, str(intent.stage), intent.version, person_id)
            if key not in known and key not in telling.entries:
                telling.entries[key] = _how(telling, one, intent, person_id, briefed)
    await reminders.record(work.session, INQUIRY, telling.entries.items(), work.now)
    await _plan(work, team, telling)


def _holder(team: Team, one: Facts) -> Place | None:
    return team.standing_in(one.assignee_id) if one.assignee_id is not None else None


def _receivers(team: Team, one: Facts, audience: Audience) -> list[int]:
    """Who hears of it. A head is not told twice of what is in the head's own hands."""
    if audience is Audience.CITIZEN:
        return [one.person_id]
    holder = _holder(team, one)
    if audience is Audience.ASSIGNEE:
        return [holder.person_id] if holder else []
    if audience is Audience.DISPATCHER:
        places = team.dispatchers() if one.body != TRIAGE else []
    else:
        places = team.heads(one.body, one.region) or team.dispatchers()
    return [place.person_id for place in places if holder is None or place.person_id != holder.person_id]


def _how(telling: Telling, one: Facts, intent: Intent, person_id: int, briefed: set[int]) -> str:
    """Sort an intent to where it is told, and say how for the ledger."""
    if intent.passed:
        return "passed"
    if intent.audience is Audience.CITIZEN:
        telling.citizens.append((one, intent))
    elif intent.audience is not Audience.ASSIGNEE:
        item: dict[str, object] = {"inquiry": one.id, "stage": intent.stage, "version": intent.version}
        telling.escalated.setdefault(person_id, []).append(item)
    elif intent.stage in SINGLE and person_id in briefed:
        telling.singles.append((person_id, one, intent))
    else:
        return "digest"
    return "sent"


async def _plan(work: Work, team: Team, telling: Telling) -> None:
    citizens = {one.person_id for one, _ in telling.citizens}
    chats = {place.person_id: place.chat_id for place in team.places.values()}
    chats |= await reminders.chats(work.session, citizens - chats.keys())
    for person_id, one, intent in telling.singles:
        args: dict[str, object] = {"stage": intent.stage, "version": intent.version}
        notice(work, chats[person_id], "due", args, kind=Kind.REMINDER, inquiry_id=one.id)
    for one, intent in telling.citizens:
        _tell_citizen(work, team, one, intent, chats[one.person_id])
    await escalate(work, {chats[person]: items for person, items in telling.escalated.items()}, "items")
    await together(work)


def _tell_citizen(work: Work, team: Team, one: Facts, intent: Intent, chat_id: int) -> None:
    if intent.stage is Stage.ASKED:
        notice(work, chat_id, "asked_again", {"pause": one.pause_id}, kind=Kind.REMINDER, inquiry_id=one.id)
        return
    told = "head" if one.body != TRIAGE and team.heads(one.body, one.region) else "dispatcher"
    args = {"version": intent.version, "told": told}
    notice(work, chat_id, "late", args, kind=Kind.REMINDER, inquiry_id=one.id)


async def escalate(work: Work, by_chat: dict[int, list[dict[str, object]]], of: str) -> None:
    """One message for all that escalates now; what has not left yet is joined, not followed.

    Args:
        work: the unit of work.
        by_chat: what escalates, by our key of the chat.
        of: "items" for inquiries, "parts" for parts of other bodies.
    """
    waiting = await reminders.waiting_escalation(work.session, by_chat) if by_chat else {}
    for chat_id, items in by_chat.items():
        row = waiting.get(chat_id)
        if row is None:
            notice(work, chat_id, "escalation", {"items": [], of: items}, kind=Kind.REMINDER)
        else:
            row.args = {**row.args, of: [*row.args.get(of, ()), *items]}


async def still_true(work: Work, items: Sequence[tuple[int, str, str]]) -> list[tuple[Facts, Stage]]:
    """Which reminders still hold at the moment they leave: an answered, paused or moved inquiry is silent.

    Args:
        work: the unit of work.
        items: inquiry, stage and version of each.
    """
    plans = planner(work)
    found = {one.id: one for one in await reminders.facts(work.session, {key for key, _, _ in items})}
    return [
        (found[key], Stage(stage))
        for key, stage, version in items
        if key in found
        and any(
            intent.stage == stage and intent.version == version
            for intent in plans.intents(matter(found[key]), work.now)
        )
    ]
