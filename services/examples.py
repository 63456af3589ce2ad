"""Learning from people: what citizens choose and operators transfer is kept as examples, masked.

Nothing is trained here. Examples are brought out by `dauys routing examples`, read by a person, and only then
given to `dauys routing train`.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from domain.limits import clip
from domain.masking import masked
from domain.permissions import TRIAGE
from models.queries import examples
from models.queries.examples import Asked
from models.tables import Event, Example
from services.suggestions import WORDLESS
from services.work import Work

COVERED: Final = frozenset({"2026-11-2", "2026-11-3"})
"""Versions of the consent that speak of this use; who agreed to an earlier one is not learned from."""

RIPE: Final = timedelta(hours=1)
"""What happened later than so long ago waits: no transaction that took an earlier number is still open."""

PORTION: Final = 200
"""Events read in one transaction."""

LONGEST: Final = 4_000
"""Characters of a text that are kept; the router reads little more."""

_TELLING: Final = frozenset({"submitted", "transferred"})


async def collect(work: Work) -> int:
    """Read a portion of the history and keep what it teaches; returns how many events were read.

    May run twice and late: the place up to which the history was read is kept in the same transaction.
    """
    place = await examples.place(work.session, work.now)
    if place is None:
        return 0
    found = await examples.history_after(work.session, place.details["event"], PORTION)
    ripe = [event for event in found if event.at <= work.now - RIPE]
    if ripe:
        await _learn(work, [event for event in ripe if event.kind in _TELLING])
        place.details = {"event": ripe[-1].id}
    place.at = work.now
    return len(ripe)


async def told(work: Work) -> list[dict[str, object]]:
    """Every example with the body that answers it, as rows of a file for a person to read.

    What still lies with the dispatcher says nothing yet and is left out.
    """
    return [
        {
            "text": row.text,
            "body": row.body,
            "lang": row.language,
            "chosen": row.chosen,
            "suggested": [body["code"] for body in row.suggested.get("bodies", ())],
        }
        for row in await examples.all_of(work.session)
        if row.body != TRIAGE
    ]


async def _learn(work: Work, events: Iterable[Event]) -> None:
    by_inquiry: dict[int, list[Event]] = {}
    for event in events:
        by_inquiry.setdefault(event.inquiry_id, []).append(event)
    if not by_inquiry:
        return
    known = await examples.of_inquiries(work.session, by_inquiry)
    for inquiry in await examples.asked(work.session, by_inquiry, COVERED, WORDLESS):
        happened = by_inquiry[inquiry.inquiry_id]
        if row := known.get(inquiry.inquiry_id):
            row.body = happened[-1].details["body"]
        elif text := masked("\n".join(inquiry.texts)).strip():
            work.session.add(_example(work, inquiry, happened, text))


def _example(work: Work, inquiry: Asked, happened: list[Event], text: str) -> Example:
    return Example(
        inquiry_id=inquiry.inquiry_id,
        person_id=inquiry.person_id,
        text=clip(text, LONGEST),
        language=inquiry.language,
        suggested={"bodies": [_proposed(body) for body in inquiry.suggested.get("bodies", ())]},
        chosen=_chosen(happened[0]),
        body=happened[-1].details["body"],
        at=work.now,
    )


def _chosen(first: Event) -> str:
    """What the citizen chose: where it was sent, or where the first transfer took it from."""
    where = first.details if first.kind == "submitted" else first.details["old"]
    return str(where["body"])


def _proposed(body: Mapping[str, object]) -> dict[str, object]:
    """A proposal without its evidence: those are the citizen's words, and not masked."""
    return {"code": body["code"], "score": body["score"]}
