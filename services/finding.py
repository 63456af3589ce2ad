"""A ready answer before the queue: found, read, "found it", or on to a human without typing again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from domain.errors import Stale
from models.columns import Document
from models.queries import drafts, knowledge
from models.tables import Draft
from routing import NONE
from routing.router import UNSURE
from services.library import PUBLISHED, Found, Shelved
from services.work import Actor, Work

PAGE: Final = 8
"""Questions on one page of a heading."""

OFFERED: Final = 3

NEARLY_LITERAL: Final = 0.7
"""What the router takes for no question is offered an answer only where it is asked nearly word for word."""

LINK: Final = "ans_"
"""What a deep link to an answer begins with."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An answer as it is read; `draft_id` is what the reader was about to send, 0 for none."""

    answer: Shelved
    draft_id: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A page of the questions under one heading."""

    topic: str
    page: int
    pages: int
    rows: tuple[Shelved, ...]


def fitting(work: Work, texts: Sequence[str], understood: Mapping[str, Any]) -> list[Found]:
    """Return the answers to offer for what somebody wrote, in one message or in several.

    Whoever is in danger needs a number and a human; a greeting needs no answer.
    """
    bodies = understood["bodies"]
    first = bodies[0]
    least = least_score(first["code"], first["score"], first["topic"])
    if understood.get("emergency") or least is None:
        return []
    found = work.library.find(
        work.facts.answers,
        texts,
        work.today,
        bodies={body["code"]: body["score"] for body in bodies},
        region=understood.get("region"),
        limit=OFFERED,
    )
    return [one for one in found if one.score >= least]


def least_score(code: str, score: float, topic: str | None) -> float | None:
    """Return how well an answer must fit a text of which the router thinks so; nothing: none may be offered.

    Args:
        code: the router's first body, or NONE.
        score: how sure it is, 0 to 1.
        topic: what it read; of NONE a greeting, thanks, advertising.
    """
    if code != NONE:
        return 0.0
    return None if topic else NEARLY_LITERAL if score >= UNSURE else 0.0


def kept(found: list[Found]) -> list[Document]:
    """What a draft remembers of the answers offered for it."""
    return [
        {"id": one.answer.id, "kk": one.answer.question_kk, "ru": one.answer.question_ru} for one in found
    ]


async def offered(work: Work, draft: Draft) -> None:
    """Count that the answers of a draft are shown."""
    ids = [answer["id"] for answer in draft.suggested.get("answers", ())]
    await knowledge.used(work.session, ids, "offered", draft.id, work.now)


async def read(work: Work, who: Actor, key: str, draft_id: int = 0) -> Opened:
    """Open an answer; of a draft that is gone the answer stays readable.

    Raises:
        Stale: there is no such answer, it was withdrawn, or the day of its review has passed.
    """
    answer = work.library.get(work.facts.answers, key, work.today)
    if answer is None:
        raise Stale("error.answer_gone_from_shelf")
    draft = await _draft(work, who, draft_id)
    await knowledge.used(work.session, [key], "read", draft.id if draft else None, work.now)
    return Opened(answer, draft.id if draft else 0)


async def found(work: Work, who: Actor, key: str, draft_id: int) -> bool:
    """The reader found it: their draft is closed. False when it was closed or sent before."""
    draft = await _draft(work, who, draft_id)
    if draft_id and draft is None:
        return False
    await knowledge.used(work.session, [key], "found", draft.id if draft else None, work.now)
    if draft is not None:
        who.go()
        await drafts.delete_draft(work.session, draft.id)
    return True


async def ask_on(work: Work, who: Actor, key: str, draft_id: int) -> Draft | None:
    """The reader asks a human; returns what they wrote already, None when there is nothing to send yet."""
    draft = await _draft(work, who, draft_id)
    await knowledge.used(work.session, [key], "asked", draft.id if draft else None, work.now)
    if draft is not None:
        draft.is_question = True
    return draft


def headings(work: Work) -> list[str]:
    """The headings that have an answer to show today, in the order of browsing."""
    answers = work.facts.answers
    full = {answer.topic for answer in answers.offered(work.today)}
    own = [PUBLISHED] if work.library.published(work.today) else []
    return [topic for topic in answers.topics if topic in full] + own


def heading(work: Work, topic: str, page: int) -> Heading:
    """A page of a heading; one that is not there becomes the nearest.

    Raises:
        Stale: nothing stands under this heading any more.
    """
    rows = _under(work, topic)
    if not rows:
        raise Stale("error.answer_gone_from_shelf")
    pages = -(-len(rows) // PAGE)
    page = min(page, pages - 1)
    return Heading(topic, page, pages, tuple(rows[page * PAGE : (page + 1) * PAGE]))


def page_of(work: Work, answer: Shelved) -> int:
    """The page of its heading on which an answer stands."""
    ids = [row.id for row in _under(work, answer.topic)]
    return ids.index(answer.id) // PAGE if answer.id in ids else 0


def _under(work: Work, topic: str) -> list[Shelved]:
    if topic == PUBLISHED:
        return work.library.published(work.today)
    ready = work.facts.answers
    found = (work.library.get(ready, answer.id, work.today) for answer in ready.offered(work.today, topic))
    return [answer for answer in found if answer]


async def _draft(work: Work, who: Actor, draft_id: int) -> Draft | None:
    draft = await drafts.of_person(work.session, who.id) if draft_id else None
    return draft if draft is not None and draft.id == draft_id else None
