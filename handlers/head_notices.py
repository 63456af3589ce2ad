"""What heads are sent, and what their decisions bring to others."""

from collections.abc import Sequence

from handlers.callbacks.desk import Card, Queue
from handlers.screen import Rows, Screen, column
from handlers.views import statistics as views
from handlers.views.words import Reader
from locales import text
from models.tables import DocumentOrder, Inquiry, Outbox
from services import notices as facts_of
from services import statistics
from services.notices import Recipient
from services.queues import Filter
from services.work import Work

NAMED = 6
"""Numbers in one notice; the rest is counted."""


async def statistic(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """A statistic; an edit of the one that was shown. It is counted here, where reading holds nobody up."""
    scope, code = statistics.of_args(row.args)
    if not statistics.may_see(to.posts, scope):
        return None
    found = await statistics.report(work, scope, statistics.period_of(work, code))
    shown = views.shown(reader, found)
    return Screen(shown.text, shown.rows, edit=row.args.get("shown"), protect=True)


def under_chart(reader: Reader, order: DocumentOrder) -> Rows:
    """From the picture to its numbers."""
    scope, code = statistics.of_args(order.args)
    return column(views.button(reader, "button.excel", scope, code, "sheet"))


async def assigned(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The head gave somebody inquiries; those that moved on meanwhile are left out."""
    mine = {post.id for post in to.posts}
    found = [one for one in await facts_of.several(work, row.args["inquiries"]) if one.assignee_id in mine]
    if not found:
        return None
    said = text(reader.language, "head.assigned", n=len(found), numbers=numbered(found))
    first = reader.button("button.open_first", Card(inquiry=found[0].id, act="open").pack())
    return Screen(said, column(first, reader.button("button.mine", Queue(view=Filter.MINE).pack())))


async def assigned_away(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The head gave a colleague what somebody had, or put it back into the queue."""
    mine = {post.id for post in to.posts}
    found = [
        one for one in await facts_of.several(work, row.args["inquiries"]) if one.assignee_id not in mine
    ]
    if not found or not to.posts:
        return None
    said = text(reader.language, "head.assigned_away", n=len(found), numbers=numbered(found))
    return Screen(said, column(reader.button("button.mine", Queue(view=Filter.MINE).pack())))


def numbered(found: Sequence[Inquiry]) -> str:
    """The numbers of several inquiries, as many as a notice holds."""
    named = ", ".join(one.number for one in found[:NAMED])
    return f"{named}…" if len(found) > NAMED else named


async def removed(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """Somebody does not work for a body any more."""
    body = reader.body(row.args["body"], row.args["region"]) if row.args["body"] else ""
    said = text(reader.language, "head.you_left", body=body or reader.label("name.no_body"))
    return Screen(said, column(reader.go("button.write", "new")) if not to.posts else ())


DRAWN = {
    "statistics": statistic,
    "assigned": assigned,
    "assigned_away": assigned_away,
    "removed": removed,
}
"""What heads are sent; `handlers.notices` takes it over."""
