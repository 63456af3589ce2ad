"""Grant calls: who may see one, and the decisions about it, each a version of its dates with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import SystemRandom

from domain.calls import TAKING, CallState, Cause, Phase, phase
from domain.errors import Impossible, Refused, Stale, Unusable
from domain.ids import new_secret
from domain.permissions import Post, administers, heads
from domain.privacy import clean_input
from models.queries import calls
from models.tables import Audit, Call, CallDates
from services.callchanges import changed
from services.work import Actor, Work

PREFIX = "call_"
"""How a start payload says that it is a call."""

CODE_LENGTH = 10
REASON_LENGTH = 500
LINK_LENGTH = 300

_RANDOM = SystemRandom()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why dates changed, in both languages."""

    kk: str
    ru: str


def new_code() -> str:
    """An opaque code for links to a call; its number in the database is nobody's business."""
    return new_secret(_RANDOM, CODE_LENGTH)


def phase_of(work: Work, call: Call) -> Phase:
    """Where a call stands now."""
    return phase(call.state, call.opens_at, call.closes_at, work.now)


async def published(work: Work) -> Sequence[Call]:
    """Calls that are coming or take applications, those first that close first."""
    return await calls.not_over(work.session, work.now)


async def by_code(work: Work, code: str) -> Call:
    """A call by the code of its links, as anybody may see it.

    Raises:
        Refused: there is none, or it is not published yet; both sound the same.
    """
    return _shown(await calls.by_code(work.session, code))


async def seen(work: Work, call_id: int) -> Call:
    """A call as anybody may see it.

    Raises:
        Refused: there is none, or it is not published yet; both sound the same.
    """
    return _shown(await calls.by_id(work.session, call_id))


def _shown(call: Call | None) -> Call:
    if call is None or call.state == CallState.DRAFT:
        raise Refused("error.no_call")
    return call


def writer(who: Actor, body: str, region: str) -> Post | None:
    """The post by which somebody may write calls of this customer: its head's, or an administrator's."""
    return next((p for p in who.posts if heads((p,), body, region) or administers((p,))), None)


async def at_desk(work: Work, who: Actor, call_id: int, version: int | None = None) -> tuple[Call, Post]:
    """A call somebody may change, held until the transaction ends, with the post that allows it.

    Raises:
        Refused: there is none, or it is another customer's; both sound the same.
        Stale: its dates were changed since the version somebody looked at.
    """
    call = await calls.locked(work.session, call_id)
    post = writer(who, call.body, call.region) if call else None
    if call is None or post is None:
        raise Refused("error.no_call")
    if version is not None and call.version != version:
        raise Stale("error.call_stale")
    return call, post


async def put_out(work: Work, call: Call, author_id: int | None = None, person_id: int | None = None) -> None:
    """Publish a draft whose contents were checked: its first version of dates.

    Raises:
        Impossible: it is published already.
    """
    if call.state != CallState.DRAFT:
        raise Impossible("error.call_published")
    call.state, call.published_at = CallState.PUBLISHED, work.now
    await _version(work, call, Cause.PUBLISHED, Reason("", ""), author_id, person_id)


async def extend(
    work: Work, who: Actor, call_id: int, version: int, closes: datetime, reason: Reason
) -> Call:
    """Give a call that is not closed yet a later closing instant.

    Raises:
        Refused: it is not theirs.
        Stale: its dates changed meanwhile.
        Impossible: it is over, cancelled or not published.
        Unusable: the new instant is not later, or the reason is missing in a language.
    """
    reason = _full(reason)
    call, post = await at_desk(work, who, call_id, version)
    if phase_of(work, call) not in TAKING | {Phase.COMING}:
        raise Impossible("error.call_over")
    if call.closes_at is None or closes <= call.closes_at:
        raise Unusable("error.call_not_later")
    call.closes_at = closes
    await _version(work, call, Cause.EXTENDED, reason, post.id, who.id)
    return call


async def reannounce(
    work: Work, who: Actor, call_id: int, version: int, opens: datetime, closes: datetime, reason: Reason
) -> Call:
    """Call for applications anew with both dates: after a cancellation, after an end without a winner.

    Raises:
        Refused: it is not theirs.
        Stale: its dates changed meanwhile.
        Impossible: it was never published.
        Unusable: it would close before it opens or in the past, or the reason is missing in a language.
    """
    reason = _full(reason)
    call, post = await at_desk(work, who, call_id, version)
    if call.state == CallState.DRAFT:
        raise Impossible("error.call_draft")
    if closes <= opens:
        raise Unusable("error.call_closes_first")
    if closes <= work.now:
        raise Unusable("error.call_past")
    call.state, call.opens_at, call.closes_at = CallState.PUBLISHED, opens, closes
    await _version(work, call, Cause.REANNOUNCED, reason, post.id, who.id)
    return call


async def cancel(work: Work, who: Actor, call_id: int, version: int, reason: Reason) -> Call:
    """Call a call off.

    Raises:
        Refused: it is not theirs.
        Stale: its dates changed meanwhile.
        Impossible: it is not published, or cancelled already.
        Unusable: the reason is missing in a language.
    """
    reason = _full(reason)
    call, post = await at_desk(work, who, call_id, version)
    if call.state != CallState.PUBLISHED:
        raise Impossible("error.call_over")
    call.state = CallState.CANCELLED
    await _version(work, call, Cause.CANCELLED, reason, post.id, who.id)
    return call


async def results(work: Work, who: Actor, call_id: int, version: int, link: str) -> Call:
    """Say that the winners of a closed call are known, and where.

    Raises:
        Refused: it is not theirs.
        Stale: its dates changed meanwhile.
        Impossible: it still takes applications.
        Unusable: that is no link.
    """
    call, _ = await at_desk(work, who, call_id, version)
    if phase_of(work, call) not in (Phase.CLOSED, Phase.RESULTS):
        raise Impossible("error.call_not_closed")
    call.results_link, call.state = checked_link(link), CallState.RESULTS
    work.session.add(Audit(at=work.now, person_id=who.id, action="call_results", details={"call": call.id}))
    return call


def checked_link(link: str) -> str:
    """A link people may tap.

    Raises:
        Unusable: it is none.
    """
    link = clean_input(link).strip()
    if not link.startswith("https://") or len(link) > LINK_LENGTH or any(map(str.isspace, link)):
        raise Unusable("error.call_link")
    return link


def _full(reason: Reason) -> Reason:
    kk, ru = (clean_input(words).strip()[:REASON_LENGTH] for words in (reason.kk, reason.ru))
    if not kk or not ru:
        raise Unusable("error.both_languages")
    return Reason(kk, ru)


async def _version(
    work: Work, call: Call, cause: Cause, reason: Reason, author_id: int | None, person_id: int | None
) -> None:
    """The dates now in force become a version of their own."""
    assert call.opens_at is not None, "a call is published with both dates"
    assert call.closes_at is not None, "a call is published with both dates"
    call.version += 1
    dates = CallDates(
        call_id=call.id,
        version=call.version,
        cause=cause,
        opens_at=call.opens_at,
        closes_at=call.closes_at,
        reason_kk=reason.kk,
        reason_ru=reason.ru,
        author_id=author_id,
        decided_at=work.now,
    )
    work.session.add(dates)
    await work.session.flush()
    await changed(work, call, dates, cause, person_id)
