"""Stopping the clock to ask the citizen something, and letting it run again."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.civil import civil_date
from domain.clock import MOST_ASK_BACKS, pause_ends
from domain.errors import Refused, Stale, Unusable
from domain.inquiries import Move, State, moved
from domain.privacy import clean_input, mask_iin
from models.queries import clock, inquiries, people
from models.tables import ClockPause, ClockRun, Inquiry, Message
from services import access, deadlines, search
from services.agenda import replan
from services.history import record
from services.outbox import notice
from services.queues import at_work, tell_assignee
from services.topic import turn_to
from services.work import Actor, Work

LONGEST_QUESTION = 1500
"""Characters of a question back: it must be read at one glance, and fit into one message."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question went to the citizen; the clock stands until they answer, at most to the end of `until`."""

    inquiry: Inquiry
    until: date


async def begin(work: Work, who: Actor, inquiry_id: int) -> Inquiry:
    """An inquiry whose citizen this person may ask something now.

    Raises:
        Refused: somebody else has it, or the citizen was asked twice before.
        Impossible: it is not being worked on.
    """
    inquiry, _ = await access.in_hand(work, who, inquiry_id, Move.ASK_BACK)
    moved(inquiry.state, Move.ASK_BACK)
    if await clock.count_pauses(work.session, inquiry.id) >= MOST_ASK_BACKS:
        raise Refused("error.asked_twice")
    return inquiry


async def ask_back(work: Work, who: Actor, inquiry_id: int, words: str) -> Asked:
    """Ask the citizen for what is missing; the clock stands from the next day on.

    Raises:
        Refused: somebody else has the inquiry, or the citizen was asked twice before.
        Impossible: it is not being worked on.
        Unusable: the question is empty or too long.
    """
    inquiry, post = await access.in_hand(work, who, inquiry_id, Move.ASK_BACK)
    after = moved(inquiry.state, Move.ASK_BACK)
    await begin(work, who, inquiry_id)
    words = question(words)
    run = await inquiries.current_run(work.session, inquiry.id)
    message = await _said(work, inquiry, words)
    pause = await _stop(work, run, message)
    inquiry.state = after
    await _touched(work, inquiry)
    record(work, inquiry, "asked_back", who, post.id, message=message.id)
    citizen = await people.by_id(work.session, inquiry.person_id)
    notice(work, citizen.chat_id, "asked_back", {"pause": pause.id}, inquiry_id=inquiry.id)
    await turn_to(work, citizen, inquiry)
    who.go()
    return Asked(inquiry, last_day(work, pause))


def question(words: str) -> str:
    """The question as it will be sent.

    Raises:
        Unusable: it is empty or too long.
    """
    words = mask_iin(clean_input(words)).strip()
    if not words:
        raise Unusable("error.no_question")
    if len(words) > LONGEST_QUESTION:
        raise Unusable("error.too_long", limit=LONGEST_QUESTION)
    return words


async def go_on(work: Work, who: Actor, inquiry_id: int) -> Inquiry:
    """The operator waits no longer: the clock runs again from today.

    Raises:
        Refused: somebody else has the inquiry.
        Impossible: its clock does not stand.
    """
    inquiry, post = await access.in_hand(work, who, inquiry_id, Move.RESUME)
    await wait_no_longer(work, who, inquiry, post.id)
    return inquiry


async def wait_no_longer(work: Work, who: Actor | None, inquiry: Inquiry, membership_id: int | None) -> None:
    """Nobody waits for the citizen any longer; whether this person may say so was decided before.

    Raises:
        Impossible: the clock does not stand.
    """
    run = await inquiries.current_run(work.session, inquiry.id)
    await _resume(work, inquiry, run, "operator")
    record(work, inquiry, "resumed", who, membership_id, due=inquiry.due.isoformat())


async def citizen_answered(work: Work, who: Actor, inquiry: Inquiry) -> bool:
    """The citizen said something: a clock that stood runs again. False when it did not stand."""
    if inquiry.state != State.WAITING:
        return False
    run = await inquiries.current_run(work.session, inquiry.id)
    await _resume(work, inquiry, run, "answered")
    record(work, inquiry, "resumed", who, due=inquiry.due.isoformat())
    return True


async def expire(work: Work, inquiry: Inquiry, run: ClockRun) -> None:
    """The citizen said nothing for as long as the facts allow: the clock runs again, both sides are told."""
    await _resume(work, inquiry, run, "expired")
    record(work, inquiry, "resumed", due=inquiry.due.isoformat(), silent=True)
    citizen = await people.by_id(work.session, inquiry.person_id)
    notice(work, citizen.chat_id, "wait_over", {"due": inquiry.due.isoformat()}, inquiry_id=inquiry.id)
    await tell_assignee(work, inquiry, "staff.wait_over", not_before=at_work(work, work.now))


def ends(work: Work, pause: ClockPause) -> datetime:
    """The last second of a pause if the citizen says nothing."""
    return pause_ends(pause.started_at, work.facts.term("pause_end"), work.facts.calendar)


def last_day(work: Work, pause: ClockPause) -> date:
    """The last day on which the citizen is waited for."""
    return civil_date(ends(work, pause))


async def standing(work: Work, pause_id: int) -> tuple[ClockPause, Message] | None:
    """A pause that still stands, with the question that began it."""
    pause = await work.session.get(ClockPause, pause_id)
    if pause is None or pause.ended_at is not None or pause.message_id is None:
        return None
    return pause, await work.session.get_one(Message, pause.message_id)


async def _resume(work: Work, inquiry: Inquiry, run: ClockRun, ending: str) -> None:
    """Let the clock run again. A pause never lasts longer than its limit, however late somebody looks."""
    after = moved(inquiry.state, Move.RESUME)
    pause = await clock.open_pause(work.session, run.id)
    if pause is None:
        raise Stale("error.stale")
    await deadlines.end_pause(work, run, ending, min(work.now, ends(work, pause)))
    await deadlines.recount(work, inquiry, run)
    inquiry.state = after
    await _touched(work, inquiry)


async def _said(work: Work, inquiry: Inquiry, words: str) -> Message:
    message = Message(
        inquiry_id=inquiry.id, author="staff", kind="question", text=words, versions=1, at=work.now
    )
    work.session.add(message)
    await work.session.flush()
    await search.note(work, inquiry, words)
    return message


async def _stop(work: Work, run: ClockRun, message: Message) -> ClockPause:
    n = len(await clock.pauses(work.session, run.id)) + 1
    pause = ClockPause(run_id=run.id, n=n, cause="asked_back", message_id=message.id, started_at=work.now)
    work.session.add(pause)
    await work.session.flush()
    return pause


async def _touched(work: Work, inquiry: Inquiry) -> None:
    inquiry.version += 1
    inquiry.touched_at = work.now
    await replan(work, inquiry)
