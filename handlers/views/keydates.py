"""Dated events of a body: what is due, in which form, and the mark when it is done."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from handlers.callbacks.desk import KeyDateDo
from handlers.screen import Button, Screen, column
from handlers.views.card import left
from handlers.views.words import Reader, fitting
from locales import Html, text
from services.keydates import Told

SHOWN = 3
"""Occurrences told in full in one message; more would be a wall. Few have posts in so many queues."""


def coming(reader: Reader, found: Sequence[Told]) -> Screen:
    """What comes near or has passed, an event of several queues told once; the first line is the news."""
    late = any(told.row.on < reader.today for told in found)
    lines: list[str] = [text(reader.language, "key_dates.late" if late else "key_dates.title")]
    events: dict[tuple[str, date], list[Told]] = defaultdict(list)
    for told in found[:SHOWN]:
        events[told.row.key, told.row.on].append(told)
    lines += [_about(reader, of_event) for of_event in events.values()]
    if len(found) > SHOWN:
        lines.append(text(reader.language, "key_dates.more", n=len(found) - SHOWN))
    buttons = [_done(reader, told, alone=len(found) == 1) for told in found[:SHOWN]]
    return Screen("\n\n".join(lines), column(*buttons), protect=True)


def marked(reader: Reader, told: Told) -> Screen:
    """It is done; the message with the others stays."""
    said = text(reader.language, "key_dates.done", title=told.fact.name(reader.language))
    return Screen(Html(said), protect=True, fresh=True)


def _about(reader: Reader, of_event: Sequence[Told]) -> str:
    fact, row = of_event[0].fact, of_event[0].row
    about = text(
        reader.language,
        "key_dates.about",
        title=fact.name(reader.language),
        form=fact.form(reader.language),
        date=reader.day(row.on),
        left=left(reader, row.on),
        body="; ".join(reader.body(told.row.body, told.row.region) for told in of_event),
    )
    return Html(f"{about}\n{text(reader.language, 'key_dates.sample')}") if fact.sample else about


def _done(reader: Reader, told: Told, *, alone: bool) -> Button:
    shown = reader.label("button.key_date_done")
    if not alone:
        shown = fitting(f"✅ {told.row.on:%d.%m} · {reader.short(told.row.body, told.row.region or None)}")
    return Button(shown, KeyDateDo(key_date=told.row.id).pack())
