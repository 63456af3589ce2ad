"""Notices about what the desk does with an inquiry."""

from handlers.screen import Screen, column
from handlers.views.citizen import own_button
from handlers.views.words import Reader
from locales import text
from models.tables import Outbox
from services import notices as facts_of
from services.notices import Recipient
from services.work import Work


async def taken(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """Somebody works on it; None once there is something newer to say."""
    inquiry = await facts_of.inquiry(work, row)
    if inquiry is None or inquiry.state not in ("taken", "approval"):
        return None
    said = text(
        reader.language,
        "taken",
        number=inquiry.number,
        body=reader.body(inquiry.body, inquiry.region),
        date=reader.day(inquiry.due),
    )
    return Screen(
        said, column(own_button(reader, inquiry, "button.show_inquiry", "open")), inquiry_id=inquiry.id
    )


DRAWN = {
    "taken": taken,
}
"""Notices about what the desk does; `handlers.notices` takes them over."""
