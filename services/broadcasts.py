"""Broadcasts: begun, paused, resumed, stopped, and watched. `services.batches` plans them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from domain.errors import Impossible, Refused, Unusable
from domain.limits import utf16_length
from domain.notices import Kind
from domain.permissions import Role
from domain.privacy import clean_input
from models.columns import Document
from models.engine import ring
from models.queries import broadcasts as queries
from models.queries import people
from models.queries.broadcasts import Filter
from models.queries.outbox import Ending
from models.tables import Audit, Broadcast, Outbox
from services.access import as_admin
from services.outbox import BELL, notice
from services.team import Team
from services.work import Actor, Work

__all__ = ["Filter", "Progress", "State", "launch", "pause", "progress", "resume", "start", "stop"]

REFUSED_SHARE = 0.3
"""When so large a part of what left could not be delivered, something is wrong with the audience."""

REFUSED_AT_LEAST = 100
"""So many messages must have ended before their share says anything."""

SHOW_EVERY_SECONDS = 5.0
"""The progress bar is one message that is edited; more often nobody reads it."""

LONGEST_TEXT = 3000
"""UTF-16 units: one message, with room for what stands around it."""

SEGMENT = "segment"
"""The plan of an administrator's broadcast; `services.segments` chooses the people."""

RESUMED = "resumed"


class State(StrEnum):
    """Where a broadcast stands."""

    PLANNED = "planned"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    STOPPED = "stopped"


GOING = (State.PLANNED, State.RUNNING)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a broadcast has come, in messages.

    Attributes:
        audience: for how many people it is; None where that is only known at the end.
        waiting: planned, and neither arrived nor given up.
        unknown: the request left and no answer came; a person decides.
    """

    id: int
    state: State
    reason: str
    audience: int | None
    planned: int
    waiting: int
    sent: int
    unreachable: int
    failed: int
    unknown: int
    dropped: int

    @property
    def ended(self) -> int:
        """How many messages have an ending."""
        return self.planned - self.waiting

    @property
    def share(self) -> float:
        """The part that is done, from 0 to 1."""
        if self.state is State.DONE:
            return 1.0
        return min(1.0, self.ended / self.audience) if self.audience else 0.0


async def count(work: Work, who: Actor, segment: Filter) -> int:
    """For how many people a broadcast would be.

    Raises:
        Refused: the person is no administrator.
    """
    as_admin(who)
    return await queries.audience(work.session, segment)


def words(told: str) -> str:
    """A text as it will be sent.

    Raises:
        Unusable: it is empty, or would not fit into one message.
    """
    said = clean_input(told).strip()
    if not said:
        raise Unusable("error.empty")
    if utf16_length(said) > LONGEST_TEXT:
        raise Unusable("error.too_long", limit=LONGEST_TEXT)
    return said


async def start(work: Work, who: Actor, segment: Filter, texts: dict[str, str]) -> Broadcast:
    """Send a text to everybody of a segment, each in their language; the author sees a progress bar.

    Args:
        work: the unit of work.
        who: an administrator.
        segment: language, region and role of the people; None means all.
        texts: the text in `kk` and in `ru`.

    Raises:
        Refused: the person is no administrator.
        Impossible: a language is missing, or nobody is in the segment.
    """
    as_admin(who)
    if not all(texts.get(language, "").strip() for language in ("kk", "ru")):
        raise Impossible("error.broadcast_languages")
    audience = await queries.audience(work.session, segment)
    if not audience:
        raise Impossible("error.broadcast_nobody")
    args: Document = {language: texts[language].strip() for language in ("kk", "ru")}
    row = await launch(work, "broadcast", SEGMENT, args, asdict(segment), Kind.BROADCAST)
    row.author_id, row.audience = who.id, audience
    _audit(work, who, row, "start")
    await show(work, row)
    return row


async def launch(work: Work, key: str, plan: str, args: Document, segment: Document, kind: Kind) -> Broadcast:
    """Begin a broadcast; its messages are planned by the next ticks.

    Args:
        work: the unit of work.
        key: the notice everybody receives.
        plan: who chooses the recipients, a name of `services.batches.PLANS`.
        args: arguments all messages share.
        segment: what the plan needs to know.
        kind: how urgent the messages are.
    """
    row = Broadcast(
        plan=plan, kind=kind, key=key, args=args, segment=segment, state=State.PLANNED, created_at=work.now
    )
    work.session.add(row)
    await work.session.flush()
    return row


async def pause(work: Work, who: Actor, broadcast_id: int) -> Broadcast:
    """Let nothing more leave until it is resumed; what is on its way arrives. Twice is as good as once.

    Raises:
        Refused: the person is no administrator, or there is no such broadcast.
        Impossible: it is over.
    """
    row = await _held(work, who, broadcast_id)
    if row.state in GOING:
        row.state = State.PAUSED
        await queries.hold(work.session, row.id)
        _audit(work, who, row, "pause")
        await show(work, row)
    elif row.state != State.PAUSED:
        raise Impossible("error.broadcast_over")
    return row


async def resume(work: Work, who: Actor, broadcast_id: int) -> Broadcast:
    """Go on where it was paused, or after too many refusals. Twice is as good as once.

    Raises:
        Refused: the person is no administrator, or there is no such broadcast.
        Impossible: it is over.
    """
    row = await _held(work, who, broadcast_id)
    if row.state == State.PAUSED or (row.state, row.reason) == (State.STOPPED, "refused"):
        # Whoever resumes has seen the refusals and decided; it does not stop for them again.
        row.state, row.reason, row.ended_at = State.RUNNING, RESUMED, None
        await queries.release(work.session, row.id)
        ring(work.session, BELL)
        _audit(work, who, row, "resume")
        await show(work, row)
    elif row.state not in GOING:
        raise Impossible("error.broadcast_over")
    return row


async def stop(work: Work, who: Actor, broadcast_id: int) -> Broadcast:
    """End it for good; what waits is dropped. Twice is as good as once.

    Raises:
        Refused: the person is no administrator, or there is no such broadcast.
        Impossible: everything has left already.
    """
    row = await _held(work, who, broadcast_id)
    if row.state == State.DONE:
        raise Impossible("error.broadcast_over")
    if (row.state, row.reason) != (State.STOPPED, "by_hand"):
        row.state, row.reason, row.ended_at = State.STOPPED, "by_hand", work.now
        await queries.hold(work.session, row.id, "dropped")
        _audit(work, who, row, "stop")
        await show(work, row)
    return row


async def again(work: Work, who: Actor, broadcast_id: int) -> int:
    """Send once more what may or may not have arrived; returns how many messages that are.

    Raises:
        Refused: the person is no administrator, or there is no such broadcast.
    """
    row = await _held(work, who, broadcast_id)
    repeated = await queries.retry_unknown(work.session, row.id)
    if repeated:
        row.unknown = max(0, row.unknown - repeated)
        row.state, row.ended_at = State.RUNNING, None
        ring(work.session, BELL)
        _audit(work, who, row, "again")
        await show(work, row)
    return repeated


async def progress(work: Work, who: Actor, broadcast_id: int) -> Progress:
    """How far a broadcast has come.

    Raises:
        Refused: the person is no administrator, or there is no such broadcast.
    """
    as_admin(who)
    found = await told(work, broadcast_id)
    if found is None:
        raise Refused("error.no_access")
    return found


async def told(work: Work, broadcast_id: int) -> Progress | None:
    """How far a broadcast has come; None when there is none."""
    row = await queries.by_id(work.session, broadcast_id)
    if row is None:
        return None
    counts = {name: getattr(row, name) for name in queries.COUNTED}
    waiting = max(0, row.planned - sum(counts.values()))
    return Progress(row.id, State(row.state), row.reason, row.audience, row.planned, waiting, **counts)


async def by_outcome(
    work: Work, who: Actor, broadcast_id: int, state: str, after: int = 0, limit: int = 50
) -> Sequence[tuple[int, int, str]]:
    """Whose message ended so: outbox row, Telegram id and name, after a row.

    Raises:
        Refused: the person is no administrator.
    """
    as_admin(who)
    return await queries.people_by_outcome(work.session, broadcast_id, state, after, limit)


async def show(work: Work, row: Broadcast) -> None:
    """Draw the author's progress bar anew: one message, sent once and edited from then on."""
    row.shown_at = work.machine_now
    if row.author_id is None:
        return
    bar = await work.session.get(Outbox, row.progress_id) if row.progress_id else None
    if bar is None:
        author = await people.by_id(work.session, row.author_id)
        args: Document = {"broadcast": row.id}
        bar = notice(work, author.chat_id, "broadcast_progress", args, kind=Kind.STAFF)
        await work.session.flush()
        row.progress_id = bar.id
    elif bar.state not in ("sending", "unreachable"):
        bar.state, bar.retry_at = "waiting", 0.0
        ring(work.session, BELL)


async def ended(work: Work, endings: Iterable[Ending]) -> None:
    """Count what became of messages; a broadcast that is refused too often stops and says so."""
    counted: dict[int, Counter[str]] = {}
    for ending in endings:
        if ending.broadcast_id is not None:
            counted.setdefault(ending.broadcast_id, Counter())[ending.state] += 1
    for broadcast_id in sorted(counted):
        now = await queries.count(work.session, broadcast_id, counted[broadcast_id])
        if now.state in GOING and now.reason != RESUMED and _refused(now.sent, now.unreachable + now.failed):
            await _stop_refused(work, broadcast_id)
        elif now.state not in GOING and not counted[broadcast_id].keys() <= set(queries.COUNTED):
            # It was put off while the broadcast was being paused.
            await queries.hold(work.session, broadcast_id, "held" if now.reason != "by_hand" else "dropped")


def _refused(sent: int, refused: int) -> bool:
    return sent + refused >= REFUSED_AT_LEAST and refused > REFUSED_SHARE * (sent + refused)


async def _stop_refused(work: Work, broadcast_id: int) -> None:
    row = await queries.locked(work.session, broadcast_id)
    assert row is not None, "it was counted just now"
    row.state, row.reason, row.ended_at = State.STOPPED, "refused", work.now
    await queries.hold(work.session, row.id)
    for place in (await Team.of(work)).with_role(Role.ADMIN):
        notice(work, place.chat_id, "broadcast_refused", {"broadcast": row.id}, kind=Kind.STAFF)
    await show(work, row)


async def _held(work: Work, who: Actor, broadcast_id: int) -> Broadcast:
    as_admin(who)
    row = await queries.locked(work.session, broadcast_id)
    if row is None:
        raise Refused("error.no_access")
    return row


def _audit(work: Work, who: Actor, row: Broadcast, act: str) -> None:
    details = {"broadcast": row.id, "act": act}
    work.session.add(Audit(at=work.now, person_id=who.id, action="broadcast", details=details))
