"""The citizen's way to a receipt: consent, suggestion, region, receipt."""

from domain.deadlines import Deadline
from domain.permissions import TRIAGE
from handlers.callbacks import Consent, DraftDo, Own, Pick, Separate, Which
from handlers.screen import Button, Rows, Screen, column, grid
from handlers.views.words import Reader, fitting
from locales import label, other, text
from models.tables import Inquiry
from services.suggestions import Offer, Suggestion

WIDE = 2
"""Short region names stand two in a row."""

DAYS_OF_A_YEAR = 365

LIST_PAGE = 9
"""Bodies on one page of "another body"."""


def emergency_line(reader: Reader, kind: str | None) -> str:
    """Numbers to call, before anything else; empty when nobody is in danger."""
    if kind is None:
        return ""
    phones = reader.facts.phones
    numbers = {name: phones[name].number for name in ("emergency", "police", "child", "violence")}
    return text(reader.language, "emergency", **numbers) + "\n\n"


def welcome(reader: Reader, *, typed: bool, emergency: str | None = None) -> Screen:
    """Consent in one tap with the language; what was typed is safe, and the guessed language stands first."""
    owner, lines = reader.facts.owner, []
    for language in (reader.language, other(reader.language)):
        kept = text(language, "consent.typed") + "\n\n" if typed else ""
        detail = text(
            language,
            "consent.detail",
            owner=owner.name(language),
            bin=owner.bin,
            keep=label(
                language, "consent.keep", n=reader.facts.retention["inquiry"].amount // DAYS_OF_A_YEAR
            ),
            hours=reader.facts.retention["raw_without_consent"].amount,
        )
        lines.append(f"{kept}{text(language, 'consent.intro')}\n<blockquote expandable>{detail}</blockquote>")
    first = Button(
        label(reader.language, f"button.agree_{reader.language}"), Consent(answer=reader.language).pack()
    )
    then = other(reader.language)
    second = Button(label(then, f"button.agree_{then}"), Consent(answer=then).pack())
    refuse = Button(label("kk", "button.refuse"), Consent(answer="no").pack())
    return Screen(emergency_line(reader, emergency) + "\n\n".join(lines), column(first, second, refuse))


def refused(reader: Reader) -> Screen:
    """What is open without consent; in both languages, for none was chosen."""
    both = "\n\n".join(
        text(language, "consent.refused") for language in (reader.language, other(reader.language))
    )
    return Screen(both)


def write_now(reader: Reader) -> Screen:
    """The invitation to write."""
    return Screen(text(reader.language, "write_now"))


def suggestion(reader: Reader, found: Suggestion) -> Screen:
    """Which body to send to: full names in the text, short ones on the buttons."""
    top = emergency_line(reader, found.emergency)
    if found.wordless:
        return Screen(top + text(reader.language, "suggest.wordless"), _wordless(reader, found))
    if found.no_question:
        return Screen(top + text(reader.language, "suggest.no_question"), _no_question(reader, found))
    if not found.offers:
        return Screen(top + text(reader.language, "suggest.nothing"), column(*_ways_out(reader, found)))
    opening = "suggest.unsure" if found.unsure else "suggest.title"
    listed = "\n".join(_listed(reader, n, offer) for n, offer in enumerate(found.offers, 1))
    body = f"{text(reader.language, opening)}\n\n{listed}\n\n{text(reader.language, 'suggest.hint')}"
    return Screen(top + body, _offers(reader, found))


def _listed(reader: Reader, n: int, offer: Offer) -> str:
    name = text(reader.language, "suggest.line", n=n, body=reader.body(offer.body, offer.region))
    if n > 1 or not offer.evidence:
        return name
    words = ", ".join(offer.evidence)
    return f"{name}\n{text(reader.language, 'suggest.reason', words=words)}"


def _offers(reader: Reader, found: Suggestion) -> Rows:
    picks = [_pick(reader, found.draft_id, n, offer) for n, offer in enumerate(found.offers, 1)]
    regional = next((o for o in found.offers if o.region), None)
    elsewhere = (
        Button(
            reader.label("button.other_region"),
            DraftDo(draft=found.draft_id, act="regions", body=regional.body).pack(),
        )
        if regional
        else None
    )
    unknown, another, cancel = _ways_out(reader, found)
    if found.unsure:
        return column(unknown, *picks, elsewhere, another, cancel)
    return column(*picks, elsewhere, another, unknown, cancel)


def _pick(reader: Reader, draft_id: int, n: int, offer: Offer) -> Button:
    name = fitting(f"{n} · {reader.short(offer.body, offer.region)}")
    return Button(name, Pick(draft=draft_id, body=offer.body, region=offer.region or "").pack())


def _ways_out(reader: Reader, found: Suggestion) -> tuple[Button, Button, Button]:
    draft = found.draft_id
    return (
        reader.button("button.unknown", Pick(draft=draft, body=TRIAGE).pack()),
        reader.button("button.other_body", DraftDo(draft=draft, act="list").pack()),
        reader.button("button.cancel_draft", DraftDo(draft=draft, act="cancel").pack()),
    )


def _wordless(reader: Reader, found: Suggestion) -> Rows:
    unknown, another, cancel = _ways_out(reader, found)
    return column(unknown, another, cancel)


def _no_question(reader: Reader, found: Suggestion) -> Rows:
    question = reader.button("button.is_question", DraftDo(draft=found.draft_id, act="question").pack())
    return column(question, reader.go("button.help", "help"), _ways_out(reader, found)[2])


def all_bodies(reader: Reader, draft_id: int, page: int) -> Screen:
    """Every body by its full name, a page at a time."""
    codes = list(reader.facts.bodies)
    pages = -(-len(codes) // LIST_PAGE)
    page = page % pages
    shown = codes[page * LIST_PAGE : (page + 1) * LIST_PAGE]
    first = page * LIST_PAGE + 1
    lines = [
        text(reader.language, "suggest.line", n=n, body=reader.body(c, None))
        for n, c in enumerate(shown, first)
    ]
    buttons = [
        Button(fitting(f"{n} · {reader.short(c, None)}"), Pick(draft=draft_id, body=c).pack())
        for n, c in enumerate(shown, first)
    ]
    turn = [
        reader.button("button.more_bodies", DraftDo(draft=draft_id, act="list", page=page + 1).pack()),
        reader.button("button.back", DraftDo(draft=draft_id, act="back").pack()),
    ]
    heading = text(reader.language, "suggest.all", page=page + 1, pages=pages)
    return Screen(f"{heading}\n\n" + "\n".join(lines), column(*buttons, *turn))


def regions(reader: Reader, draft_id: int, body: str, last: str | None) -> Screen:
    """Where did it happen? The region used last stands first."""
    codes = sorted(
        reader.facts.regions, key=lambda c: (c != last, reader.facts.regions[c].short(reader.language))
    )
    buttons = [
        Button(
            fitting(reader.facts.regions[code].short(reader.language)),
            Pick(draft=draft_id, body=body, region=code).pack(),
        )
        for code in codes
    ]
    back = column(reader.button("button.back", DraftDo(draft=draft_id, act="back").pack()))
    return Screen(text(reader.language, "region.where"), grid(buttons, WIDE) + back)


def receipt(reader: Reader, inquiry: Inquiry, deadline: Deadline) -> Screen:
    """Number, body, date, what happens next."""
    lines: list[str] = [
        text(
            reader.language,
            "receipt.title",
            number=inquiry.number,
            body=reader.body(inquiry.body, inquiry.region),
            date=reader.day(inquiry.due),
        )
    ]
    if deadline.registered != deadline.received.date():
        lines.append(text(reader.language, "receipt.next_day", date=reader.day(deadline.registered)))
    lines += ["", text(reader.language, "receipt.triage" if inquiry.body == TRIAGE else "receipt.next")]
    if inquiry.disputes:
        lines += ["", text(reader.language, "receipt.disputes")]
    return Screen("\n".join(lines), receipt_buttons(reader, inquiry), inquiry_id=inquiry.id)


def receipt_buttons(reader: Reader, inquiry: Inquiry) -> Rows:
    """What can be done with a number in hand."""
    return column(
        Button(reader.label("button.copy_number"), copy=inquiry.number),
        own_button(reader, inquiry, "button.how_counted", "how"),
        own_button(reader, inquiry, "button.official_text", "official"),
        own_button(reader, inquiry, "button.not_needed", "withdraw"),
    )


def own_button(reader: Reader, inquiry: Inquiry, key: str, act: str) -> Button:
    """A button about one's own inquiry."""
    return reader.button(key, Own(inquiry=inquiry.id, act=act).pack())


def already_sent(reader: Reader, inquiry: Inquiry) -> Screen:
    """The draft's button was pressed again: it was sent once, and this is what became of it."""
    said = text(
        reader.language,
        "receipt.already",
        number=inquiry.number,
        body=reader.body(inquiry.body, inquiry.region),
        date=reader.day(inquiry.due),
    )
    return Screen(said, receipt_buttons(reader, inquiry), inquiry_id=inquiry.id)


def not_connected(reader: Reader, draft_id: int, body: str, region: str | None) -> Screen:
    """Nobody of this body answers here yet: said honestly, with what helps instead."""
    said = text(
        reader.language,
        "unconnected",
        body=reader.body(body, region),
        phone=reader.phone(body),
    )
    buttons = column(
        reader.button("button.to_dispatcher", Pick(draft=draft_id, body=TRIAGE).pack()),
        reader.button("button.official_text", DraftDo(draft=draft_id, act="official", body=body).pack()),
        reader.button("button.other_body", DraftDo(draft=draft_id, act="list").pack()),
        reader.button("button.back", DraftDo(draft=draft_id, act="back").pack()),
    )
    return Screen(said, buttons)


def which_one(reader: Reader, draft_id: int, inquiries: tuple[Inquiry, ...]) -> Screen:
    """Is it more of an open matter, or a new one?"""
    buttons = [
        Button(
            reader.label("button.addition_to", number=inquiry.number),
            Which(draft=draft_id, inquiry=inquiry.id).pack(),
        )
        for inquiry in inquiries
    ]
    new = reader.button("button.new_question", Which(draft=draft_id, inquiry=0).pack())
    if len(inquiries) == 1:
        only = Which(draft=draft_id, inquiry=inquiries[0].id).pack()
        asked = text(reader.language, "which.one", number=inquiries[0].number)
        return Screen(asked, column(reader.button("button.addition", only), new))
    return Screen(text(reader.language, "which.several"), column(*buttons, new))


def added(reader: Reader, inquiry: Inquiry, message_id: int | None = None) -> Screen:
    """It was added; and the way out if it was meant as something new."""
    said = text(
        reader.language, "added", number=inquiry.number, body=reader.body(inquiry.body, inquiry.region)
    )
    new = reader.button("button.separate", Separate(message=message_id).pack()) if message_id else None
    return Screen(
        said, column(new, own_button(reader, inquiry, "button.show_inquiry", "open")), inquiry_id=inquiry.id
    )


def cancelled(reader: Reader, *, anything: bool) -> Screen:
    """The draft is gone."""
    return Screen(text(reader.language, "cancelled.draft" if anything else "cancelled.nothing"))


def unsupported(reader: Reader) -> Screen:
    """A sticker, a poll, a dice: what can be sent instead."""
    return Screen(text(reader.language, "error.kind"))
