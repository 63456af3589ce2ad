"""Screens of passing an inquiry on: to which body, in which region, why, and what the citizen will read."""

from datetime import date

from domain.permissions import TRIAGE
from handlers.callbacks.desk import Queue, Transfer, TransferSure, TransferWhy
from handlers.screen import Button, Screen, column
from handlers.views import choosing
from handlers.views.choosing import back, sign
from handlers.views.words import Reader
from locales import Html, text
from models.tables import Inquiry
from services.queues import Filter
from services.transfers import REASONS, Choices, Passing, Target, Why

OWN_WORDS = "own"
"""The reason is typed, not chosen."""


def own_words(words: str) -> str:
    """What a button says of typed words, so that an old preview cannot send what it did not show."""
    return f"{OWN_WORDS}{sign(words)}"


def bodies(reader: Reader, found: Choices, page: int) -> Screen:
    """To which body; the dispatcher at the end."""
    unsure = reader.button("button.unsure", Transfer(inquiry=found.inquiry.id, body=TRIAGE).pack())
    ends = (unsure,) if found.dispatcher else ()
    return choosing.bodies(reader, found, page, "transfer.to", Transfer, *ends)


def regions(reader: Reader, found: Choices, body: str) -> Screen:
    """To which region's queue."""
    return choosing.regions(reader, found, body, Transfer)


def reasons(reader: Reader, inquiry: Inquiry, target: Target) -> Screen:
    """Why: one of the ready reasons, or own words."""
    chosen = {"inquiry": inquiry.id, "body": target.body, "region": target.region}
    lines = [
        text(reader.language, "suggest.line", n=n, body=reader.label(f"reason.{why}"))
        for n, why in enumerate(REASONS, 1)
    ]
    numbers = [Button(str(n), TransferWhy(**chosen, why=why).pack()) for n, why in enumerate(REASONS, 1)]
    own = reader.button("button.own_words", TransferWhy(**chosen, why=OWN_WORDS).pack())
    said = text(reader.language, "transfer.why", body=reader.body(target.body, target.region or None))
    rows = (tuple(numbers), *column(own, back(reader, inquiry)))
    return Screen(f"{said}\n\n" + "\n".join(lines), rows, protect=True, inquiry_id=inquiry.id)


def words_wanted(reader: Reader, inquiry: Inquiry) -> Screen:
    """The reason in the operator's own words."""
    said = text(reader.language, "transfer.words", lang=reader.label(f"language.{inquiry.language}"))
    return Screen(said, column(back(reader, inquiry)), fresh=True, inquiry_id=inquiry.id)


def preview(reader: Reader, found: Passing, *, fresh: bool) -> Screen:
    """What the citizen will read, and the last tap."""
    inquiry, target = found.inquiry, found.target
    citizen = Reader(inquiry.language, reader.today, reader.facts)
    old = (inquiry.body, inquiry.region)
    shown = told(citizen, inquiry, old, (target.body, target.region), found.why, found.due)
    why = found.why.key or own_words(found.why.words)
    sure = TransferSure(inquiry=inquiry.id, body=target.body, region=target.region, why=why)
    buttons = column(reader.button("button.transfer_sure", sure.pack()), back(reader, inquiry))
    said = f"{text(reader.language, 'asking.preview')}\n\n{shown}"
    return Screen(said, buttons, fresh=fresh, protect=True, inquiry_id=inquiry.id)


def told(
    reader: Reader, inquiry: Inquiry, old: tuple[str, str], new: tuple[str, str], why: Why, due: date
) -> Html:
    """The notice by which a citizen learns that another body answers now."""
    return text(
        reader.language,
        "transferred",
        number=inquiry.number,
        body=reader.body(*new),
        old_body=reader.body(*old),
        reason=why.words or reader.label(f"reason.{why.key}"),
        date=reader.day(due),
        first_date=reader.moment(inquiry.received_at),
    )


def done(reader: Reader, inquiry: Inquiry) -> Screen:
    """It went to the body."""
    said = text(
        reader.language,
        "hand_on.done",
        number=inquiry.number,
        body=reader.body(inquiry.body, inquiry.region),
        date=reader.day(inquiry.due),
    )
    return Screen(said, column(reader.button("button.queue", Queue(view=Filter.ALL).pack())))
