"""Which bodies may answer what a citizen wrote: proposed, never decided for them."""

from dataclasses import dataclass

from models.columns import Document
from models.queries import drafts
from models.tables import Dialogue, Draft, Person
from routing import NONE, Routed
from services.work import Actor, Work


@dataclass(frozen=True, slots=True)
class Offer:
    """One body on the suggestion screen, with the citizen's own words that spoke for it."""

    body: str
    region: str | None
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the suggestion screen shows.

    Attributes:
        draft_id: the draft it is about.
        offers: up to three bodies, best first.
        unsure: offer the dispatcher first instead of guessing.
        no_question: it looks like no question for a body (a greeting, thanks, advertising).
        wordless: there is nothing to read yet: a voice or a photo alone.
        emergency: the kind of danger the text speaks of.
    """

    draft_id: int
    offers: tuple[Offer, ...] = ()
    unsure: bool = False
    no_question: bool = False
    wordless: bool = False
    emergency: str | None = None


async def suggest(work: Work, who: Actor, draft: Draft) -> Suggestion:
    """Read the whole draft and propose bodies; the proposal is kept with the draft."""
    await read(work, draft, who.person.last_region)
    return shown(work, draft)


async def read(work: Work, draft: Draft, last_region: str | None) -> None:
    """Understand the draft as it stands and keep what was understood with it."""
    texts = [m.text for m in await drafts.messages(work.session, draft.id) if m.text]
    draft.settle_at = None
    draft.version += 1
    draft.suggested = _remembered(work.router.route("\n".join(texts), last_region)) if texts else {}


async def is_new(work: Work, person: Person) -> bool:
    """Did the person say that what comes next is a new question?"""
    dialogue = await work.session.get(Dialogue, person.chat_id)
    return dialogue is not None and dialogue.data.get("new") is True


def shown(work: Work, draft: Draft) -> Suggestion:
    """The suggestion kept with a draft, as the screen shows it."""
    kept = draft.suggested
    if not kept.get("bodies"):
        return Suggestion(draft.id, wordless=True)
    bodies = [b for b in kept["bodies"] if b["code"] in work.facts.bodies]
    nothing = kept["bodies"][0]["code"] == NONE and not draft.is_question
    return Suggestion(
        draft.id,
        tuple(_offer(work, b, kept["region"]) for b in bodies),
        unsure=kept["unsure"] or not bodies,
        no_question=nothing,
        emergency=kept["emergency"],
    )


def language_of(draft: Draft, who: Actor) -> str:
    """The language a text is written in; what cannot be told is the reader's own."""
    kept = draft.suggested
    return str(kept["lang"]) if kept.get("lang_sure") else who.language


def _offer(work: Work, body: Document, region: str | None) -> Offer:
    regional = work.facts.bodies[body["code"]].per_region
    return Offer(body["code"], region if regional else None, tuple(body["evidence"]))


def _remembered(routed: Routed) -> Document:
    return {
        "lang": routed.lang,
        "lang_sure": routed.lang_sure,
        "region": routed.region,
        "emergency": routed.emergency.kind if routed.emergency else None,
        "disputes": routed.disputes,
        "unsure": routed.unsure,
        "bodies": [
            {"code": b.code, "score": round(b.score, 3), "evidence": list(b.evidence[:3]), "topic": b.topic}
            for b in routed.bodies
        ],
    }
