"""Being away, as its screens need it: one's posts, who could stand in, and what is arranged already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.errors import Refused
from domain.permissions import TRIAGE, Post, Role
from models.queries import absences, reminders, staff
from models.tables import Absence, Membership
from services.work import Actor, Work

OFFERED_DAYS = (0, 1, 2, 6, 13, 29)
"""Days from today to the last day of an absence that take one tap."""

PAGE = 8
"""Posts on one screen."""

DESK = (Role.OPERATOR, Role.HEAD, Role.DISPATCHER)


@dataclass(frozen=True, slots=True)
class Standing:
    """A post of one's own, and the absence from it that is arranged, if any."""

    post: Post
    absence: Absence | None
    substitute: str


@dataclass(frozen=True, slots=True)
class Standings:
    """A page of one's posts.

    Attributes:
        rows: the posts.
        page: which page, counted from 0.
        pages: how many there are.
    """

    rows: Sequence[Standing]
    page: int
    pages: int

    @property
    def first(self) -> int:
        """The number of the first post of the page, counted from 1."""
        return self.page * PAGE + 1


@dataclass(frozen=True, slots=True)
class Substitutes:
    """Who could stand in for a post, by key and first name; days on offer for its last day."""

    post: Post
    days: tuple[date, ...]
    people: Sequence[tuple[int, str]]


async def standings(work: Work, who: Actor, page: int = 0) -> Standings:
    """A page of the posts one can be away from; one past the last is the last.

    Raises:
        Refused: the person has none.
    """
    posts = _desks(who)
    if not posts:
        raise Refused("error.not_staff")
    pages = -(-len(posts) // PAGE)
    page = min(page, pages - 1)
    shown = posts[page * PAGE : (page + 1) * PAGE]
    return Standings([await _standing(work, post) for post in shown], page, pages)


async def around(work: Work, who: Actor, membership_id: int) -> Standings:
    """The page on which a post of one's own stands."""
    at = [post.id for post in _desks(who)]
    return await standings(work, who, at.index(membership_id) // PAGE if membership_id in at else 0)


def _desks(who: Actor) -> list[Post]:
    return [post for post in who.posts if post.role in DESK]


async def _standing(work: Work, post: Post) -> Standing:
    row = await absences.of(work.session, post.id)
    if row is None or row.until < work.today:
        return Standing(post, None, "")
    name = await staff.name_of(work.session, row.substitute_id) if row.substitute_id else ""
    return Standing(post, row, name)


async def substitutes(work: Work, who: Actor, membership_id: int) -> Substitutes:
    """Colleagues of the same queue who are there.

    Raises:
        Refused: it is not the person's post.
    """
    post = next((p for p in who.posts if p.id == membership_id and p.role in DESK), None)
    if post is None:
        raise Refused("error.no_access")
    away = await reminders.away(work.session, work.today)
    others = [row for row in await _team(work, post) if row.person_id != who.id and row.id not in away]
    people = [(row.id, await staff.name_of(work.session, row.id)) for row in others]
    days = tuple(dict.fromkeys(work.today + timedelta(days=n) for n in OFFERED_DAYS))
    return Substitutes(post, days, people)


async def _team(work: Work, post: Post) -> Sequence[Membership]:
    if post.role is Role.DISPATCHER:
        return await staff.with_role(work.session, (Role.DISPATCHER,))
    return await staff.members(work.session, post.body or TRIAGE, post.region, (Role.OPERATOR, Role.HEAD))
