"""Erasure: the last word to whoever was erased, and cards at desks that lose their words."""

from handlers.screen import Screen
from handlers.views.words import Reader
from locales import text
from models.tables import Outbox
from services.notices import Recipient
from services.work import Work


async def erased(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """Nothing of theirs is left; the chat itself is in their own hands."""
    return Screen(text(row.args["language"], "erase.done"))


async def emptied(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """A card whose citizen had it erased, or whose period is over."""
    return Screen(text(reader.language, "staff.erased"), edit=row.args["message"], wipe=True)


FOR_STAFF = frozenset({"staff.erased"})
"""Read at work, though it is no more urgent than what many people are sent."""

DRAWN = {"erased": erased, "staff.erased": emptied}
"""Erasure; `handlers.notices` takes them over."""
