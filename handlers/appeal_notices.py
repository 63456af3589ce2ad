"""Reminders of tracked appeals."""

from datetime import date

from handlers.screen import Screen
from handlers.views import appeals as views
from handlers.views.words import Reader
from models.tables import Outbox
from services import appeals
from services.notices import Recipient
from services.work import Work


async def appeal(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """Its day has come or has passed; None once it is tracked no longer."""
    found = await appeals.still_tracked(work, row.args["appeal"], row.args["due"])
    return views.told(reader, found, row.args["stage"]) if found else None


async def appeal_moved(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """Its date has moved with the calendar."""
    found = await appeals.still_tracked(work, row.args["appeal"], row.args["due"])
    return views.moved(reader, found, date.fromisoformat(row.args["old"])) if found else None


DRAWN = {"appeal": appeal, "appeal_moved": appeal_moved}
"""Notices of tracked appeals; `handlers.notices` takes them over."""
