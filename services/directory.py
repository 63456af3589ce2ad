"""Who answers here: the bodies an inquiry, or a part of its answer, can go to."""

from dataclasses import dataclass

from domain.permissions import TRIAGE
from models.queries import bodies, staff
from models.tables import Inquiry
from services.queues import is_connected
from services.work import Work


@dataclass(frozen=True, slots=True)
class Choices:
    """Where an inquiry can go: bodies that answer here, those routing proposed first.

    `regions` are the connected regions of each body that answers per region; `dispatcher`: there is one.
    """

    inquiry: Inquiry
    bodies: tuple[str, ...]
    regions: dict[str, tuple[str, ...]]
    dispatcher: bool


async def choices_for(work: Work, inquiry: Inquiry) -> Choices:
    """Every queue but its own that answers here."""
    answering = await bodies.connected(work.session) & await staff.staffed(work.session)
    answering -= {(inquiry.body, inquiry.region)}
    there = {body for body, _ in answering if body in work.facts.bodies}
    proposed = [found["code"] for found in inquiry.suggested.get("bodies", ())]
    codes = [code for code in dict.fromkeys([*proposed, *work.facts.bodies]) if code in there]
    regions = {
        code: tuple(region for region in _likely(work, inquiry) if (code, region) in answering)
        for code in codes
        if work.facts.bodies[code].per_region
    }
    dispatcher = inquiry.body != TRIAGE and await is_connected(work, TRIAGE, "")
    return Choices(inquiry, tuple(codes), regions, dispatcher)


def _likely(work: Work, inquiry: Inquiry) -> list[str]:
    """Every region, the one the text or the queue speaks of first."""
    told = inquiry.suggested.get("region") or inquiry.region
    return sorted(work.facts.regions, key=lambda code: code != told)
