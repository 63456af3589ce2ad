"""What to ask about a draft: which bodies may answer, or whether it belongs to a matter there already."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.permissions import TRIAGE
from models.columns import Document
from models.queries import drafts, inquiries
from models.tables import Draft, Inquiry, Message
from routing import NONE, Routed
from services import callinquiries, finding
from services.thread import Said
from services.work import Actor, Work

WORDLESS: Final = frozenset({"location", "contact"})
"""Kinds whose text is made by us (coordinates, a telephone number) and says nothing of the matter."""

_ORIGIN: Final = frozenset({"which", "after"})
"""What is known of a draft before it is read: there were open inquiries, or it followed this answer."""

_COURTESIES: Final = frozenset({"greeting", "thanks"})
_LONGEST_COURTESY: Final = 60
"""Characters."""

_PIECES: Final = 3
"""Pieces of the citizen's own words that are shown as the reason."""

_ASKED_ABOUT: Final = 3
"""More buttons than this would hide the one for a new question."""

WORTH_SHOWING: Final = 0.05
"""A second or third body less likely than this only makes people wonder what it has to do with them."""


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
        courtesy: it is a greeting or thanks and nothing else.
        wordless: there is nothing to read yet: a voice, a photo or a place alone.
        emergency: the kind of danger the text speaks of.
        others: bodies of further matters in the same text: the first one answers, these take part.
        answers: answers for everybody that fit, as `services.finding.kept` keeps them, best first.
        call: the grant call it is about, as `services.callinquiries` keeps it; its customer stands first.
    """

    draft_id: int
    offers: tuple[Offer, ...] = ()
    unsure: bool = False
    no_question: bool = False
    courtesy: bool = False
    wordless: bool = False
    emergency: str | None = None
    others: tuple[Offer, ...] = ()
    answers: tuple[Document, ...] = ()
    call: Document | None = None


@dataclass(frozen=True, slots=True)
class WhichOne:
    """The draft may belong to one of these open inquiries, or be a new question: the citizen says."""

    draft_id: int
    inquiries: tuple[Inquiry, ...]
    emergency: str | None = None


@dataclass(frozen=True, slots=True)
class AfterAnswer:
    """The draft answers our answer: the matter is not solved, or it is a new question: the citizen says."""

    draft_id: int
    inquiry: Inquiry
    emergency: str | None = None


Proposal = Suggestion | WhichOne | AfterAnswer


async def propose(work: Work, draft: Draft) -> Proposal:
    """What to ask about a draft that was just read; which answers it is offered is counted."""
    found = await proposed(work, draft)
    if isinstance(found, Suggestion):
        await finding.offered(work, draft)
    return found


async def read(
    work: Work, draft: Draft, last_region: str | None, said: Sequence[Message | Said] | None = None
) -> None:
    """Understand the draft as it stands and keep what was understood with it.

    Args:
        work: the unit of work.
        draft: what was written and not sent.
        last_region: the region of the person's last use.
        said: all its messages, where they are at hand: those of a draft that is not written yet.
    """
    if said is None:
        await work.session.flush()
        said = await drafts.messages(work.session, draft.id)
    texts = [m.text for m in said if m.text and m.kind not in WORDLESS]
    understood = _understood(work, texts, last_region) if texts else {}
    origin = {key: value for key, value in draft.suggested.items() if key in _ORIGIN}
    origin |= await callinquiries.about(work, draft, understood, texts)
    draft.settle_at = None
    draft.version += 1
    draft.suggested = understood | origin


def follows(draft: Draft, *, answered: Inquiry | None, others_open: bool) -> None:
    """Keep with a new draft what it may belong to, until the citizen says."""
    draft.suggested = {"after": answered.id} if answered else {"which": others_open}


def decided_new(draft: Draft) -> None:
    """The citizen said that the draft is a new question: ask no more."""
    draft.suggested = {key: value for key, value in draft.suggested.items() if key not in _ORIGIN}


async def proposed(work: Work, draft: Draft) -> Proposal:
    """What to ask about a draft as it was last understood."""
    found = shown(work, draft)
    if found.courtesy:
        return found
    if after := draft.suggested.get("after"):
        answered = await inquiries.by_id(work.session, after)
        if answered is not None and answered.state == "answered":
            return AfterAnswer(draft.id, answered, found.emergency)
    if draft.suggested.get("which"):
        open_ones = await inquiries.open_of_person(work.session, draft.person_id, limit=_ASKED_ABOUT)
        if open_ones:
            return WhichOne(draft.id, tuple(open_ones), found.emergency)
    return found


def shown(work: Work, draft: Draft) -> Suggestion:
    """The bodies kept with a draft, as the suggestion screen shows them."""
    kept, call = draft.suggested, draft.suggested.get(callinquiries.KEPT)
    if call:
        return _about_call(work, draft, call)
    if not kept.get("bodies"):
        return Suggestion(draft.id, wordless=True)
    first = kept["bodies"][0]
    matters = kept.get("matters", ())
    known = [b for b in kept["bodies"] if b["code"] in work.facts.bodies]
    bodies = known[:1] + [b for b in known[1:] if b["score"] >= WORTH_SHOWING or b["code"] in matters]
    nothing = first["code"] == NONE and not draft.is_question
    return Suggestion(
        draft.id,
        tuple(_offer(work, b, kept["region"]) for b in bodies),
        unsure=kept["unsure"] or not bodies,
        no_question=nothing,
        courtesy=nothing and first["topic"] in _COURTESIES,
        emergency=kept["emergency"],
        others=tuple(
            Offer(code, _where(work, code, kept["region"]), ()) for code in co_executors(kept, first["code"])
        ),
        answers=tuple(kept.get("answers", ())),
    )


def _about_call(work: Work, draft: Draft, call: Document) -> Suggestion:
    """A question about a call goes to its customer; other bodies the text speaks for stand behind."""
    kept = draft.suggested
    bodies = [
        b for b in kept.get("bodies", ()) if b["code"] in work.facts.bodies and b["code"] != call["body"]
    ]
    others = [_offer(work, b, kept["region"]) for b in bodies if b["score"] >= WORTH_SHOWING]
    return Suggestion(
        draft.id,
        (Offer(call["body"], call["region"] or None, ()), *others),
        emergency=kept.get("emergency"),
        answers=tuple(kept.get("answers", ())),
        call=call,
    )


def co_executors(kept: Document, body: str) -> list[str]:
    """Bodies that take part in the answer when `body` gives it, from what was understood of the text.

    A text of several matters proposes the bodies of all of them. With the dispatcher all are named; a body
    that is none of them was chosen against what we understood, and then nothing is proposed.
    """
    matters = list(kept.get("matters", ()))
    return [code for code in matters if code != body] if body in (TRIAGE, *matters) else []


def is_courtesy(work: Work, said: Said) -> bool:
    """Is a message a greeting or thanks and nothing else? A long one is taken for more than that."""
    if said.kind != "text" or len(said.text) > _LONGEST_COURTESY:
        return False
    first = work.router.route(said.text).bodies[0]
    return first.code == NONE and first.topic in _COURTESIES


def takes_part(inquiry: Inquiry) -> list[str]:
    """Bodies proposed as co-executors when it was sent; `services.coexecutors` engages them, on a tap."""
    return [
        code for code in inquiry.suggested.get("also", ()) if isinstance(code, str) and code != inquiry.body
    ]


def language_of(draft: Draft, who: Actor) -> str:
    """The language a text is written in; what cannot be told is the reader's own."""
    kept = draft.suggested
    return str(kept["lang"]) if kept.get("lang_sure") else who.language


def _offer(work: Work, body: Document, region: str | None) -> Offer:
    return Offer(body["code"], _where(work, body["code"], region), tuple(body["evidence"]))


def _where(work: Work, code: str, region: str | None) -> str | None:
    body = work.facts.bodies.get(code)
    return region if body and body.per_region else None


def _telling(evidence: tuple[str, ...]) -> list[str]:
    """Up to three pieces of the text, none of them a part of another."""
    whole = [e for e in evidence if not any(e != other and e in other for other in evidence)]
    return whole[:_PIECES]


def _understood(work: Work, texts: Sequence[str], last_region: str | None) -> Document:
    understood = _remembered(work.router.route("\n".join(texts), last_region))
    return understood | {"answers": finding.kept(finding.fitting(work, texts, understood))}


def _remembered(routed: Routed) -> Document:
    return {
        "lang": routed.lang,
        "lang_sure": routed.lang_sure,
        "region": routed.region,
        "emergency": routed.emergency.kind if routed.emergency else None,
        "disputes": routed.disputes,
        "unsure": routed.unsure,
        "matters": list(routed.matters),
        "bodies": [
            {"code": b.code, "score": round(b.score, 3), "evidence": _telling(b.evidence), "topic": b.topic}
            for b in routed.bodies
        ],
    }
