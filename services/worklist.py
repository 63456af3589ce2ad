"""The head's worklist: how answers are used, and what citizens ask that has no answer."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from domain.errors import Refused
from domain.limits import clip
from domain.permissions import TRIAGE, Post, Role
from models.queries import knowledge
from models.queries.knowledge import Unsorted
from models.tables import Likeness
from routing.similar import Pair, Similar
from services.work import Actor, Work

SINCE: Final = timedelta(days=30)
"""What is counted on the head's screen."""

SHOWN: Final = 8
"""Lines on the head's screens; what stands further down is asked too seldom to write an answer for."""

LONGEST: Final = 180
"""Characters of a question on the worklist."""

PORTION: Final = 50
"""Examples compared in one go."""

LEADS: Final = 400
"""Groups of a body an example is compared with, the newest."""

ALIKE: Final = 0.5
"""From here on two questions are taken for the same one."""

_ACTS: Final = ("offered", "read", "found", "asked")


@dataclass(frozen=True, slots=True)
class Line:
    """How one answer was used: the question in the reader's language, and how often each thing happened."""

    question: str
    offered: int
    read: int
    found: int
    asked: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """The answers of the reader's bodies since a month, most read first, and all of them together."""

    lines: tuple[Line, ...]
    whole: Line


@dataclass(frozen=True, slots=True)
class Wish:
    """A question without an answer: whom it is asked of, how often, and the masked words of one of them."""

    body: str
    n: int
    words: str


@dataclass(frozen=True, slots=True)
class Task:
    """Examples to be compared, and the groups there are, by body."""

    fresh: tuple[Unsorted, ...]
    leads: dict[str, list[tuple[int, str]]]


async def numbers(work: Work, who: Actor) -> Numbers:
    """How the answers of the person's bodies were used.

    Raises:
        Refused: the person heads nothing.
    """
    bodies = _headed(who)
    counted: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(_ACTS, 0))
    for tally in await knowledge.tallies(work.session, work.now - SINCE):
        counted[tally.answer][tally.act] = tally.n
    lines = []
    for key, acts in counted.items():
        answer = work.library.get(work.facts.answers, key, work.today)
        if answer is not None and (answer.body in bodies or answer.owner in bodies):
            lines.append(Line(answer.question(who.language), **acts))
    lines.sort(key=lambda line: (-line.read, -line.offered, line.question))
    return Numbers(
        tuple(lines[:SHOWN]), Line("", *(sum(getattr(line, act) for line in lines) for act in _ACTS))
    )


async def unanswered(work: Work, who: Actor) -> list[Wish]:
    """What citizens ask the person's bodies and no answer exists for: largest first, masked words only.

    Raises:
        Refused: the person heads nothing.
    """
    found = await knowledge.groups(work.session, _headed(who), SHOWN)
    return [Wish(group.body, group.n, clip(" ".join(group.text.split()), LONGEST)) for group in found]


async def task(work: Work) -> Task:
    """Return the next examples to compare; nothing is compared inside the transaction."""
    fresh = await knowledge.unsorted(work.session, PORTION)
    bodies = {one.body for one in fresh}
    return Task(
        tuple(fresh), {body: await knowledge.leads(work.session, body, LEADS) for body in sorted(bodies)}
    )


def compared(given: Task) -> list[Likeness]:
    """Put every example into the group that asks the same, or begin one. Takes a while: for a thread."""
    found = []
    for body, known in given.leads.items():
        leads = dict(known)
        for one in (fresh for fresh in given.fresh if fresh.body == body):
            lead = None if one.offered else _lead(leads, one)
            if lead == one.id:
                leads[one.id] = one.text
            found.append(Likeness(example_id=one.id, lead_id=lead, body=body))
    return sorted(found, key=lambda row: row.example_id)


async def keep(work: Work, rows: list[Likeness]) -> None:
    """Keep what was compared; another process may have kept it meanwhile."""
    await knowledge.likened(work.session, rows)


def _lead(leads: dict[int, str], one: Unsorted) -> int:
    index = Similar(Pair(str(key), (text,)) for key, text in leads.items())
    match = index.find(one.text, limit=1, enough=ALIKE)
    return int(match[0].id) if match else one.id


def _headed(who: Actor) -> set[str]:
    found = {_queue(post) for post in who.posts if post.role in (Role.HEAD, Role.DISPATCHER, Role.ADMIN)}
    if not found:
        raise Refused("error.not_head")
    return found


def _queue(post: Post) -> str:
    return post.body or TRIAGE
