"""When an answer is due: the rule for a kind, counted in the calendar, with every pause and extension."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.clock import Extended, Reckoning, reckon
from domain.deadlines import Deadline, Pause, count
from domain.terms import Term, Unit
from models.queries import clock, inquiries
from models.tables import ClockExtension, ClockPause, ClockRun, Inquiry
from services import agenda, parts
from services.work import Reading, Work


def rule_for(work: Work, kind: str, body: str) -> Term:
    """The term of a kind of inquiry, with what the body promises of itself."""
    return work.facts.term(kind, body)


def reopening(work: Work) -> Term:
    """The short run after "not solved"."""
    return work.facts.term("reopened")


def term_of(work: Reading, run: ClockRun) -> Term:
    """The term of a run as it was promised then; a later change of the facts does not reach it."""
    term = work.facts.term(run.rule)
    if run.amount is None or run.unit is None:
        return term
    return replace(term, amount=run.amount, unit=Unit(run.unit), promise=run.promise)


async def current(work: Work, inquiry: Inquiry) -> ClockRun:
    """The clock run that is running, or the last one."""
    return await inquiries.current_run(work.session, inquiry.id)


async def reckoned(work: Work, run: ClockRun) -> Reckoning:
    """The date of a run with everything that led to it."""
    stood = await clock.pauses(work.session, run.id)
    return reckoned_with(work, run, stood, await clock.extensions(work.session, run.id))


def reckoned_with(
    work: Reading, run: ClockRun, pauses: Sequence[ClockPause], extensions: Sequence[ClockExtension]
) -> Reckoning:
    """The same from rows at hand; a kind changed later undoes extensions before it."""
    since = run.counted_at or run.received_at
    return reckon(
        run.received_at,
        term_of(work, run),
        work.facts.calendar,
        closes=run.closes_at,
        pauses=[Pause(p.started_at, p.ended_at or work.now) for p in pauses],
        extensions=[Extended(e.decided_at, e.due) for e in extensions if e.decided_at >= since],
        now=since,
    )


async def pauses(work: Work, run: ClockRun) -> list[Pause]:
    """The stretches in which a run stood; the one it stands in now ends now."""
    return [Pause(p.started_at, p.ended_at or work.now) for p in await clock.pauses(work.session, run.id)]


@dataclass(frozen=True, slots=True)
class Explained:
    """How the date in force came about: the count, how its run began, and each extension with its reason."""

    reckoning: Reckoning
    cause: str
    extensions: tuple[tuple[Extended, str], ...]


async def explained(work: Work, inquiry: Inquiry) -> Explained:
    """How the date in force was counted."""
    run = await inquiries.current_run(work.session, inquiry.id)
    found = await reckoned(work, run)
    reasons = {e.decided_at: e.reason for e in await clock.extensions(work.session, run.id)}
    return Explained(found, run.cause, tuple((e, reasons[e.decided]) for e in found.extended))


def counted(work: Work, term: Term, received: datetime, closes: datetime | None = None) -> Deadline:
    """The date a term gives to what is received then, before the call closes that it is about."""
    return count(received, term, work.facts.calendar, closes)


async def start(
    work: Work,
    inquiry: Inquiry,
    n: int,
    cause: str,
    term: Term,
    received: datetime,
    closes: datetime | None = None,
) -> Deadline:
    """Begin a clock run; the inquiry's date becomes this run's date."""
    deadline = counted(work, term, received, closes)
    run = ClockRun(
        inquiry_id=inquiry.id,
        n=n,
        cause=cause,
        body=inquiry.body,
        region=inquiry.region,
        rule=deadline.rule,
        received_at=received,
        registered=deadline.registered,
        due=deadline.due,
        amount=term.amount,
        unit=term.unit,
        promise=term.promise,
        closes_at=closes,
        counted_at=received,
        calendar=work.facts.calendar_version,
        free_since=received,
    )
    work.session.add(run)
    inquiry.due = deadline.due
    await agenda.begin(work, inquiry, run)
    return deadline


async def recount(work: Work, inquiry: Inquiry, run: ClockRun) -> bool:
    """Count the date again from the recorded intervals; False when it stays where it is."""
    found = await reckoned(work, run)
    moved = found.due != inquiry.due
    run.registered, run.due, inquiry.due = found.counted.registered, found.due, found.due
    run.calendar = work.facts.calendar_version
    if moved:
        await parts.follow(work, inquiry)
    return moved


async def stop(work: Work, inquiry: Inquiry) -> None:
    """The clock stops: nobody owes an answer any more."""
    run = await inquiries.current_run(work.session, inquiry.id)
    await end_pause(work, run, "closed")
    run.ended_at = work.now
    await parts.drop(work, inquiry)
    await agenda.forget(work, inquiry)


async def end_pause(work: Work, run: ClockRun, ending: str, at: datetime | None = None) -> bool:
    """End the pause the clock stands in; False when it does not stand."""
    pause = await clock.open_pause(work.session, run.id)
    if pause is None:
        return False
    pause.ended_at, pause.ending = max(at or work.now, pause.started_at), ending
    await work.session.flush()
    return True
