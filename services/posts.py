"""Who holds a post anywhere, as administrators see it: whom a head cannot take off, they can."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.errors import Refused
from domain.permissions import TRIAGE, Role
from models.queries import inquiries, staff
from models.queries import statistics as counts
from models.tables import Membership
from services import access, bodies
from services.staffing import Removed, leave
from services.work import Actor, Work
from services.workload import Place

PAGE = 8

_OF_A_QUEUE = (Role.HEAD, Role.OPERATOR, Role.PRESS)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with a post: their first name, and how many open inquiries they have by it."""

    membership_id: int
    name: str
    role: str
    held: int


@dataclass(frozen=True, slots=True)
class Roster:
    """A page of everybody with a post in a queue, heads first."""

    place: Place
    people: Sequence[Holder]
    page: int
    pages: int
    total: int


async def roster(work: Work, who: Actor, place: Place, page: int) -> Roster:
    """Who has a post in a queue; in the triage queue, the dispatchers.

    Raises:
        Refused: the person is no administrator.
        Unusable: there is no such queue.
    """
    access.as_admin(who)
    rows = await _rows(work, place)
    pages = max(1, -(-len(rows) // PAGE))
    page = min(page, pages - 1)
    shown = rows[page * PAGE : (page + 1) * PAGE]
    return Roster(place, [await _holder(work, row) for row in shown], page, pages, len(rows))


async def holder(work: Work, who: Actor, membership_id: int) -> tuple[Holder, Place]:
    """One post in force, before its holder is taken off.

    Raises:
        Refused: the person is no administrator; nobody holds this post any more, or the settings gave it.
    """
    row, place = await _post(work, who, membership_id)
    return await _holder(work, row), place


async def dismiss(work: Work, who: Actor, membership_id: int) -> Removed:
    """Take somebody off, whatever their role: what they had returns to the queue, and they are told.

    Raises:
        Refused: the person is no administrator; nobody holds this post any more, or the settings gave it.
    """
    row, place = await _post(work, who, membership_id)
    name = await staff.name_of(work.session, row.id)
    return Removed(place, name, await leave(work, who, row))


async def _rows(work: Work, place: Place) -> Sequence[Membership]:
    if place.body == TRIAGE:
        return await staff.with_role(work.session, (Role.DISPATCHER,))
    bodies.exists(work, place.body, place.region)
    found = await staff.members(work.session, place.body, place.region or None, _OF_A_QUEUE)
    return sorted(found, key=lambda row: (_OF_A_QUEUE.index(Role(row.role)), row.id))


async def _post(work: Work, who: Actor, membership_id: int) -> tuple[Membership, Place]:
    access.as_admin(who)
    row = await staff.post(work.session, membership_id)
    if row is None or row.ended_at is not None or row.role == Role.ADMIN:
        raise Refused("error.no_post")
    return row, Place(row.body or TRIAGE, row.region or "")


async def _holder(work: Work, row: Membership) -> Holder:
    names = await counts.names(work.session, [row.id])
    return Holder(row.id, names.get(row.id, ""), row.role, await inquiries.held_by(work.session, [row.id]))
