"""Notices about a queue that wants approval and has no head, or wants none any more."""

from collections.abc import Awaitable, Callable

from domain.inquiries import State
from domain.permissions import post_for
from handlers.callbacks.desk import Card
from handlers.callbacks.house import BodyDo
from handlers.head_notices import numbered
from handlers.screen import Screen, column
from handlers.views.words import Reader
from locales import text
from models.tables import Outbox
from services import bodies
from services import notices as facts_of
from services.notices import Recipient
from services.work import Work

Draw = Callable[[Work, Reader, Recipient, Outbox], Awaitable[Screen | None]]


def drafted(key: str) -> Draw:
    """What waited for the head is a draft again; what has moved on meanwhile is left out."""

    async def drawn(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
        body, region = row.args["body"], row.args["region"]
        if post_for(to.posts, None, body, region) is None:
            return None
        found = await facts_of.several(work, row.args["inquiries"])
        found = [one for one in found if one.state in (State.NEW, State.TAKEN, State.ANSWERED)]
        if not found:
            return None
        said = text(reader.language, key, body=reader.body(body, region), numbers=numbered(found))
        first = reader.button("button.open_first", Card(inquiry=found[0].id, act="open").pack())
        return Screen(said, column(first), protect=True)

    return drawn


async def headless(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """A queue that wants approval has no head; None once it has one, or wants none."""
    body, region = row.args["body"], row.args["region"]
    if not to.is_admin or not await bodies.is_headless(work, body, region):
        return None
    said = text(reader.language, "admin.no_head", body=reader.body(body, region))
    look = reader.button("button.settings_of_queue", BodyDo(body=body, region=region).pack())
    return Screen(said, column(look))


DRAWN = {
    "staff.no_head": drafted("staff.no_head"),
    "staff.no_approval": drafted("staff.no_approval"),
    "admin.no_head": headless,
}
"""Notices about approval; `handlers.notices` takes them over."""
