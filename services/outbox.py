"""Planning what people must receive, in the transaction of the change it tells of."""

from datetime import datetime

from domain.notices import PRIORITY, Kind
from models.columns import Document
from models.engine import ring
from models.queries import outbox as queries
from models.queries import rows
from models.tables import Outbox
from services.work import Work

BELL = "outbox"
"""Rings after a commit that left something to send."""


def notice(
    work: Work,
    chat_id: int,
    key: str,
    args: Document | None = None,
    *,
    kind: Kind = Kind.STATE,
    inquiry_id: int | None = None,
    answer_id: int | None = None,
    not_before: datetime | None = None,
    once: str | None = None,
) -> Outbox:
    """Plan one notice: a key and arguments; it is put into words when it leaves, in its reader's language.

    Args:
        work: the unit of work; the notice leaves after its commit.
        chat_id: our key of the chat.
        key: which notice; `handlers.notices` draws it.
        args: ids and values, never sentences.
        kind: how urgent it is and what a crash means for it.
        inquiry_id: the inquiry it is about; a reply to it finds the way back.
        answer_id: the answer whose delivery it is.
        not_before: civil time before which it stays.
        once: a key that is never planned twice; the database refuses the second.
    """
    row = _planned(work, chat_id, key, args or {}, kind)
    work.session.add(row)
    row.inquiry_id, row.answer_id, row.not_before, row.once = inquiry_id, answer_id, not_before, once
    ring(work.session, BELL)
    return row


def _planned(work: Work, chat_id: int, key: str, args: Document, kind: Kind) -> Outbox:
    return Outbox(
        kind=kind,
        priority=PRIORITY[kind],
        chat_id=chat_id,
        key=key,
        args=args,
        state="waiting",
        attempts=0,
        deaths=0,
        retry_at=0.0,
        created_at=work.now,
    )


async def screen(
    work: Work,
    chat_id: int,
    drawn: Document,
    *,
    kind: Kind = Kind.SCREEN,
    inquiry_id: int | None = None,
    owner: int,
) -> Outbox:
    """Save the screen that answers an update.

    It is held (`sending`) by the lane, which sends it right after the commit; behind a receipt or an answer
    that has not arrived yet it waits for the pump, so that nothing overtakes a promise.
    """
    if await queries.goes_first(work.session, chat_id, work.now):
        row = notice(work, chat_id, "screen", drawn, kind=kind, inquiry_id=inquiry_id)
        await queries.hurry(work.session, chat_id)
        return row
    row = _planned(work, chat_id, "screen", drawn, kind)
    row.inquiry_id, row.state, row.owner = inquiry_id, "sending", owner
    await work.session.flush()  # what was planned before comes before it
    await rows.write(work.session, row)
    return row


async def together(work: Work) -> None:
    """Save all that was planned so far in one statement; nobody needs the rows themselves any more.

    A morning plans hundreds of notices: one by one they would hold up whoever wants to write.
    """
    rows = [row for row in work.session.new if isinstance(row, Outbox)]
    for row in rows:
        work.session.expunge(row)
    await queries.add(work.session, rows)


async def resend(work: Work, answer_id: int) -> None:
    """A person decided to send again what may or may not have arrived."""
    for row in await queries.of_answer(work.session, answer_id):
        if row.state in ("unknown", "failed"):
            row.state, row.retry_at = "waiting", 0.0
    ring(work.session, BELL)


async def delivery(work: Work, answer_id: int) -> str:
    """The true delivery state of an answer, as the least good of its parts; newer words replace the old."""
    rows = await queries.of_answer(work.session, answer_id)
    corrected = {row.id for row in rows if row.args.get("corrected")}
    states = {row.state for row in rows if not corrected or row.id in corrected or row.key != "answer"}
    for worst in ("failed", "unknown", "unreachable", "waiting", "sending", "later"):
        if worst in states:
            return "waiting" if worst in ("waiting", "sending", "later") else worst
    return "sent"
