"""Answers whose review has passed: nobody is shown them, and their owners are told once."""

from collections.abc import Iterable
from typing import Final

from domain.notices import Kind
from models.queries import knowledge
from services.outbox import notice
from services.team import Team
from services.work import Work

PORTION: Final = 20
"""Published answers told of on one morning; the rest follow on the next."""


async def tell_overdue(work: Work) -> None:
    """Tell owners, once, that the review of an answer has passed and nobody is shown it."""
    passed = await knowledge.overdue(work.session, work.today, PORTION)
    owned = [(row.body, row.region, f"p{row.id}") for row in passed]
    for row in passed:
        row.told = row.review
    ready = {answer.id: answer for answer in work.facts.answers.overdue(work.today)}
    fresh = await knowledge.not_told(work.session, [(a.id, a.review) for a in ready.values()])
    owned += [(ready[key].owner, ready[key].region or "", key) for key, _ in fresh]
    if owned:
        await _tell(work, owned)


async def titles(work: Work, keys: Iterable[str], lang: str) -> list[str]:
    """The questions of ready and published answers, past their review or not; what is gone is left out."""
    found: list[str] = []
    for key in keys:
        if key[1:].isdecimal():
            row = await knowledge.pair(work.session, int(key[1:]))
            if row is not None and row.state == "published":
                found.append(row.question_kk if lang == "kk" else row.question_ru)
        elif key in work.facts.answers.all:
            found.append(work.facts.answers.all[key].question(lang))
    return found


async def _tell(work: Work, owned: Iterable[tuple[str, str, str]]) -> None:
    team = await Team.of(work)
    told: dict[int, list[str]] = {}
    for body, region, key in owned:
        for place in team.heads(body, region) or team.dispatchers():
            told.setdefault(place.chat_id, []).append(key)
    for chat_id, keys in told.items():
        notice(work, chat_id, "staff.reviews", {"answers": keys}, kind=Kind.STAFF)
