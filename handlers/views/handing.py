"""Screens of what is done now and then: hand over, close without substance, merge, notes."""

from collections.abc import Sequence

from domain.closing import Closed
from handlers.callbacks.desk import Card, CloseSure, CloseWhy, Hand, Merge, Queue
from handlers.screen import Button, Screen, column
from handlers.views.parts import mark
from handlers.views.words import Reader, fitting
from locales import Html, text
from models.tables import Inquiry
from services.closing import Ending
from services.handing import Hands
from services.queues import Filter


def hands(reader: Reader, found: Hands) -> Screen:
    """To whom: colleagues with what they have in hand, then units."""
    inquiry = found.inquiry
    lines = [
        text(reader.language, "hand.line", n=n, name=c.name, role=reader.label(f"role.{c.role}"), held=c.held)
        for n, c in enumerate(found.colleagues, 1)
    ]
    buttons = [
        Button(fitting(f"{n} · {c.name}"), Hand(inquiry=inquiry.id, post=c.membership_id).pack())
        for n, c in enumerate(found.colleagues, 1)
    ]
    units = [
        Button(fitting(unit.name_kk if reader.language == "kk" else unit.name_ru), data)
        for unit in found.units
        for data in (Hand(inquiry=inquiry.id, unit=unit.id).pack(),)
    ]
    title = text(reader.language, "hand.whom", number=inquiry.number)
    said = "\n".join(lines) if lines else text(reader.language, "hand.nobody")
    rows = column(*buttons, *units, _back(reader, inquiry))
    return Screen(f"{title}\n\n{said}", rows, protect=True, inquiry_id=inquiry.id)


def handed(reader: Reader, inquiry: Inquiry, name: str) -> Screen:
    """A colleague or a unit has it now."""
    said = text(reader.language, "hand.done", number=inquiry.number, name=name)
    return Screen(said, column(_back(reader, inquiry), _queue(reader)))


def reasons(reader: Reader, inquiry: Inquiry) -> Screen:
    """Why there is nothing to answer."""
    chosen = list(enumerate(Closed, 1))
    lines = [
        text(reader.language, "suggest.line", n=n, body=reader.label(f"closing.{why}")) for n, why in chosen
    ]
    numbers = tuple(Button(str(n), CloseWhy(inquiry=inquiry.id, why=why).pack()) for n, why in chosen)
    said = text(reader.language, "close.why", number=inquiry.number)
    rows = (numbers, *column(_back(reader, inquiry)))
    return Screen(f"{said}\n\n" + "\n".join(lines), rows, protect=True, inquiry_id=inquiry.id)


def close_preview(reader: Reader, found: Ending) -> Screen:
    """What the citizen will read, and the last tap; typing adds words."""
    inquiry = found.inquiry
    citizen = Reader(inquiry.language, reader.today, reader.facts)
    shown = closed(citizen, inquiry, found.reason, found.words)
    more = text(reader.language, "close.more", lang=reader.label(f"language.{inquiry.language}"))
    data = CloseSure(inquiry=inquiry.id, why=found.reason, words=mark(found.words))
    buttons = column(reader.button("button.close_sure", data.pack()), _back(reader, inquiry))
    said = f"{text(reader.language, 'asking.preview')}\n\n{shown}\n\n{more}"
    return Screen(said, buttons, fresh=bool(found.words), protect=True, inquiry_id=inquiry.id)


def closed(reader: Reader, inquiry: Inquiry, reason: str, words: str) -> Html:
    """The message by which a citizen learns that there is nothing to answer, and what can be done."""
    said = text(
        reader.language,
        "closed",
        number=inquiry.number,
        body=reader.body(inquiry.body, inquiry.region),
        reason=reader.label(f"closing.{reason}"),
    )
    more = text(reader.language, "same.words", words=words) if words else ""
    next_ = text(reader.language, "closed.next")
    return Html("\n\n".join(piece for piece in (said, more, next_) if piece))


def close_done(reader: Reader, inquiry: Inquiry) -> Screen:
    """It is closed."""
    said = text(reader.language, "close.done", number=inquiry.number)
    return Screen(said, column(_back(reader, inquiry), _queue(reader)))


def twins(reader: Reader, inquiry: Inquiry, others: Sequence[Inquiry]) -> Screen:
    """With which other inquiry of the same citizen."""
    buttons = [
        Button(f"№ {other.number}", Merge(inquiry=inquiry.id, other=other.id).pack()) for other in others
    ]
    said = text(reader.language, "merge.which", number=inquiry.number)
    return Screen(said, column(*buttons, _back(reader, inquiry)), protect=True, inquiry_id=inquiry.id)


def merged(reader: Reader, stays: Inquiry) -> Screen:
    """Two became one."""
    said = text(reader.language, "merge.done", number=stays.number, date=reader.day(stays.due))
    return Screen(said, column(_back(reader, stays), _queue(reader)))


def note_wanted(reader: Reader, inquiry: Inquiry) -> Screen:
    """The note may be typed now."""
    said = text(reader.language, "note.write", number=inquiry.number)
    return Screen(said, column(_back(reader, inquiry)), fresh=True, inquiry_id=inquiry.id)


def _back(reader: Reader, inquiry: Inquiry) -> Button:
    return reader.button("button.to_card", Card(inquiry=inquiry.id, act="open").pack())


def _queue(reader: Reader) -> Button:
    return reader.button("button.queue", Queue(view=Filter.ALL).pack())
