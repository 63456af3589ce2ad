"""What an administrator sees and switches of each body's queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import Unusable
from domain.privacy import clean_input
from models.queries import bodies, inquiries, staff
from models.tables import Audit, BodySettings, Unit
from services import access, approval
from services.work import Actor, Work


class Switch(StrEnum):
    """What can be switched per queue."""

    CONNECTED = "connected"
    APPROVAL = "approval"
    TEXT_ONLY = "text_only"


@dataclass(frozen=True, slots=True)
class Queue:
    """One queue as the administrator sees it; `headless`: it wants approval and has nobody to give it."""

    body: str
    region: str
    connected: bool
    approval: bool
    text_only: bool
    headless: bool
    staff: int
    open: int
    units: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One body in the administrator's list: `on` of its `of` queues answer in the bot."""

    body: str
    on: int
    of: int
    open: int


async def overview(work: Work, who: Actor) -> list[Line]:
    """Every body: connected or not, and how much waits."""
    access.as_admin(who)
    answering = await bodies.connected(work.session) & await staff.staffed(work.session)
    waiting = await inquiries.open_per_queue(work.session)
    return [_line(work, code, answering, waiting) for code in work.facts.bodies]


def _line(
    work: Work, code: str, answering: set[tuple[str, str]], waiting: dict[tuple[str, str], int]
) -> Line:
    regions = list(work.facts.regions) if work.facts.bodies[code].per_region else [""]
    return Line(
        code,
        sum((code, region) in answering for region in regions),
        len(regions),
        sum(waiting.get((code, region), 0) for region in regions),
    )


async def queue(work: Work, who: Actor, body: str, region: str) -> Queue:
    """One queue with its switches, people and units.

    Raises:
        Unusable: there is no such queue.
    """
    access.as_admin(who)
    exists(work, body, region)
    switches = await bodies.settings(work.session, body, region)
    team = await staff.members(work.session, body, region or None, ("operator", "head"))
    waiting = await inquiries.open_per_queue(work.session)
    return Queue(
        body,
        region,
        connected=bool(switches and switches.connected),
        approval=bool(switches and switches.approval),
        text_only=bool(switches and switches.text_only),
        headless=bool(switches and switches.approval) and all(m.role != "head" for m in team),
        staff=len({m.person_id for m in team}),
        open=waiting.get((body, region), 0),
        units=tuple(await bodies.units(work.session, body, region)),
    )


async def is_headless(work: Work, body: str, region: str) -> bool:
    """Does a queue want approval while it has no head to give it?"""
    switches = await bodies.settings(work.session, body, region)
    if switches is None or not switches.approval:
        return False
    return not await staff.members(work.session, body, region or None, ("head",))


async def of_regions(work: Work, who: Actor, body: str) -> list[Queue]:
    """The queues of a body that answers per region."""
    return [await queue(work, who, body, region) for region in work.facts.regions]


async def flip(work: Work, who: Actor, body: str, region: str, switch: Switch) -> Queue:
    """Turn one switch of a queue over and write down who did.

    What waited for an approval that is not wanted any more returns to its authors.
    """
    before = await queue(work, who, body, region)
    value = not getattr(before, switch)
    await put(work, body, region, switch, value)
    details = {"body": body, "region": region, "switch": switch, "value": value}
    work.session.add(Audit(at=work.now, person_id=who.id, action="switch", details=details))
    if switch is Switch.APPROVAL and not value:
        await approval.not_wanted(work, who, body, region)
    await work.session.flush()
    return await queue(work, who, body, region)


async def put(work: Work, body: str, region: str, switch: Switch, value: bool) -> None:
    """Set a switch."""
    exists(work, body, region)
    row = await bodies.settings(work.session, body, region)
    if row is None:
        row = BodySettings(
            body=body, region=region, connected=False, approval=False, text_only=False, changed_at=work.now
        )
        work.session.add(row)
    setattr(row, switch, value)
    row.changed_at = work.now


async def add_unit(work: Work, who: Actor, body: str, region: str, name_kk: str, name_ru: str) -> Queue:
    """Add a unit, named in both languages. A name that is there already is that unit, in use again."""
    access.as_admin(who)
    exists(work, body, region)
    names = [clean_input(name).strip()[:200] for name in (name_kk, name_ru)]
    if not all(names):
        raise Unusable("error.unit_names")
    unit = await bodies.unit_named(work.session, body, region, names[0])
    if unit is None:
        unit = Unit(body=body, region=region, name_kk=names[0])
        work.session.add(unit)
    unit.name_ru, unit.ended_at = names[1], None
    details = {"body": body, "region": region, "unit": names[0]}
    work.session.add(Audit(at=work.now, person_id=who.id, action="unit", details=details))
    await work.session.flush()
    return await queue(work, who, body, region)


async def units(work: Work, body: str, region: str) -> Sequence[Unit]:
    """Units of a queue."""
    return await bodies.units(work.session, body, region)


def exists(work: Work, body: str, region: str) -> None:
    """Refuse a queue that is none.

    Raises:
        Unusable: there is no such body, or a region is missing or superfluous.
    """
    known = work.facts.bodies.get(body)
    if (
        known is None
        or (known.per_region and region not in work.facts.regions)
        or (region and not known.per_region)
    ):
        raise Unusable("error.unknown_body", code=body)
