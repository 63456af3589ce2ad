"""The head's screens of canned replies: list, one of them, writing in both languages, preview."""

from domain.canned import LONGEST_TITLE, Side, fill
from domain.outcomes import Outcome
from handlers.callbacks.desk import Canned
from handlers.screen import Button, Rows, Screen, column, grid
from handlers.views import pages
from handlers.views.answering import reply_lines
from handlers.views.words import Reader
from locales import Html, text
from models.tables import CannedReply
from services.canned import Shelf, Writing

SAMPLE_NUMBER = "26-K7M4XE-9"
"""A number of the right shape for previews."""


def which(reader: Reader, queues: tuple[tuple[str, str], ...], page: int = 0) -> Screen:
    """Whose replies, for heads of several queues."""
    named = [
        (reader.short(body, region or None), Canned(body=body, region=region).pack())
        for body, region in queues
    ]
    question = text(reader.language, "canned.which")
    return pages.choice(reader, question, named, page, lambda n: Canned(act="which", page=n).pack())


def shelf(reader: Reader, found: Shelf) -> Screen:
    """A page of a queue's replies."""
    of = {"body": found.body, "region": found.region}
    name = reader.body(found.body, found.region or None)
    head = text(reader.language, "canned.title", n=found.total, body=name)
    numbers = [
        Button(str(n), Canned(**of, act="open", reply=row.id).pack())
        for n, row in enumerate(found.rows, found.first)
    ]
    new = reader.button("button.canned_new", Canned(**of, act="new").pack())
    if not found.total:
        return Screen(f"{head}\n\n{text(reader.language, 'canned.empty')}", column(new))
    turns = pages.turns(reader, found.page, found.pages, lambda page: Canned(**of, page=page).pack())
    rows = grid(numbers, 4) + turns + column(new)
    return Screen(f"{head}\n\n" + "\n".join(reply_lines(reader, found)), rows)


def reply(reader: Reader, row: CannedReply, news: str = "") -> Screen:
    """One reply as citizens read it, with what can be done with it; `news`: a line about what was done."""
    kk, ru = Side(row.title_kk, row.text_kk), Side(row.title_ru, row.text_ru)
    withdrawn = row.withdrawn_at is not None
    news = news or ("canned.withdrawn" if withdrawn else "")
    pieces = [text(reader.language, news)] if news else []
    pieces += [_side(reader, row.body, row.region, name, side) for name, side in (("kk", kk), ("ru", ru))]
    pieces.append(text(reader.language, "canned.usually"))

    def to(act: str) -> str:
        return Canned(body=row.body, region=row.region, act=act, reply=row.id).pack()

    outcomes = [
        Button(("✓ " if row.outcome == one else "") + reader.label(f"outcome.{one}"), to(one))
        for one in Outcome
    ]
    rest = column(
        reader.button("button.canned_kk", to("kk")),
        reader.button("button.canned_ru", to("ru")),
        reader.button("button.canned_restore", to("restore"))
        if withdrawn
        else reader.button("button.canned_withdraw", to("withdraw")),
        reader.button("button.canned_list", to("list")),
    )
    return Screen("\n\n".join(pieces), grid(outcomes, 2) + rest)


def wanted(reader: Reader, found: Writing) -> Screen:
    """Write one language; what stands there now may be copied."""
    marks = {name: f"{{{name}}}" for name in ("number", "date", "body")}
    said = [
        text(reader.language, "canned.write", lang=reader.label(f"canned.in_{found.wanted}"), **marks),
    ]
    now = found.kk if found.wanted == "kk" else found.ru
    if now is not None:
        said.append(text(reader.language, "canned.now"))
        said.append(text(reader.language, "canned.side", title=now.title, words=now.text))
    return Screen("\n\n".join(said), fresh=True, protect=False)


def preview(reader: Reader, found: Writing) -> Screen:
    """Both languages as citizens will read them, before they are kept."""
    pieces = [text(reader.language, "canned.preview")]
    for name, side in (("kk", found.kk), ("ru", found.ru)):
        if side is not None:
            pieces.append(_side(reader, found.body, found.region, name, side))
    pieces += [text(reader.language, f"canned.foreign_{name}") for name in found.foreign]
    return Screen("\n\n".join(pieces), _preview_buttons(reader, found), fresh=True)


def _preview_buttons(reader: Reader, found: Writing) -> Rows:
    def to(act: str) -> str:
        return Canned(body=found.body, region=found.region, act=act, reply=found.id).pack()

    return column(
        reader.button("button.canned_save", to("save")),
        reader.button("button.canned_kk", to("again_kk")),
        reader.button("button.canned_ru", to("again_ru")),
        reader.button("button.canned_list", to("list")),
    )


def _side(reader: Reader, body: str, region: str, language: str, side: Side) -> Html:
    citizen = Reader(language, reader.today, reader.facts)
    values = {
        "number": SAMPLE_NUMBER,
        "date": citizen.day(reader.today),
        "body": citizen.body(body, region or None),
    }
    title = side.title[:LONGEST_TITLE]
    return text(language, "canned.side", title=title, words=fill(side.text, values))
