"""Notices about calls to whoever writes them."""

from handlers.screen import Screen
from handlers.views import calldesk as views
from handlers.views.words import Reader
from models.tables import Outbox
from services import callimports
from services.notices import Recipient
from services.work import Work


async def call_import(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """What came of a file of calls."""
    found = await callimports.report_of(work, row.args["import"])
    return views.import_told(reader, found) if found else None


DRAWN = {"call_import": call_import}
"""Notices about calls; `handlers.notices` takes them over."""
