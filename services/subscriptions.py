"""What people want to hear of: all grant calls, those of a field, a region or a type, one call, or a date."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.calls import CallState, GrantKind
from domain.errors import Refused
from models.queries import subscriptions as queries
from models.queries.subscriptions import Wish
from models.tables import Call, Subscription
from services import calls
from services.work import Actor, Reading, Work

SUBSCRIBERS = "subscribers"
"""The audience of a key date that citizens may subscribe to (`facts.schema.KeyDate`)."""


class Scope(StrEnum):
    """How wide a subscription is."""

    ALL = "all"
    FIELD = "field"
    REGION = "region"
    TYPE = "type"
    CALL = "call"
    MILESTONE = "milestone"
    NEWS = "news"


@dataclass(frozen=True, slots=True)
class Wished:
    """One subscription, with the call where it is one call's."""

    scope: Scope
    value: str
    call: Call | None = None


def audience(work: Reading, call: Call) -> tuple[Wish, ...]:
    """Every subscription by which somebody hears of this call; the whole country is every region."""
    regions = call.regions or list(work.facts.regions)
    return (
        (Scope.ALL, ""),
        (Scope.FIELD, call.field),
        *((Scope.REGION, region) for region in regions),
        (Scope.TYPE, call.kind),
        (Scope.CALL, str(call.id)),
    )


def consent_given(who: Actor) -> None:
    """What somebody is interested in is kept only with their consent.

    Raises:
        Refused: they have not agreed yet.
    """
    if not who.consented:
        raise Refused("error.consent_first")


async def subscribe(work: Work, who: Actor, scope: str, value: str) -> Wished:
    """Subscribe; twice is as good as once.

    Raises:
        Refused: consent is missing, or there is nothing of that name.
    """
    consent_given(who)
    wished = await _known(work, scope, value)
    await queries.add(work.session, who.id, wished.scope, wished.value, work.now)
    return wished


async def stop(work: Work, who: Actor, scope: str, value: str) -> None:
    """Stop one subscription; one that is stopped already stays so."""
    await queries.drop(work.session, who.id, [(scope, value)])


async def stop_all(work: Work, who: Actor) -> None:
    """Stop all of somebody's subscriptions, and every reminder three hours before."""
    await work.session.flush()
    await queries.drop(work.session, who.id)
    await queries.forget_hours(work.session, who.id)


async def listed(work: Work, who: Actor) -> Sequence[Wished]:
    """What somebody hears of; a call that is over is left out."""
    rows = await queries.of_person(work.session, who.id)
    found = [await _told(work, row) for row in rows]
    return [wished for wished in found if wished is not None]


async def _told(work: Work, row: Subscription) -> Wished | None:
    try:
        return await _known(work, row.scope, row.value)
    except Refused:  # a field, a call or a date that is gone since
        return None


async def _known(work: Work, scope: str, value: str) -> Wished:
    """What a button names, if there is such a thing."""
    facts = work.facts
    match scope:
        case Scope.ALL if not value:
            return Wished(Scope.ALL, "")
        case Scope.NEWS if not value:
            return Wished(Scope.NEWS, "")
        case Scope.FIELD if value in facts.grants.fields:
            return Wished(Scope.FIELD, value)
        case Scope.REGION if value in facts.regions:
            return Wished(Scope.REGION, value)
        case Scope.TYPE if value in list(GrantKind):
            return Wished(Scope.TYPE, value)
        case Scope.MILESTONE if value in facts.key_dates and facts.key_dates[value].audience == SUBSCRIBERS:
            return Wished(Scope.MILESTONE, value)
        case Scope.CALL if value.isdecimal() and len(value) < 18:
            call = await calls.seen(work, int(value))
            if call.state == CallState.PUBLISHED:
                return Wished(Scope.CALL, value, call)
    raise Refused("error.no_subscription")
