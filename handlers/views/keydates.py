"""Dated events of a body: what is due, in which form, and the mark when it is done."""

from collections.abc import Sequence

from domain.keydates import LATE
from handlers.callbacks import KeyDateDo
from handlers.screen import Button, Screen, column
from handlers.views.card import left
from handlers.views.words import Reader, fitting
from locales import Html, text
from services.keydates import Told


def coming(reader: Reader, found: Sequence[tuple[Told, str]]) -> Screen:
    """What comes near or has passed, each with its button; the first line is the news."""
    late = any(stage == LATE for _, stage in found)
    lines: list[str] = [text(reader.language, "key_dates.late" if late else "key_dates.title")]
    lines += [_about(reader, told) for told, _ in found]
    buttons = [_done(reader, n, told, alone=len(found) == 1) for n, (told, _) in enumerate(found, 1)]
    return Screen("\n\n".join(lines), column(*buttons), protect=True)


def marked(reader: Reader, told: Told) -> Screen:
    """It is done."""
    said = text(reader.language, "key_dates.done", title=told.fact.name(reader.language))
    return Screen(Html(said), protect=True)


def _about(reader: Reader, told: Told) -> str:
    fact, row = told.fact, told.row
    about = text(
        reader.language,
        "key_dates.about",
        title=fact.name(reader.language),
        form=fact.form(reader.language),
        date=reader.day(row.on),
        left=left(reader, row.on),
        body=reader.body(row.body, row.region),
    )
    return Html(f"{about}\n{text(reader.language, 'key_dates.sample')}") if fact.sample else about


def _done(reader: Reader, n: int, told: Told, *, alone: bool) -> Button:
    name = reader.label("button.key_date_done")
    shown = name if alone else fitting(f"{name} · {n}")
    return Button(shown, KeyDateDo(key_date=told.row.id).pack())
