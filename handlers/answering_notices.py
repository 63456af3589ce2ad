"""Notices about corrections of answers."""

from handlers.callbacks.desk import Card, Correct
from handlers.screen import Screen, column
from handlers.views.words import Reader
from locales import text
from models.tables import Outbox
from services import corrections
from services import notices as facts_of
from services.notices import Recipient
from services.work import Work


async def correction(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """A correction waits for the head; None once it was decided."""
    inquiry = await facts_of.inquiry(work, row)
    if inquiry is None or not facts_of.still_at_desk(to, inquiry):
        return None
    if not await corrections.waits(work, row.args["answer"]):
        return None
    said = text(reader.language, "staff.correction", number=inquiry.number)
    review = reader.button("button.review", Correct(answer=row.args["answer"], act="review").pack())
    return Screen(said, column(review), protect=True, inquiry_id=inquiry.id)


async def returned(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The head did not let a correction go."""
    inquiry = await facts_of.inquiry(work, row)
    if inquiry is None or not facts_of.still_at_desk(to, inquiry):
        return None
    said = text(reader.language, "staff.correction_returned", number=inquiry.number)
    card = reader.button("button.to_card", Card(inquiry=inquiry.id, act="open").pack())
    return Screen(said, column(card), protect=True, inquiry_id=inquiry.id)


DRAWN = {
    "staff.correction": correction,
    "staff.correction_returned": returned,
}
"""Notices about corrections; `handlers.notices` takes them over."""
