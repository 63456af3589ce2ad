"""How a queue does and who has how much: what a head looks at before deciding anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.errors import Refused
from domain.inquiries import State
from domain.permissions import Post, Role, heads
from models.queries import inquiries, people, reminders, staff
from models.queries import statistics as counts
from models.queries.inquiries import Sieve
from models.queries.statistics import Standing
from models.tables import Inquiry, Membership
from services.work import Actor, Work

PAGE = 8
"""Inquiries on one screen of the head."""

_DESK_ROLES = (Role.OPERATOR, Role.HEAD)


@dataclass(frozen=True, slots=True)
class Place:
    """A queue by its body and region; the region is empty where the body has one queue."""

    body: str
    region: str = ""


@dataclass(slots=True)
class Colleague:
    """Somebody of the queue and what they have in hand.

    Attributes:
        waiting: of those in hand, how many wait for the citizen.
        away: until when they are away; None when they are there.
    """

    membership_id: int
    name: str
    role: str
    in_hand: int = 0
    late: int = 0
    today: int = 0
    waiting: int = 0
    away: date | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """A queue on one screen."""

    place: Place
    standing: Standing
    people: Sequence[Colleague]


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of inquiries with their holders' names; `colleague` when they are all one person's."""

    place: Place
    rows: Sequence[Inquiry]
    holders: dict[int, str]
    page: int
    pages: int
    total: int
    colleague: Colleague | None = None


def headed(posts: Sequence[Post]) -> tuple[Place, ...]:
    """The queues somebody heads."""
    found = [Place(p.body, p.region or "") for p in posts if p.role is Role.HEAD and p.body]
    return tuple(dict.fromkeys(found))


def as_head(who: Actor, place: Place) -> Post:
    """The head's post over a queue.

    Raises:
        Refused: the person is not its head.
    """
    found = next((post for post in who.posts if heads((post,), place.body, place.region)), None)
    if found is None:
        raise Refused("error.not_head")
    return found


async def overview(work: Work, who: Actor, place: Place) -> Overview:
    """The queue and everybody who works on it.

    Raises:
        Refused: the person is not its head.
    """
    as_head(who, place)
    standing = await counts.standing(work.session, place.body, place.region, work.today)
    return Overview(place, standing, await _people(work, await members(work, place)))


async def late(work: Work, who: Actor, place: Place, page: int) -> Listed:
    """What is late, the longest first, with whoever has it.

    Raises:
        Refused: the person is not the head of this queue.
    """
    as_head(who, place)
    return await _listed(work, place, Sieve(_queues(place), due_before=work.today), page)


async def of_colleague(work: Work, who: Actor, membership_id: int, page: int) -> Listed:
    """What a colleague has in hand.

    Raises:
        Refused: they do not work in a queue this person heads.
    """
    post, place = await colleague(work, who, membership_id)
    (found,) = await _people(work, [post])
    wanted = Sieve(_queues(place), assignee_ids=(post.id,))
    return await _listed(work, place, wanted, page, found)


async def colleague(work: Work, who: Actor, membership_id: int) -> tuple[Membership, Place]:
    """A post in force of a queue this person heads.

    Raises:
        Refused: it is none of theirs, or has ended.
    """
    post = await staff.post(work.session, membership_id)
    if post is None or post.body is None or post.ended_at is not None or post.role not in _DESK_ROLES:
        raise Refused("error.no_colleague")
    place = Place(post.body, post.region or "")
    as_head(who, place)
    return post, place


async def members(work: Work, place: Place) -> Sequence[Membership]:
    """Everybody who answers for a queue."""
    return await staff.members(work.session, place.body, place.region or None, _DESK_ROLES)


async def others(work: Work, who: Actor, place: Place, but: int = 0) -> Sequence[Colleague]:
    """Whom work can be given to: everybody but one.

    Raises:
        Refused: the person is not the head of this queue.
    """
    as_head(who, place)
    return await _people(work, [post for post in await members(work, place) if post.id != but])


async def _people(work: Work, posts: Sequence[Membership]) -> list[Colleague]:
    """Everybody with what they have, in three queries whatever their number."""
    keys = [post.id for post in posts]
    names = await counts.names(work.session, keys)
    away = await reminders.away_until(work.session, work.today)
    found = {
        post.id: Colleague(post.id, names.get(post.id, ""), post.role, away=away.get(post.id))
        for post in posts
    }
    for membership_id, state, due, n in await reminders.held(work.session, keys):
        one = found[membership_id]
        one.in_hand += n
        if state == State.WAITING:
            one.waiting += n
        else:
            one.late += n if due < work.today else 0
            one.today += n if due == work.today else 0
    return list(found.values())


async def _listed(work: Work, place: Place, wanted: Sieve, page: int, one: Colleague | None = None) -> Listed:
    total = await inquiries.count(work.session, wanted)
    pages = max(1, -(-total // PAGE))
    page = min(page, pages - 1)
    rows = await inquiries.page(work.session, wanted, page * PAGE, PAGE) if total else ()
    holders = await counts.names(work.session, {row.assignee_id for row in rows if row.assignee_id})
    return Listed(place, rows, holders, page, pages, total, one)


def _queues(place: Place) -> tuple[tuple[str, str], ...]:
    return ((place.body, place.region),)


async def chat_of(work: Work, membership_id: int) -> int:
    """Our key of the chat of whoever holds or held a post."""
    post = await staff.membership(work.session, membership_id)
    return (await people.by_id(work.session, post.person_id)).chat_id


async def name_of(work: Work, membership_id: int) -> str:
    """The first name of whoever holds or held a post."""
    return await staff.name_of(work.session, membership_id)
