"""Screens of being away: from which post, until when, and who stands in."""

from domain.permissions import TRIAGE
from handlers.callbacks.desk import Away, Posts, Queue
from handlers.screen import Button, Screen, column
from handlers.views import pages
from handlers.views.words import Reader, fitting
from locales import Html, text
from services.leaving import Standing, Standings, Substitutes
from services.queues import Filter


def standings(reader: Reader, found: Standings) -> Screen:
    """The posts one can be away from, and what is arranged."""
    rows = list(enumerate(found.rows, found.first))
    alone = len(rows) == 1 and found.pages == 1
    lines = [_line(reader, n, standing) for n, standing in rows]
    buttons = [_choice(reader, n, standing, alone=alone) for n, standing in rows]
    turns = pages.turns(reader, found.page, found.pages, lambda n: Posts(page=n).pack())
    queue = reader.button("button.queue", Queue(view=Filter.ALL).pack())
    said = "\n\n".join([text(reader.language, "away.title"), *lines])
    return Screen(said, (*column(*buttons), *turns, *column(queue)))


def _line(reader: Reader, n: int, standing: Standing) -> Html:
    post, row = standing.post, standing.absence
    body = reader.body(post.body or TRIAGE, post.region)
    if row is None:
        return text(reader.language, "away.here", n=n, body=body)
    by = standing.substitute or reader.label("away.nobody")
    return text(reader.language, "away.gone", n=n, body=body, date=reader.day(row.until), name=by)


def _choice(reader: Reader, n: int, standing: Standing, *, alone: bool) -> Button:
    back = standing.absence is not None
    key = "button.away_back" if back else "button.away_go"
    data = Away(post=standing.post.id, act="back" if back else "until").pack()
    words = reader.label(key)
    return Button(words if alone else fitting(f"{n} · {words}"), data)


def until(reader: Reader, found: Substitutes) -> Screen:
    """The last day: one tap, or typed."""
    buttons = [
        Button(fitting(reader.day(day)), Away(post=found.post.id, until=f"{day:%Y%m%d}", act="by").pack())
        for day in found.days
    ]
    return Screen(text(reader.language, "away.until"), column(*buttons))


def by(reader: Reader, found: Substitutes, day: str) -> Screen:
    """Who stands in."""
    buttons = [
        Button(fitting(name or "–"), Away(post=found.post.id, until=day, by=key, act="go").pack())
        for key, name in found.people
    ]
    nobody = reader.button("button.away_nobody", Away(post=found.post.id, until=day, act="go").pack())
    return Screen(text(reader.language, "away.by"), column(*buttons, nobody), fresh=False)
