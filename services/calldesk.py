"""A customer's own calls: the list of them, and one with everything that may be done about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.callsheet import Complaint
from domain.errors import Refused
from domain.permissions import Role, administers
from models.queries import calls as queries
from models.tables import Call
from services import calldecisions, calls, callwriting, grants
from services.grants import CallCard
from services.work import Actor, Work

PAGE = 6


@dataclass(frozen=True, slots=True)
class Own:
    """A page of a customer's calls, the newest first."""

    rows: tuple[tuple[Call, str], ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class OwnCard:
    """A call at its customer's desk: what is wrong with a draft, what may be decided about the rest."""

    shown: CallCard
    wrong: Sequence[Complaint]
    acts: Sequence[str]
    sign: str


async def listed(work: Work, who: Actor, page: int = 0) -> Own:
    """A page of the calls somebody may write; an administrator sees all.

    Raises:
        Refused: they head no body and administer nothing.
    """
    everything = administers(who.posts)
    mine = [(p.body, p.region or "") for p in who.posts if p.role is Role.HEAD and p.body]
    if not everything and not mine:
        raise Refused("error.not_head")
    rows, total = await queries.of_customers(work.session, None if everything else mine, page, PAGE)
    phases = tuple((call, str(calls.phase_of(work, call))) for call in rows)
    return Own(phases, page, max(1, -(-total // PAGE)))


async def opened(work: Work, who: Actor, call_id: int) -> OwnCard:
    """A call at the desk.

    Raises:
        Refused: it is not theirs.
    """
    call, _ = await calls.at_desk(work, who, call_id)
    return await card(work, call)


async def card(work: Work, call: Call) -> OwnCard:
    """A call that was fetched with the right to it."""
    await work.session.flush()
    wrong = callwriting.wrong(work, call) if call.state == "draft" else ()
    shown = await grants.shown(work, call)
    return OwnCard(shown, wrong, calldecisions.possible(work, call), callwriting.stamp(call))
