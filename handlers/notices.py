"""Notices: key and arguments become words and buttons, in the reader's language, just before they leave."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from domain.notices import Kind
from handlers import (
    answer_notices,
    answering_notices,
    appeal_notices,
    approval_notices,
    broadcast_notices,
    calendar_notices,
    call_notices,
    clock_notices,
    desk_notices,
    document_notices,
    grant_notices,
    group_notices,
    head_notices,
    keydate_notices,
    part_notices,
    privacy_notices,
    reminder_notices,
)
from handlers.callbacks.desk import Answering, Card, Queue
from handlers.frame import framed
from handlers.screen import Screen, Sendable, column
from handlers.views import citizen, history, own, proposing, staff, transferring
from handlers.views.citizen import own_button
from handlers.views.words import Reader
from locales import text
from models.tables import Chat, Inquiry, Outbox
from services import notices as facts_of
from services import signing
from services.notices import Recipient
from services.queues import Filter
from services.sending import parts_of
from services.transfers import Why
from services.work import Work

Draw = Callable[[Work, Reader, Recipient, Outbox], Awaitable[Screen | None]]


FOR_STAFF = (
    reminder_notices.FOR_STAFF
    | calendar_notices.FOR_STAFF
    | keydate_notices.FOR_STAFF
    | part_notices.FOR_STAFF
    | privacy_notices.FOR_STAFF
    | {"answer_preview", "removed"}
)
"""What is read at work though its kind does not tell: reminders, an album's preview, the end of a post."""


async def draw(work: Work, row: Outbox, chat: Chat) -> dict[str, Any] | None:
    """Draw one notice; None when it has lost its point, {"later": instant} when it must wait for an hour.

    Raises:
        KeyError: no such notice: a mistake of ours that the tests find.
    """
    if (hour := facts_of.quiet_until(work, row)) is not None:
        return {"later": hour}
    recipient = await facts_of.recipient(work, chat.id)
    reader = Reader(recipient.language, work.today, work.facts)
    if row.key == "menu":
        return {
            "perform": "menu",
            "language": recipient.language,
            "roles": recipient.roles,
            "mode": recipient.mode,
        }
    return _framed(recipient, row, await DRAWN[row.key](work, reader, recipient, row))


async def draw_many(work: Work, pairs: Sequence[tuple[Outbox, Chat]]) -> dict[int, dict[str, Any] | None]:
    """Draw several messages of broadcasts at once, by row: what they share is asked once for all of them.

    Those it leaves out are drawn one by one.
    """
    same = [(row, chat) for row, chat in pairs if row.key in DRAWN_TOGETHER]
    recipients = await facts_of.recipients(work, [chat.id for _, chat in same])
    found: dict[int, dict[str, Any] | None] = {}
    for key, drawn_together in DRAWN_TOGETHER.items():
        each = [
            (Reader(to.language, work.today, work.facts), to, row)
            for row, to in ((row, recipients[chat.id]) for row, chat in same if row.key == key)
            if facts_of.quiet_until(work, row) is None
        ]
        screens = await drawn_together(work, each) if each else {}
        found |= {row.id: _framed(to, row, screens[row.id]) for _, to, row in each}
    return found


DRAWN_TOGETHER = {"call_reminders": grant_notices.many_reminders}
"""Notices that go to many and ask the same of the database for each."""


def _framed(recipient: Recipient, row: Outbox, screen: Screen | None) -> dict[str, Any] | None:
    if screen is None:
        return None
    at_work = row.kind == Kind.STAFF or row.key in FOR_STAFF
    mode = ("staff" if at_work else "citizen") if recipient.posts else None
    return framed(recipient.language, screen, mode).drawn()


async def answer(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """A part of an answer; the marks stand under the last."""
    found = await signing.of_answer(work, row.args["answer"])
    inquiry = await facts_of.inquiry(work, row)
    if found is None or inquiry is None:
        return None
    written, signer = found
    pieces, n = parts_of(written.text), row.args["part"]
    if n >= len(pieces):
        return None
    last = n == len(pieces) - 1
    said = staff.answer_text(
        reader,
        inquiry,
        history.signed(reader, signer),
        pieces[n],
        n=n,
        parts=len(pieces),
        corrected=bool(row.args.get("corrected")),
    )
    if not last:
        return Screen(said, inquiry_id=inquiry.id)
    more = column(
        own_button(reader, inquiry, "button.not_solved", "reopen"),
        own_button(reader, inquiry, "button.official_text", "official"),
    )
    return Screen(said, own.marks(inquiry) + more, inquiry_id=inquiry.id)


async def answer_file(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """A file of an answer."""
    file = await facts_of.file(work, row.args["file"])
    inquiry = await facts_of.inquiry(work, row)
    if file is None or inquiry is None:
        return None
    caption = text(reader.language, "answer.file", number=inquiry.number)
    return Screen(caption, file=Sendable(file.kind, file.telegram_file_id))


async def answer_preview(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The preview that follows once an operator's album has come whole."""
    draft = await facts_of.answer_draft(work, row.args["answer"])
    return staff.preview(reader, draft, await history.signature(work, draft))[-1] if draft else None


async def settled(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The one answer to an album or a burst of messages."""
    found = await facts_of.settled(work, to, row.args["draft"])
    line = citizen.emergency_line(reader, found.emergency) if found else ""
    return proposing.screen(reader, found).under(line) if found else None


async def transferred(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The citizen's inquiry went to another body."""
    inquiry = await facts_of.inquiry(work, row)
    if inquiry is None:
        return None
    old, why = row.args["old"], Why(row.args["reason"], row.args.get("words") or "")
    here = (inquiry.body, inquiry.region)
    said = transferring.told(reader, inquiry, (old["body"], old["region"]), here, why, inquiry.due)
    how = own_button(reader, inquiry, "button.how_counted", "how")
    return Screen(said, column(how), inquiry_id=inquiry.id)


async def arrivals(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The counter of new questions; an edit of the message that is there already."""
    found = await facts_of.arrivals(work, to, row)
    if found is None:
        return None
    buttons = column(
        reader.button("button.open_first", Card(inquiry=found.first_id, act="open").pack()),
        reader.button("button.queue_new", Queue(view=Filter.NEW).pack()),
    )
    return Screen(text(reader.language, "arrivals", n=found.unseen), buttons, edit=found.message_id)


def about_inquiry(key: str) -> Draw:
    """A notice to staff about one inquiry: a sentence and the way to its card."""

    async def drawn(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
        inquiry = await facts_of.inquiry(work, row)
        if inquiry is None or not facts_of.still_at_desk(to, inquiry):
            return None
        said = text(reader.language, key, number=inquiry.number, **_extras(key, reader, row, inquiry))
        card = reader.button("button.to_card", Card(inquiry=inquiry.id, act="open").pack())
        return Screen(said, column(card), protect=True, inquiry_id=inquiry.id)

    return drawn


DATED = frozenset(
    {
        "staff.reopened",
        "staff.urgent",
        "staff.wait_over",
        "staff.closes_soon",
        "staff.closes_sooner",
        "staff.handed_over",
        "staff.flagged",
        "staff.objected",
    }
)
"""Notices that name the date by which an answer is due."""


def _extras(key: str, reader: Reader, row: Outbox, inquiry: Inquiry) -> dict[str, object]:
    if key == "staff.delivery":
        return {"state": reader.label(f"delivery.{row.args['state']}")}
    if key in DATED:
        return {"date": reader.day(inquiry.due)}
    return {}


async def returned(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The head sent an answer back, with a remark."""
    inquiry = await facts_of.inquiry(work, row)
    found = await signing.of_answer(work, row.args["answer"])
    if inquiry is None or found is None or inquiry.state != "taken":
        return None
    said = text(reader.language, "staff.returned", number=inquiry.number, remark=found[0].remark or "–")
    go_on = reader.button("button.answer", Card(inquiry=inquiry.id, act="answer").pack())
    return Screen(said, column(go_on), protect=True, inquiry_id=inquiry.id)


async def approval(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """An answer waits for the head."""
    inquiry = await facts_of.inquiry(work, row)
    if inquiry is None or inquiry.state != "approval":
        return None
    said = text(reader.language, "staff.approval", number=inquiry.number, date=reader.day(inquiry.due))
    review = reader.button("button.review", Answering(answer=row.args["answer"], act="review").pack())
    return Screen(said, column(review), protect=True, inquiry_id=inquiry.id)


async def apology(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """We failed at a message: said plainly, with a number to name."""
    said = text(reader.language, "apology", incident=row.args["incident"], email=reader.facts.owner.email)
    return Screen(said, column(reader.go("button.write", "new"), reader.go("button.help", "help")))


async def alarm(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """Something is wrong with the bot itself."""
    return Screen(text(reader.language, row.args["key"], **row.args["args"]))


DRAWN: dict[str, Draw] = {
    "answer": answer,
    "answer_file": answer_file,
    "answer_preview": answer_preview,
    "settled": settled,
    "transferred": transferred,
    "arrivals": arrivals,
    "staff.added": about_inquiry("staff.added"),
    "staff.edited": about_inquiry("staff.edited"),
    "staff.withdrawn": about_inquiry("staff.withdrawn"),
    "staff.reopened": about_inquiry("staff.reopened"),
    "staff.urgent": about_inquiry("staff.urgent"),
    "staff.delivery": about_inquiry("staff.delivery"),
    "staff.wait_over": about_inquiry("staff.wait_over"),
    "staff.closes_soon": about_inquiry("staff.closes_soon"),
    "staff.closes_sooner": about_inquiry("staff.closes_sooner"),
    "staff.returned": returned,
    "staff.approval": approval,
    "staff.handed_over": about_inquiry("staff.handed_over"),
    "staff.flagged": about_inquiry("staff.flagged"),
    "staff.objected": about_inquiry("staff.objected"),
    "apology": apology,
    "alarm": alarm,
    **answer_notices.DRAWN,
    **answering_notices.DRAWN,
    **approval_notices.DRAWN,
    **clock_notices.DRAWN,
    **document_notices.DRAWN,
    **head_notices.DRAWN,
    **privacy_notices.DRAWN,
    **reminder_notices.DRAWN,
    **calendar_notices.DRAWN,
    **keydate_notices.DRAWN,
    **appeal_notices.DRAWN,
    **desk_notices.DRAWN,
    **part_notices.DRAWN,
    **broadcast_notices.DRAWN,
    **grant_notices.DRAWN,
    **call_notices.DRAWN,
    **group_notices.DRAWN,
}
"""Every notice there is; a test holds it against the keys that services plan."""
