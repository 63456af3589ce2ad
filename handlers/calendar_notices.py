"""What a change of the calendar means to people: moved dates, and a year that nobody has approved."""

from datetime import date

from domain.inquiries import OPEN
from handlers.callbacks.desk import Queue
from handlers.screen import Screen, column
from handlers.views.citizen import own_button
from handlers.views.words import Reader
from locales import Html, text
from models.tables import Outbox
from services import notices as facts_of
from services.notices import Recipient
from services.queues import Filter
from services.work import Work

SHOWN = 6
"""Moved dates named in one message; the rest is counted."""


async def recounted(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """A citizen's date moved because a day became free or worked."""
    inquiry = await facts_of.inquiry(work, row)
    if inquiry is None or inquiry.state not in OPEN:
        return None
    said = text(
        reader.language,
        "recounted",
        number=inquiry.number,
        old_date=reader.day(date.fromisoformat(row.args["old"])),
        date=reader.day(date.fromisoformat(row.args["due"])),
    )
    how = own_button(reader, inquiry, "button.how_counted", "how")
    return Screen(said, column(how), inquiry_id=inquiry.id)


async def dates_moved(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """All dates of an operator that moved together."""
    old = {item["inquiry"]: date.fromisoformat(item["old"]) for item in row.args["items"]}
    found = [
        i for i in await facts_of.several(work, old) if i.state in OPEN and facts_of.still_at_desk(to, i)
    ]
    if not found:
        return None
    lines: list[str] = [text(reader.language, "dates_moved", n=len(found))]
    lines += [
        text(
            reader.language,
            "dates_moved.line",
            number=inquiry.number,
            old_date=reader.day(old[inquiry.id]),
            date=reader.day(inquiry.due),
        )
        for inquiry in found[:SHOWN]
    ]
    if len(found) > SHOWN:
        lines.append(text(reader.language, "escalation.more", n=len(found) - SHOWN))
    queue = reader.button("button.mine", Queue(view=Filter.MINE).pack())
    return Screen(Html("\n".join(lines)), column(queue), protect=True)


async def year_unapproved(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """Dates reach into a year whose calendar nobody has approved; None once somebody did."""
    year = int(row.args["year"])
    if year in work.facts.calendar.approved:
        return None
    return Screen(text(reader.language, "year_unapproved", year=year))


DRAWN = {"recounted": recounted, "dates_moved": dates_moved, "year_unapproved": year_unapproved}
"""Notices about the calendar; `handlers.notices` takes them over."""

FOR_STAFF = frozenset({"dates_moved", "year_unapproved"})
"""Those of them that somebody reads at work."""
