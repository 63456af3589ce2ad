"""Reminders of dated events, for operators and heads."""

from handlers.screen import Screen
from handlers.views import keydates as views
from handlers.views.words import Reader
from models.tables import Outbox
from services import keydates
from services.notices import Recipient
from services.work import Work


async def key_dates(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """What comes near; what was marked done meanwhile is left out."""
    found = []
    for item in row.args["items"]:
        told = await keydates.told(work, to.posts, item["key_date"])
        if told is not None and told.row.done_at is None:
            found.append((told, item["stage"]))
    return views.coming(reader, found) if found else None


DRAWN = {"key_dates": key_dates}
"""Reminders of dated events; `handlers.notices` takes them over."""

FOR_STAFF = frozenset(DRAWN)
"""All of them are read at work."""
