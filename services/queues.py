"""Queues of bodies: who may be asked, what waits in them, who is told of arrivals."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.notices import Kind
from domain.permissions import TRIAGE, Post, Role
from domain.workdays import in_working_hours, next_working_morning
from models.columns import Document
from models.queries import desk, inquiries, people, staff
from models.queries.inquiries import Sieve
from models.tables import Arrivals, Inquiry, Membership
from services.absences import present, stood_in_for
from services.outbox import notice
from services.work import Actor, Work

PAGE = 6
"""Inquiries on one screen of a queue."""

CALM = timedelta(seconds=30)
"""The counter of arrivals is edited at most this often; its first message leaves at once."""

_TRIAGE_ROLES = (Role.DISPATCHER, Role.ADMIN)
_DESK_ROLES = (Role.OPERATOR, Role.HEAD)


class Filter(StrEnum):
    """Views of a queue."""

    ALL = "all"
    NEW = "new"
    MINE = "mine"
    TODAY = "today"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Page:
    """One screen of a queue: its inquiries, the first words of each, how many there are, and parts owed.

    `stood_in_for` has the first names of absent colleagues for whom the reader answers, by inquiry.
    """

    filter: Filter
    number: int
    pages: int
    total: int
    rows: Sequence[Inquiry]
    words: dict[int, str]
    parts: int = 0
    stood_in_for: Mapping[int, str] = field(default_factory=dict)


async def is_connected(work: Work, body: str, region: str) -> bool:
    """Is there somebody to answer, and has an administrator switched the queue on?"""
    if body == TRIAGE:
        return await staff.has_role(work.session, _TRIAGE_ROLES)
    return await staff.serves(work.session, body, region, _DESK_ROLES)


def queues_of(posts: Sequence[Post]) -> tuple[tuple[str, str], ...]:
    """The queues these posts work on."""
    found = {(p.body, p.region or "") for p in posts if p.body and p.role in _DESK_ROLES}
    if any(p.role in _TRIAGE_ROLES for p in posts):
        found.add((TRIAGE, ""))
    return tuple(sorted(found))


def sieve(work: Work, who: Actor, chosen: Filter, stood_in_for: Collection[int]) -> Sieve:
    """The sieve behind a view of somebody's queues; theirs is also what they stand in for."""
    queues = queues_of(who.posts)
    mine = tuple(sorted({p.id for p in who.posts} | {*stood_in_for}))
    return {
        Filter.ALL: Sieve(queues),
        Filter.NEW: Sieve(queues, unclaimed=True),
        Filter.MINE: Sieve(queues, assignee_ids=mine),
        Filter.TODAY: Sieve(queues, due_on=work.today),
        Filter.LATE: Sieve(queues, due_before=work.today),
    }[chosen]


async def page(work: Work, who: Actor, chosen: Filter, number: int) -> Page:
    """A page of somebody's queues; looking at it makes the arrivals seen."""
    posts = await stood_in_for(work, who)
    wanted = sieve(work, who, chosen, posts)
    await staff.seen(work.session, who.id)
    total = await inquiries.count(work.session, wanted) if wanted.queues else 0
    pages = max(1, -(-total // PAGE))
    number = min(max(number, 0), pages - 1)
    rows = await inquiries.page(work.session, wanted, number * PAGE, PAGE) if total else ()
    words = await inquiries.first_words(work.session, [r.id for r in rows])
    parts = await desk.count_parts_in(work.session, wanted.queues) if wanted.queues else 0
    return Page(chosen, number, pages, total, rows, words, parts, await _stood_in_for(work, rows, posts))


async def _stood_in_for(work: Work, rows: Sequence[Inquiry], posts: Collection[int]) -> dict[int, str]:
    """First names of the absent colleagues who have these inquiries, by inquiry."""
    theirs = {row.id: post for row in rows if (post := row.assignee_id) is not None and post in posts}
    names = await staff.names_of(work.session, set(theirs.values()))
    return {key: names[post] for key, post in theirs.items()}


async def announce(work: Work, inquiry: Inquiry) -> None:
    """Tell the queue's operators of a new question: one counter message each, in working hours.

    An emergency is announced singly and at once, to the head as well.
    """
    team = _of_unit(inquiry, await team_of(work, inquiry.body, inquiry.region))
    if not team:
        return
    everybody = {m.person_id for m in team}
    if inquiry.urgent:
        for _, chat_id in sorted((await people.chats_of(work.session, list(everybody))).items()):
            _urgent(work, chat_id, inquiry)
        return
    operators = sorted({m.person_id for m in team if m.role != Role.HEAD} or everybody)
    if inquiry.last_author_id is not None:
        # What came back, "not solved" or with an objection, goes to somebody else than whoever answered;
        # they could not take it anyway.
        former = await staff.membership(work.session, inquiry.last_author_id)
        operators = [person for person in operators if person != former.person_id]
    await _count(work, operators)
    for counter, chat_id, pending in await staff.announced(work.session, operators):
        if pending is None:
            await _show(work, counter, chat_id)


def _of_unit(inquiry: Inquiry, team: Sequence[Membership]) -> Sequence[Membership]:
    """Only the unit it was handed to, where anybody of it is there."""
    return [post for post in team if inquiry.unit_id and post.unit_id == inquiry.unit_id] or team


async def tell_assignee(
    work: Work, inquiry: Inquiry, key: str, *, not_before: datetime | None = None
) -> None:
    """A notice to the operator who has the inquiry, if anybody has."""
    if inquiry.assignee_id is None:
        return
    post = await staff.membership(work.session, inquiry.assignee_id)
    person = await people.by_id(work.session, post.person_id)
    args = {"inquiry": inquiry.id}
    notice(work, person.chat_id, key, args, kind=Kind.STAFF, inquiry_id=inquiry.id, not_before=not_before)


async def tell_team(work: Work, inquiry: Inquiry, key: str, *, at_once: bool = False) -> None:
    """A notice to everybody of the queue, in working hours; at once where the next morning is too late."""
    team = await team_of(work, inquiry.body, inquiry.region)
    moment = None if at_once else at_work(work, work.now)
    await tell(work, inquiry, key, team, {"inquiry": inquiry.id}, not_before=moment)


async def tell_heads(work: Work, inquiry: Inquiry, key: str, *others: Role) -> None:
    """A notice to the heads of the queue, at once."""
    posts = await heads_of(work, inquiry.body, inquiry.region, *others)
    await tell(work, inquiry, key, posts, {"inquiry": inquiry.id})


async def tell(
    work: Work,
    inquiry: Inquiry,
    key: str,
    posts: Sequence[Membership],
    args: Document,
    *,
    not_before: datetime | None = None,
) -> None:
    """A notice to the holders of these posts, each person once."""
    chats = await people.chats_of(work.session, list({post.person_id for post in posts}))
    for chat_id in sorted(chats.values()):
        notice(work, chat_id, key, args, kind=Kind.STAFF, inquiry_id=inquiry.id, not_before=not_before)


async def has_somebody_else(work: Work, inquiry: Inquiry, person_id: int) -> bool:
    """Does anybody but this person work on the inquiry's queue?"""
    return any(member.person_id != person_id for member in await team_of(work, inquiry.body, inquiry.region))


async def answered_last(work: Work, inquiry: Inquiry, person_id: int) -> bool:
    """Is the last answer this person's, by whichever of their posts?"""
    if inquiry.last_author_id is None:
        return False
    return (await staff.membership(work.session, inquiry.last_author_id)).person_id == person_id


async def team_of(work: Work, body: str, region: str) -> Sequence[Membership]:
    """Whoever of a queue is there; when everybody is away, everybody."""
    if body == TRIAGE:
        dispatchers = await staff.with_role(work.session, (Role.DISPATCHER,))
        return await present(work, dispatchers or await staff.with_role(work.session, (Role.ADMIN,)))
    return await staff.present(work.session, body, region or None, _DESK_ROLES, work.today)


async def heads_of(work: Work, body: str, region: str, *others: Role) -> Sequence[Membership]:
    """Who heads a queue, and others told together with them; administrators head the triage queue."""
    if body == TRIAGE:
        return await staff.with_role(work.session, (Role.ADMIN,))
    return await staff.members(work.session, body, region or None, (Role.HEAD, *others))


async def heads_there(work: Work, inquiry: Inquiry) -> Sequence[Membership]:
    """The heads of the queue who stay at least until this transaction ends."""
    found = await staff.members(work.session, inquiry.body, inquiry.region or None, (Role.HEAD,))
    return [post for post in found if await staff.is_in_force(work.session, post.id)]


async def _count(work: Work, person_ids: Sequence[int]) -> None:
    known = await staff.count_arrival(work.session, person_ids)
    new = [number for number in person_ids if number not in known]
    if new:
        await staff.first_arrival(work.session, new)


async def _show(work: Work, counter: Arrivals, chat_id: int) -> None:
    """Plan the counter message, or its next edit, at a time the operator is at work."""
    first = counter.shown_by is None
    row = notice(
        work,
        chat_id,
        "arrivals",
        {"shown_by": counter.shown_by},
        kind=Kind.STAFF,
        not_before=at_work(work, work.now if first else work.now + CALM),
    )
    if first:
        await work.session.flush()
        counter.shown_by = row.id


def _urgent(work: Work, chat_id: int, inquiry: Inquiry) -> None:
    notice(work, chat_id, "staff.urgent", {"inquiry": inquiry.id}, kind=Kind.STAFF, inquiry_id=inquiry.id)


def at_work(work: Work, wanted: datetime) -> datetime | None:
    """The first moment from `wanted` on that is in working hours; None for now."""
    if in_working_hours(wanted, work.facts.calendar):
        return wanted if wanted > work.now else None
    return next_working_morning(wanted, work.facts.calendar)
