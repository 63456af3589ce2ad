"""The morning digest: one message per operator on working mornings, and none when there is nothing to say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.inquiries import State
from domain.notices import Kind
from domain.workdays import Calendar, next_working_morning
from models.queries import agenda, reminders
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
class Counts:
    """The lines of a digest; a line with zero is left out."""

    late: int = 0
    today: int = 0
    one: int = 0
    three: int = 0
    unclaimed: int = 0
    waiting: int = 0

    @property
    def anything(self) -> bool:
        """Is there anything to say?"""
        return any((self.late, self.today, self.one, self.three, self.unclaimed, self.waiting))


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
    """Count for several people at once, in two queries."""
    holder = {post.membership_id: person for person, own in posts.items() for post in own}
    queues = {person: team.queues(own) for person, own in posts.items()}
    counted = {person: Counts() for person in posts}
    for membership_id, state, due, n in await reminders.held(work.session, holder):
        _add(counted[holder[membership_id]], state, due, n, work)
    free = await reminders.free(work.session, {queue for own in queues.values() for queue in own})
    for person, own_queues in queues.items():
        counted[person].unclaimed = sum(free.get(queue, 0) for queue in own_queues)
    return counted


def _add(counts: Counts, state: str, due: date, n: int, work: Work) -> None:
    if state == State.WAITING:
        counts.waiting += n
        return
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
