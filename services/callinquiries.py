"""Questions about a call: asked from its card or recognised in a text, they go to its customer.

Which call a draft is about is kept with the draft, so that nothing is lost between the card and the last tap.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from models.columns import Document
from models.queries import calls as queries
from models.queries import drafts
from models.tables import Call, CallInquiry, Draft, Inquiry
from routing.normalise import words
from services.grants import alike
from services.work import Actor, Work

KEPT: Final = "call"
"""Where a draft keeps the call it is about; an empty one was said not to be meant."""

TOPICS: Final = frozenset({"ngo_grants"})
"""Topics of the router that speak of calls."""

_NAMED: Final = 0.6
"""Share of a title's words that must stand in a text for it to name the call."""

_ASKED_WITHIN: Final = timedelta(hours=1)
"""So long after the card's button a message is about its call."""

_TELLING: Final = 4
"""Letters of a word that tells one title from another."""


async def ask(work: Work, who: Actor, call: Call) -> None:
    """What the person writes within the hour, or has written and not sent, is a question about this call."""
    who.go("", new=True, call=call.id, call_since=work.now.timestamp())
    draft = await drafts.of_person(work.session, who.id)
    if draft is not None:
        draft.suggested = {**draft.suggested, KEPT: _kept(call, asked=True)}


async def asked(work: Work, who: Actor) -> Document:
    """The call the person came from when they began to write, as a new draft keeps it."""
    told = who.dialogue.data
    key, since = told.get(KEPT), datetime.fromtimestamp(float(told.get("call_since", 0)), UTC)
    if not isinstance(key, int) or work.now - since > _ASKED_WITHIN:
        return {}
    call = await queries.by_id(work.session, key)
    return {KEPT: _kept(call, asked=True)} if call is not None and call.state != "draft" else {}


async def about(work: Work, draft: Draft, understood: Document, texts: Sequence[str]) -> Document:
    """What a draft that is read again keeps of its call: the citizen's word stays, a guess is made anew."""
    kept = draft.suggested.get(KEPT)
    if kept is not None and (not kept or kept["asked"]):
        return {KEPT: kept}
    found = await _recognised(work, understood, texts)
    return {KEPT: _kept(found, asked=False)} if found else {}


async def _recognised(work: Work, understood: Document, texts: Sequence[str]) -> Call | None:
    """The call a text is about: it names one, or its customer has exactly one that is not over.

    Only a text that the router takes for one about grants is looked at.
    """
    first = next(iter(understood.get("bodies", ())), None)
    if first is None or first.get("topic") not in TOPICS:
        return None
    lines = await queries.lines(work.session, work.now)
    said = [word.readings for word in words("\n".join(texts))]
    named = [line for line in lines if any(_names(said, title) for title in (line.title_kk, line.title_ru))]
    found = named or [line for line in lines if line.body == first["code"]]
    return await queries.by_id(work.session, found[0].id) if len(found) == 1 else None


def not_meant(draft: Draft) -> None:
    """The citizen said that the question is about no call."""
    draft.suggested = {**draft.suggested, KEPT: {}}


async def of_draft(work: Work, draft: Draft, body: str, region: str) -> Call | None:
    """The call a draft is about, if it goes to that call's customer."""
    key = (draft.suggested.get(KEPT) or {}).get("id")
    call = await queries.by_id(work.session, key) if key else None
    return call if call is not None and (call.body, call.region) == (body, region) else None


def attach(work: Work, inquiry: Inquiry, call: Call) -> None:
    """Write down which call an inquiry is about."""
    work.session.add(CallInquiry(inquiry_id=inquiry.id, call_id=call.id))


async def call_of(work: Work, inquiry_id: int) -> Call | None:
    """The call an inquiry is about."""
    return await queries.of_inquiry(work.session, inquiry_id)


def _names(said: Sequence[Sequence[str]], title: str) -> bool:
    """Do the words of a title that tell it from others stand in a text?"""
    telling = [word.fold for word in words(title) if len(word.fold) >= _TELLING]
    there = sum(any(alike(word, reading) for readings in said for reading in readings) for word in telling)
    return bool(telling) and there >= max(1, round(len(telling) * _NAMED))


def _kept(call: Call, *, asked: bool) -> Document:
    return {
        "id": call.id,
        "body": call.body,
        "region": call.region,
        "title_kk": call.title_kk,
        "title_ru": call.title_ru,
        "asked": asked,
    }
