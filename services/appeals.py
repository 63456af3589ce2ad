"""Official appeals that citizens filed at eOtinish: counted and reminded here, by a clock of their own."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from domain.appeals import LONGEST, RULES, read_day, read_number, stages
from domain.civil import civil_instant
from domain.deadlines import Deadline, count
from domain.errors import Refused, Unusable
from domain.notices import Kind
from domain.privacy import clean_input, mask_iin
from domain.workdays import DAY_STARTS
from models.queries import agenda, appeals, reminders
from models.tables import Appeal
from services.agenda import staff_hour
from services.outbox import notice
from services.work import Actor, Work

APPEAL = "appeal"
"""The agenda's and the ledger's word for a tracked appeal."""

MOST = 10
"""Appeals one person tracks at a time; a screen shows them all."""

OLDEST = timedelta(days=366)
"""An appeal filed earlier has been decided, or needs a lawyer and not a reminder."""

CHUNK = 200


async def of_person(work: Work, who: Actor) -> Sequence[Appeal]:
    """What somebody tracks, the earliest date first."""
    return await appeals.of_person(work.session, who.id)


async def begin(work: Work, who: Actor) -> None:
    """One more may be tracked.

    Raises:
        Unusable: there are as many as one screen holds.
    """
    if len(await of_person(work, who)) >= MOST:
        raise Unusable("eotinish.enough", n=MOST)


def number_given(words: str) -> str | None:
    """The number as it is kept; None when so much was written that it must be a question.

    Raises:
        Unusable: a short line without a number in it.
    """
    words = mask_iin(clean_input(words)).strip()
    found = read_number(words)
    if found is None and len(words) <= LONGEST:
        raise Unusable("eotinish.no_number")
    return found


def day_given(work: Work, words: str) -> date | None:
    """The day of filing; None when so much was written that it must be a question.

    Raises:
        Unusable: it is no day, lies ahead, or is more than a year ago.
    """
    if len(words.strip()) > LONGEST:
        return None
    found = read_day(words, work.today)
    if found is None:
        raise Unusable("eotinish.no_day")
    return day_chosen(work, found)


def day_chosen(work: Work, filed: date) -> date:
    """A day on which an appeal may have been filed.

    Raises:
        Unusable: it lies ahead, or is more than a year ago.
    """
    if filed > work.today:
        raise Unusable("eotinish.day_ahead")
    if filed < work.today - OLDEST:
        raise Unusable("eotinish.day_old")
    return filed


async def track(
    work: Work, who: Actor, number: str, filed: date, rule: str, body: str = "", region: str = ""
) -> Appeal:
    """Count an appeal from now on; one that is tracked already is simply shown.

    Args:
        work: the unit of work.
        who: whoever filed it.
        number: as eOtinish gave it.
        filed: the day it was filed.
        rule: one of `domain.appeals.RULES`.
        body: who must answer; empty where it is none of the facts'.
        region: for a body that is one per region.

    Raises:
        Unusable: there is no such rule or body, the day is not possible, or there are too many already.
    """
    _check(work, rule, body, region)
    mine = await of_person(work, who)
    same = next((appeal for appeal in mine if appeal.number == number), None)
    if same is not None:
        return same
    await begin(work, who)
    row = Appeal(
        person_id=who.id,
        number=number,
        body=body,
        region=region,
        rule=rule,
        filed=day_chosen(work, filed),
        due=_counted(work, rule, filed).due,
        calendar=work.facts.calendar_version,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    await _plan(work, row)
    return row


async def own(work: Work, who: Actor, appeal_id: int) -> Appeal:
    """One's own appeal.

    Raises:
        Refused: it is somebody else's, or there is none; both sound the same.
    """
    row = await appeals.by_id(work.session, appeal_id)
    if row is None or row.person_id != who.id:
        raise Refused("error.no_access")
    return row


async def stop(work: Work, who: Actor, appeal_id: int) -> Appeal:
    """Track it no longer: an answer came, or it is of no interest any more. Twice is as good as once.

    Raises:
        Refused: it is not theirs.
    """
    row = await own(work, who, appeal_id)
    if row.stopped_at is None:
        row.stopped_at = work.now
        await work.session.flush()
        await agenda.drop(work.session, APPEAL, [row.id])
    return row


def explained(work: Work, row: Appeal) -> Deadline:
    """How its date was counted."""
    return _counted(work, row.rule, row.filed)


async def forget(work: Work, person_id: int) -> None:
    """Erase everything a person had us track: their consent is gone."""
    await agenda.drop(work.session, APPEAL, await appeals.forget(work.session, person_id))


async def still_tracked(work: Work, appeal_id: int, due: str) -> Appeal | None:
    """The appeal a reminder is about; None once it is tracked no longer, or its date has moved."""
    row = await appeals.by_id(work.session, appeal_id)
    if row is None or row.stopped_at is not None or row.due.isoformat() != due:
        return None
    return row


async def look(work: Work) -> int:
    """Remind of the dates that have come or passed; after downtime only the later of the two."""
    keys = await agenda.due(work.session, APPEAL, work.now, CHUNK)
    rows = await appeals.several(work.session, keys)
    known = await reminders.recorded(work.session, APPEAL, keys)
    chats = await reminders.chats(work.session, {row.person_id for row in rows})
    entries: dict[reminders.Key, str] = {}
    for row in rows:
        reached = [stage for at, stage in _stages(work, row) if at <= work.now]
        due = row.due.isoformat()
        new = [stage for stage in reached if (row.id, stage, due, row.person_id) not in known]
        for stage in new:
            entries[row.id, stage, due, row.person_id] = "sent" if stage == reached[-1] else "passed"
        if new and new[-1] == reached[-1]:
            args = {"appeal": row.id, "stage": new[-1], "due": due}
            notice(work, chats[row.person_id], "appeal", args, kind=Kind.REMINDER)
    await reminders.record(work.session, APPEAL, entries.items(), work.now)
    for row in rows:
        await _plan(work, row)
    gone = set(keys) - {row.id for row in rows}
    await agenda.drop(work.session, APPEAL, gone)
    return len(keys)


async def recount(work: Work, version: int) -> int:
    """Count some of the tracked appeals again by the calendar in force; returns how many."""
    rows = await appeals.counted_before(work.session, version, CHUNK)
    chats = await reminders.chats(work.session, {row.person_id for row in rows})
    for row in rows:
        old, row.due, row.calendar = row.due, _counted(work, row.rule, row.filed).due, version
        if row.due == old:
            continue
        await _plan(work, row)
        dates = {"appeal": row.id, "old": old.isoformat(), "due": row.due.isoformat()}
        hour = staff_hour(work, work.now)
        notice(work, chats[row.person_id], "appeal_moved", dates, kind=Kind.REMINDER, not_before=hour)
    await work.session.flush()
    return len(rows)


def _counted(work: Work, rule: str, filed: date) -> Deadline:
    return count(civil_instant(filed, DAY_STARTS), work.facts.term(rule), work.facts.calendar)


def _stages(work: Work, row: Appeal) -> list[tuple[datetime, str]]:
    """What is still to be told: a date that had passed before it was tracked is on the screen already."""
    return [(at, stage) for at, stage in stages(row.due, work.facts.calendar) if at > row.created_at]


async def _plan(work: Work, row: Appeal) -> None:
    coming = [at for at, _ in stages(row.due, work.facts.calendar) if at > work.now]
    if coming:
        await agenda.put(work.session, APPEAL, {row.id: coming[0]})
    else:
        await agenda.drop(work.session, APPEAL, [row.id])


def _check(work: Work, rule: str, body: str, region: str) -> None:
    if rule not in RULES:
        raise Unusable("error.no_such_button")
    known = work.facts.bodies.get(body)
    if body and (known is None or (known.per_region and region not in work.facts.regions)):
        raise Unusable("error.no_such_button")
