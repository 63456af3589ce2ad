"""Whom a round of reminders or a correction reaches: a batch at a time, by subscriptions and marks."""

from collections.abc import Awaitable, Callable, Collection, Iterable

from domain.grantreminders import Stage
from models.queries import broadcasts, callrounds, reminders, subscriptions
from models.queries.subscriptions import Wish
from models.tables import Broadcast, Call, CallMark
from services.batches import EVERYBODY, Batch
from services.grantreminders import CALL, Item, alive
from services.subscriptions import audience
from services.work import Work

WIDER = 8
"""Where a stretch of keys has few people who hear of something, the next one is so many times as long."""

STRETCHES = 16
"""So many stretches are looked at in one transaction."""


async def reminded(work: Work, broadcast: Broadcast, most: int) -> Batch:
    """The next people who hear of the stages of a round; all stages of a person are one message."""
    held = await alive(work, map(Item.of, broadcast.segment["items"]))
    if not held:
        return Batch({}, EVERYBODY)
    by_wish = _by_wish(work, held)
    hours = {item.call: item for item, _ in held if item.stage is Stage.HOURS}
    values: dict[str, list[str]] = {}
    for scope, value in by_wish:
        values.setdefault(scope, []).append(value)

    async def search(after: int, until: int) -> list[int]:
        return await subscriptions.hearers(work.session, values, list(hours), after, until, most)

    people, cursor = await _stretch(work, broadcast.cursor, most, search)
    chats = await broadcasts.chats(work.session, people)
    said = await _said(work, {item.call for item, _ in held}, chats)
    earlier = await _told_before(work, held, broadcast.cursor, cursor)
    wished: dict[int, dict[int, Item]] = {person: {} for person in chats}
    for person, scope, value in await subscriptions.of_people(work.session, list(chats)):
        wished[person] |= {item.call: item for item in by_wish.get((scope, value), ())}
    for (call, person), mark in said.items():
        if mark.applied_at is not None or mark.declined_at is not None:
            wished[person].pop(call, None)
        elif mark.hour_reminder and call in hours:
            wished[person][call] = hours[call]
    told = {
        person: [item for item in items.values() if (person, item.key) not in earlier]
        for person, items in wished.items()
    }
    versions = {call.id: call.version for _, call in held}
    await _record(work, told, versions)
    rows = {chats[person]: {"items": [i.row() for i in items]} for person, items in told.items() if items}
    return Batch(rows, cursor)


async def corrected(work: Work, broadcast: Broadcast, most: int) -> Batch:
    """The next people who were told a call's old dates, and still want to hear of it."""
    call_id, version = broadcast.segment["call"], broadcast.segment["version"]
    call = await work.session.get(Call, call_id, populate_existing=True)
    if call is None or call.version != version:
        return Batch({}, EVERYBODY)
    rounds = await callrounds.begun(work.session, call_id)

    async def search(after: int, until: int) -> list[int]:
        return sorted(await callrounds.told(work.session, call_id, rounds, version, after, until))[:most]

    people, cursor = await _stretch(work, broadcast.cursor, most, search)
    told = await callrounds.told(work.session, call_id, rounds, version, broadcast.cursor, cursor)
    chats = await broadcasts.chats(work.session, people)
    wanting = await _wanting(work, call, chats)
    item = Item(call_id, Stage.CORRECTED, version)
    await _record(work, {person: [item] for person in wanting}, {call_id: version})
    return Batch(
        {
            chats[person]: {
                "call": call_id,
                "version": version,
                "old": told[person][0],
                "by": told[person][1],
            }
            for person in wanting
        },
        cursor,
    )


async def milestone(work: Work, broadcast: Broadcast, most: int) -> Batch:
    """The next people who subscribe to a date of the year."""
    values = {"milestone": [broadcast.segment["key"]]}

    async def search(after: int, until: int) -> list[int]:
        return await subscriptions.hearers(work.session, values, (), after, until, most)

    people, cursor = await _stretch(work, broadcast.cursor, most, search)
    chats = await broadcasts.chats(work.session, people)
    return Batch(dict.fromkeys(chats.values(), broadcast.args), cursor)


async def _stretch(
    work: Work, after: int, most: int, search: Callable[[int, int], Awaitable[list[int]]]
) -> tuple[list[int], int]:
    """The next people found, and where to go on; where few are found, the next stretch is longer."""
    last, width, start = await broadcasts.last_person(work.session), most, after
    found: list[int] = []
    for _ in range(STRETCHES):
        more = (await search(start, start + width))[: most - len(found)]
        found += more
        start += width
        if len(found) >= most:
            return found, found[-1]
        if start >= last:
            return found, EVERYBODY
        if len(more) * WIDER < most:
            width *= WIDER
    return found, start


def _by_wish(work: Work, held: Iterable[tuple[Item, Call]]) -> dict[Wish, list[Item]]:
    """What each subscription tells; the reminder three hours before is for those who asked for it."""
    found: dict[Wish, list[Item]] = {}
    for item, call in held:
        if item.stage is not Stage.HOURS:
            for wish in audience(work, call):
                found.setdefault(wish, []).append(item)
    return found


async def _said(
    work: Work, calls: Collection[int], people: Collection[int]
) -> dict[tuple[int, int], CallMark]:
    rows = await subscriptions.marks_of(work.session, calls, people)
    return {(row.call_id, row.person_id): row for row in rows}


async def _told_before(
    work: Work, held: Iterable[tuple[Item, Call]], after: int, until: int
) -> set[tuple[int, tuple[str, str, str]]]:
    """Who learns of a call that is announced anew by the correction, and needs no announcement besides."""
    found = set()
    for item, call in held:
        if item.stage is Stage.OPENING and item.version > 1 and call.opens_at and call.opens_at <= work.now:
            rounds = await callrounds.begun(work.session, call.id)
            told = await callrounds.told(work.session, call.id, rounds, item.version, after, until)
            found |= {(person, item.key) for person in told}
    return found


async def _wanting(work: Work, call: Call, people: Collection[int]) -> list[int]:
    """Those who still want to hear of a call: they subscribe, have applied, or asked to be reminded.

    Whoever does not take part hears no more of it; whoever applied hears of every change.
    """
    wishes = set(audience(work, call))
    wanting = {
        person
        for person, scope, value in await subscriptions.of_people(work.session, people)
        if (scope, value) in wishes
    }
    for (_, person), mark in (await _said(work, [call.id], people)).items():
        if mark.declined_at is not None:
            wanting.discard(person)
        elif mark.applied_at is not None or mark.hour_reminder:
            wanting.add(person)
    return sorted(wanting)


async def _record(work: Work, told: dict[int, list[Item]], versions: dict[int, int]) -> None:
    """The ledger: person, call, stage and the version of the dates they will read."""
    entries = [
        ((item.call, str(item.stage), str(versions[item.call]), person), "sent")
        for person, items in told.items()
        for item in items
    ]
    await reminders.record(work.session, CALL, entries, work.now)
