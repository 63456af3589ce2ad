"""What is asked about a draft: which body, which region, and whether it belongs to a matter that is there."""

from typing import assert_never

from domain.limits import clip
from domain.permissions import TRIAGE
from handlers.callbacks.citizen import DraftDo, Pick, Which
from handlers.screen import Button, Rows, Screen, column, grid
from handlers.views import answers
from handlers.views.words import Reader, fitting
from locales import Html, alphabetical, text
from models.tables import Inquiry
from services.inquiries import NotConnected
from services.suggestions import AfterAnswer, Offer, Proposal, Suggestion, WhichOne

WIDE = 2
"""Short region names stand two in a row."""

LIST_PAGE = 9
"""Bodies on one page of "another body"."""

EVIDENCE = 80
"""Characters of the citizen's own words that are shown as the reason."""


def screen(reader: Reader, found: Proposal) -> Screen:
    """The question about a draft."""
    match found:
        case Suggestion():
            return suggestion(reader, found)
        case WhichOne(draft_id, inquiries):
            return which_one(reader, draft_id, inquiries)
        case AfterAnswer(draft_id, inquiry):
            return after_answer(reader, draft_id, inquiry)
        case _:
            assert_never(found)


def suggestion(reader: Reader, found: Suggestion) -> Screen:
    """Which body to send to: full names in the text, short ones on the buttons."""
    ways_out = column(*_ways_out(reader, found))
    if found.wordless:
        return Screen(text(reader.language, "suggest.wordless"), ways_out)
    ready, reading = answers.offer(reader, found.answers), _reading(reader, found)
    if found.no_question:
        key = "suggest.courtesy" if found.courtesy else "suggest.no_question"
        key = "answers.or_human" if found.answers else key
        return Screen(text(reader.language, key), reading + _no_question(reader, found)).under(ready)
    if not found.offers:
        return Screen(text(reader.language, "suggest.nothing"), reading + ways_out).under(ready)
    opening = "suggest.unsure" if found.unsure else "suggest.title"
    listed = "\n".join(_listed(reader, n, offer) for n, offer in enumerate(found.offers, 1))
    pieces = [text(reader.language, opening), listed, _matters(reader, found)]
    pieces.append(text(reader.language, "suggest.hint"))
    if found.call:
        title = found.call["title_kk" if reader.language == "kk" else "title_ru"]
        pieces.insert(0, text(reader.language, "suggest.call", title=title))
    said = "\n\n".join(piece for piece in pieces if piece)
    return Screen(said, reading + _offers(reader, found)).under(ready)


def _reading(reader: Reader, found: Suggestion) -> Rows:
    return column(*answers.offer_buttons(reader, found.draft_id, found.answers))


def _matters(reader: Reader, found: Suggestion) -> str:
    """Who else takes part where the text speaks of more than one matter; an unsure guess says nothing."""
    if found.unsure or not found.others:
        return ""
    others = ", ".join(reader.body(offer.body, offer.region) for offer in found.others)
    return text(reader.language, "suggest.matters", bodies=others)


def _listed(reader: Reader, n: int, offer: Offer) -> Html:
    name = text(reader.language, "suggest.line", n=n, body=reader.body(offer.body, offer.region))
    if n > 1 or not offer.evidence:
        return name
    words = clip(", ".join(offer.evidence), EVIDENCE)
    return Html(f"{name}\n{text(reader.language, 'suggest.reason', words=words)}")


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
    not_this = DraftDo(draft=found.draft_id, act="no_call").pack()
    other_matter = reader.button("button.call_not_meant", not_this) if found.call else None
    return column(*picks, elsewhere, other_matter, another, unknown, cancel)


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
        reader.button("button.unknown", Pick(draft=draft_id, body=TRIAGE).pack()),
        _back(reader, draft_id),
    ]
    heading = text(reader.language, "suggest.all", page=page + 1, pages=pages)
    return Screen(f"{heading}\n\n" + "\n".join(lines), column(*buttons, *turn))


def regions(reader: Reader, draft_id: int, body: str, last: str | None) -> Screen:
    """Where did it happen? The region used last stands first."""
    named = {code: region.short(reader.language) for code, region in reader.facts.regions.items()}
    buttons = [
        Button(fitting(named[code]), Pick(draft=draft_id, body=body, region=code).pack())
        for code in sorted(named, key=lambda code: (code != last, alphabetical(named[code])))
    ]
    back = column(_back(reader, draft_id))
    return Screen(text(reader.language, "region.where"), grid(buttons, WIDE) + back)


def not_connected(reader: Reader, found: NotConnected) -> Screen:
    """Nobody of this body answers here yet: said honestly, with what helps instead."""
    key = "unconnected" if found.dispatcher else "unconnected.alone"
    said = text(
        reader.language, key, body=reader.body(found.body, found.region), phone=reader.phone(found.body)
    )
    draft, official = found.draft_id, DraftDo(draft=found.draft_id, act="official", body=found.body)
    buttons = column(
        reader.button("button.to_dispatcher", Pick(draft=draft, body=TRIAGE).pack())
        if found.dispatcher
        else None,
        reader.button("button.official_text", official.pack()),
        reader.button("button.other_body", DraftDo(draft=draft, act="list").pack()),
        _back(reader, draft),
    )
    return Screen(said, buttons)


def _back(reader: Reader, draft_id: int) -> Button:
    return reader.button("button.back", DraftDo(draft=draft_id, act="back").pack())


def which_one(reader: Reader, draft_id: int, inquiries: tuple[Inquiry, ...]) -> Screen:
    """Is it more of an open matter, or a new one?"""
    new = _new_question(reader, draft_id)
    if len(inquiries) == 1:
        only = Which(draft=draft_id, inquiry=inquiries[0].id).pack()
        asked = text(reader.language, "which.one", number=inquiries[0].number)
        return Screen(asked, column(reader.button("button.addition", only), new))
    listed = "\n".join(_open_one(reader, inquiry) for inquiry in inquiries)
    buttons = [
        Button(
            reader.label("button.addition_to", number=inquiry.number),
            Which(draft=draft_id, inquiry=inquiry.id).pack(),
        )
        for inquiry in inquiries
    ]
    return Screen(f"{text(reader.language, 'which.several')}\n\n{listed}", column(*buttons, new))


def _open_one(reader: Reader, inquiry: Inquiry) -> Html:
    body = reader.body(inquiry.body, inquiry.region)
    return text(reader.language, "which.line", number=inquiry.number, body=body)


def after_answer(reader: Reader, draft_id: int, inquiry: Inquiry) -> Screen:
    """Something was written about an answer: is the matter not solved, or is it a new one?"""
    reopen = Which(draft=draft_id, inquiry=inquiry.id).pack()
    said = text(reader.language, "which.answered", number=inquiry.number)
    return Screen(said, column(reader.button("button.not_solved", reopen), _new_question(reader, draft_id)))


def _new_question(reader: Reader, draft_id: int) -> Button:
    return reader.button("button.new_question", Which(draft=draft_id, inquiry=0).pack())
