"""Reminders in words: the morning digest, what newly falls due, what escalates, what a citizen is told."""

from collections.abc import Sequence
from datetime import date

from domain.civil import civil
from domain.permissions import post_for
from domain.reminders import Stage
from handlers import part_notices
from handlers.callbacks.desk import Card, PartList, Queue
from handlers.screen import Rows, Screen, column
from handlers.views import clock
from handlers.views.card import left
from handlers.views.citizen import own_button
from handlers.views.words import Reader
from locales import Html, text
from models.tables import Inquiry, Outbox
from services import clock as clocks
from services import digests, reminders
from services import notices as facts_of
from services.notices import Recipient
from services.queues import Filter
from services.reminders import Facts
from services.work import Work

LINES = ("late", "today", "one", "three", "unclaimed", "waiting")
PART_LINES = ("late", "today", "one", "three", "unclaimed")
SHOWN = 6
"""Inquiries named in one escalation; the rest is counted, the queue has them all."""

NOON = 12


async def digest(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The morning digest as things stand when it leaves; yesterday's has lost its point."""
    if row.args["day"] != work.today.isoformat():
        return None
    found = await digests.of_person(work, to.person_id or 0)
    if found is None:
        return None
    morning = civil(work.now).hour < NOON
    title = "digest.title" if morning else "digest.title_day"
    lines: list[str] = [text(reader.language, title, date=reader.day(work.today))]
    for line in LINES:
        n = getattr(found.counts, line)
        lines += [text(reader.language, f"digest.{line}", n=n)] if n else []
    lines += _parts(reader, found.counts.parts)
    opened = None
    if found.first is not None:
        lines += ["", _first(reader, found.first)]
        opened = reader.button("button.open_this", Card(inquiry=found.first.id, act="open").pack())
    buttons = column(
        opened,
        reader.button("button.today", Queue(view=Filter.TODAY).pack()) if found.counts.today else None,
        reader.button("button.parts", PartList().pack()) if found.counts.parts.pressing else None,
        reader.button("button.queue", Queue(view=Filter.ALL).pack()),
    )
    return Screen("\n".join(lines), buttons, protect=True)


def _parts(reader: Reader, owed: digests.Owed) -> list[str]:
    """What other bodies wait for: one line, however much it is."""
    counted = [(name, getattr(owed, name)) for name in PART_LINES]
    said = [text(reader.language, f"digest.parts.{name}", n=n) for name, n in counted if n]
    return [text(reader.language, "digest.parts", counted=Html(" · ".join(said)))] if said else []


def _first(reader: Reader, inquiry: Inquiry) -> str:
    return text(
        reader.language,
        "digest.first",
        number=inquiry.number,
        topic=reader.topic(inquiry) or reader.label("desk.no_topic"),
        left=left(reader, inquiry.due),
    )


async def due(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """One inquiry newly fell due after the morning's digest."""
    inquiry = await facts_of.inquiry(work, row)
    if inquiry is None or not facts_of.still_at_desk(to, inquiry):
        return None
    items = [(inquiry.id, row.args["stage"], row.args["version"])]
    if not await reminders.still_true(work, items):
        return None
    said = text(
        reader.language, f"due.{row.args['stage']}", number=inquiry.number, date=reader.day(inquiry.due)
    )
    card = reader.button("button.to_card", Card(inquiry=inquiry.id, act="open").pack())
    return Screen(said, column(card), protect=True, inquiry_id=inquiry.id)


async def escalation(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """Everything that escalates to one person in one message; what was settled meanwhile is left out."""
    items = [(item["inquiry"], item["stage"], item["version"]) for item in row.args["items"]]
    found = await reminders.still_true(work, items)
    owed = await part_notices.still_owed(work, row.args.get("parts", ()))
    if not found and not owed:
        return None
    numbers = await facts_of.numbers(work, [one.id for one, _ in found])
    stages = [stage for stage in reversed(Stage) if any(stage is each for _, each in found)]
    parts: list[str] = [text(reader.language, "escalation.title")]
    room = SHOWN
    for stage in stages:
        of_stage = [one for one, each in found if each is stage]
        parts.append(_stage(reader, stage, of_stage, numbers, room))
        room = max(0, room - len(of_stage))
    parts += part_notices.escalated(reader, to, owed)
    buttons = _escalation_buttons(reader, to, found)
    if any(part_notices.owes(to, each) for each, _ in owed):
        buttons = column(reader.button("button.parts", PartList().pack())) + buttons
    return Screen("\n\n".join(parts), buttons, protect=True)


def _stage(reader: Reader, stage: Stage, found: Sequence[Facts], numbers: dict[int, str], room: int) -> str:
    lines: list[str] = [text(reader.language, f"escalation.{stage}", n=len(found))]
    lines += [
        text(
            reader.language,
            "escalation.line",
            number=numbers[one.id],
            body=reader.short(one.body, one.region or None),
            left=left(reader, one.due),
        )
        for one in found[:room]
    ]
    if len(found) > room:
        lines.append(text(reader.language, "escalation.more", n=len(found) - room))
    return Html("\n".join(lines))


def _escalation_buttons(reader: Reader, to: Recipient, found: Sequence[tuple[Facts, Stage]]) -> Rows:
    mine = [one for one, _ in found if post_for(to.posts, None, one.body, one.region)]
    first = min(mine, key=lambda one: (one.due, one.id), default=None)
    late = any(one.due < reader.today for one in mine)
    return column(
        reader.button("button.open_this", Card(inquiry=first.id, act="open").pack()) if first else None,
        reader.button("button.late", Queue(view=Filter.LATE).pack()) if late else None,
        reader.button("button.queue", Queue(view=Filter.ALL).pack()),
    )


async def late(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The date has passed: said kindly, with what the citizen can do."""
    inquiry = await facts_of.inquiry(work, row)
    if inquiry is None:
        return None
    items = [(inquiry.id, str(Stage.CITIZEN_LATE), row.args["version"])]
    if not await reminders.still_true(work, items):
        return None
    said = text(
        reader.language,
        "late.text",
        number=inquiry.number,
        date=reader.day(inquiry.due),
        body=reader.body(inquiry.body, inquiry.region),
        told=reader.label(f"late.told.{row.args['told']}"),
    )
    buttons = column(
        own_button(reader, inquiry, "button.official_text", "official"),
        own_button(reader, inquiry, "button.not_needed", "withdraw"),
    )
    return Screen(said, buttons, inquiry_id=inquiry.id)


async def asked_again(work: Work, reader: Reader, to: Recipient, row: Outbox) -> Screen | None:
    """The citizen has not answered a question back yet."""
    inquiry = await facts_of.inquiry(work, row)
    found = await clocks.standing(work, row.args["pause"])
    if inquiry is None or found is None:
        return None
    pause, message = found
    last: date = clocks.last_day(work, pause)
    said = text(reader.language, "asked_again", date=reader.day(last))
    question = clock.asked_back(reader, inquiry, message.text, None)
    buttons = column(own_button(reader, inquiry, "button.not_needed", "withdraw"))
    return Screen(f"{said}\n\n{question}", buttons, inquiry_id=inquiry.id)


DRAWN = {
    "digest": digest,
    "due": due,
    "escalation": escalation,
    "late": late,
    "asked_again": asked_again,
}
"""Reminders; `handlers.notices` takes them over."""

FOR_STAFF = frozenset({"digest", "due", "escalation"})
"""Those of them that somebody reads at work."""
