"""The morning digest: one message per operator on working mornings, and none when there is nothing to say."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from domain.inquiries import State
from domain.notices import Kind
from domain.workdays import Calendar, next_working_morning
from models.queries import agenda, desk, reminders
from models.queries.reminders import Place
from models.tables import Inquiry
from services.outbox import notice, together
from services.team import Team
from services.work import Work

DIGEST = "digest"
"""The agenda's word for a person's digest."""

CHUNK = 100
"""People of one transaction."""

_SECOND = timedelta(seconds=1)


@dataclass(slots=True)
class Owed:
    """What is owed by date, and what nobody has taken yet."""

    late: int = 0
    today: int = 0
    one: int = 0
    three: int = 0
    unclaimed: int = 0

    @property
    def pressing(self) -> bool:
        """Is there anything in it?"""
        return any((self.late, self.today, self.one, self.three, self.unclaimed))


@dataclass(slots=True)
class Counts(Owed):
    """The lines of a digest; a line with zero is left out.

    Parts for other bodies have a line of their own: a colleague waits for them and no citizen, and none of
    them is among the inquiries the buttons below open.
    """

    waiting: int = 0
    parts: Owed = field(default_factory=Owed)

    @property
    def anything(self) -> bool:
        """Is there anything to say?"""
        return self.pressing or bool(self.waiting) or self.parts.pressing


@dataclass(frozen=True, slots=True)
class Digest:
    """What somebody's morning looks like, and what to open first."""

    counts: Counts
    first: Inquiry | None


async def enrol(work: Work, person_id: int) -> None:
    """Somebody got a post: their first digest comes on the next working morning."""
    at = next_working_morning(work.now + _SECOND, work.facts.calendar)
    await agenda.put(work.session, DIGEST, {person_id: at})


async def look(work: Work) -> int:
    """Send the digests that are due. Late in the day is better than never; the next day has its own."""
    persons = await agenda.due(work.session, DIGEST, work.now, CHUNK)
    team = await Team.of(work)
    posts = {person: team.answers_for(person) for person in persons}
    before = await reminders.told_by_digest(work.session, persons, work.today.isoformat())
    wanted = {person: posts[person] for person in persons if posts[person] and person not in before}
    counted = await _counted(work, team, wanted)
    entries = {
        (person, "morning", work.today.isoformat(), person): "sent" if counts.anything else "empty"
        for person, counts in counted.items()
    }
    await reminders.record(work.session, DIGEST, entries.items(), work.now)
    chats = {place.person_id: place.chat_id for place in team.places.values()}
    for person, counts in counted.items():
        if counts.anything:
            day = {"day": work.today.isoformat()}
            notice(work, chats[person], "digest", day, kind=Kind.REMINDER)
    await together(work)
    await _next_morning(work, persons)
    return len(persons)


async def of_person(work: Work, person_id: int) -> Digest | None:
    """Somebody's morning as it is now; None when there is nothing to say."""
    team = await Team.around(work, person_id)
    posts = team.answers_for(person_id)
    counts = (await _counted(work, team, {person_id: posts}))[person_id]
    if not counts.anything:
        return None
    own = {post.membership_id for post in posts}
    return Digest(counts, await reminders.first(work.session, own, team.queues(posts)))


async def _next_morning(work: Work, persons: Sequence[int]) -> None:
    """Everybody on the staff is looked at again tomorrow; who left it is not."""
    staff = await reminders.staff(work.session, persons)
    at = next_working_morning(work.now + _SECOND, work.facts.calendar)
    await agenda.put(work.session, DIGEST, {person: at for person in persons if person in staff})
    await agenda.drop(work.session, DIGEST, [person for person in persons if person not in staff])


async def _counted(work: Work, team: Team, posts: dict[int, list[Place]]) -> dict[int, Counts]:
    """Count for several people at once, in three queries."""
    holder = {post.membership_id: person for person, own in posts.items() for post in own}
    queues = {person: team.queues(own) for person, own in posts.items()}
    counted = {person: Counts() for person in posts}
    for membership_id, state, due, n in await reminders.held(work.session, holder):
        _add(counted[holder[membership_id]], state, due, n, work)
    free = await reminders.free(work.session, {queue for own in queues.values() for queue in own})
    for person, own_queues in queues.items():
        counted[person].unclaimed = sum(free.get(queue, 0) for queue in own_queues)
    await _count_parts(work, posts, queues, counted)
    return counted


async def _count_parts(
    work: Work,
    posts: dict[int, list[Place]],
    queues: dict[int, set[tuple[str, str]]],
    counted: dict[int, Counts],
) -> None:
    """What other bodies wait for: one's own parts by date, and what lies in one's queues."""
    holder = {post.membership_id: person for person, own in posts.items() for post in own}
    bodies = {(post.body, post.region) for own in posts.values() for post in own if post.body}
    for membership_id, body, region, due, n in await desk.owed_by(work.session, bodies):
        if membership_id in holder:
            _by_date(counted[holder[membership_id]].parts, due, n, work)
        for person, own_queues in queues.items():
            if membership_id is None and (body, region) in own_queues:
                counted[person].parts.unclaimed += n


def _add(counts: Counts, state: str, due: date, n: int, work: Work) -> None:
    if state == State.WAITING:
        counts.waiting += n
    else:
        _by_date(counts, due, n, work)


def _by_date(counts: Owed, due: date, n: int, work: Work) -> None:
    match days_left(due, work.today, work.facts.calendar):
        case left if left < 0:
            counts.late += n
        case 0:
            counts.today += n
        case 1:
            counts.one += n
        case 3:
            counts.three += n


def days_left(due: date, today: date, calendar: Calendar) -> int:
    """Working days until a date, -1 when it has passed; a date on a day off is told the day before."""
    if due < today:
        return -1
    return calendar.between(today, due if calendar.is_working(due) else calendar.previous_working(due))
