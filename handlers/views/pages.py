"""Lists longer than a screen: the buttons that turn a page, and a choice between many."""

from collections.abc import Callable, Sequence

from handlers.screen import Button, Rows, Screen, grid
from handlers.views.words import Reader, fitting

CHOICES = 10
"""Buttons of a choice on one screen: more have to be scrolled on an old phone."""

Turn = Callable[[int], str]
"""The data of a button that opens a page, counted from 0."""


def turns(reader: Reader, page: int, pages: int, to: Turn) -> Rows:
    """A row with the way to the page before and the page after, as far as there are such.

    Args:
        reader: who reads it.
        page: the page shown, counted from 0.
        pages: how many there are.
        to: makes the data of a button.
    """
    row = []
    if page > 0:
        row.append(reader.button("button.previous", to(page - 1)))
    if page + 1 < pages:
        row.append(reader.button("button.next", to(page + 1)))
    return (tuple(row),) if row else ()


def choice(reader: Reader, question: str, named: Sequence[tuple[str, str]], page: int, to: Turn) -> Screen:
    """One of many, by name.

    Args:
        reader: who reads it.
        question: HTML over the buttons.
        named: name and data of each choice.
        page: the page shown, counted from 0; one past the last is the last.
        to: makes the data of a button that turns the page.
    """
    pages = count(len(named), CHOICES)
    page = min(page, pages - 1)
    shown = named[page * CHOICES : (page + 1) * CHOICES]
    buttons = grid([Button(fitting(name), data) for name, data in shown], 2)
    return Screen(question, buttons + turns(reader, page, pages, to))


def count(rows: int, size: int) -> int:
    """How many pages of `size` rows there are, at least one."""
    return max(1, -(-rows // size))
