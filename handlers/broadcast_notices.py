"""Broadcasts in words: the message itself, its author's progress bar, and the stop for too many refusals."""

from handlers.screen import Screen, column
from handlers.views import broadcasts as views
from handlers.views.words import Reader
from locales import text
from models.tables import Outbox
from services import broadcasts
from services.notices import Recipient
from services.work import Work


async def message(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """What an administrator has to say, in the reader's language."""
    said = text(reader.language, "broadcast.message", words=row.args[reader.language])
    return Screen(said, column(reader.go("button.write", "new")))


async def progress(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """How far a broadcast has come: one message, edited as it goes on."""
    found = await broadcasts.told(work, row.args["broadcast"])
    return views.progress(reader, found, edit=row.message_id) if found and to.is_admin else None


async def refused(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """A broadcast stopped by itself, because too many could not be reached."""
    found = await broadcasts.told(work, row.args["broadcast"])
    return views.refused(reader, found) if found and to.is_admin else None


DRAWN = {"broadcast": message, "broadcast_progress": progress, "broadcast_refused": refused}
"""Notices of broadcasts; `handlers.notices` takes them over."""
