"""Notices about calls to whoever writes them."""

from handlers.screen import Screen
from handlers.views import calldesk as views
from handlers.views.words import Reader
from models.tables import Outbox
from services import callimports, callnumbers
from services.notices import Recipient
from services.work import Work


async def call_import(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """What came of a file of calls."""
    found = await callimports.report_of(work, row.args["import"])
    return views.import_told(reader, found) if found else None


async def call_numbers(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The numbers of a call, counted where reading holds nobody up."""
    found = await callnumbers.count(work, row.args["call"])
    if found is None or not callnumbers.may_see(to.posts, found.call):
        return None
    return views.numbers(reader, found)


DRAWN = {"call_import": call_import, "call_numbers": call_numbers}
"""Notices about calls; `handlers.notices` takes them over."""
