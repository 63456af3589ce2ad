"""What an answer came to and what the inquiry was about: one tap each, for the statistics."""

from dataclasses import dataclass

from domain.errors import Refused, Stale
from domain.outcomes import Outcome
from domain.permissions import heads
from models.queries import answering, inquiries
from models.tables import Answer, Inquiry
from services import access
from services.history import record
from services.work import Actor, Work

PAGE = 10
"""Topics on one screen."""


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer with what is said of it.

    Attributes:
        proposed: key of the topic the router read in the question; empty where there is none.
        along: how many others the answer went to.
    """

    inquiry: Inquiry
    answer: Answer
    proposed: str
    along: int


async def of(work: Work, who: Actor, answer_id: int) -> Marked:
    """An answer whose outcome this person may say: its author's, and the head's of the queue.

    Raises:
        Stale: it was never finished.
        Refused: it is somebody else's.
    """
    answer = await inquiries.answer(work.session, answer_id)
    if answer is None or answer.state not in ("approval", "sent"):
        raise Stale("error.stale")
    inquiry, _ = await access.at_desk(work, who, answer.inquiry_id)
    author = answer.author_id in {p.id for p in who.posts}
    if not author and not heads(who.posts, inquiry.body, inquiry.region):
        raise Refused("error.not_in_hand")
    along = len(await answering.went_along(work.session, answer.id))
    return Marked(inquiry, answer, proposed(work, inquiry), along)


async def came_to(work: Work, who: Actor, answer_id: int, outcome: str) -> Marked:
    """Say what an answer came to; a later word replaces an earlier one. Copies of it come to the same.

    Raises:
        Stale: there is no such outcome.
        Refused: it is somebody else's answer.
    """
    if outcome not in list(Outcome):
        raise Stale("error.no_such_button")
    found = await of(work, who, answer_id)
    found.answer.outcome = outcome
    for _, copy in await answering.went_along(work.session, answer_id):
        copy.outcome = outcome
    return found


async def is_about(work: Work, who: Actor, answer_id: int, topic: str) -> Marked:
    """Say what the inquiry was about, and with it those answered along.

    Raises:
        Stale: the body has no such topic.
        Refused: it is somebody else's answer.
    """
    found = await of(work, who, answer_id)
    if topic not in topics(work, found.inquiry):
        raise Stale("error.no_such_button")
    along = [inquiry for inquiry, _ in await answering.went_along(work.session, answer_id)]
    for inquiry in (found.inquiry, *along):
        if inquiry.topic != topic:
            inquiry.topic = topic
            record(work, inquiry, "sorted", who, topic=topic)
    return found


def topics(work: Work, inquiry: Inquiry) -> tuple[str, ...]:
    """The topics of an inquiry's body, the one the router read in the question first."""
    known = tuple(work.facts.topics.get(inquiry.body, {}))
    first = proposed(work, inquiry)
    return tuple(dict.fromkeys([first, *known])) if first else known


def proposed(work: Work, inquiry: Inquiry) -> str:
    """The topic the router read in the question, as the body's list knows it."""
    for candidate in inquiry.suggested.get("bodies", ()):
        if candidate["code"] == inquiry.body:
            topic = str(candidate.get("topic") or "")
            return topic if topic in work.facts.topics.get(inquiry.body, {}) else ""
    return ""
