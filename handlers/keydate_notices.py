"""Reminders of dated events, for operators and heads."""

from handlers.screen import Screen
from handlers.views import keydates as views
from handlers.views.words import Reader
from models.tables import Outbox
from services import keydates
from services.notices import Recipient
from services.work import Work


async def key_dates(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """What comes near; what was marked done meanwhile, or was overtaken by a later reminder, is left out."""
    found = []
    for item in row.args["items"]:
        told = await keydates.told(work, to.posts, item["key_date"])
        if told is not None and keydates.still_true(work, told, item["stage"]):
            found.append(told)
    return views.coming(reader, found) if found else None


DRAWN = {"key_dates": key_dates}
"""Reminders of dated events; `handlers.notices` takes them over."""

FOR_STAFF = frozenset(DRAWN)
"""All of them are read at work."""
