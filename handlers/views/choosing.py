"""Choosing a body for an inquiry at the desk, then its region: to pass it on, or to ask for a part."""

from collections.abc import Callable
from zlib import crc32

from aiogram.filters.callback_data import CallbackData

from handlers.callbacks.desk import Card
from handlers.screen import Button, Screen, column, grid
from handlers.views.words import Reader, fitting
from locales import text
from models.tables import Inquiry
from services.directory import Choices

PAGE = 8
"""Bodies on one screen."""

Choosing = Callable[..., CallbackData]
"""The button's data for a choice: of an inquiry, a body, a region, a page."""


def sign(words: str) -> str:
    """What a button says of typed words, so that an old screen cannot send what it did not show."""
    return f"{crc32(words.encode()) & 0xFFFF:04x}"


def bodies(
    reader: Reader, found: Choices, page: int, title: str, choosing: Choosing, *ends: Button
) -> Screen:
    """Which body: full names in the text, routing's proposals first, a page at a time.

    Args:
        reader: who reads it.
        found: the inquiry and the bodies there are for it.
        page: which page, counted from 0; one past the last is the first again.
        title: key of the question over the list.
        choosing: makes the data of a button.
        ends: what else can be chosen, under the list.
    """
    inquiry, pages = found.inquiry, max(1, -(-len(found.bodies) // PAGE))
    page %= pages
    shown = list(enumerate(found.bodies, 1))[page * PAGE : (page + 1) * PAGE]
    lines = [text(reader.language, "suggest.line", n=n, body=reader.body(code, None)) for n, code in shown]
    buttons = [
        Button(fitting(f"{n} · {reader.short(code, None)}"), choosing(inquiry=inquiry.id, body=code).pack())
        for n, code in shown
    ]
    turn = choosing(inquiry=inquiry.id, page=page + 1).pack()
    more = reader.button("button.more_bodies", turn) if pages > 1 else None
    asked = text(reader.language, title, number=inquiry.number)
    said = "\n".join(lines) if lines else text(reader.language, "transfer.nobody")
    rows = column(*buttons, more, *ends, back(reader, inquiry))
    return Screen(f"{asked}\n\n{said}", rows, protect=True, inquiry_id=inquiry.id)


def regions(reader: Reader, found: Choices, body: str, choosing: Choosing) -> Screen:
    """Which region's queue; the region the text speaks of first."""
    buttons = [
        Button(
            fitting(reader.facts.regions[code].short(reader.language)),
            choosing(inquiry=found.inquiry.id, body=body, region=code).pack(),
        )
        for code in found.regions[body]
    ]
    again = reader.button("button.back", choosing(inquiry=found.inquiry.id).pack())
    return Screen(text(reader.language, "region.where"), grid(buttons, 2) + column(again), protect=True)


def back(reader: Reader, inquiry: Inquiry) -> Button:
    """To the inquiry's card."""
    return reader.button("button.to_card", Card(inquiry=inquiry.id, act="open").pack())
