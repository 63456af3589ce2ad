"""Reminders about parts for other bodies: what is due today, what is missing, what a head should see."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from domain.partreminders import Stage
from domain.permissions import post_for
from handlers.callbacks.desk import Card, PartDo, PartList
from handlers.screen import Screen, column
from handlers.views.card import left
from handlers.views.words import Reader
from locales import Html, text
from models.tables import Outbox
from services import notices as facts_of
from services import partreminders
from services.notices import Recipient
from services.partreminders import Owed
from services.work import Work

SHOWN = 6
"""Parts named in one message; the rest is counted."""


async def due(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """Parts that are due today and not handed in, to whoever writes them."""
    found = await still_owed(work, row.args["items"])
    owed = [each for each, _ in found if owes(to, each)]
    if not owed:
        return None
    lines = [
        text(
            reader.language,
            "parts_due.line",
            number=inquiry.number,
            body=reader.body(inquiry.body, inquiry.region),
        )
        for _, inquiry in owed
    ]
    buttons = column(
        reader.button("button.part_open", PartDo(part=owed[0][0].id, act="open").pack()),
        reader.button("button.parts", PartList().pack()) if len(owed) > 1 else None,
    )
    return Screen(_listed(reader, text(reader.language, "parts_due.title"), lines), buttons, protect=True)


async def late(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """Parts that did not come in time, to whoever compiles the answers; and that these need not wait."""
    found = await still_owed(work, row.args["items"])
    owed = [each for each, _ in found if facts_of.still_at_desk(to, each[1])]
    if not owed:
        return None
    lines = [
        text(
            reader.language,
            "parts_late.line",
            number=inquiry.number,
            body=reader.body(part.body, part.region),
            date=reader.day(inquiry.due),
        )
        for part, inquiry in owed
    ]
    title, advice = (text(reader.language, f"parts_late.{key}") for key in ("title", "advice"))
    card = reader.button("button.to_card", Card(inquiry=owed[0][1].id, act="open").pack())
    return Screen(f"{_listed(reader, title, lines)}\n\n{advice}", column(card), protect=True)


async def still_owed(work: Work, items: Iterable[Mapping[str, Any]]) -> list[tuple[Owed, Stage]]:
    """What of a reminder still holds."""
    asked = [(item["part"], item["stage"], item["version"]) for item in items]
    return await partreminders.still_true(work, asked) if asked else []


def escalated(reader: Reader, to: Recipient, found: Sequence[tuple[Owed, Stage]]) -> list[Html]:
    """Parts that other bodies wait for, as sections of what escalates to the head of who owes them."""
    sections = []
    for stage in (Stage.HEAD_LATE, Stage.UNCLAIMED):
        lines = [_line(reader, to, owed) for owed, of in found if of is stage]
        title = text(reader.language, f"escalation.part.{stage}", n=len(lines))
        sections += [_listed(reader, title, lines)] if lines else []
    return sections


def _line(reader: Reader, to: Recipient, owed: Owed) -> Html:
    """Who waits for a part; and who owes it, where that is not the reader's own body."""
    part, inquiry = owed
    body = reader.short(inquiry.body, inquiry.region or None)
    if not owes(to, owed):
        body = f"{reader.short(part.body, part.region or None)} → {body}"
    due = left(reader, part.due)
    return text(reader.language, "escalation.line", number=inquiry.number, body=body, left=due)


def owes(to: Recipient, owed: Owed) -> bool:
    """Is it a part of one of this person's bodies?"""
    return post_for(to.posts, None, owed[0].body, owed[0].region) is not None


def _listed(reader: Reader, title: Html, lines: Sequence[Html]) -> Html:
    more = [text(reader.language, "escalation.more", n=len(lines) - SHOWN)] if len(lines) > SHOWN else []
    return Html("\n".join([title, *lines[:SHOWN], *more]))


DRAWN = {"parts_due": due, "parts_late": late}
"""Reminders about parts; `handlers.notices` takes them over."""

FOR_STAFF = frozenset(DRAWN)
"""All of them are read at work."""
