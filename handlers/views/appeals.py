"""Tracked appeals: what is filed at eOtinish and counted here, from its number to the end of its term."""

from collections.abc import Sequence
from datetime import date

from domain.appeals import COMPLAINT, LATE, RULES
from domain.deadlines import Deadline
from domain.limits import clip
from handlers.callbacks.citizen import AppealDo, Track
from handlers.screen import Button, Rows, Screen, column, grid
from handlers.views.deadline import explained
from handlers.views.proposing import LIST_PAGE, WIDE
from handlers.views.words import Reader, fitting
from locales import Html, alphabetical, text
from models.tables import Appeal

SHOWN_NUMBER = 24
"""Characters of a number on a button."""


def shelf(reader: Reader, rows: Sequence[Appeal]) -> Screen:
    """Everything a person tracks."""
    add = reader.button("eotinish.add", Track(act="new").pack())
    site = Button("eOtinish.kz", url="https://eotinish.kz")
    if not rows:
        return Screen(text(reader.language, "eotinish.empty"), column(add, site))
    lines = [
        text(
            reader.language,
            "eotinish.line",
            number=row.number,
            state=_state(reader, row),
            body=_body(reader, row),
        )
        for row in rows
    ]
    heading = text(reader.language, "eotinish.title", n=len(rows))
    buttons = [
        Button(f"№ {clip(row.number, SHOWN_NUMBER)}", AppealDo(appeal=row.id, act="open").pack())
        for row in rows
    ]
    return Screen(f"{heading}\n\n" + "\n\n".join(lines), column(*buttons, add, site))


def number_asked(reader: Reader) -> Screen:
    """Which number does it have?"""
    return Screen(text(reader.language, "eotinish.number_asked"), column(_back(reader)), fresh=True)


def day_asked(reader: Reader, number: str) -> Screen:
    """On which day was it filed?"""
    days = [reader.button(f"eotinish.{day}", Track(act=day).pack()) for day in ("today", "yesterday")]
    said = text(reader.language, "eotinish.day_asked", number=number)
    return Screen(said, column(*days, _back(reader)), fresh=True)


def rule_asked(reader: Reader) -> Screen:
    """What was filed? The law has two terms."""
    rules = [
        Button(
            reader.label(f"eotinish.rule.{rule}", n=reader.facts.terms[rule].amount), Track(act=rule).pack()
        )
        for rule in RULES
    ]
    return Screen(text(reader.language, "eotinish.rule_asked"), column(*rules, _back(reader)))


def body_asked(reader: Reader, page: int) -> Screen:
    """Who must answer? Full names in the text, a page at a time."""
    codes = list(reader.facts.bodies)
    pages = -(-len(codes) // LIST_PAGE)
    page = page % pages
    shown = list(enumerate(codes, 1))[page * LIST_PAGE : (page + 1) * LIST_PAGE]
    lines = [text(reader.language, "suggest.line", n=n, body=reader.body(code, None)) for n, code in shown]
    buttons = [
        Button(fitting(f"{n} · {reader.short(code, None)}"), Track(act="body", body=code).pack())
        for n, code in shown
    ]
    more = reader.button("button.more_bodies", Track(act="bodies", page=page + 1).pack())
    other = reader.button("eotinish.not_listed", Track(act="body").pack())
    heading = text(reader.language, "eotinish.body_asked", page=page + 1, pages=pages)
    return Screen(f"{heading}\n\n" + "\n".join(lines), column(*buttons, more, other, _back(reader)))


def region_asked(reader: Reader, body: str) -> Screen:
    """Of which region?"""
    named = {code: region.short(reader.language) for code, region in reader.facts.regions.items()}
    buttons = [
        Button(fitting(named[code]), Track(act="body", body=body, region=code).pack())
        for code in sorted(named, key=lambda code: alphabetical(named[code]))
    ]
    return Screen(text(reader.language, "region.where"), grid(buttons, WIDE) + column(_back(reader)))


def card(reader: Reader, row: Appeal) -> Screen:
    """One appeal: its date, and what happens next."""
    said = text(
        reader.language,
        "eotinish.card",
        number=row.number,
        state=_state(reader, row),
        body=_body(reader, row),
        filed=reader.day(row.filed),
        next=_next(reader, row),
    )
    return Screen(said, _buttons(reader, row))


def counted(reader: Reader, row: Appeal, deadline: Deadline) -> Screen:
    """How the date was counted, day by day where a day was skipped."""
    head = text(reader.language, "eotinish.counted", number=row.number, date=reader.day(deadline.due))
    lines = explained(reader, deadline, cause="appeal")
    back = reader.button("button.back", AppealDo(appeal=row.id, act="open").pack())
    return Screen("\n".join([head, "", *lines]), column(back))


def stopped(reader: Reader, row: Appeal) -> Screen:
    """It is tracked no longer."""
    said = text(reader.language, "eotinish.stopped", number=row.number)
    return Screen(said, column(reader.go("eotinish.button", "appeals"), reader.go("button.my", "my")))


def told(reader: Reader, row: Appeal, stage: str) -> Screen:
    """The reminder: its day has come, or has passed."""
    if stage == LATE:
        said = text(
            reader.language,
            "eotinish.told.late",
            number=row.number,
            date=reader.day(row.due),
            body=_body(reader, row),
            next=_advice(reader, row),
        )
    else:
        said = text(reader.language, "eotinish.told.today", number=row.number, body=_body(reader, row))
    return Screen(said, _buttons(reader, row))


def moved(reader: Reader, row: Appeal, old: date) -> Screen:
    """The calendar changed, and its date with it."""
    dates = {"old_date": reader.day(old), "date": reader.day(row.due)}
    return Screen(text(reader.language, "eotinish.moved", number=row.number, **dates), _buttons(reader, row))


def _buttons(reader: Reader, row: Appeal) -> Rows:
    how = reader.button("button.how_counted", AppealDo(appeal=row.id, act="how").pack())
    stop = reader.button("eotinish.stop", AppealDo(appeal=row.id, act="stop").pack())
    site = Button("eOtinish.kz", url="https://eotinish.kz")
    return column(how, stop if row.stopped_at is None else None, site, _back(reader))


def _state(reader: Reader, row: Appeal) -> str:
    if row.stopped_at is not None:
        return reader.label("eotinish.state.stopped")
    key = "eotinish.state.late" if _passed(reader, row) else "eotinish.state.running"
    return reader.label(key, date=reader.day(row.due))


def _next(reader: Reader, row: Appeal) -> Html:
    if row.stopped_at is None and _passed(reader, row):
        return _advice(reader, row)
    return text(reader.language, "eotinish.next")


def _advice(reader: Reader, row: Appeal) -> Html:
    """What can be done about a date that has passed (art. 100(5): silence on a complaint is a refusal)."""
    if row.rule == COMPLAINT:
        return text(reader.language, "eotinish.advice.complaint", phone=reader.facts.phones["egov"].number)
    return text(reader.language, "eotinish.advice.question")


def _passed(reader: Reader, row: Appeal) -> bool:
    return reader.today > row.due


def _body(reader: Reader, row: Appeal) -> str:
    return reader.body(row.body, row.region) if row.body else reader.label("eotinish.other_body")


def _back(reader: Reader) -> Button:
    return reader.go("eotinish.button", "appeals")
