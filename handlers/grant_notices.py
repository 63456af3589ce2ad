"""Reminders of grant calls, corrections of their dates, and dates of the year, as they leave."""

from collections.abc import Sequence
from datetime import date

from handlers.screen import Screen
from handlers.views import grantreminders as views
from handlers.views.words import Reader
from models.tables import Outbox
from services import calltelling
from services.notices import Recipient
from services.work import Work


async def call_reminders(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """One call's stage with all it needs, or several calls in one list."""
    person = to.person_id or 0
    return views.reminder(reader, (await calltelling.reminders(work, {person: row.args["items"]}))[person])


async def many_reminders(
    work: Work, each: Sequence[tuple[Reader, Recipient, Outbox]]
) -> dict[int, Screen | None]:
    """Several people's reminders, by outbox row: what they need to know is asked once for all of them."""
    planned = {to.person_id or 0: row.args["items"] for _, to, row in each}
    found = await calltelling.reminders(work, planned)
    return {row.id: views.reminder(reader, found[to.person_id or 0]) for reader, to, row in each}


async def call_corrected(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The dates of a call changed after somebody was told the old ones."""
    found = await calltelling.correction(work, row.chat_id, row.args)
    return views.corrected(reader, found) if found else None


async def milestone(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """A date of the year comes near."""
    key, on = row.args["key"], date.fromisoformat(row.args["on"])
    if not await calltelling.milestone(work, to.person_id or 0, key, on):
        return None
    return views.milestone(reader, work.facts.key_dates[key], on)


DRAWN = {"call_reminders": call_reminders, "call_corrected": call_corrected, "milestone": milestone}
"""Reminders of grants; `handlers.notices` takes them over."""
