"""Reminders of grant calls: when a stage is due it becomes a broadcast to everybody it concerns, once.

What is due at the same look is one broadcast, so that calls that close together are one message to a person.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.calls import CallState, Cause
from domain.grantreminders import Stage, Window, awake, next_awake, next_look, reached, useful
from domain.notices import Kind
from models.columns import Document
from models.queries import agenda, broadcasts, callrounds
from models.queries.callrounds import Dates
from models.tables import Broadcast, Call
from services.broadcasts import launch
from services.work import Work

CALL = "call"
"""The agenda's and the ledger's word for a call."""

CALLS = "calls"
"""The plan of reminders; `services.callrounds` chooses the people."""

CORRECTED = "corrected"
"""The plan of corrections."""

CHANGED = frozenset({Cause.EXTENDED, Cause.REANNOUNCED, Cause.CANCELLED})
"""Decisions after which whoever was told the old dates is told the new ones."""

Begun = dict[tuple[str, str, str], int | None]


@dataclass(frozen=True, slots=True)
class Item:
    """One stage of one call, as a broadcast and its messages name it.

    `version` is that of the dates; of an opening it is the version that announced the call.
    """

    call: int
    stage: Stage
    version: int

    @classmethod
    def of(cls, row: Iterable[object]) -> "Item":
        """An item as it was stored."""
        call, stage, version = row
        return cls(int(str(call)), Stage(str(stage)), int(str(version)))

    def row(self) -> list[object]:
        """As it is stored."""
        return [self.call, str(self.stage), self.version]

    @property
    def key(self) -> tuple[str, str, str]:
        """Its place among the rounds."""
        return str(self.call), str(self.stage), str(self.version)


async def changed(work: Work, call: Call) -> None:
    """A call has a new version of its dates: look at it now; what waits to leave tells the new ones."""
    await agenda.put(work.session, CALL, {call.id: work.now})
    for one in await callrounds.begun(work.session, call.id):
        if one.stage == Stage.OPENING and one.broadcast_id is not None:
            await callrounds.readdress(work.session, call.id, one.broadcast_id, call.version)


async def look(work: Work) -> int:
    """Begin the rounds that are due, and say when to look next. At night it waits for the morning."""
    keys = await callrounds.due(work.session, work.now)
    if not keys:
        return 0
    if not awake(work.now):
        await agenda.postpone(work.session, [CALL], work.now, next_awake(work.now))
        return len(keys)
    found = await callrounds.dates(work.session, keys)
    known = await broadcasts.rounds(work.session, CALL, [str(key) for key in keys])
    items: list[Item] = []
    begun: Begun = {}
    for one in found.values():
        correction = Item(one.call.id, Stage.CORRECTED, one.dates.version)
        if one.dates.cause in CHANGED and correction.key not in known:
            begun[correction.key] = (await _correct(work, correction)).id
        fresh, passed = _due(work, one, known)
        items += fresh
        begun |= {item.key: None for item in passed}
    if items:
        row = await _remind(work, items)
        begun |= {item.key: row.id for item in items}
    await broadcasts.begin_rounds(work.session, CALL, begun, work.now)
    moments = {key: next_look(window_of(one), work.now) for key, one in found.items() if _open(work, one)}
    await agenda.put(work.session, CALL, {key: at for key, at in moments.items() if at is not None})
    await agenda.drop(work.session, CALL, [key for key in keys if moments.get(key) is None])
    return len(keys)


def window_of(found: Dates) -> Window:
    """The dates of a call as the rules see them."""
    dates = found.dates
    return Window(dates.decided_at, dates.opens_at, dates.closes_at, found.announced.decided_at)


async def alive(work: Work, items: Iterable[Item]) -> list[tuple[Item, Call]]:
    """Which stages still hold: the call is not called off, not over, and its dates are the same."""
    items = list(items)
    found = await callrounds.announced(work.session, {item.call for item in items})
    held = []
    for item in items:
        call, announced = found.get(item.call, (None, 0))
        if call is None or call.state != CallState.PUBLISHED:
            continue
        version = announced if item.stage is Stage.OPENING else call.version
        if version == item.version and call.closes_at is not None and work.now < call.closes_at:
            held.append((item, call))
    return held


def _open(work: Work, found: Dates) -> bool:
    return found.call.state == CallState.PUBLISHED and work.now < found.dates.closes_at


def _due(work: Work, found: Dates, known: set[tuple[str, str, str]]) -> tuple[list[Item], list[Item]]:
    """What is told now, and what was overtaken before anybody could be told."""
    if not _open(work, found):
        return [], []
    stages = reached(window_of(found), work.now)
    best = useful(stages)
    items = [_item(found, stage) for stage in stages]
    fresh = [item for item in items if item.key not in known]
    return [i for i in fresh if i.stage in best], [i for i in fresh if i.stage not in best]


def _item(found: Dates, stage: Stage) -> Item:
    dates = found.announced if stage is Stage.OPENING else found.dates
    return Item(found.call.id, stage, dates.version)


async def _remind(work: Work, items: list[Item]) -> Broadcast:
    """A deadline goes before an announcement."""
    urgent = any(item.stage is not Stage.OPENING for item in items)
    segment: Document = {"items": [item.row() for item in items]}
    return await launch(
        work, "call_reminders", CALLS, {}, segment, Kind.REMINDER if urgent else Kind.BROADCAST
    )


async def _correct(work: Work, item: Item) -> Broadcast:
    segment: Document = {"call": item.call, "version": item.version}
    return await launch(work, "call_corrected", CORRECTED, {}, segment, Kind.REMINDER)
