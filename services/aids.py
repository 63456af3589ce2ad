"""What a card offers to make an answer quick: canned replies, similar questions, a correction.

Texts that fit the question are proposed elsewhere (`services.proposals`).
"""

from dataclasses import dataclass

from domain.inquiries import State
from models.queries import answering
from models.queries.traces import Traces
from models.tables import Answer, Inquiry
from services import corrections, together
from services.work import Actor, Work


@dataclass(frozen=True, slots=True)
class Aids:
    """What helps with one inquiry.

    Attributes:
        any_reply: the queue has canned replies at all.
        similar: how many open questions are about the same.
        linked: how many will be answered together with it.
        lead: number of the inquiry it will be answered together with.
        correctable: its reader may correct the answer that was sent.
        along: how many others got the same answer.
    """

    any_reply: bool = False
    similar: int = 0
    linked: int = 0
    lead: str = ""
    correctable: bool = False
    along: int = 0


NO_AIDS = Aids()
"""Nothing to offer."""


async def of(
    work: Work, who: Actor, inquiry: Inquiry, last: Answer | None, has: Traces, *, mine: bool
) -> Aids:
    """What helps this reader with this inquiry now; `has` says what there is to be read of it."""
    if inquiry.state == State.ANSWERED and last is not None:
        return Aids(
            correctable=await corrections.may_correct(work, who, inquiry, last),
            along=len(await answering.went_along(work.session, last.id)),
        )
    if inquiry.state == State.NEW:
        return Aids(similar=len(await together.similar(work, who, inquiry, ())))
    if inquiry.state != State.TAKEN or not mine:
        return NO_AIDS
    linked = await answering.along(work.session, inquiry) if has.leads else ()
    return Aids(
        any_reply=await answering.has_canned(work.session, inquiry.body, inquiry.region),
        similar=len(await together.similar(work, who, inquiry, linked)),
        linked=len(linked),
        lead=(await answering.lead_of(work.session, inquiry) if has.follows else None) or "",
    )
