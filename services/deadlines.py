"""When an answer is due: the rule for a kind, counted in the calendar in force."""

from datetime import datetime

from domain.deadlines import Deadline, count
from domain.terms import Term
from models.queries import inquiries
from models.tables import ClockRun, Inquiry
from services.work import Work


def rule_for(work: Work, kind: str, body: str) -> Term:
    """The term of a kind of inquiry, with what the body promises of itself."""
    return work.facts.term(kind, body)


def reopening(work: Work) -> Term:
    """The short run after "not solved"."""
    return work.facts.term("reopened")


def counted(work: Work, inquiry: Inquiry, run: ClockRun) -> Deadline:
    """The full count behind a due date, to explain it day by day."""
    term = reopening(work) if run.cause == "reopened" else rule_for(work, inquiry.kind, inquiry.body)
    return count(run.received_at, term, work.facts.calendar)


async def explained(work: Work, inquiry: Inquiry) -> Deadline:
    """How the due date in force was counted."""
    return counted(work, inquiry, await inquiries.current_run(work.session, inquiry.id))


def start(work: Work, inquiry: Inquiry, n: int, cause: str, term: Term, received: datetime) -> Deadline:
    """Begin a clock run; the inquiry's date becomes this run's date."""
    deadline = count(received, term, work.facts.calendar)
    work.session.add(
        ClockRun(
            inquiry_id=inquiry.id,
            n=n,
            cause=cause,
            rule=deadline.rule,
            received_at=received,
            registered=deadline.registered,
            due=deadline.due,
        )
    )
    inquiry.due = deadline.due
    return deadline


async def stop(work: Work, inquiry: Inquiry) -> None:
    """The clock stops: nobody owes an answer any more."""
    run = await inquiries.current_run(work.session, inquiry.id)
    run.ended_at = work.now
