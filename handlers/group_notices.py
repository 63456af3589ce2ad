"""What groups of bodies are told: cards, the answer to a code, one hint; and heads, when a group is lost."""

from collections.abc import Awaitable, Callable

from domain.permissions import heads
from handlers.callbacks.house import Group
from handlers.screen import Screen, column
from handlers.views import groups as views
from handlers.views.words import Reader
from locales import text
from models.tables import Outbox
from services import groupcards
from services.notices import Recipient
from services.work import Work

Draw = Callable[[Work, Reader, Recipient, Outbox], Awaitable[Screen | None]]

NOTED = "👌"
"""A sign under a note costs the group no message."""


async def card(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The card of an inquiry, as it is now."""
    found = await groupcards.shown(work, row)
    return views.card(reader, found) if found else None


async def topic(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The topic of a forum in which cards stand."""
    return Screen(reader.label("group.topic"), act="topic")


async def noted(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """A note was kept."""
    return Screen(NOTED, edit=row.args["message"], act="react")


async def linked(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The group shows a queue from now on."""
    body = reader.body(row.args["body"], row.args["region"])
    said = text(reader.language, "group.linked", body=body)
    return Screen(said, reply_to=row.args["reply_to"], thread=row.args.get("thread"))


async def said(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """A sentence to the group, in a language that was settled when it was planned."""
    args = row.args
    words = text(args["language"], args["said"], **args.get("args", {}))
    return Screen(words, reply_to=args.get("reply_to"), thread=args.get("thread"))


async def lost(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The bot cannot write to a group any more; None for whoever may not link another."""
    body, region = row.args["body"], row.args["region"]
    if not (to.is_admin or heads(to.posts, body, region)):
        return None
    said_ = text(reader.language, "group.lost", body=reader.body(body, region))
    again = reader.button("button.link_group", Group(body=body, region=region, act="code").pack())
    return Screen(said_, column(again))


DRAWN: dict[str, Draw] = {
    "group_card": card,
    "group_topic": topic,
    "group_noted": noted,
    "group_linked": linked,
    "group_said": said,
    "group_lost": lost,
}
"""Groups; `handlers.notices` takes them over."""
