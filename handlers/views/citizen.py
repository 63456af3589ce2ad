"""What a citizen reads around a question: consent, receipt, additions and corrections."""

from domain.deadlines import Deadline
from domain.inquiries import Move, State, may_move
from domain.permissions import TRIAGE
from handlers.callbacks.citizen import Consent, Own, Separate
from handlers.screen import Button, Rows, Screen, column
from handlers.views.words import Reader
from locales import Html, label, other, text
from models.tables import Inquiry
from services.heard import Added, Corrected, Courtesy

DAYS_OF_A_YEAR = 365


def emergency_line(reader: Reader, kind: str | None) -> str:
    """Numbers to call, before anything else; empty when nobody is in danger."""
    return _numbers(reader, reader.language) if kind else ""


def _numbers(reader: Reader, language: str) -> str:
    phones = reader.facts.phones
    numbers = {name: phones[name].number for name in ("emergency", "police", "child", "violence")}
    return text(language, "emergency", **numbers)


def emergency(reader: Reader, *, both: bool) -> Screen:
    """The numbers in a message of their own: what follows is edited and tapped away, they stay.

    `both`: no language was chosen yet.
    """
    languages = (reader.language, other(reader.language)) if both else (reader.language,)
    return Screen("\n\n".join(_numbers(reader, language) for language in languages), fresh=True)


def welcome(reader: Reader, *, typed: bool) -> Screen:
    """Consent in one tap with the language; what was typed is safe, and the guessed language stands first.

    The other language is one line and its whole text folded: two long texts would hide the first.
    """
    both = (reader.language, other(reader.language))
    asked = (
        _consent_asked(reader, reader.language, typed=typed),
        _consent_folded(reader, other(reader.language)),
    )
    agree = [Button(label(code, f"button.agree_{code}"), Consent(answer=code).pack()) for code in both]
    refuse = Button(label("kk", "button.refuse"), Consent(answer="no").pack())
    return Screen("\n\n".join(asked), column(*agree, refuse))


def _consent_asked(reader: Reader, language: str, *, typed: bool) -> str:
    safe = text(language, "consent.typed") + "\n\n" if typed else ""
    detail = _consent_detail(reader, language)
    return f"{safe}{text(language, 'consent.intro')}\n<blockquote expandable>{detail}</blockquote>"


def _consent_folded(reader: Reader, language: str) -> str:
    whole = f"{text(language, 'consent.intro')}\n\n{_consent_detail(reader, language)}"
    return f"{text(language, 'consent.other')}\n<blockquote expandable>{whole}</blockquote>"


def _consent_detail(reader: Reader, language: str) -> Html:
    owner, kept = reader.facts.owner, reader.facts.retention
    return text(
        language,
        "consent.detail",
        owner=owner.name(language),
        bin=owner.bin,
        keep=years(language, kept["inquiry"].amount),
        hours=kept["raw_without_consent"].amount,
    )


def years(language: str, days: int) -> str:
    """How long something is kept, in full years."""
    return label(language, "consent.keep", n=days // DAYS_OF_A_YEAR)


def refused(reader: Reader, *, erased: bool) -> Screen:
    """What is open without consent; in both languages, for none was chosen."""
    key = "consent.refused" if erased else "consent.refused_unwritten"
    return Screen("\n\n".join(text(code, key) for code in (reader.language, other(reader.language))))


def consent_withdrawn(reader: Reader) -> Screen:
    """Consent is taken back: what is erased, what stays, and how to go on."""
    said = text(reader.language, "privacy.withdrawn")
    return Screen(said, column(reader.go("button.write", "new"), reader.go("button.help", "help")))


def write_now(reader: Reader) -> Screen:
    """The invitation to write."""
    return Screen(text(reader.language, "write_now"))


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
    if others := reader.also(inquiry):
        lines.append(text(reader.language, "receipt.matters", bodies=others))
    if deadline.urgent:
        phone = reader.facts.phones["grants"].number
        lines += ["", text(reader.language, "receipt.call_closes", phone=phone)]
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


def added(reader: Reader, found: Added, message_id: int | None = None) -> Screen:
    """It was added; and the way out if it was meant as something new."""
    inquiry = found.inquiry
    said = text(
        reader.language, "added", number=inquiry.number, body=reader.body(inquiry.body, inquiry.region)
    )
    if found.resumed:
        said = Html(f"{said}\n{text(reader.language, 'added.resumed', date=reader.day(inquiry.due))}")
    new = reader.button("button.separate", Separate(message=message_id).pack()) if message_id else None
    buttons = column(new, own_button(reader, inquiry, "button.show_inquiry", "open"))
    return Screen(said, buttons, inquiry_id=inquiry.id)


def courtesy(reader: Reader, found: Courtesy) -> Screen:
    """A greeting while the question is being worked on: it stands as it stood, and when the answer comes."""
    inquiry = found.inquiry
    said = text(reader.language, "courtesy", number=inquiry.number, date=reader.day(inquiry.due))
    buttons = column(
        own_button(reader, inquiry, "button.show_inquiry", "open"), reader.go("button.write", "new")
    )
    return Screen(said, buttons, inquiry_id=inquiry.id)


def corrected(reader: Reader, found: Corrected) -> Screen:
    """An edit was kept; after an answer it changes nothing by itself, and that is said."""
    inquiry = found.inquiry
    closed = not may_move(inquiry.state, Move.ADD)
    said = text(reader.language, "corrected.closed" if closed else "corrected", number=inquiry.number)
    reopen = own_button(reader, inquiry, "button.not_solved", "reopen")
    buttons = column(
        reopen if inquiry.state == State.ANSWERED else None,
        own_button(reader, inquiry, "button.show_inquiry", "open"),
    )
    return Screen(said, buttons, inquiry_id=inquiry.id)


def cancelled(reader: Reader, *, anything: bool) -> Screen:
    """The draft is gone."""
    return Screen(text(reader.language, "cancelled.draft" if anything else "cancelled.nothing"))


def unsupported(reader: Reader) -> Screen:
    """A sticker, a poll, a dice: what can be sent instead."""
    return Screen(text(reader.language, "error.kind"))


def unknown_command(reader: Reader) -> Screen:
    """A command we do not have: the ones we have, and the reminder that none is needed."""
    buttons = column(reader.go("button.my", "my"), reader.go("button.help", "help"))
    return Screen(text(reader.language, "error.command"), buttons)
