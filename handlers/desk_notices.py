"""Notices about what the desk does with an inquiry: taken, shared, closed, merged; and parts among bodies."""

from collections.abc import Awaitable, Callable

from domain.coexecutors import OPEN_PARTS
from domain.inquiries import OPEN
from domain.permissions import post_for
from handlers.callbacks.citizen import Own
from handlers.callbacks.desk import Card, PartDo, Queue
from handlers.screen import Screen, column
from handlers.views import handing
from handlers.views.citizen import own_button
from handlers.views.words import Reader
from locales import text
from models.tables import Inquiry, Outbox, Part
from services import closing, contributions
from services import notices as facts_of
from services.notices import Recipient
from services.queues import Filter
from services.work import Work

Draw = Callable[[Work, Reader, Recipient, Outbox], Awaitable[Screen | None]]


async def taken(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """Somebody works on it; None once there is something newer to say."""
    inquiry = await facts_of.inquiry(work, row)
    if inquiry is None or inquiry.state not in ("taken", "approval"):
        return None
    body = reader.body(inquiry.body, inquiry.region)
    said = text(reader.language, "taken", number=inquiry.number, body=body, date=reader.day(inquiry.due))
    look = own_button(reader, inquiry, "button.show_inquiry", "open")
    return Screen(said, column(look), inquiry_id=inquiry.id)


async def engaged(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """Another body takes part in the answer; None once it does not, or the answer is there."""
    inquiry = await facts_of.inquiry(work, row)
    part = await contributions.of_notice(work, row.args["part"])
    if inquiry is None or part is None or inquiry.state not in OPEN or part.state == "dropped":
        return None
    said = text(
        reader.language,
        "engaged",
        number=inquiry.number,
        body=reader.body(part.body, part.region),
        lead=reader.body(inquiry.body, inquiry.region),
        date=reader.day(inquiry.due),
    )
    look = own_button(reader, inquiry, "button.show_inquiry", "open")
    return Screen(said, column(look), inquiry_id=inquiry.id)


async def closed(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """There will be no answer to the substance: why, and what can be done."""
    inquiry = await facts_of.inquiry(work, row)
    found = await closing.of(work, row.args["closing"])
    if inquiry is None or found is None:
        return None
    may_object = inquiry.state == "closed" and await closing.may_object(work, inquiry)
    disagree = own_button(reader, inquiry, "button.disagree", "object") if may_object else None
    buttons = column(disagree, own_button(reader, inquiry, "button.official_text", "official"))
    said = handing.closed(reader, inquiry, found.reason, found.words)
    return Screen(said, buttons, inquiry_id=inquiry.id)


async def merged(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """Two inquiries of one citizen became one; a reply to this belongs to the one that stays."""
    inquiry = await facts_of.inquiry(work, row)
    numbers = await facts_of.several(work, [row.args["into"]])
    if inquiry is None or not numbers:
        return None
    stays = numbers[0]
    said = text(
        reader.language, "merged", number=inquiry.number, other=stays.number, date=reader.day(stays.due)
    )
    look = reader.button("button.show_other", Own(inquiry=stays.id, act="open").pack())
    return Screen(said, column(look), inquiry_id=stays.id)


async def part_asked(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """Another body asks for a part; None once a colleague has it, or it is not needed."""
    found = await _part(work, to, row)
    if found is None or found[0].state != "asked":
        return None
    part, inquiry = found
    said = text(
        reader.language,
        "staff.part_asked",
        number=inquiry.number,
        body=reader.body(inquiry.body, inquiry.region),
        date=reader.day(part.due),
    )
    look = reader.button("button.part_open", PartDo(part=part.id, act="open").pack())
    return Screen(said, column(look), protect=True)


async def part_dropped(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """A part that somebody was writing is not needed any more."""
    found = await _part(work, to, row)
    if found is None:
        return None
    said = text(reader.language, "staff.part_dropped", number=found[1].number)
    queue = reader.button("button.queue", Queue(view=Filter.ALL).pack())
    return Screen(said, column(queue), protect=True)


async def _part(work: Work, to: Recipient, row: Outbox) -> tuple[Part, Inquiry] | None:
    """The part, if its reader still works for the body that was asked."""
    part = await contributions.of_notice(work, row.args["part"])
    inquiry = await facts_of.inquiry(work, row)
    if part is None or inquiry is None or post_for(to.posts, None, part.body, part.region) is None:
        return None
    return part, inquiry


def about_part(key: str) -> Draw:
    """What became of a part, to whoever compiles the answer."""

    async def drawn(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
        part = await contributions.of_notice(work, row.args["part"])
        inquiry = await facts_of.inquiry(work, row)
        if part is None or inquiry is None or not facts_of.still_at_desk(to, inquiry):
            return None
        if inquiry.state not in OPEN or part.state in OPEN_PARTS:
            return None
        body = reader.body(part.body, part.region)
        said = text(reader.language, key, number=inquiry.number, body=body)
        waits = await contributions.still_owed(work, inquiry.id)
        rest = text(reader.language, "staff.parts_left" if waits else "staff.parts_in", n=waits)
        card = reader.button("button.to_card", Card(inquiry=inquiry.id, act="open").pack())
        return Screen(f"{said}\n{rest}", column(card), protect=True, inquiry_id=inquiry.id)

    return drawn


DRAWN: dict[str, Draw] = {
    "taken": taken,
    "engaged": engaged,
    "closed": closed,
    "merged": merged,
    "staff.part_asked": part_asked,
    "staff.part_dropped": part_dropped,
    "staff.part_written": about_part("staff.part_written"),
    "staff.part_declined": about_part("staff.part_declined"),
}
"""Notices about what the desk does; `handlers.notices` takes them over."""
