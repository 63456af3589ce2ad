"""Screens about the clock: asking the citizen back, more days, and how the date was counted."""

from datetime import date

from domain.inquiries import State
from handlers.callbacks.desk import Card, Extend, Queue
from handlers.screen import Button, Screen, column
from handlers.views.deadline import explained, extended
from handlers.views.words import Reader, fitting
from locales import Html, text
from models.tables import ClockExtension, Inquiry
from services.clock import Asked
from services.deadlines import Explained
from services.extensions import Room
from services.queues import Filter


def ask(reader: Reader, inquiry: Inquiry) -> Screen:
    """The operator may write the question."""
    language = reader.label(f"language.{inquiry.language}")
    said = text(reader.language, "asking.write", number=inquiry.number, lang=language)
    return Screen(said, column(_back(reader, inquiry)), fresh=True, inquiry_id=inquiry.id)


def ask_preview(reader: Reader, inquiry: Inquiry, words: str) -> Screen:
    """The question as the citizen will read it."""
    citizen = Reader(inquiry.language, reader.today, reader.facts)
    shown = asked_back(citizen, inquiry, words, None)
    said = f"{text(reader.language, 'asking.preview')}\n\n{shown}"
    send = reader.button("button.ask_send", Card(inquiry=inquiry.id, act="ask_send").pack())
    again = reader.button("button.rewrite", Card(inquiry=inquiry.id, act="ask_back").pack())
    buttons = column(send, again, _back(reader, inquiry))
    return Screen(said, buttons, fresh=True, protect=True, inquiry_id=inquiry.id)


def asked_back(reader: Reader, inquiry: Inquiry, words: str, until: date | None) -> Html:
    """The message in which a citizen is asked something; `until` is not known before it is sent."""
    head = text(
        reader.language,
        "asked_back",
        number=inquiry.number,
        body=reader.body(inquiry.body, inquiry.region),
        words=words,
    )
    if until is None:
        return head
    return Html(f"{head}\n\n{text(reader.language, 'asked_back.until', date=reader.day(until))}")


def asked(reader: Reader, found: Asked) -> Screen:
    """The question is on its way."""
    said = text(reader.language, "asking.sent", number=found.inquiry.number, date=reader.day(found.until))
    queue = reader.button("button.queue", Queue(view=Filter.ALL).pack())
    return Screen(said, column(_back(reader, found.inquiry), queue), inquiry_id=found.inquiry.id)


def extend(reader: Reader, found: Room) -> Screen:
    """Until when?"""
    inquiry = found.inquiry
    said = text(
        reader.language,
        "extend.choose",
        number=inquiry.number,
        date=reader.day(inquiry.due),
        limit=reader.day(found.limit),
    )
    buttons = [
        Button(fitting(reader.day(day)), Extend(inquiry=inquiry.id, until=f"{day:%Y%m%d}").pack())
        for day in found.offered
    ]
    return Screen(said, column(*buttons, _back(reader, inquiry)), inquiry_id=inquiry.id)


def reason_wanted(reader: Reader, inquiry: Inquiry, until: date) -> Screen:
    """Why?"""
    said = text(reader.language, "extend.reason", number=inquiry.number, date=reader.day(until))
    return Screen(said, column(_back(reader, inquiry)), fresh=True, inquiry_id=inquiry.id)


def extension_done(reader: Reader, inquiry: Inquiry, row: ClockExtension) -> Screen:
    """It has more days."""
    said = text(reader.language, "extend.done", number=inquiry.number, date=reader.day(row.due))
    return Screen(said, column(_back(reader, inquiry)), inquiry_id=inquiry.id)


def counting(reader: Reader, inquiry: Inquiry, found: Explained, *, staff: bool) -> Html:
    """How the date was counted, day by day where a day was skipped."""
    title = text(reader.language, "deadline.title", number=inquiry.number, date=reader.day(inquiry.due))
    lines = explained(reader, found.reckoning.counted, cause=found.cause, staff=staff)
    lines += extended(reader, found.extensions, found.reckoning.due)
    if inquiry.first_due != inquiry.due:
        lines.append(text(reader.language, "deadline.first", date=reader.day(inquiry.first_due)))
    if inquiry.state == State.WAITING:
        lines.append(text(reader.language, "deadline.standing"))
    return Html(f"{title}\n\n" + "\n".join(lines))


def counted_for_staff(reader: Reader, inquiry: Inquiry, found: Explained) -> Screen:
    """The same explanation the citizen can open, for the desk."""
    said = counting(reader, inquiry, found, staff=True)
    return Screen(said, column(_back(reader, inquiry)), protect=True, inquiry_id=inquiry.id)


def _back(reader: Reader, inquiry: Inquiry) -> Button:
    return reader.button("button.to_card", Card(inquiry=inquiry.id, act="open").pack())
