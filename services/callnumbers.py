"""The numbers of a call for its customer: who looked, hears of it, applied, asked, and where from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from domain.errors import Unusable
from domain.notices import Kind
from domain.permissions import Post, administers, heads
from models.queries import callnumbers
from models.queries import calls as queries
from models.tables import Call
from services import calls, documents
from services.outbox import notice
from services.subscriptions import audience
from services.work import Actor, Reading, Work

MEASURES: Final = ("views", "subscribers", "delivered", "applied", "questions")
"""What is counted, in the order in which a person comes closer to a call."""

DOCUMENTS: Final = {"chart": "call_chart", "sheet": "call_sheet"}


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is counted about a call, each by region; an empty region is of those who named none."""

    call: Call
    by_region: Mapping[str, Mapping[str, int]]

    def total(self, measure: str) -> int:
        """One measure over all regions."""
        return sum(self.by_region[measure].values())

    @property
    def regions(self) -> list[str]:
        """Regions that anything came from, those with most first."""
        everywhere = {region for counts in self.by_region.values() for region in counts}
        return sorted(everywhere, key=lambda region: (-self._all(region), region))

    def of(self, region: str) -> list[int]:
        """Every measure of one region."""
        return [self.by_region[measure].get(region, 0) for measure in MEASURES]

    def named(self, region: str) -> dict[str, int]:
        """Every measure of one region by its name."""
        return dict(zip(MEASURES, self.of(region), strict=True))

    def _all(self, region: str) -> int:
        return sum(self.of(region))


async def ask(work: Work, who: Actor, call_id: int) -> Call:
    """Ask for the numbers as a message: they are counted where reading holds nobody up.

    Raises:
        Refused: it is not theirs.
    """
    call, _ = await calls.at_desk(work, who, call_id)
    notice(work, who.chat_id, "call_numbers", {"call": call.id}, kind=Kind.STAFF)
    return call


async def order(work: Work, who: Actor, call_id: int, kind: str) -> Call:
    """Ask for the numbers as a picture or a sheet.

    Raises:
        Refused: it is not theirs, or they wait for several documents already.
        Unusable: there is no such document.
    """
    call, _ = await calls.at_desk(work, who, call_id)
    if kind not in DOCUMENTS:
        raise Unusable("error.no_such_button")
    args = {"call": call.id, "body": call.body, "region": call.region or None}
    await documents.ask(work, who.person, DOCUMENTS[kind], args)
    return call


async def count(work: Reading, call_id: int) -> Numbers | None:
    """The numbers of a call; None when it is gone."""
    call = await queries.by_id(work.session, call_id)
    if call is None:
        return None
    session = work.session
    found = {
        "views": await callnumbers.views(session, call_id),
        "subscribers": await callnumbers.subscribers(session, audience(work, call)),
        "delivered": await callnumbers.delivered(session, call_id),
        "applied": await callnumbers.applied(session, call_id),
        "questions": await callnumbers.questions(session, call_id),
    }
    return Numbers(call, found)


def may_see(posts: tuple[Post, ...], call: Call) -> bool:
    """Are these numbers for somebody with these posts?"""
    return administers(posts) or heads(posts, call.body, call.region)
