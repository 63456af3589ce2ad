"""Notices about the clock: a question back, a pause that ended, more days, an earlier date."""

from datetime import date

from domain.inquiries import OPEN
from handlers.screen import Screen, column
from handlers.views import clock
from handlers.views.citizen import own_button
from handlers.views.words import Reader
from locales import text
from models.tables import Outbox
from services import clock as clocks
from services import extensions
from services import notices as facts_of
from services.notices import Recipient
from services.work import Work


async def asked_back(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The body asks the citizen something; None once it was answered or taken back."""
    inquiry = await facts_of.inquiry(work, row)
    found = await clocks.standing(work, row.args["pause"])
    if inquiry is None or found is None:
        return None
    pause, message = found
    words = Reader(inquiry.language, reader.today, reader.facts)
    said = clock.asked_back(words, inquiry, message.text, clocks.last_day(work, pause))
    return Screen(
        said, column(own_button(words, inquiry, "button.not_needed", "withdraw")), inquiry_id=inquiry.id
    )


async def wait_over(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The citizen was silent for too long; the body goes on with what it has."""
    inquiry = await facts_of.inquiry(work, row)
    if inquiry is None or inquiry.state not in OPEN:
        return None
    said = text(reader.language, "wait_over", number=inquiry.number, date=reader.day(inquiry.due))
    how = own_button(reader, inquiry, "button.how_counted", "how")
    return Screen(said, column(how), inquiry_id=inquiry.id)


async def extended(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The head gave the answer more days."""
    inquiry = await facts_of.inquiry(work, row)
    found = await extensions.decision(work, row.args["extension"])
    if inquiry is None or found is None:
        return None
    decision, by = found
    said = text(
        reader.language,
        "extended",
        number=inquiry.number,
        old_date=reader.day(decision.old_due),
        date=reader.day(decision.due),
        reason=decision.reason,
        post=reader.post(by.post_kk, by.post_ru, by.role),
        body=reader.body(inquiry.body, inquiry.region),
    )
    buttons = column(
        own_button(reader, inquiry, "button.official_text", "official"),
        own_button(reader, inquiry, "button.how_counted", "how"),
    )
    return Screen(said, buttons, inquiry_id=inquiry.id)


async def sooner(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The answer comes earlier: the kind of the matter became clear, or its call closes sooner."""
    inquiry = await facts_of.inquiry(work, row)
    if inquiry is None:
        return None
    said = text(
        reader.language,
        "sooner_call" if row.args.get("cause") == "call" else "sooner",
        number=inquiry.number,
        old_date=reader.day(date.fromisoformat(row.args["old"])),
        date=reader.day(date.fromisoformat(row.args["due"])),
    )
    how = own_button(reader, inquiry, "button.how_counted", "how")
    return Screen(said, column(how), inquiry_id=inquiry.id)


async def closes_soon(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """A grant call closes before a usual term ends: whom to call instead of waiting."""
    inquiry = await facts_of.inquiry(work, row)
    if inquiry is None:
        return None
    said = text(
        reader.language,
        "closes_soon",
        number=inquiry.number,
        date=reader.day(inquiry.due),
        phone=reader.facts.phones["grants"].number,
    )
    return Screen(said, inquiry_id=inquiry.id)


DRAWN = {
    "asked_back": asked_back,
    "wait_over": wait_over,
    "extended": extended,
    "sooner": sooner,
    "closes_soon": closes_soon,
}
"""Notices about the clock; `handlers.notices` takes them over."""
