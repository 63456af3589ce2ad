"""What somebody said about one call: applied, not taking part, remind me three hours before, what is done."""

from dataclasses import dataclass

from domain.calls import TAKING
from domain.errors import Impossible
from domain.grantreminders import HOURS_BEFORE, in_time
from models.queries import subscriptions as queries
from models.tables import Call, CallMark
from services import calls
from services.subscriptions import audience, consent_given
from services.work import Actor, Work


@dataclass(frozen=True, slots=True)
class Marks:
    """What the card of a call shows of its reader.

    Attributes:
        subscribed: they hear of this call, by whichever subscription.
        applied: they have sent their application; no more reminders.
        declined: they do not take part; no more reminders.
        hour_reminder: they are reminded three hours before it closes.
        checked: places of checklist items that are done, counted from 0.
    """

    subscribed: bool = False
    applied: bool = False
    declined: bool = False
    hour_reminder: bool = False
    checked: frozenset[int] = frozenset()

    @property
    def silent(self) -> bool:
        """Did they say that they need no more reminders?"""
        return self.applied or self.declined


async def marks_of(work: Work, person_id: int, call_id: int) -> Marks:
    """What somebody said about a call; nothing where there is no such call."""
    call = await work.session.get(Call, call_id)
    if call is None:
        return Marks()
    wishes = {(row.scope, row.value) for row in await queries.of_person(work.session, person_id)}
    subscribed = not wishes.isdisjoint(audience(work, call))
    return _marks(await queries.marks(work.session, person_id, call_id), subscribed=subscribed)


async def applied(work: Work, who: Actor, call_id: int) -> Call:
    """They have applied; reminders of this call stop. Twice is as good as once.

    Raises:
        Refused: there is no such call, or consent is missing.
    """
    call, row = await _row(work, who, call_id)
    row.applied_at, row.declined_at, row.hour_reminder = row.applied_at or work.now, None, False
    return call


async def declined(work: Work, who: Actor, call_id: int) -> Call:
    """They do not take part; reminders of this call stop.

    Raises:
        Refused: there is no such call, or consent is missing.
    """
    call, row = await _row(work, who, call_id)
    row.declined_at, row.applied_at, row.hour_reminder = row.declined_at or work.now, None, False
    return call


async def back(work: Work, who: Actor, call_id: int) -> Call:
    """They want to hear of this call again.

    Raises:
        Refused: there is no such call, or consent is missing.
    """
    call, row = await _row(work, who, call_id)
    row.applied_at = row.declined_at = None
    return call


async def remind(work: Work, who: Actor, call_id: int) -> Call:
    """Remind them three hours before the call closes, whatever else they subscribe to.

    Raises:
        Refused: there is no such call, or consent is missing.
        Impossible: it takes no applications, or less than three hours are left.
    """
    call, row = await _row(work, who, call_id)
    if not possible(work, call):
        raise Impossible("error.too_late_to_remind")
    row.hour_reminder, row.applied_at, row.declined_at = True, None, None
    return call


def possible(work: Work, call: Call) -> bool:
    """Can somebody still be reminded three hours before the end of this call?"""
    taking = calls.phase_of(work, call) in TAKING
    closes = call.closes_at
    return taking and closes is not None and work.now < in_time(closes - HOURS_BEFORE, closes)


async def check(work: Work, who: Actor, call_id: int, item: int) -> Call:
    """Turn the mark of one item of the checklist.

    Raises:
        Refused: there is no such call or item, or consent is missing.
    """
    call, row = await _row(work, who, call_id)
    if 0 <= item < len(call.checklist):
        row.checked = sorted(set(row.checked) ^ {item})
    return call


async def _row(work: Work, who: Actor, call_id: int) -> tuple[Call, CallMark]:
    """The call as anybody may see it, and what they said about it so far."""
    call = await calls.seen(work, call_id)
    consent_given(who)
    row = await queries.marks(work.session, who.id, call_id)
    if row is None:
        row = CallMark(call_id=call_id, person_id=who.id, hour_reminder=False, checked=[])
        work.session.add(row)
        await work.session.flush()
    return call, row


def _marks(row: CallMark | None, *, subscribed: bool) -> Marks:
    if row is None:
        return Marks(subscribed)
    return Marks(
        subscribed,
        row.applied_at is not None,
        row.declined_at is not None,
        row.hour_reminder,
        frozenset(row.checked),
    )
