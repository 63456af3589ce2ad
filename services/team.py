"""Who is told: the holder of a post or whoever stands in, the heads of a queue, dispatchers behind them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from domain.absences import answering
from domain.permissions import TRIAGE, Role
from models.queries import reminders
from models.queries.reminders import Place
from services.work import Work


@dataclass(slots=True)
class Team:
    """Everybody at work today.

    Attributes:
        places: posts in force by membership.
        away: posts whose holders are away, each with the post that stands in.
    """

    places: dict[int, Place]
    away: dict[int, int | None]
    _by_queue: dict[tuple[str | None, str, str], list[Place]] = field(default_factory=dict)
    _by_person: dict[int, list[Place]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the posts by queue and role, and by who answers for them today."""
        for place in self.places.values():
            self._by_queue.setdefault((place.body, place.region, place.role), []).append(place)
            answering = self.standing_in(place.membership_id)
            if answering is not None:
                self._by_person.setdefault(answering.person_id, []).append(place)

    @classmethod
    async def of(cls, work: Work) -> "Team":
        """Everybody, as they are now."""
        return await cls._with(work, await reminders.places(work.session))

    @classmethod
    async def around(cls, work: Work, person_id: int) -> "Team":
        """Those in the queues of one person: substitutes belong to the same queue."""
        return await cls._with(work, await reminders.places_around(work.session, person_id))

    @classmethod
    async def _with(cls, work: Work, places: Sequence[Place]) -> "Team":
        away = await reminders.away(work.session, work.today)
        return cls({place.membership_id: place for place in places}, away)

    def standing_in(self, membership_id: int) -> Place | None:
        """Whoever answers for a post today: its holder, or a substitute who is there."""
        post = answering(membership_id, self.away)
        return None if post is None else self.places.get(post)

    def heads(self, body: str, region: str) -> list[Place]:
        """Who heads a queue; the triage queue is headed by the administrators."""
        if body == TRIAGE:
            return self._present(None, "", Role.ADMIN)
        return self._present(body, region, Role.HEAD)

    def dispatchers(self) -> list[Place]:
        """The dispatchers; where there are none, the administrators."""
        return self._present(None, "", Role.DISPATCHER) or self._present(None, "", Role.ADMIN)

    def with_role(self, role: Role) -> list[Place]:
        """Everybody with a role that belongs to no body."""
        return self._present(None, "", role)

    def of_queue(self, body: str, region: str, *roles: Role) -> list[Place]:
        """Everybody with one of these roles in a queue, each person once."""
        found = {place.person_id: place for role in roles for place in self._present(body, region, role)}
        return list(found.values())

    def answers_for(self, person_id: int) -> list[Place]:
        """The posts a person answers for today: their own, and those they stand in for."""
        return self._by_person.get(person_id, [])

    def queues(self, posts: Iterable[Place]) -> set[tuple[str, str]]:
        """The queues whose new inquiries these posts should take."""
        found = set[tuple[str, str]]()
        for post in posts:
            if post.role == Role.OPERATOR or (post.role == Role.HEAD and not self._operators(post)):
                found.add((post.body or "", post.region))
            elif post.role in (Role.DISPATCHER, Role.ADMIN) and self._triages(post):
                found.add((TRIAGE, ""))
        return found

    def _operators(self, post: Place) -> list[Place]:
        return self._present(post.body, post.region, Role.OPERATOR)

    def _triages(self, post: Place) -> bool:
        return post.role == Role.DISPATCHER or not self._by_queue.get((None, "", Role.DISPATCHER))

    def _present(self, body: str | None, region: str, role: Role) -> list[Place]:
        found = {
            answering.person_id: answering
            for place in self._by_queue.get((body, region, role), ())
            if (answering := self.standing_in(place.membership_id)) is not None
        }
        return list(found.values())
