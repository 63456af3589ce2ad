"""Screens of a search: how to ask, and what was found."""

from domain.limits import clip
from handlers.callbacks.desk import Card, Find
from handlers.screen import Button, Rows, Screen, column
from handlers.views import pages
from handlers.views.card import mark
from handlers.views.words import Reader, fitting
from locales import text
from models.tables import Inquiry
from services.search import Found, Which

WORDS = 70
QUEUES = 8
"""Queues offered to choose from; whoever has more of them narrows by words."""


def wanted(reader: Reader) -> Screen:
    """What can be looked for."""
    return Screen(text(reader.language, "find.wanted"), column(reader.go("button.queue", "queue")))


def found(reader: Reader, page: Found) -> Screen:
    """A page of what was found."""
    search = page.search
    title = text(reader.language, "find.title", said=clip(search.said, WORDS))
    lines = [_line(reader, n, row, page) for n, row in enumerate(page.rows, 1)]
    body = "\n\n".join(lines) if lines else text(reader.language, "find.nothing")
    numbers = tuple(
        Button(str(n), Card(inquiry=row.id, act="open").pack()) for n, row in enumerate(page.rows, 1)
    )
    buttons = column(reader.button("button.find_again", Find().pack()), reader.go("button.queue", "queue"))
    at = page.search.page
    known = at + 2 if page.more else at + 1
    turns = pages.turns(reader, at, known, lambda n: Find(act="page", value=str(n)).pack())
    rows = ((numbers,) if numbers else ()) + turns + _narrowing(reader, page) + buttons
    return Screen(f"{title}\n\n{body}", rows, protect=True)


def _line(reader: Reader, n: int, row: Inquiry, page: Found) -> str:
    return text(
        reader.language,
        "find.line",
        n=n,
        mark=mark(reader, row),
        number=row.number,
        state=reader.label(f"desk.state.{row.state}"),
        date=reader.moment(row.received_at),
        words=clip(page.words.get(row.id, reader.label("desk.no_words")).replace("\n", " "), WORDS),
    )


def _narrowing(reader: Reader, page: Found) -> Rows:
    """By state, and by queue for whoever has several; the one in force is left out."""
    search = page.search
    states = tuple(
        reader.button(f"find.{which}", Find(act="which", value=which).pack())
        for which in Which
        if which is not search.which
    )
    if not 1 < len(page.queues) <= QUEUES:
        return (states,)
    names = [(str(n), reader.short(*queue)) for n, queue in enumerate(page.queues, 1)]
    every = [("0", reader.label("find.everywhere"))] if search.queue else []
    queues = [
        Button(fitting(name), Find(act="queue", value=n).pack())
        for n, name in every + names
        if n != str(search.queue)
    ]
    return (states, *column(*queues))
